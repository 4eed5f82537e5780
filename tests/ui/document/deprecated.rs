use prolifi::{Call, api, endpoint};

#[api(openapi = "ui/document/notes.json")]
trait Notes {
    #[endpoint(DELETE, "/notes/<id>")]
    fn note(&self, id: &str) -> Call<()>;
}

fn call(client: &prolifi::Client) {
    let _ = client.note("1");
}

fn main() {}
