//! An answer is of the type that the endpoint answers.

use prolifi::{prelude::*, testing::Routes};

#[derive(serde::Serialize, serde::Deserialize)]
pub struct Note {
    text: String,
}

#[api]
trait Notes {
    #[endpoint(GET, "/notes/<id>")]
    fn note(&self, id: u64) -> Call<Note>;
}

fn main() {
    Routes::new().on(NOTES.note).reply(&"hello");
}
