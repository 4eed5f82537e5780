use prolifi::{Call, api, endpoint};

#[derive(serde::Serialize)]
struct Note {
    text: &'static str,
}

#[api(openapi = "ui/document/notes.json")]
trait Notes {
    #[endpoint(POST, "/notes")]
    fn note(&self, note: Option<&Note>) -> Call<()>;
}

fn call(client: &prolifi::Client) {
    let _ = client.note(None);
}

fn main() {}
