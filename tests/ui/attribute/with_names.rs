use prolifi::{Call, api, endpoint};

#[api]
trait Notes {
    #[endpoint(method = GET, path = "/notes/<key>")]
    fn note(&self, key: &str) -> Call<()>;
}

fn call(client: &prolifi::Client) {
    let _ = client.note("1");
}

fn main() {}
