use prolifi::{Call, api, endpoint};

#[api(openapi = "ui/document/notes.json")]
trait Notes {
    #[endpoint(POST, "/notes")]
    fn note(&self) -> Call<()>;
}

fn call(client: &prolifi::Client) {
    let _ = client.note();
}

fn main() {}
