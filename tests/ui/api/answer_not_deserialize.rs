use prolifi::{Call, api, endpoint};

struct Note;

#[api]
trait Notes {
    #[endpoint(GET, "/notes/<id>")]
    fn note(&self, id: &str) -> Call<Note>;
}

fn call(client: &prolifi::Client) {
    let _ = client.note("1");
}

fn main() {}
