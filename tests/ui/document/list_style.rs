use prolifi::{Call, api, endpoint};

#[api(openapi = "ui/document/notes.json")]
trait Notes {
    #[endpoint(GET, "/notes?<tags>")]
    fn note(&self, tags: &[&str]) -> Call<()>;
}

fn call(client: &prolifi::Client) {
    let _ = client.note(&["a"]);
}

fn main() {}
