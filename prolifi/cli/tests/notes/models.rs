//! What several traits name.

use serde::{Deserialize, Serialize};

/// An author.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Author {
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// What the author may do.
    pub role: AuthorRole,
}

/// What the author may do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AuthorRole {
    Owner,
    Guest,
    /// What the document does not list.
    #[serde(untagged)]
    Unknown(String),
}
