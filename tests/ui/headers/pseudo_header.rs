use prolifi::{Call, api, endpoint};

#[api]
trait Notes {
    #[endpoint(GET, "/notes")]
    fn note(&self, #[header(":authority")] host: &str) -> Call<()>;
}

fn call(client: &prolifi::Client) {
    let _ = client.note("1");
}

fn main() {}
