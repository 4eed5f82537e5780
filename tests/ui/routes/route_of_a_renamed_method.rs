//! A route names a method, and breaks when that is renamed.

use prolifi::{prelude::*, testing::Routes};

#[api]
trait Notes {
    #[endpoint(GET, "/notes/<id>")]
    fn get_note(&self, id: u64) -> Call<String>;
}

fn main() {
    Routes::new().on(NOTES.note).reply(&String::new());
}
