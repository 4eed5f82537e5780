//! The parts that a schema is put together from.

use super::document::{Json, Schema, unescape};

/// No document that people write goes deeper.
const DEEPEST: usize = 8;

/// The schema, and all parts of its `allOf`, `oneOf` and `anyOf`, at any depth.
pub(super) fn parts<'a>(schema: &Schema<'a>) -> Vec<Schema<'a>> {
    let mut all = Vec::new();
    collect(schema, 0, &mut all);
    all
}

fn collect<'a>(schema: &Schema<'a>, depth: usize, all: &mut Vec<Schema<'a>>) {
    // A choice of choices may come back to itself.
    if all.iter().any(|other| other.target().place() == schema.target().place()) {
        return;
    }
    all.push(schema.clone());
    if depth < DEEPEST {
        for part in schema.all_of().iter().chain(&schema.choices()) {
            collect(part, depth + 1, all);
        }
    }
}

/// The schema of a member, by the part that names it.
pub(super) fn property<'a>(schema: &Schema<'a>, name: &str) -> Option<Schema<'a>> {
    let parts = parts(schema);
    let named = parts.iter().find_map(|part| part.properties().find(|(other, _)| *other == name));
    named.map(|(_, member)| member).or_else(|| parts.iter().find_map(Schema::additional))
}

/// The schema of the place that a pointer into a value leads to.
pub(super) fn at<'a>(schema: &Schema<'a>, pointer: &str) -> Option<Schema<'a>> {
    let mut schema = schema.clone();
    for step in pointer.split('/').skip(1) {
        let name = unescape(step);
        let item = || parts(&schema).iter().find_map(Schema::item).filter(|_| step.parse::<usize>().is_ok());
        schema = property(&schema, &name).or_else(item)?;
    }
    Some(schema)
}

/// The names of all members that are named.
pub(super) fn member_names<'a>(schema: &Schema<'a>) -> Vec<&'a str> {
    parts(schema)
        .iter()
        .flat_map(|part| part.properties().map(|(name, _)| name).collect::<Vec<_>>())
        .collect()
}

/// Whether a member without a name is allowed: by a word of the document, or because it names none.
pub(super) fn is_open(schema: &Schema<'_>) -> bool {
    let parts = parts(schema);
    let allows = |part: &Schema<'_>| {
        let additional = part.json("additionalProperties");
        additional.is_some_and(|additional| *additional != Json::Bool(false))
            || part.json("patternProperties").is_some()
            || part.is_unresolved()
    };
    let named = parts.iter().any(|part| part.properties().next().is_some());
    // One that says no more than that it is an object has room for all.
    let is_any_object = |part: &Schema<'_>| {
        part.is_object()
            && part.properties().next().is_none()
            && part.all_of().is_empty()
            && part.choices().is_empty()
    };
    !named || parts.iter().any(allows) || schema.choices().iter().any(is_any_object)
}

pub(super) fn is_list(schema: &Schema<'_>) -> bool {
    parts(schema).iter().any(Schema::is_list)
}

pub(super) fn is_object(schema: &Schema<'_>) -> bool {
    parts(schema).iter().any(Schema::is_object)
}

/// The value of the discriminator for each choice, where the document tells that of all: by a `mapping`, or by the names
/// of the schemas.
pub(super) fn tags<'a>(schema: &Schema<'a>) -> Option<(&'a str, Vec<(String, Schema<'a>)>)> {
    let member = schema.discriminator()?;
    let mapping = schema.mapping();
    let mut tagged = Vec::new();
    for choice in schema.choices() {
        let place = choice.target().place();
        let listed: Vec<_> = mapping
            .iter()
            .filter(|(_, other)| other.target().place() == place)
            .map(|(tag, _)| (*tag).to_owned())
            .collect();
        let tags = if listed.is_empty() { vec![choice.name()?] } else { listed };
        tagged.extend(tags.into_iter().map(|tag| (tag, choice.clone())));
    }
    (!tagged.is_empty()).then_some((member, tagged))
}
