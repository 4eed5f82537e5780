use prolifi::{Call, api, endpoint};

#[api(openapi = "ui/document/notes.json")]
trait Notes {
    #[endpoint(GET, "/tags/<tag>")]
    fn note(&self, tag: &str) -> Call<()>;
}

fn call(client: &prolifi::Client) {
    let _ = client.note("1");
}

fn main() {}
