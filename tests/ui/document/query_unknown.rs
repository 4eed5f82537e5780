use prolifi::{Call, api, endpoint};

#[api(openapi = "ui/document/notes.json")]
trait Notes {
    #[endpoint(GET, "/notes/<id>?<locale>")]
    fn note(&self, id: &str, locale: &str) -> Call<()>;
}

fn call(client: &prolifi::Client) {
    let _ = client.note("1", "en");
}

fn main() {}
