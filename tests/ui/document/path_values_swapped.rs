use prolifi::{Call, api, endpoint};

#[api(openapi = "ui/document/notes.json")]
trait Notes {
    #[endpoint(PUT, "/notes/<name>/files/<id>")]
    fn note(&self, name: &str, id: &str) -> Call<()>;
}

fn call(client: &prolifi::Client) {
    let _ = client.note("1", "2");
}

fn main() {}
