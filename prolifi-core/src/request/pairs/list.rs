//! [`List`]: the items of a list, an array or a tuple.

use serde::{
    Serialize,
    ser::{SerializeSeq, SerializeTuple, SerializeTupleStruct},
};

use super::{
    key::Key,
    map_key::MapKey,
    problem::Problem,
    text::Pairs,
    value::{Spot, Value},
};
use crate::endpoint::{ListStyle, Style};

pub(in super::super) struct List<'a, 't> {
    pairs: &'a mut Pairs<'t>,
    key: Key<'a>,
    style: Style,
    kind: Kind,
    position: usize,
    /// The first of an entry's two parts, once it is known.
    name: String,
}

#[derive(Clone, Copy)]
enum Kind {
    Items,
    /// The list that stands for the fields; its items are entries.
    Entries,
    /// A key and a value.
    Entry,
}

/// What is wrong with an item that is no entry.
pub(super) const NOT_PAIRS: &str = "a list without a key has pairs as its items: `(\"key\", value)`";

impl<'a, 't> List<'a, 't> {
    pub(super) fn new(value: Value<'a, 't>) -> Self {
        let kind = if value.key.is_root() { Kind::Entries } else { Kind::Items };
        Self::of(value, kind)
    }

    pub(super) fn entry(value: Value<'a, 't>) -> Self {
        Self::of(value, Kind::Entry)
    }

    fn of(value: Value<'a, 't>, kind: Kind) -> Self {
        let Value { pairs, key, style, .. } = value;
        Self { pairs, key, style, kind, position: 0, name: String::new() }
    }

    fn item<T: Serialize + ?Sized>(&mut self, item: &T) -> Result<(), Problem> {
        let (style, position) = (self.style, self.position);
        self.position += 1;
        let (key, spot) = match self.kind {
            Kind::Entries => (Key::Root, Spot::Entry),
            Kind::Items => (Key::Item { of: &self.key, position }, spot(style.lists, position)),
            Kind::Entry => match position {
                0 => return item.serialize(MapKey(&mut self.name)),
                1 => (Key::Member { of: &Key::Root, name: &self.name }, Spot::Alone),
                _ => return Err(Problem::new(NOT_PAIRS)),
            },
        };
        // An item of the list without a key has no name but its place.
        let place = if key.is_root() { Key::Item { of: &Key::Root, position } } else { key };
        let item = item.serialize(Value { pairs: &mut *self.pairs, key, spot, style });
        item.map_err(|problem| problem.at(&place))
    }

    fn finish(self) -> Result<(), Problem> {
        match self.kind {
            Kind::Entry if self.position != 2 => Err(Problem::new(NOT_PAIRS)),
            _ => Ok(()),
        }
    }
}

fn spot(lists: ListStyle, position: usize) -> Spot {
    let joined = |separator| Spot::Joined { separator, first: position == 0 };
    match lists {
        ListStyle::Comma => joined(","),
        ListStyle::Pipe => joined("|"),
        ListStyle::Space => joined("%20"),
        ListStyle::Repeat | ListStyle::Brackets | ListStyle::Indices => Spot::Item,
    }
}

impl SerializeSeq for List<'_, '_> {
    type Ok = ();
    type Error = Problem;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, item: &T) -> Result<(), Problem> {
        self.item(item)
    }

    fn end(self) -> Result<(), Problem> {
        self.finish()
    }
}

impl SerializeTuple for List<'_, '_> {
    type Ok = ();
    type Error = Problem;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, item: &T) -> Result<(), Problem> {
        self.item(item)
    }

    fn end(self) -> Result<(), Problem> {
        self.finish()
    }
}

impl SerializeTupleStruct for List<'_, '_> {
    type Ok = ();
    type Error = Problem;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, item: &T) -> Result<(), Problem> {
        self.item(item)
    }

    fn end(self) -> Result<(), Problem> {
        self.finish()
    }
}
