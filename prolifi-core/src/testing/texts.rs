//! [`Texts`]: a value as it stands in a path or a header.

use serde::Serialize;
use serde_json::Value;

/// The texts of a value that is one or a list of them, as a path or a header has them.
pub(super) enum Texts {
    None,
    One(String),
    List(Vec<String>),
}

impl Texts {
    /// Takes a value as `serde` writes it.
    ///
    /// # Errors
    ///
    /// A sentence, where it is neither a text nor a list of them.
    pub(super) fn of<V: Serialize>(value: &V) -> Result<Self, String> {
        Ok(match serde_json::to_value(value).map_err(|error| error.to_string())? {
            Value::Null => Self::None,
            Value::Array(items) if items.is_empty() => Self::None,
            Value::Array(items) => Self::List(items.into_iter().map(text).collect::<Result<_, _>>()?),
            one => Self::One(text(one)?),
        })
    }

    pub(super) fn into_iter(self) -> impl Iterator<Item = String> {
        match self {
            Self::None => Vec::new(),
            Self::One(text) => vec![text],
            Self::List(texts) => texts,
        }
        .into_iter()
    }

    /// As they stand in a header.
    pub(super) fn joined(self) -> Option<String> {
        match self {
            Self::None => None,
            Self::One(text) => Some(text),
            Self::List(texts) => Some(texts.join(",")),
        }
    }
}

fn text(value: Value) -> Result<String, String> {
    match value {
        Value::String(text) => Ok(text),
        Value::Bool(yes) => Ok(yes.to_string()),
        Value::Number(number) => Ok(match number.as_f64() {
            // As `Display` writes it: `1`, where JSON has `1.0`.
            Some(float) if number.is_f64() => float.to_string(),
            _ => number.to_string(),
        }),
        Value::Null | Value::Array(_) | Value::Object(_) => Err("it is neither text nor a number".to_owned()),
    }
}
