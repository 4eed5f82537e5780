//! [`Events`], and its models.

use prolifi::serde_json::Value;
use prolifi::streaming::{self, Streaming};
use prolifi::{Call, api, endpoint};
use serde::{Deserialize, Serialize};

use super::notes::Note;

/// The operations of Events.
#[api(openapi = "tests/notes/openapi.json")]
pub trait Events {
    /// Follows what happens to notes.
    #[endpoint(GET, "/events", auth = none)]
    fn watch(&self) -> Call<Streaming<streaming::Events>>;

    /// `GET /events/last`.
    #[endpoint(GET, "/events/last")]
    fn last_event(&self) -> Call<Event>;
}

/// What happened to a note.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind")]
pub enum Event {
    #[serde(rename = "note.added")]
    NoteAdded(Box<NoteAdded>),
    #[serde(rename = "note.deleted")]
    NoteDeleted(NoteDeleted),
    /// What the document does not list.
    #[serde(untagged)]
    Unknown(Value),
}

/// A note added.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NoteAdded {
    pub note: Note,
}

/// A note deleted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NoteDeleted {
    pub id: i64,
}
