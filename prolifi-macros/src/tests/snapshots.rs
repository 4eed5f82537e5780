//! Expansions as plain Rust, in `snapshots/`. `UPDATE_EXPECT=1` writes them anew; read the diff.

use std::io::Write as _;
use std::process::{Command, Stdio};

use expect_test::{ExpectFile, expect_file};
use proc_macro2::{Span, TokenStream};
use quote::quote;

use super::endpoint;

#[test]
fn json_body() {
    check_endpoint(
        r#"PATCH, "/customers/<id>", envelope = "data""#,
        "/// Changes what is set in `changes` and leaves the rest.
        fn update_customer(&self, id: impl Display, changes: &UpdateCustomer) -> Call<Customer>;",
        &expect_file!["snapshots/json_body.rs"],
    );
}

#[test]
fn async_fn() {
    check_endpoint(
        r#"GET, "/customers/<id>/notes?<filter..>""#,
        "async fn notes(&self, id: &str, filter: &NoteFilter) -> Result<Vec<Note>, MyError>;",
        &expect_file!["snapshots/async_fn.rs"],
    );
}

#[test]
fn every_role() {
    check_endpoint(
        r#"POST, "/customers/<id>/notes?<notify>&tag=<tags>", envelope = "data""#,
        r#"/// Pins a note to a customer.
        fn add_note(
            &self,
            /// The customer's id, or your own `external_id`.
            id: &str,
            notify: Option<bool>,
            tags: &[&str],
            /// Where the note comes from,
            /// as one word.
            #[header("X-Request-Source")] source: &str,
            #[headers] more: &HeaderMap,
            note: &NewNote,
        ) -> Call<Note>;"#,
        &expect_file!["snapshots/every_role.rs"],
    );
}

#[test]
fn every_option() {
    check_endpoint(
        r#"PUT, "/files/<name>.json/<rest..>/<ids:comma>//end?v=2&draft&<tags:pipe>&<filter..:dots>", envelope = none,
           headers("Accept: text/csv", "X-V" = VERSION), lists = "indices", structs = "brackets", timeout = "2m", attempt_timeout = "500ms", idle_timeout = "5s", max_body = "64MiB", max_retries = 0, idempotent = false,
           auth = ["default", "partner"], pages = PageShape::LINK.items("rows"), crate = crate::sdk"#,
        "#[cfg(unix)] #[must_use] pub(crate) fn put<'a, T>(&'a self, name: T, rest: &[T], ids: &[u8], tags: &[T], filter: &Filter, #[form] r#type: &Form) -> Mine
         where T: Display;",
        &expect_file!["snapshots/every_option.rs"],
    );
}

#[test]
fn api() {
    let attr = r#"base = "/v2", envelope = "data""#.parse().unwrap();
    let item = r#"
        /// Notes.
        pub trait CustomerNotes<'a, T: Serialize = Note>: Send {
            /// Reads a note.
            #[endpoint(GET, "/notes/<id>")]
            fn note(&self, id: u64) -> Call<Note>;

            #[cfg(unix)]
            #[endpoint(POST, "/notes", envelope = none)]
            async fn add(&self, note: &'a T) -> Result<(), Error>;

            fn first(&self) -> Call<Note> { self.note(1) }
        }"#;
    let tokens = crate::api::expand(attr, &item.parse().unwrap(), Span::call_site());
    expect_file!["snapshots/api.rs"].assert_eq(&formatted(&tokens));
}

#[test]
fn from_response() {
    let item =
        "enum Found<T> { #[status(2xx)] Other(T), #[status(200, 203)] Note(Note), #[status(404)] Missing }";
    let tokens = crate::from_response::expand(item.parse().unwrap());
    expect_file!["snapshots/from_response.rs"].assert_eq(&formatted(&tokens));
}

#[test]
fn fallback() {
    check_endpoint(
        r#"PACTH, "/notes/<id>""#,
        "/// Docs stay. \n async fn note(self, #[heder] id: &str, (a, b): (u8, u8)) -> Result<Note, Error>;",
        &expect_file!["snapshots/fallback.rs"],
    );
}

fn check_endpoint(attr: &str, item: &str, expected: &ExpectFile) {
    let tokens = endpoint(attr, item);
    expected.assert_eq(&formatted(&quote!(impl Example { #tokens })));
}

/// As `rustfmt.toml` of the workspace would have it.
fn formatted(tokens: &TokenStream) -> String {
    let mut rustfmt = Command::new("rustfmt")
        .args(["--edition", "2024", "--config", "max_width=110,use_small_heuristics=Max"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    rustfmt.stdin.take().unwrap().write_all(tokens.to_string().as_bytes()).unwrap();
    let output = rustfmt.wait_with_output().unwrap();
    assert!(output.status.success(), "not Rust: {tokens}");
    let text = String::from_utf8(output.stdout).unwrap();
    text.replace("#[doc = \"", "///").replace("\"]\n", "\n")
}
