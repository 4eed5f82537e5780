//! [`Problem`]: why a value has no form as pairs, and where it stands.

use std::{borrow::Cow, fmt};

use serde::ser;

use super::key::Key;

/// Prints `at \`filter.ids[3]\`: ...`, and the reason alone for the value as a whole.
#[derive(Debug)]
pub(in super::super) struct Problem {
    place: Option<String>,
    reason: Cow<'static, str>,
}

impl Problem {
    pub(super) fn new(reason: &'static str) -> Self {
        Self { place: None, reason: Cow::Borrowed(reason) }
    }

    /// Says where it is, unless that is known more closely.
    pub(super) fn at(mut self, key: &Key<'_>) -> Self {
        if !key.is_root() {
            self.place.get_or_insert_with(|| key.to_string());
        }
        self
    }
}

impl ser::Error for Problem {
    fn custom<T: fmt::Display>(reason: T) -> Self {
        Self { place: None, reason: Cow::Owned(reason.to_string()) }
    }
}

impl std::error::Error for Problem {}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            Some(place) => write!(f, "at `{place}`: {}", self.reason),
            None => f.write_str(&self.reason),
        }
    }
}
