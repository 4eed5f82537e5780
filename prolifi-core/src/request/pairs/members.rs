//! [`Members`]: the fields of a struct and the entries of a map.

use serde::{
    Serialize,
    ser::{SerializeMap, SerializeStruct},
};

use super::{
    key::Key,
    map_key::MapKey,
    problem::Problem,
    text::Pairs,
    value::{Spot, Value},
};
use crate::endpoint::Style;

pub(in super::super) struct Members<'a, 't> {
    pairs: &'a mut Pairs<'t>,
    key: Key<'a>,
    spot: Spot,
    style: Style,
    /// Whether the one field stands for the struct.
    transparent: bool,
    /// The key of the next entry of a map, which lives no longer than the call that gives it.
    name: String,
}

impl<'a, 't> Members<'a, 't> {
    pub(super) fn new(value: Value<'a, 't>) -> Self {
        let Value { pairs, key, spot, style } = value;
        Self { pairs, key, spot, style, transparent: false, name: String::new() }
    }

    /// A struct that is only the wrapping of its one field.
    pub(super) fn transparent(value: Value<'a, 't>) -> Self {
        Self { transparent: true, ..Self::new(value) }
    }
}

impl SerializeStruct for Members<'_, '_> {
    type Ok = ();
    type Error = Problem;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), Problem> {
        let Self { style, spot, .. } = *self;
        if self.transparent {
            return value.serialize(Value { pairs: &mut *self.pairs, key: self.key, spot, style });
        }
        let key = Key::Member { of: &self.key, name };
        let field = Value { pairs: &mut *self.pairs, key, spot: Spot::Alone, style };
        value.serialize(field).map_err(|problem| problem.at(&key))
    }

    fn end(self) -> Result<(), Problem> {
        Ok(())
    }
}

impl SerializeMap for Members<'_, '_> {
    type Ok = ();
    type Error = Problem;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Problem> {
        self.name.clear();
        key.serialize(MapKey(&mut self.name)).map_err(|problem| problem.at(&self.key))
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Problem> {
        let key = Key::Member { of: &self.key, name: &self.name };
        let entry = Value { pairs: &mut *self.pairs, key, spot: Spot::Alone, style: self.style };
        value.serialize(entry).map_err(|problem| problem.at(&key))
    }

    fn end(self) -> Result<(), Problem> {
        Ok(())
    }
}
