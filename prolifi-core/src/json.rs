//! Reading JSON answers: the envelope, the value, and where it went wrong; and writing JSON bodies.

mod depth;
mod deserializer;
pub(crate) mod edit;
mod finite;
mod locate;
mod member;
pub(crate) mod places;
mod problem;
mod view;

use serde::{Deserialize, de::DeserializeOwned};

use self::deserializer::Json;
pub(crate) use self::{
    deserializer::Slot,
    finite::{Source, to_vec},
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
    read(body, envelope, &mut value)?;
    value.ok_or_else(|| Problem::missing(envelope.unwrap_or_default()))
}

/// Reads a type that holds nothing, and so needs no bytes: from `null`, or else from the empty object or list. `None`
/// for every other.
pub(crate) fn from_nothing<T: DeserializeOwned>() -> Option<T> {
    // A constant, so that nothing of the rest is compiled for the other types.
    if const { size_of::<T>() != 0 } {
        return None;
    }
    ["null", "{}", "[]"].iter().find_map(|json| from_slice(json.as_bytes(), None).ok())
}

/// The byte-order mark, which a parser may ignore at the front (RFC 8259, section 8.1).
pub(crate) const MARK: &[u8] = "\u{feff}".as_bytes();

/// Reads a value into its slot, which alone knows the type.
///
/// # Errors
///
/// [`Problem`], also where there is no such member.
pub(crate) fn read<'b>(
    body: &'b [u8],
    envelope: Option<&str>,
    slot: &mut dyn Slot<'b>,
) -> Result<(), Problem> {
    read_unmarked(body, envelope, slot).or_else(|problem| match body.strip_prefix(MARK) {
        // Looked for only now, since few services write it.
        Some(unmarked) => read_unmarked(unmarked, envelope, slot),
        None => Err(problem),
    })
}

fn read_unmarked<'b>(body: &'b [u8], envelope: Option<&str>, slot: &mut dyn Slot<'b>) -> Result<(), Problem> {
    if let Some(end) = depth::exceeded(body) {
        return Err(Problem::at("the JSON is nested too deeply".into(), body, end));
    }
    let text = text(body)?;
    match envelope {
        None => {
            let mut json = Json::from_str(text);
            slot.fill(&mut json).and_then(|()| json.end()).map_err(|error| Problem::new(&error, body))
        }
        Some(name) => match member::read(text, name, slot) {
            Ok(true) => Ok(()),
            Ok(false) => Err(Problem::missing(name)),
            Err((error, part)) => Err(Problem::within(&error, body, part)),
        },
    }
}

/// JSON is UTF-8 (RFC 8259, section 8.1). Checked once for all, so that no string is checked by itself.
fn text(body: &[u8]) -> Result<&str, Problem> {
    std::str::from_utf8(body)
        .map_err(|error| Problem::at("the body is not JSON".into(), body, error.valid_up_to() + 1))
}
