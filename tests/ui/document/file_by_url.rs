use prolifi::{Call, api, endpoint};

#[api(openapi = "https://example.com/notes.json")]
trait Notes {
    #[endpoint(GET, "/notes")]
    fn notes(&self) -> Call<()>;
}

fn call(client: &prolifi::Client) {
    let _ = client.notes();
}

fn main() {}
