//! Values as the `key=value` pairs of a query or of a form, written straight into their target.
//!
//! Query and form are encoded alike: all but the unreserved characters of RFC 3986 as `%XX`. Only a space is `%20` in
//! a query, and `+` in a form (WHATWG URL, section 5.2).

mod key;
mod list;
mod map_key;
mod members;
mod problem;
mod value;

use std::fmt::{self, Write};

use percent_encoding::utf8_percent_encode;
use serde::Serialize;

pub(super) use self::problem::Problem;
use self::{
    key::Key,
    value::{Spot, Value},
};
use super::path::STRICT;
use crate::endpoint::Style;

/// The pairs written so far, and what has to stand before the next.
pub(super) struct Pairs<'t> {
    target: &'t mut String,
    separator: &'static str,
    space: &'static str,
}

/// A value of any type that can be written as pairs.
pub(super) trait IntoPairs {
    fn write(&self, value: Value<'_, '_>) -> Result<(), Problem>;
}

impl<T: Serialize> IntoPairs for T {
    fn write(&self, value: Value<'_, '_>) -> Result<(), Problem> {
        self.serialize(value)
    }
}

impl<'t> Pairs<'t> {
    /// The query of a URI that has a path, and perhaps pairs. No path holds a bare `?`.
    pub(super) fn query(target: &'t mut String) -> Self {
        let separator = if target.contains('?') { "&" } else { "?" };
        Self { target, separator, space: "%20" }
    }

    /// A form.
    pub(super) fn form(target: &'t mut String) -> Self {
        Self { target, separator: "", space: "+" }
    }

    /// A pair, or a key without a value, that is encoded already.
    pub(super) fn literal(&mut self, text: &str) {
        self.separate();
        self.target.push_str(text);
    }

    /// A value under a key that is encoded already: one pair, none, or as many as the style gives a list or struct.
    ///
    /// # Errors
    ///
    /// Where the value has no form, and why.
    pub(super) fn value(&mut self, key: &str, value: &dyn IntoPairs, style: Style) -> Result<(), Problem> {
        value.write(Value { pairs: self, key: Key::Encoded(key), spot: Spot::Alone, style })
    }

    /// The same under a key that is not encoded yet.
    ///
    /// # Errors
    ///
    /// Where the value has no form, and why.
    pub(super) fn named(&mut self, name: &str, value: &dyn IntoPairs, style: Style) -> Result<(), Problem> {
        let key = Key::Member { of: &Key::Root, name };
        value.write(Value { pairs: self, key, spot: Spot::Alone, style })
    }

    /// The fields of a struct or the entries of a map, each under its own key.
    ///
    /// # Errors
    ///
    /// Where a value has no form, and why.
    pub(super) fn fields(&mut self, value: &dyn IntoPairs, style: Style) -> Result<(), Problem> {
        value.write(Value { pairs: self, key: Key::Root, spot: Spot::Alone, style })
    }

    /// Begins a pair: its value is written next.
    fn begin(&mut self, key: &Key<'_>, style: Style) {
        self.separate();
        key.write(self, style);
        self.target.push('=');
    }

    fn separate(&mut self) {
        self.target.push_str(self.separator);
        self.separator = "&";
    }

    /// What needs no encoding.
    fn plain(&mut self, text: &str) {
        self.target.push_str(text);
    }
}

/// Encodes what is written, or formatted, into it.
impl Write for Pairs<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for (position, word) in text.split(' ').enumerate() {
            if position > 0 {
                self.target.push_str(self.space);
            }
            self.target.extend(utf8_percent_encode(word, STRICT));
        }
        Ok(())
    }
}
