//! Declares endpoints that the crate does not have, and prints what each call sends.
//!
//! No network is used: a [`FakeTransport`] takes the requests and gives the answers.

use std::{error::Error, time::Duration};

use prolifi::{
    Body, Environment,
    http::{Response, header::HeaderMap},
    prelude::*,
    testing::FakeTransport,
};
use prolifi_examples::sent;
use serde::{Deserialize, Serialize};

/// `#[api]` holds what the methods share, and writes the implementation: for `Client`, and for every type that
/// has one.
#[api(envelope = "data")]
trait Notes {
    /// Pins a note to a customer. The template names three arguments, an attribute the fourth; the one that is
    /// left over is the JSON body.
    #[endpoint(POST, "/customers/<id>/notes?<notify>&tag=<tags>")]
    fn add_note(
        &self,
        id: &str,
        notify: Option<bool>,
        tags: &[&str],
        #[header("X-Request-Source")] source: &str,
        note: &NewNote<'_>,
    ) -> Call<Note>;

    /// The notes of a customer. An `async fn` sends at once, and may have an error of the program's own.
    #[endpoint(GET, "/customers/<id>/notes?<filter..>")]
    async fn notes(&self, id: &str, filter: &NoteFilter<'_>) -> Result<Vec<Note>, NoNotes>;
}

/// A trait without data around its answers, below a path of its own.
#[api(base = "/files", headers("X-Api-Version: 2"))]
trait Files {
    /// Stores a file under any number of folders.
    #[endpoint(PUT, "/<path..>", timeout = "5m")]
    fn store_file(&self, path: &[&str], #[headers] more: HeaderMap, content: Body) -> Call<()>;

    /// Asks for the same file again under another name.
    #[endpoint(POST, "/<id>:rename")]
    fn rename_file(&self, id: u64, #[form] names: &[(&str, &str)]) -> Call<()>;
}

#[derive(Serialize)]
struct NewNote<'a> {
    text: &'a str,
}

#[derive(Deserialize)]
struct Note {
    id: u64,
    text: String,
}

#[derive(Serialize)]
struct NoteFilter<'a> {
    author: Option<&'a str>,
    written_after: Option<&'a str>,
    limit: u32,
}

/// Why there are no notes.
#[derive(Debug)]
struct NoNotes(prolifi::Error);

impl From<prolifi::Error> for NoNotes {
    fn from(error: prolifi::Error) -> Self {
        Self(error)
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let fake = FakeTransport::new()
        .answer(Response::new(r#"{"data": {"id": 7, "text": "Prefers to be called"}}"#))
        .answer(
            Response::builder()
                .status(404)
                .body(r#"{"error": {"type": "not_found", "message": "Nobody has the id."}}"#)?,
        )
        .answer(Response::builder().status(201).body("")?)
        .answer(Response::builder().status(204).body("")?);
    let client = Client::builder(Environment::Sandbox)
        .api_key("sk_test_made_up_for_this_example")
        .transport(fake.clone())
        .build()?;

    let call = client.add_note(
        "acme/42",
        Some(true),
        &["vip", "phone & mail"],
        "examples",
        &NewNote { text: "Prefers to be called" },
    );
    title(&call);
    let note = call.idempotency_key("note-of-march").timeout(Duration::from_secs(5)).await?;
    answered(&fake, &format!("note {}: {}", note.id, note.text));

    println!("An async fn, with an error of the program's own");
    let filter = NoteFilter { author: Some("Zoë"), written_after: None, limit: 20 };
    match client.notes("user_42", &filter).await {
        Ok(notes) => answered(&fake, &format!("{} notes", notes.len())),
        Err(NoNotes(reason)) => answered(&fake, &format!("no notes, because {reason}")),
    }

    let path = ["2026", "March & April", "usage.csv"];
    let content = Body::from("day,calls\n1,20\n").content_type("text/csv".parse()?);
    let call =
        client.store_file(&path, HeaderMap::from_iter([("x-owner".parse()?, "jane".parse()?)]), content);
    title(&call);
    call.await?;
    answered(&fake, "stored");

    let call = client.rename_file(7, &[("to", "usage 2026.csv"), ("keep", "true")]);
    title(&call);
    call.idempotency_key("rename-of-7").await?;
    answered(&fake, "renamed");

    println!("What #[api] knows of its trait");
    for endpoint in FILES.endpoints() {
        println!("    {:<12} {endpoint}", endpoint.name());
    }

    println!("\nWhat cannot be sent safely is not sent");
    if let Err(error) = client.store_file(&["2026", ".."], HeaderMap::new(), "".into()).await {
        println!("    {error}");
    }
    fake.verify()?;
    Ok(())
}

fn title<T>(call: &Call<T>) {
    if let Some(endpoint) = call.endpoint() {
        println!("{endpoint}");
    }
}

/// Prints the request that the transport took last, and what came of it.
fn answered(fake: &FakeTransport, outcome: &str) {
    if let Some(request) = fake.requests().last() {
        sent(request);
    }
    println!("  ← {outcome}\n");
}
