use prolifi::{Call, api, endpoint};

#[derive(serde::Serialize)]
struct NewNote {
    text: String,
}

#[api]
trait Notes {
    #[endpoint(GET, "/notes/<id:comma>")]
    fn note(&self, id: &NewNote) -> Call<()>;
}

fn call(client: &prolifi::Client) {
    let _ = client.note(&NewNote { text: String::new() });
}

fn main() {}
