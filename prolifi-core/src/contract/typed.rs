//! Text of a path, a query, a header or a form as the JSON that its schema means.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::{
    document::Schema,
    parts::{is_list, is_object, parts, property},
};

/// A text: a number or a flag, where the schema has no room for a text.
pub(super) fn typed(text: &str, schema: Option<&Schema<'_>>) -> Value {
    schema.and_then(|schema| single(text, schema)).unwrap_or_else(|| Value::String(text.to_owned()))
}

/// The one value that a text is; `None` where the schema has only lists and objects, or nothing like it.
pub(super) fn single(text: &str, schema: &Schema<'_>) -> Option<Value> {
    let parts = parts(schema);
    let written: Option<Value> = serde_json::from_str(text).ok();
    let values: Vec<Value> = parts.iter().flat_map(Schema::values).map(|value| value.to_value()).collect();
    if let Some(value) = values.iter().find(|value| value.as_str() == Some(text)) {
        return Some(value.clone());
    }
    if let Some(value) = values.into_iter().find(|value| Some(value) == written.as_ref()) {
        return Some(value);
    }
    // What lists its texts has no room for another.
    let free = parts.iter().filter(|part| part.values().is_empty());
    let types: Vec<_> = free.flat_map(Schema::types).collect();
    match written {
        _ if types.contains(&"string") => Some(Value::String(text.to_owned())),
        Some(value @ Value::Number(_)) if types.contains(&"integer") || types.contains(&"number") => {
            Some(value)
        }
        Some(value @ Value::Bool(_)) if types.contains(&"boolean") => Some(value),
        _ => None,
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
    // Where it may be one value or several, one is one.
    if let ([(_, text)], [_], Some(schema)) = (leaves.as_slice(), pairs, schema)
        && let Some(value) = single(text, schema)
    {
        return value;
    }
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
    if !names.is_empty() || (leaves.is_empty() && schema.is_some_and(is_object)) {
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
