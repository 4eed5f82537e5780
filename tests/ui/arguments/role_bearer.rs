use prolifi::{Call, api, endpoint};

#[api]
trait Notes {
    #[endpoint(GET, "/notes")]
    fn notes(&self, #[bearer] token: &str) -> Call<()>;
}

fn call(client: &prolifi::Client) {
    let _ = client.notes("a");
}

fn main() {}
