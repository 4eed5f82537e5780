//! The trait of `examples/contract.rs` beside the second version of its document.

use prolifi::{Call, api, endpoint};

#[api(openapi = "../examples/contract/notes_v2.json")]
trait Notes {
    #[endpoint(GET, "/notes?<status>&<tags:comma>")]
    fn notes(&self, status: Option<&str>, tags: &[&str]) -> Call<Vec<String>>;

    #[endpoint(PUT, "/notes/<id>")]
    fn save(&self, id: u64, note: &String) -> Call<String>;
}

fn main() {}
