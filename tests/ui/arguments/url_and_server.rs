use prolifi::{Call, api, endpoint};

#[api]
trait Notes {
    #[endpoint(GET, server = "uploads")]
    fn note(&self, #[url] address: &str) -> Call<()>;
}

fn call(client: &prolifi::Client) {
    let _ = client.note("1");
}

fn main() {}
