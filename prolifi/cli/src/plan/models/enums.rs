//! Texts of which the document lists some.

use prolifi_core::contract::document::{Json, Schema};

use super::{Models, Place};
use crate::{
    names::{Names, pascal},
    plan::types::{Kind, Type, Typed, Variant},
};

/// The values of a schema that lists texts; none where it lists anything else.
pub(super) fn values<'a>(schema: &Schema<'a>) -> Vec<&'a str> {
    if !matches!(schema.types().as_slice(), ["string"] | []) {
        return Vec::new();
    }
    let mut values = Vec::new();
    for value in schema.values() {
        match value {
            Json::Text(text) if !values.contains(&text.as_str()) => values.push(text.as_str()),
            Json::Text(_) | Json::Null => {}
            _ => return Vec::new(),
        }
    }
    values
}

/// The only text that a schema allows.
pub(super) fn constant(schema: &Schema<'_>) -> Option<String> {
    match values(schema).as_slice() {
        [one] if !schema.is_nullable() => Some((*one).to_owned()),
        _ => None,
    }
}

impl<'a> Models<'a> {
    pub(super) fn string_enum(
        &mut self,
        schema: &Schema<'a>,
        values: &[&str],
        name: Option<&str>,
        place: Place<'_>,
    ) -> Typed {
        let (index, is_new) = self.begin(schema, name, place);
        if is_new {
            self.all[index].kind = Kind::Enum(variants(values));
        }
        Type::Model(index).into()
    }
}

/// A variant for each value.
pub(super) fn variants(values: &[&str]) -> Vec<Variant> {
    let mut names = Names::default();
    // It names the type within its own `impl`.
    names.take(&["Self".to_owned()]);
    let variant = |value: &&str| {
        let name = if value.trim().is_empty() { "Empty".to_owned() } else { pascal(value) };
        Variant { wire: (*value).to_owned(), name: names.take(&[name]) }
    };
    values.iter().map(variant).collect()
}
