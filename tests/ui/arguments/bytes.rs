use prolifi::{Call, api, endpoint};

#[api]
trait Notes {
    #[endpoint(PUT, "/files/<name>")]
    fn upload(&self, name: &str, content: Vec<u8>) -> Call<()>;
}

fn call(client: &prolifi::Client) {
    let _ = client.upload("a", Vec::new());
}

fn main() {}
