//! What is written of a small document: as it is here, formatted, built, and called.
//!
//! `UPDATE_EXPECT=1 cargo test -p cargo-prolifi` accepts a change; read the diff.

#![allow(clippy::unwrap_used, reason = "what the tests share is a part of them")]

use std::{path::Path, process::Command};

use expect_test::expect_file;
use prolifi::{
    Body, Client,
    http::{Request, Response},
    testing::FakeTransport,
};

// As it is written, and not as this repository is formatted.
#[rustfmt::skip]
#[path = "notes/mod.rs"]
#[allow(unreachable_pub, reason = "in a crate of a user all of it can be reached")]
mod written;

use written::{
    events::{Event, Events},
    files::Files,
    notes::{AddNoteAnswer, ListNotesFilter, NewNote, NoteState, Notes, UpdateNote},
    search::{Search, SearchBody, SearchBodyCreated},
};

/// Runs the command in the folder of the package.
fn run(arguments: &[&str]) -> std::process::Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-prolifi"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).arg("prolifi").args(arguments);
    command.output().unwrap()
}

/// The files that are printed, by name.
fn printed(arguments: &[&str]) -> Vec<(String, String)> {
    let output = run(arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    let mut all: Vec<(String, String)> = Vec::new();
    for line in text.split_inclusive('\n') {
        match line.strip_prefix("// ").map(str::trim_end).filter(|name| name.ends_with(".rs")) {
            Some(name) => all.push((name.to_owned(), String::new())),
            None => all.last_mut().unwrap().1.push_str(line),
        }
    }
    all.into_iter().map(|(name, text)| (name, format!("{}\n", text.trim()))).collect()
}

#[test]
fn a_trait_reads_as_if_a_person_had_written_it() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/notes");
    let files = printed(&["trait", "tests/notes/openapi.yaml"]);
    for (name, text) in &files {
        expect_file![here.join(name)].assert_eq(text);
    }
    let known = std::fs::read_dir(&here).unwrap().map(|entry| entry.unwrap().file_name());
    let known = known.filter(|name| Path::new(name).extension().is_some_and(|extension| extension == "rs"));
    assert_eq!(known.count(), files.len(), "a file is no longer written");
    assert_eq!(printed(&["trait", "tests/notes/openapi.yaml"]), files, "twice the same");
}

#[test]
fn what_is_written_is_formatted() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/notes");
    let files = ["mod.rs", "events.rs", "files.rs", "models.rs", "notes.rs", "search.rs"];
    let mut rustfmt = Command::new("rustfmt");
    // Not with the settings of this repository, but with those of one that has none.
    rustfmt.args(["--check", "--edition=2024", "--config=max_width=100,use_small_heuristics=Default"]);
    let output = rustfmt.args(files.map(|file| here.join(file))).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}

#[test]
fn the_part_that_is_used() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/notes");
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join("slim.json");
    let _ = std::fs::remove_file(&out);
    let slim = |operations: &[&str]| {
        let mut arguments = vec!["slim", "tests/notes/openapi.yaml", "--out", out.to_str().unwrap()];
        arguments.extend(operations);
        run(&arguments)
    };
    assert!(slim(&[]).status.success());
    // It is what the traits above are held against.
    expect_file![here.join("openapi.json")].assert_eq(&std::fs::read_to_string(&out).unwrap());

    let again = slim(&[]);
    assert!(!again.status.success());
    assert!(String::from_utf8_lossy(&again.stderr).contains("is there already, and is not overwritten"));

    std::fs::remove_file(&out).unwrap();
    assert!(slim(&["--operations", "lastEvent,DELETE /notes/{noteId}"]).status.success());
    let text = std::fs::read_to_string(&out).unwrap();
    for part in ["\"/events/last\"", "\"delete\"", "\"NoteAdded\"", "\"Author\"", "\"token\""] {
        assert!(text.contains(part), "{part}");
    }
    for part in ["\"patch\"", "\"NewNote\"", "\"Unused\"", "\"CustomerId\"", "\"/search\""] {
        assert!(!text.contains(part), "{part}");
    }
    assert!(run(&["trait", out.to_str().unwrap()]).status.success());
}

#[test]
fn a_file_that_is_there_is_left_as_it_is() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("own");
    let _ = std::fs::remove_dir_all(&folder);
    let folder_name = folder.to_str().unwrap();
    let of = |operations: &str| {
        run(&["trait", "tests/notes/openapi.json", "--operations", operations, "--out", folder_name])
    };
    assert!(of("files").status.success());
    std::fs::write(folder.join("files.rs"), "// mine\n").unwrap();

    let output = of("files,search");
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(std::fs::read_to_string(folder.join("files.rs")).unwrap(), "// mine\n");
    assert!(folder.join("search.rs").is_file());
    let said = String::from_utf8_lossy(&output.stderr);
    for part in ["files.rs` is there already, and is left as it is", "it lacks `pub mod search;`"] {
        assert!(said.contains(part), "{said}");
    }
}

#[test]
fn an_operation_that_is_not_there_is_named() {
    let output = run(&["trait", "tests/notes/openapi.yaml", "--operations", "listNote"]);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("no operation, tag or path `listNote`; it has `listNotes`"), "{said}");
}

#[test]
fn what_cannot_be_done_is_said() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
    let said = |arguments: &[&str]| {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(1));
        String::from_utf8(output.stderr).unwrap()
    };
    let document = "tests/notes/openapi.yaml";
    let table: [(&[&str], &str); 5] = [
        (&["trait", document, "--operations", ","], "`--operations` names nothing; without it all are taken"),
        (&["trait", document, "--out", file.to_str().unwrap()], "is a file, where a folder is to be"),
        (&["trait", "tests"], "`tests` cannot be read"),
        (&["trait", "../../rustfmt.toml"], "is no document: it has no member `openapi`"),
        (&["trait", "tests/notes.rs"], "`tests/notes.rs` is not YAML"),
    ];
    for (arguments, problem) in table {
        let said = said(arguments);
        assert!(said.starts_with("error: ") && said.contains(problem), "{said}");
    }
}

#[test]
fn whoever_reads_may_have_read_enough() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-prolifi"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).args(["prolifi", "trait", "tests/notes/openapi.yaml"]);
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let output = command.stdout(writer).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn what_is_written_sends_what_the_document_wants() {
    let client = Client::builder(written::service()).api_key("sk_test_1").build().unwrap();
    let line = |request: Request<Body>| {
        let body = request.body().as_bytes().map(|body| String::from_utf8_lossy(body).into_owned());
        format!("{} {} {}", request.method(), request.uri(), body.unwrap_or_default()).trim_end().to_owned()
    };

    let filter = ListNotesFilter {
        state: Some(NoteState::PutOff),
        tags: Some(vec!["vip".to_owned(), "eu".to_owned()]),
        ..ListNotesFilter::default()
    };
    let list = client.list_notes("cus/1", &filter).into_call().into_request().unwrap();
    assert_eq!(
        line(list),
        "GET https://api.example.com/v2/customers/cus%2F1/notes?state=put_off&tags=vip,eu"
    );

    let add = client.add_note("cus_1", Some(true), "crm", &NewNote::new("Call back")).into_request().unwrap();
    assert_eq!(add.headers()["x-request-source"], "crm");
    assert!(add.headers().contains_key("idempotency-key"));
    assert_eq!(
        line(add),
        r#"POST https://api.example.com/v2/customers/cus_1/notes?notify=true {"text":"Call back"}"#
    );

    let changes = UpdateNote { reminder: prolifi::Patch::Clear, ..UpdateNote::default() };
    let update = client.update_note(7, &changes).into_request().unwrap();
    assert_eq!(update.headers()["content-type"], "application/merge-patch+json");
    assert_eq!(line(update), r#"PATCH https://api.example.com/v2/notes/7 {"reminder":null}"#);

    let created = Some(SearchBodyCreated { gte: Some(7), lt: None });
    let search = SearchBody { created, ..SearchBody::new(vec!["a&b".to_owned()]) };
    let search = client.search(&search).into_request().unwrap();
    assert_eq!(line(search), "POST https://api.example.com/v2/search words%5B0%5D=a%26b&created%5Bgte%5D=7");

    let file = client.file_as_pdf(7, "a b").into_request().unwrap();
    assert_eq!(line(file), "GET https://api.example.com/v2/notes/7/files/a%20b.pdf");
    let watch = client.watch().into_request().unwrap();
    assert!(!watch.headers().contains_key("authorization"));
    let attach =
        client.attach_file(7, prolifi::Multipart::new().text("caption", "x")).into_request().unwrap();
    assert_eq!(attach.uri(), "https://uploads.example.com/notes/7/files");
}

#[tokio::test]
async fn what_is_written_reads_what_the_document_promises() {
    const NOTE: &str = r#"{"id": 7, "type": "note", "text": "Call back", "state": "put_off", "created_at": "2026-01-02T03:04:05Z",
        "author": {"name": "Jane", "role": "robot"}, "replyTo": null, "custom": [1]}"#;
    let transport = FakeTransport::new()
        .answer(Response::builder().status(201).body(NOTE).unwrap())
        .answer(Response::builder().status(202).body("").unwrap())
        .answer(Response::new(format!(r#"{{"kind": "note.added", "note": {NOTE}}}"#)))
        .answer(Response::new(r#"{"kind": "note.read", "by": "Jane"}"#))
        .answer(Response::new(format!(r#"{{"notes": [{NOTE}], "next_cursor": "x"}}"#)))
        .answer(Response::new(r#"{"notes": [], "next_cursor": null}"#));
    let client = Client::builder(written::service())
        .api_key("sk_test_1")
        .transport(transport.clone())
        .build()
        .unwrap();
    let new = NewNote::new("Call back");

    let AddNoteAnswer::Created(note) = client.add_note("cus_1", None, "crm", &new).await.unwrap() else {
        panic!()
    };
    assert_eq!((note.id, note.state, note.reply_to), (7, NoteState::PutOff, None));
    assert!(matches!(client.add_note("cus_1", None, "crm", &new).await.unwrap(), AddNoteAnswer::Accepted));

    let Event::NoteAdded(added) = client.last_event().await.unwrap() else { panic!() };
    assert_eq!(added.note.author.name, "Jane");
    let Event::Unknown(event) = client.last_event().await.unwrap() else { panic!() };
    assert_eq!(event["by"], "Jane");

    let mut list = client.list_notes("cus_1", &ListNotesFilter::default());
    assert_eq!(list.next().await.unwrap().unwrap().id, 7);
    assert!(list.next().await.is_none());
    assert_eq!(transport.requests().last().unwrap().uri().query(), Some("cursor=x"));
}
