//! [`Notes`], and its models.

use std::collections::BTreeMap;

use prolifi::jiff::Timestamp;
use prolifi::serde_json::Value;
use prolifi::{Call, FromResponse, PageShape, Pages, Patch, api, endpoint};
use serde::{Deserialize, Serialize};

use super::models::Author;

/// How pages of lists are written here, and how the next is asked for.
const BY_CURSOR: PageShape = PageShape::token("next_cursor", "cursor")
    .items("notes")
    .size("limit");

/// Notes that are pinned to customers.
#[api(openapi = "tests/notes/openapi.json")]
pub trait Notes {
    /// Lists the notes of a customer.
    ///
    /// The newest note is the first. See the guide for `state`.
    #[endpoint(
        GET,
        "/customers/<customer_id>/notes?<filter..:comma>",
        pages = BY_CURSOR
    )]
    fn list_notes(&self, customer_id: &str, filter: &ListNotesFilter) -> Pages<Note>;

    /// Pins a note to a customer.
    #[endpoint(POST, "/customers/<customer_id>/notes?<notify>")]
    fn add_note(
        &self,
        customer_id: &str,
        notify: Option<bool>,
        #[header("X-Request-Source")] request_source: &str,
        note: &NewNote,
    ) -> Call<AddNoteAnswer>;

    /// Gets a note.
    #[endpoint(GET, "/notes/<note_id>")]
    fn get_note(&self, note_id: i64) -> Call<Note>;

    /// Changes a note.
    #[endpoint(
        PATCH,
        "/notes/<note_id>",
        headers("Content-Type: application/merge-patch+json")
    )]
    fn update_note(&self, note_id: i64, changes: &UpdateNote) -> Call<Note>;

    /// Deletes a note.
    #[endpoint(DELETE, "/notes/<note_id>")]
    #[deprecated]
    fn delete_note(&self, note_id: i64) -> Call<()>;
}

/// What `list_notes` can be asked for.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct ListNotesFilter {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
    /// How many notes a page holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<NoteState>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<Timestamp>,
}

/// A note state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoteState {
    Open,
    Done,
    PutOff,
    /// What the document does not list.
    #[serde(untagged)]
    Unknown(String),
}

/// A note that is pinned to a customer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Note {
    pub id: i64,
    /// What it is.
    ///
    /// Always `note`.
    pub r#type: String,
    pub text: String,
    pub state: NoteState,
    pub created_at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reminder: Option<Timestamp>,
    pub author: Author,
    /// The note that it answers.
    #[serde(rename = "replyTo", skip_serializing_if = "Option::is_none")]
    pub reply_to: Option<Box<Note>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub labels: Option<BTreeMap<String, String>>,
    /// What the application keeps with the note.
    // Any JSON: one of text, an object.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub custom: Option<Value>,
}

/// A new note.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NewNote {
    pub text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub labels: Option<BTreeMap<String, String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reminder: Option<Timestamp>,
}

impl NewNote {
    /// With what is required, and nothing else.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            labels: None,
            reminder: None,
        }
    }
}

/// What `add_note` is answered with.
#[derive(Debug, FromResponse)]
pub enum AddNoteAnswer {
    #[status(201)]
    Created(Box<Note>),
    #[status(202)]
    Accepted,
}

/// What `update_note` is sent.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct UpdateNote {
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub text: Patch<String>,
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub reminder: Patch<Timestamp>,
}
