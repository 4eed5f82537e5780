//! A type without `Serialize` cannot be written.

use prolifi::{prelude::*, testing::Routes};

#[derive(serde::Deserialize)]
pub struct Note {
    text: String,
}

#[api]
trait Notes {
    #[endpoint(GET, "/notes/<id>")]
    fn note(&self, id: u64) -> Call<Note>;
}

fn main() {
    let note = Note { text: String::new() };
    Routes::new().on(NOTES.note).reply(&note);
}
