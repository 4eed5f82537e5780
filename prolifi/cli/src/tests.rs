//! All that a document can hold goes through without a panic, and gives code that can be read.

mod broken;
mod odd;

use prolifi_core::contract::document::{Document, Json};

use crate::{
    plan::Plan,
    print::{self, File},
    slim,
};

/// The document of the other tests.
fn notes() -> Json {
    serde_json::from_str(include_str!("../tests/notes/openapi.json")).unwrap()
}

/// What is written of a document, each file of which is Rust; nothing if it is none.
fn written(json: Json) -> Vec<File> {
    let Ok(document) = Document::of(json) else { return Vec::new() };
    let operations: Vec<_> = document.operations().collect();
    let plan = Plan::new(&document, &operations, "");
    let files = print::files(&plan, "mod", "openapi.json");
    for file in &files {
        let parsed = syn::parse_file(&file.text);
        assert!(parsed.is_ok(), "{:?}\n{}", parsed.err(), file.text);
        assert!(file.text.lines().all(|line| line == line.trim_end()), "{}", file.text);
    }
    slim::slim(&document, &operations);
    files
}

/// All files of a document in one.
fn text(document: &str) -> String {
    let files = written(serde_json::from_str(document).unwrap());
    files.into_iter().map(|file| file.text).collect()
}
