//! The fields that an error names, in the ways that are widely used.

use crate::{
    error::FieldError,
    json::{Members, View},
};

/// How many fields are told, and how deep in objects they are looked for.
const MOST: usize = 100;
const DEEPEST: usize = 4;

/// Names of the field, in an entry about one.
const FIELD: [&str; 14] = [
    "field",
    "fields",
    "name",
    "param",
    "parameter",
    "property",
    "propertyPath",
    "path",
    "pointer",
    "loc",
    "target",
    "attribute",
    "in",
    "source",
];
/// Where JSON:API says it (section "Error Objects", `source`).
const SOURCE: [&str; 3] = ["pointer", "parameter", "header"];
/// What is wrong with it; a code where there is no sentence.
const MESSAGE: [&str; 12] = [
    "message",
    "detail",
    "description",
    "msg",
    "errorSummary",
    "reason",
    "title",
    "issue",
    "error",
    "code",
    "errorCode",
    "type",
];
/// Entries inside of an entry: Google's, Kubernetes's, and those of a field of Discord's.
const NESTED: [&str; 4] = ["fieldViolations", "violations", "causes", "_errors"];

/// The fields of a list of entries or of a map from fields to what is wrong with them.
pub(super) fn field_errors(view: View<'_>) -> Vec<FieldError> {
    let mut found = Vec::new();
    match view.list() {
        Some(list) => list.into_iter().for_each(|entry| read_entry("", entry, 0, &mut found)),
        None => read_members("", view, 0, &mut found),
    }
    found
}

/// The fields of a member that can tell of other things too, so that a text in it is none.
pub(super) fn of_details(view: View<'_>) -> Vec<FieldError> {
    match view.members() {
        None => field_errors(view),
        Some(members) => {
            let mut found = Vec::new();
            for (name, value) in members.iter().filter(|(_, value)| value.text().is_none()) {
                read_member("", name, value, 0, &mut found);
            }
            found
        }
    }
}

/// What is wrong with one field of such a map.
pub(super) fn of_field(name: &str, value: View<'_>) -> Vec<FieldError> {
    let mut found = Vec::new();
    read_value(name, value, 0, &mut found);
    found
}

/// The code of an entry, and its sentence for all errors of the kind.
pub(super) fn said_of_entry(entry: &Members<'_>) -> (String, String) {
    let text = |names: &[&str]| names.iter().find_map(|name| entry.get(name)?.text());
    let extensions = || entry.get("extensions")?.members()?.get("code")?.text();
    let number = || entry.get("code")?.integer().map(str::to_owned);
    let code = text(&["code", "type", "errorCode"]).or_else(extensions).or_else(number);
    (code.unwrap_or_default(), text(&["title"]).unwrap_or_default())
}

/// An entry of a list: a sentence, or an object that names its field.
fn read_entry(path: &str, entry: View<'_>, depth: usize, found: &mut Vec<FieldError>) {
    if let Some(message) = entry.text() {
        return push(path.to_owned(), message, found);
    }
    let Some(members) = entry.members() else { return };
    if let Some(list) = NESTED.into_iter().find_map(|name| members.get(name)?.list()) {
        return list.into_iter().for_each(|entry| nested(path, entry, depth, found));
    }
    let field = FIELD.into_iter().find_map(|name| field_name(name, members.get(name)?)).unwrap_or_default();
    let message = MESSAGE.into_iter().find_map(|name| members.get(name)?.text()).unwrap_or_default();
    // Google's details tell more than fields; they have a type.
    if field.is_empty() && members.get("@type").is_some() {
        return;
    }
    push(join(path, &field), message, found);
}

fn nested(path: &str, entry: View<'_>, depth: usize, found: &mut Vec<FieldError>) {
    if depth < DEEPEST {
        read_entry(path, entry, depth + 1, found);
    }
}

fn read_members(path: &str, view: View<'_>, depth: usize, found: &mut Vec<FieldError>) {
    let Some(members) = view.members() else { return };
    for (name, value) in members.iter() {
        read_member(path, name, value, depth, found);
    }
}

fn read_member(path: &str, name: &str, value: View<'_>, depth: usize, found: &mut Vec<FieldError>) {
    // These say it of the field around them.
    let path = if NESTED.contains(&name) { path.to_owned() } else { join(path, name) };
    read_value(&path, value, depth, found);
}

/// What a map has for a field: a sentence, some of them, or fields inside of it.
fn read_value(path: &str, value: View<'_>, depth: usize, found: &mut Vec<FieldError>) {
    if let Some(message) = value.text() {
        push(path.to_owned(), message, found);
    } else if let Some(list) = value.list() {
        list.into_iter().for_each(|entry| nested(path, entry, depth, found));
    } else if let Some(message) = value.members().and_then(|members| members.get("message")?.text()) {
        push(path.to_owned(), message, found);
    } else if depth < DEEPEST {
        read_members(path, value, depth + 1, found);
    }
}

/// A name as text, as the steps of a path, or as where it comes from.
fn field_name(name: &str, value: View<'_>) -> Option<String> {
    if name == "source" {
        let source = value.members()?;
        return SOURCE.into_iter().find_map(|name| source.get(name)?.text());
    }
    value.text().or_else(|| {
        let steps = value.list()?;
        let steps = steps.iter().filter_map(|step| step.text().or_else(|| step.integer().map(str::to_owned)));
        Some(steps.collect::<Vec<_>>().join("."))
    })
}

fn join(path: &str, name: &str) -> String {
    match (path, name) {
        ("", name) => name.to_owned(),
        (path, "") => path.to_owned(),
        _ => format!("{path}.{name}"),
    }
}

fn push(field: String, message: String, found: &mut Vec<FieldError>) {
    let error = FieldError { field, message };
    if found.len() < MOST && error != FieldError::default() {
        found.push(error);
    }
}
