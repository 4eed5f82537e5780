//! Holds a trait against the document of its service, and against a second version of it with five changes.
//!
//! Two of the changes are of names and styles: the compiler tells them, once the trait names the new file
//! (`tests/ui/document/second_version.stderr` shows its words). The others are of values: a test tells them.

use prolifi::{Call, api, contract::Contract, endpoint};
use serde::{Deserialize, Serialize};

#[api(openapi = "contract/notes.json")]
trait Notes {
    #[endpoint(GET, "/notes?<status>&<tags:comma>")]
    fn notes(&self, status: Option<&str>, tags: &[&str]) -> Call<Vec<Note>>;

    #[endpoint(PUT, "/notes/<id>")]
    fn save(&self, id: u64, note: &NewNote) -> Call<Note>;
}

/// A note that is saved.
#[derive(Serialize)]
struct NewNote {
    text: String,
}

/// A note as the service gives it.
#[derive(Deserialize)]
#[allow(dead_code, reason = "the contract looks at the document, and not at the note")]
struct Note {
    id: u64,
    text: String,
    author: String,
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    println!("The first version");
    check(include_str!("contract/notes.json")).await;
    println!("The second version");
    check(include_str!("contract/notes_v2.json")).await;
}

async fn check(document: &str) {
    let note = NewNote { text: "Call back.".to_owned() };
    let mut contract = Contract::new(&NOTES, document);
    contract.check(|api| api.notes(Some("open"), &["urgent", "phone"])).await;
    contract.check(|api| api.save(7, &note)).await;
    match contract.finish() {
        Ok(_) => println!("agrees with the trait.\n"),
        Err(broken) => println!("{broken}"),
    }
}
