//! [`Value`]: where a value is written, and what it is to its surroundings.

use super::{key::Key, text::Pairs};
use crate::endpoint::Style;

/// Takes one value, as a serializer: see `serializer.rs`.
pub(in super::super) struct Value<'a, 't> {
    pub(super) pairs: &'a mut Pairs<'t>,
    pub(super) key: Key<'a>,
    pub(super) spot: Spot,
    pub(super) style: Style,
}

/// What a value is to its surroundings.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Spot {
    /// It is the argument, or the value of a field.
    Alone,
    /// It is an item of a list, with a pair of its own.
    Item,
    /// It is an item of a list that shares one pair, behind this separator unless it is the first.
    Joined { separator: &'static str, first: bool },
    /// It is an item of the list that stands for the fields: a pair of a key and a value.
    Entry,
}
