//! Reading JSON answers: the envelope, the value, and where it went wrong.

mod locate;

use std::{borrow::Cow, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{DeserializeOwned, IgnoredAny, MapAccess, Visitor},
};
use serde_json::error::Category;

/// Reads a value, or the value of one member of an object, which may borrow from the text.
///
/// # Errors
///
/// [`Problem`]: where and why, without any text of the body.
pub(crate) fn from_slice<'b, T: Deserialize<'b>>(
    body: &'b [u8],
    envelope: Option<&'static str>,
) -> Result<T, Problem> {
    let mut value = None;
    let read = read(body, &mut |json| match envelope {
        Some(name) => json.deserialize_map(Member { name, value: &mut value }),
        None => {
            value = Some(T::deserialize(json)?);
            Ok(())
        }
    });
    match (read, value) {
        (Ok(()), Some(value)) => Ok(value),
        (Ok(()), None) => Err(Problem::missing(envelope.unwrap_or_default())),
        (Err(problem), _) => Err(problem),
    }
}

/// Reads a type that needs no bytes: from `null`, or else from the empty object or list.
pub(crate) fn from_nothing<T: DeserializeOwned>() -> Option<T> {
    for json in ["null", "{}", "[]"] {
        if let Ok(value) = from_slice(json.as_bytes(), None) {
            return Some(value);
        }
    }
    None
}

/// Reads a whole text with `value`, which alone knows the type: what is generic is compiled for each.
fn read<'b>(
    body: &'b [u8],
    value: &mut dyn FnMut(&mut Json<'b>) -> serde_json::Result<()>,
) -> Result<(), Problem> {
    let mut json = Json::from_str(text(body)?);
    value(&mut json).and_then(|()| json.end()).map_err(|error| Problem::new(&error, body))
}

type Json<'b> = serde_json::Deserializer<serde_json::de::StrRead<'b>>;

/// JSON is UTF-8 (RFC 8259, section 8.1). Checked once for all, so that no string is checked by itself.
fn text(body: &[u8]) -> Result<&str, Problem> {
    std::str::from_utf8(body)
        .map_err(|error| Problem::at("the body is not JSON".into(), body, error.valid_up_to() + 1))
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

/// Reads one member of an object. Of several with the same name the last counts, as everywhere in JSON
/// libraries (RFC 8259, section 4).
struct Member<'a, T> {
    name: &'static str,
    /// Where the value is put: handed from one function to the next, it would be moved by each.
    value: &'a mut Option<T>,
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for Member<'_, T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object with the member `{}`", self.name)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        while let Some(Key(key)) = map.next_key()? {
            if key == self.name {
                *self.value = Some(map.next_value()?);
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }
}

/// A key, borrowed unless it has escapes.
#[derive(Deserialize)]
struct Key<'a>(#[serde(borrow)] Cow<'a, str>);

impl Problem {
    fn new(error: &serde_json::Error, body: &[u8]) -> Self {
        let end = offset(body, error.line(), error.column());
        let what = match error.classify() {
            Category::Data => missing_field(error).unwrap_or("the value does not fit the type".into()),
            Category::Eof if body.is_empty() => "the body is empty".into(),
            Category::Eof => "the JSON ends too early".into(),
            Category::Syntax | Category::Io => "the body is not JSON".into(),
        };
        Self::at(what, body, end)
    }

    /// `end` is behind the byte that is wrong.
    fn at(what: Cow<'static, str>, body: &[u8], end: usize) -> Self {
        let (line, column) = position(body, end);
        Self { what, path: locate::path(body, end), line, column }
    }

    fn missing(member: &str) -> Self {
        let what = format!("there is no member `{member}`, which holds the value").into();
        Self { what, path: String::new(), line: 1, column: 1 }
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
