//! Reading JSON answers: the envelope, the value, and where it went wrong.

mod locate;

use std::{borrow::Cow, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{DeserializeOwned, IgnoredAny, MapAccess, Visitor},
};
use serde_json::{error::Category, value::RawValue};

/// Reads a value, or the value of one member of an object.
///
/// # Errors
///
/// [`Problem`]: where and why, without any text of the body.
pub(crate) fn from_slice<T: DeserializeOwned>(
    body: &[u8],
    envelope: Option<&'static str>,
) -> Result<T, Problem> {
    let value = match envelope {
        None => body,
        Some(name) => member(body, name)?,
    };
    serde_json::from_slice(value).map_err(|error| Problem::new(&error, body, value))
}

/// Reads a type that needs no bytes: from `null`, or else from the empty object or list.
pub(crate) fn from_nothing<T: DeserializeOwned>() -> Option<T> {
    ["null", "{}", "[]"].iter().find_map(|json| serde_json::from_slice(json.as_bytes()).ok())
}

/// Why a body could not be decoded. It quotes the names of members and nothing of the values, so it can be
/// logged.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    what: Cow<'static, str>,
    /// Members and indices that lead to the place: `data.items[3].created_at`.
    path: String,
    line: usize,
    column: usize,
}

/// The slice of `body` that holds the value of the member `name`.
pub(crate) fn member<'b>(body: &'b [u8], name: &'static str) -> Result<&'b [u8], Problem> {
    let mut json = serde_json::Deserializer::from_slice(body);
    let found = json.deserialize_map(Member(name)).and_then(|found| json.end().map(|()| found));
    match found {
        Ok(Some(value)) => Ok(value.get().as_bytes()),
        Ok(None) => Err(Problem {
            what: format!("there is no member `{name}`, which holds the value").into(),
            path: String::new(),
            line: 1,
            column: 1,
        }),
        Err(error) => Err(Problem::new(&error, body, body)),
    }
}

/// Finds one member of an object and leaves it unread. Of several with the same name the last counts, as
/// everywhere in JSON libraries (RFC 8259, section 4).
struct Member(&'static str);

impl<'de> Visitor<'de> for Member {
    type Value = Option<&'de RawValue>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object with the member `{}`", self.0)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut found = None;
        while let Some(Key(key)) = map.next_key()? {
            if key == self.0 {
                found = Some(map.next_value()?);
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(found)
    }
}

/// A key, borrowed unless it has escapes.
#[derive(Deserialize)]
struct Key<'a>(#[serde(borrow)] Cow<'a, str>);

impl Problem {
    /// `value` is the part of `body` that was read.
    fn new(error: &serde_json::Error, body: &[u8], value: &[u8]) -> Self {
        let start = (value.as_ptr() as usize).saturating_sub(body.as_ptr() as usize).min(body.len());
        let end = start + offset(value, error.line(), error.column());
        let (line, column) = position(body, end);
        let what = match error.classify() {
            Category::Data => missing_field(error).unwrap_or("the value does not fit the type".into()),
            Category::Eof if body.is_empty() => "the body is empty".into(),
            Category::Eof => "the JSON ends too early".into(),
            Category::Syntax | Category::Io => "the body is not JSON".into(),
        };
        Self { what, path: locate::path(body, end), line, column }
    }
}

/// `missing field` messages hold the name of a field of the type, and nothing of the body.
fn missing_field(error: &serde_json::Error) -> Option<Cow<'static, str>> {
    let text = error.to_string();
    let name = text.strip_prefix("missing field `")?.split('`').next()?;
    let is_name =
        name.len() <= 64 && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-.$@".contains(&b));
    is_name.then(|| format!("the field `{name}` is missing").into())
}

/// The byte offset of a line and column as serde_json counts them: columns in bytes, from 1.
fn offset(text: &[u8], line: usize, column: usize) -> usize {
    let start: usize =
        text.split_inclusive(|b| *b == b'\n').take(line.saturating_sub(1)).map(<[u8]>::len).sum();
    (start + column).min(text.len())
}

/// The line and column of a byte offset.
fn position(text: &[u8], offset: usize) -> (usize, usize) {
    let before = &text[..offset.min(text.len())];
    let line = before.iter().filter(|b| **b == b'\n').count() + 1;
    let column = before.iter().rev().take_while(|b| **b != b'\n').count();
    (line, column.max(1))
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.what)?;
        if !self.path.is_empty() {
            write!(f, " at `{}`", self.path)?;
        }
        write!(f, " (line {}, column {})", self.line, self.column)
    }
}
