use prolifi::{Call, api, endpoint};

#[api(openapi = "ui/document/notes.json")]
trait Notes {
    #[endpoint(GET, "/notes?<pgae>")]
    fn note(&self, pgae: u32) -> Call<()>;
}

fn call(client: &prolifi::Client) {
    let _ = client.note(1);
}

fn main() {}
