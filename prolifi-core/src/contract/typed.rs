//! Text of a path, a query, a header or a form as the JSON that its schema means.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::{
    document::Schema,
    parts::{is_list, is_object, parts, property},
};

/// A text: a number or a flag, where the schema has no room for a text.
pub(super) fn typed(text: &str, schema: Option<&Schema<'_>>) -> Value {
    let string = || Value::String(text.to_owned());
    let Some(schema) = schema else { return string() };
    let parts = parts(schema);
    let types: Vec<_> = parts.iter().flat_map(Schema::types).collect();
    let written = serde_json::from_str(text).ok();
    let mut values = parts.iter().flat_map(Schema::values).map(|value| value.to_value());
    if let Some(value) = values.find(|value| !value.is_string() && Some(value) == written.as_ref()) {
        return value;
    }
    if types.contains(&"string") {
        return string();
    }
    match written {
        Some(value @ Value::Number(_)) if types.contains(&"integer") || types.contains(&"number") => value,
        Some(value @ Value::Bool(_)) if types.contains(&"boolean") => value,
        _ => string(),
    }
}

/// A name of a form or a `deepObject` in its steps: `a[b][0]` is `a`, `b`, `0`.
pub(super) fn steps(key: &str) -> Vec<String> {
    let (first, rest) = key.split_once('[').unwrap_or((key, ""));
    let inner = rest.split('[').filter(|_| !rest.is_empty());
    std::iter::once(first).chain(inner.map(|step| step.trim_end_matches(']'))).map(str::to_owned).collect()
}

/// The value that pairs write, whose names are these steps below it.
pub(super) fn assembled(pairs: &[(&[String], &str)], schema: Option<&Schema<'_>>) -> Value {
    let below = |wanted: Option<&str>| -> Vec<(&[String], &str)> {
        let matching = pairs.iter().filter(|(steps, _)| steps.first().map(String::as_str) == wanted);
        matching.map(|(steps, text)| (steps.get(1..).unwrap_or_default(), *text)).collect()
    };
    let leaves = below(None);
    let mut names: Vec<&str> =
        pairs.iter().filter_map(|(steps, _)| steps.first()).map(String::as_str).collect();
    names.dedup();
    let item = schema.and_then(|schema| parts(schema).iter().find_map(Schema::item));
    if schema.is_some_and(is_list) || names.contains(&"") {
        let items =
            pairs.iter().filter(|(steps, _)| steps.len() < 2 && steps.first().is_none_or(String::is_empty));
        let mut list: Vec<Value> = items.map(|(_, text)| typed(text, item.as_ref())).collect();
        let by_index: BTreeMap<usize, &str> =
            names.iter().filter_map(|name| Some((name.parse().ok()?, *name))).collect();
        list.extend(by_index.values().map(|name| assembled(&below(Some(name)), item.as_ref())));
        return Value::Array(list);
    }
    if !names.is_empty() || schema.is_some_and(is_object) {
        names.sort_unstable();
        names.dedup();
        let members = names.into_iter().map(|name| {
            let member = schema.and_then(|schema| property(schema, name));
            (name.to_owned(), assembled(&below(Some(name)), member.as_ref()))
        });
        return Value::Object(members.collect::<Map<_, _>>());
    }
    match leaves.as_slice() {
        [(_, text)] => typed(text, schema),
        several => several.iter().map(|(_, text)| typed(text, schema)).collect(),
    }
}
