//! Reading the value of one member where it stands, so that no byte is read twice.
//!
//! Only [`Reader::value`] is generic, and it does one thing, since its code is made anew for every type.

use std::borrow::Cow;

use serde::{Deserialize, de::IgnoredAny};
use serde_json::Deserializer;

use super::Problem;

/// A place in a JSON text.
pub(super) struct Reader<'b> {
    text: &'b [u8],
    at: usize,
}

/// A key, borrowed unless it has escapes.
#[derive(Deserialize)]
struct Key<'a>(#[serde(borrow)] Cow<'a, str>);

impl<'b> Reader<'b> {
    pub(super) fn new(text: &'b [u8]) -> Self {
        Self { text, at: 0 }
    }

    /// Reads the value that begins here.
    pub(super) fn value<T: Deserialize<'b>>(&mut self) -> Result<T, Problem> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let mut json = Deserializer::from_slice(rest);
        let value = T::deserialize(&mut json).map_err(|error| Problem::new(&error, self.text, rest))?;
        self.at += json.into_iter::<IgnoredAny>().byte_offset();
        Ok(value)
    }

    /// Goes to the value of the next member with this name, in the object that is the whole text. `false`
    /// at the end of the text.
    pub(super) fn find(&mut self, name: &str) -> Result<bool, Problem> {
        while self.enter_member()? {
            let Key(key) = self.value()?;
            if self.next() != Some(b':') {
                return Err(self.unexpected());
            }
            if key == name {
                return Ok(true);
            }
            self.value::<IgnoredAny>()?;
        }
        Ok(false)
    }

    /// Checks that nothing but white space is left.
    pub(super) fn end(&mut self) -> Result<(), Problem> {
        match self.next() {
            None => Ok(()),
            Some(_) => Err(self.unexpected()),
        }
    }

    /// Goes to the next key: behind the brace that opens the object, or behind a comma.
    fn enter_member(&mut self) -> Result<bool, Problem> {
        let first = self.at == 0;
        if first && self.next() != Some(b'{') {
            return Err(self.not_an_object());
        }
        match (self.next(), first) {
            (Some(b'}'), _) => self.end().map(|()| false),
            (Some(b'"'), true) => {
                self.at -= 1;
                Ok(true)
            }
            (Some(b','), false) if self.next() == Some(b'"') => {
                self.at -= 1;
                Ok(true)
            }
            _ => Err(self.unexpected()),
        }
    }

    /// Takes the next byte that is no white space (RFC 8259, section 2).
    fn next(&mut self) -> Option<u8> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let Some(skipped) = rest.iter().position(|byte| !b" \t\r\n".contains(byte)) else {
            self.at = self.text.len() + 1;
            return None;
        };
        self.at += skipped + 1;
        Some(rest[skipped])
    }

    /// The byte that was taken last has no place there.
    fn unexpected(&self) -> Problem {
        let what = if self.at > self.text.len() { "the JSON ends too early" } else { "the body is not JSON" };
        Problem::at(what.into(), self.text, self.at)
    }

    fn not_an_object(&mut self) -> Problem {
        let (end, whole) = (self.at, self.text);
        self.at = 0;
        let other = self.value::<IgnoredAny>().and_then(|_| self.end());
        other.err().unwrap_or_else(|| Problem::at("the value does not fit the type".into(), whole, end))
    }
}
