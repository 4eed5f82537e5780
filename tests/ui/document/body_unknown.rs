use prolifi::{Call, api, endpoint};

#[derive(serde::Serialize)]
struct Note {
    text: &'static str,
}

#[api(openapi = "ui/document/notes.json")]
trait Notes {
    #[endpoint(GET, "/notes/<id>")]
    fn note(&self, id: &str, #[body] note: &Note) -> Call<()>;
}

fn call(client: &prolifi::Client) {
    let _ = client.note("1", &Note { text: "a" });
}

fn main() {}
