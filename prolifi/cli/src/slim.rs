//! The part of a document that some operations use.

use std::collections::BTreeSet;

use prolifi_core::contract::document::{Document, Json, Operation};

/// Of the top, what stays although no operation names it.
const TOP: [&str; 6] = ["openapi", "info", "servers", "security", "jsonSchemaDialect", "externalDocs"];

/// The document with these operations, what they name, and nothing else; in order, so that two versions can be compared.
pub(crate) fn slim(document: &Document, operations: &[Operation<'_>]) -> Json {
    let root = document.root();
    let mut top: Vec<(String, Json)> = Vec::new();
    for (name, value) in root.members().filter(|(name, _)| TOP.contains(name)) {
        top.push((name.to_owned(), value.json().clone()));
    }
    let paths = paths(document, operations);
    let mut kept = BTreeSet::new();
    follow(document, &paths, &mut kept);
    let secrets = schemes(document, operations);
    let mut sections = Vec::new();
    for (section, members) in root.get("components").iter().flat_map(|node| node.members()) {
        let is_kept = |name: &str| {
            let place = format!("#/components/{section}/{}", name.replace('~', "~0").replace('/', "~1"));
            kept.contains(&place) || (section == "securitySchemes" && secrets.contains(name))
        };
        let members: Vec<_> =
            members.json().members().iter().filter(|(name, _)| is_kept(name)).cloned().collect();
        if !members.is_empty() {
            sections.push((section.to_owned(), Json::Object(members)));
        }
    }
    let tags: BTreeSet<&str> = operations.iter().flat_map(Operation::tags).collect();
    let known = root.get("tags").map(|tags| tags.json().items().to_vec()).unwrap_or_default();
    let is_used = |tag: &Json| tag.get("name").and_then(Json::text).is_some_and(|name| tags.contains(name));
    let known: Vec<_> = known.into_iter().filter(is_used).collect();
    top.push(("paths".to_owned(), paths));
    if !sections.is_empty() {
        top.push(("components".to_owned(), Json::Object(sections)));
    }
    if !known.is_empty() {
        top.push(("tags".to_owned(), Json::List(known)));
    }
    sorted(&Json::Object(top), Names::Words)
}

/// The paths, with the methods that are wanted and what they share.
fn paths(document: &Document, operations: &[Operation<'_>]) -> Json {
    const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
    let mut paths = Vec::new();
    for (path, item) in document.root().get("paths").iter().flat_map(|node| node.members()) {
        let wanted: Vec<String> = operations
            .iter()
            .filter(|operation| operation.path() == path)
            .map(|operation| operation.method().to_lowercase())
            .collect();
        if wanted.is_empty() {
            continue;
        }
        let item = item.follow();
        let keeps = |name: &str| wanted.iter().any(|method| method == name) || !METHODS.contains(&name);
        let members = item.json().members().iter().filter(|(name, _)| keeps(name)).cloned().collect();
        paths.push((path.to_owned(), Json::Object(members)));
    }
    Json::Object(paths)
}

/// The names of the schemes that operations authenticate with.
fn schemes<'a>(document: &'a Document, operations: &[Operation<'a>]) -> BTreeSet<&'a str> {
    let ways =
        operations.iter().flat_map(|operation| operation.security().unwrap_or_else(|| document.security()));
    ways.flatten().collect()
}

/// Adds what is named, and what that names.
fn follow(document: &Document, value: &Json, kept: &mut BTreeSet<String>) {
    let mut next: Vec<Json> = vec![value.clone()];
    while let Some(value) = next.pop() {
        let mut names = Vec::new();
        references(&value, &mut names);
        for name in names {
            // What lies within a component brings the component.
            let whole: Vec<&str> = name.splitn(5, '/').take(4).collect();
            let whole = whole.join("/");
            if kept.insert(whole.clone())
                && let Some(found) = document.root().at(&whole)
            {
                next.push(found.json().clone());
            }
        }
    }
}

fn references(value: &Json, names: &mut Vec<String>) {
    if let Some(name) = value.get("$ref").and_then(Json::text) {
        names.push(name.to_owned());
    }
    for (_, target) in
        value.get("discriminator").and_then(|node| node.get("mapping")).map(Json::members).unwrap_or_default()
    {
        let target = target.text().unwrap_or_default();
        names.push(if target.starts_with('#') {
            target.to_owned()
        } else {
            format!("#/components/schemas/{target}")
        });
    }
    value.items().iter().for_each(|item| references(item, names));
    value.members().iter().for_each(|(_, member)| references(member, names));
}

/// What the names of an object are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Names {
    /// The words of OpenAPI, and extensions, which nothing here reads.
    Words,
    /// Those of the service, so that `x-` may begin them.
    Own,
    /// Those of a value of the service, with all that lies in it.
    Data,
}

/// With its members in order, and without extensions.
fn sorted(value: &Json, names: Names) -> Json {
    match value {
        Json::List(items) => Json::List(items.iter().map(|item| sorted(item, names)).collect()),
        Json::Object(members) => {
            let kept = members.iter().filter(|(name, _)| names != Names::Words || !name.starts_with("x-"));
            let inside = |name: &str, value: &Json| match names {
                Names::Words => below(name, value),
                Names::Own => Names::Words,
                Names::Data => Names::Data,
            };
            let mut members: Vec<_> =
                kept.map(|(name, value)| (name.clone(), sorted(value, inside(name, value)))).collect();
            members.sort_by(|(a, _), (b, _)| a.cmp(b));
            Json::Object(members)
        }
        other => other.clone(),
    }
}

/// What the names are below a word.
fn below(word: &str, value: &Json) -> Names {
    match (word, value) {
        ("example" | "default" | "enum" | "const" | "value", _) | ("examples", Json::List(_)) => Names::Data,
        (
            "paths" | "properties" | "patternProperties" | "responses" | "headers" | "content" | "examples",
            Json::Object(_),
        )
        | (
            "schemas" | "parameters" | "requestBodies" | "securitySchemes" | "links" | "callbacks",
            Json::Object(_),
        )
        | ("mapping" | "variables" | "encoding" | "scopes" | "dependentRequired", Json::Object(_)) => {
            Names::Own
        }
        _ => Names::Words,
    }
}
