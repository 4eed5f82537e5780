use prolifi::{Call, api, endpoint};

#[derive(serde::Serialize)]
struct Note {
    text: &'static str,
}

#[api(openapi = "ui/document/notes.json")]
trait Notes {
    #[endpoint(PUT, "/notes/<id>/files/<name>")]
    fn note(&self, id: &str, name: &str, note: &Note) -> Call<()>;
}

fn call(client: &prolifi::Client) {
    let _ = client.note("1", "a", &Note { text: "a" });
}

fn main() {}
