//! [`Search`], and its models.

use prolifi::{Call, api, endpoint};
use serde::{Deserialize, Serialize};

use super::notes::Note;

/// The operations of Search.
#[api(openapi = "tests/notes/openapi.json")]
pub trait Search {
    /// Searches notes.
    #[endpoint(
        POST,
        "/search",
        envelope = "data",
        lists = "indices",
        structs = "brackets"
    )]
    fn search(&self, #[form] body: &SearchBody) -> Call<Vec<Note>>;
}

/// What `search` is sent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SearchBody {
    pub words: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created: Option<SearchBodyCreated>,
}

impl SearchBody {
    /// With what is required, and nothing else.
    #[must_use]
    pub fn new(words: Vec<String>) -> Self {
        Self {
            words,
            created: None,
        }
    }
}

/// The `created` of a `SearchBody`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct SearchBodyCreated {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gte: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lt: Option<i64>,
}
