//! [`Mark`]: what asks for a page, once it was read from an answer.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// An offset, a page number, a token, an item's field or the target of a URL.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(super) enum Mark {
    /// A row or a page.
    Number(u64),
    /// A text.
    Text(String),
    /// Any other value of JSON, as the service wrote it.
    Json(String),
}

impl Mark {
    /// What a value of a body asks for. A list ends where that is `null`, `false` or empty.
    pub(super) fn of(value: &RawValue) -> Option<Self> {
        match value.get() {
            "null" | "false" => None,
            text if text.starts_with('"') => serde_json::from_str(text).ok().and_then(Self::of_text),
            json => Some(json.parse().map_or_else(|_| Self::Json(json.to_owned()), Self::Number)),
        }
    }

    /// The same of a text.
    pub(super) fn of_text(text: String) -> Option<Self> {
        (!text.is_empty()).then_some(Self::Text(text))
    }

    pub(super) fn number(&self) -> Option<u64> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Text(_) | Self::Json(_) => None,
        }
    }

    /// As it stands in a query or in a header.
    ///
    /// # Errors
    ///
    /// A sentence: a list or an object has no place there.
    pub(super) fn plain(&self) -> Result<String, String> {
        match self {
            Self::Number(number) => Ok(number.to_string()),
            Self::Text(text) => Ok(text.clone()),
            Self::Json(json) if json.starts_with(['[', '{']) => {
                Err("what asks for the next page is a list or an object, which only a body can hold".into())
            }
            Self::Json(json) => Ok(json.clone()),
        }
    }

    /// As it stands in JSON.
    pub(super) fn json(&self) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            Self::Text(text) => serde_json::Value::from(text.as_str()).to_string(),
            Self::Json(json) => json.clone(),
        }
    }
}
