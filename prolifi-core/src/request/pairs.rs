//! Values as the `key=value` pairs of a query or of a form, written straight into their target.
//!
//! Query and form are encoded alike: all but the unreserved characters of RFC 3986 as `%XX`. Only a space is `%20` in
//! a query, and `+` in a form (WHATWG URL, section 5.2).

mod key;
mod list;
mod map_key;
mod members;
mod problem;
mod serializer;
mod text;
mod value;

use serde::Serialize;

use self::{
    key::Key,
    value::{Spot, Value},
};
pub(super) use self::{problem::Problem, text::Pairs};
use crate::endpoint::Style;

/// A value of any type that can be written as pairs.
pub(super) trait IntoPairs {
    fn write(&self, value: Value<'_, '_>) -> Result<(), Problem>;
}

impl<T: Serialize> IntoPairs for T {
    fn write(&self, value: Value<'_, '_>) -> Result<(), Problem> {
        self.serialize(value)
    }
}

impl Pairs<'_> {
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
}
