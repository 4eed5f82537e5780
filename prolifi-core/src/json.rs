//! Reading JSON answers: the envelope, the value, and where it went wrong; and writing JSON bodies.

mod depth;
pub(crate) mod edit;
mod finite;
mod locate;
pub(crate) mod places;
mod problem;
mod view;

use std::{borrow::Cow, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{DeserializeOwned, IgnoredAny, MapAccess, Visitor},
};

pub(crate) use self::{
    finite::to_vec,
    problem::Problem,
    view::{Members, View},
};

/// Reads a value, or the value of one member of an object, which may borrow from the text.
///
/// # Errors
///
/// [`Problem`]: where and why, without any text of the body.
pub(crate) fn from_slice<'b, T: Deserialize<'b>>(
    body: &'b [u8],
    envelope: Option<&str>,
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

/// Reads a type that holds nothing, and so needs no bytes: from `null`, or else from the empty object or list. `None`
/// for every other.
pub(crate) fn from_nothing<T: DeserializeOwned>() -> Option<T> {
    if size_of::<T>() != 0 {
        return None;
    }
    for json in ["null", "{}", "[]"] {
        if let Ok(value) = from_slice(json.as_bytes(), None) {
            return Some(value);
        }
    }
    None
}

/// The byte-order mark, which a parser may ignore at the front (RFC 8259, section 8.1).
pub(crate) const MARK: &[u8] = "\u{feff}".as_bytes();

/// Reads a whole text with `value`, which alone knows the type: what is generic is compiled for each.
fn read<'b>(body: &'b [u8], value: &mut Value<'_, 'b>) -> Result<(), Problem> {
    read_unmarked(body, value).or_else(|problem| match body.strip_prefix(MARK) {
        // Looked for only now, since few services write it.
        Some(unmarked) => read_unmarked(unmarked, value),
        None => Err(problem),
    })
}

fn read_unmarked<'b>(body: &'b [u8], value: &mut Value<'_, 'b>) -> Result<(), Problem> {
    if let Some(end) = depth::exceeded(body) {
        return Err(Problem::at("the JSON is nested too deeply".into(), body, end));
    }
    let mut json = Json::from_str(text(body)?);
    value(&mut json).and_then(|()| json.end()).map_err(|error| Problem::new(&error, body))
}

type Value<'a, 'b> = dyn FnMut(&mut Json<'b>) -> serde_json::Result<()> + 'a;
type Json<'b> = serde_json::Deserializer<serde_json::de::StrRead<'b>>;

/// JSON is UTF-8 (RFC 8259, section 8.1). Checked once for all, so that no string is checked by itself.
fn text(body: &[u8]) -> Result<&str, Problem> {
    std::str::from_utf8(body)
        .map_err(|error| Problem::at("the body is not JSON".into(), body, error.valid_up_to() + 1))
}

/// Reads one member of an object. Of several with the same name the last counts, as everywhere in JSON
/// libraries (RFC 8259, section 4).
struct Member<'a, T> {
    name: &'a str,
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
