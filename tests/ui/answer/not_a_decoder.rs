use prolifi::{Call, api, endpoint, streaming::Streaming};

#[derive(serde::Deserialize)]
struct Note;

#[api]
trait Notes {
    #[endpoint(GET, "/notes")]
    fn notes(&self) -> Call<Streaming<Note>>;
}

fn call(client: &prolifi::Client) {
    let _ = client.notes();
}

fn main() {}
