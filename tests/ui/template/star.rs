use prolifi::{Call, api, endpoint};

#[api]
trait Notes {
    #[endpoint(GET, "/files/*path")]
    fn file(&self, path: &str) -> Call<()>;
}

fn call(client: &prolifi::Client) {
    let _ = client.file("a/b");
}

fn main() {}
