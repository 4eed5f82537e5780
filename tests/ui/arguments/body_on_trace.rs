use prolifi::{Api, Call, endpoint};
use serde::Serialize;

#[derive(Serialize)]
struct NewNote;

trait Notes: Api {
    #[endpoint("TRACE", "/notes")]
    fn note(&self, #[body] note: &NewNote) -> Call<()>;
}

impl<A: Api + ?Sized> Notes for A {}

fn call(client: &prolifi::Client) {
    let _ = client.note(&NewNote);
}

fn main() {}
