//! A schema of a document as JSON Schema (2020-12), complete in itself.

use std::collections::{BTreeMap, VecDeque};

use serde_json::{Map, Value, json};

use super::{
    document::{Json, Node, Schema},
    parts::{is_open, tags},
};

/// Which way a value goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Direction {
    /// What a client sends has no member that the document does not know, unless the document says that others are
    /// welcome; and none of those that are only in answers is required.
    Request,
    /// Of what a service answers, a client reads what it knows.
    Answer,
}

/// What is taken over.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dialect {
    pub(super) direction: Direction,
    /// Whether the words are those of OpenAPI 3.0.
    pub(super) is_3_0: bool,
    /// Whether patterns are held against values: those that are no regular expression are not.
    pub(super) patterns: bool,
}

/// The words of a number, a text, a list or an object that mean the same everywhere.
const SAME: [&str; 16] = [
    "const",
    "multipleOf",
    "maxLength",
    "minLength",
    "maxItems",
    "minItems",
    "uniqueItems",
    "maxProperties",
    "minProperties",
    "dependentRequired",
    "format",
    "maxContains",
    "minContains",
    "contentEncoding",
    "type",
    "enum",
];
/// The words whose value is a schema.
const SCHEMA: [&str; 7] = ["items", "contains", "not", "if", "then", "else", "propertyNames"];

pub(super) fn json_schema(schema: &Schema<'_>, dialect: Dialect) -> Value {
    let mut translation = Translation { dialect, named: BTreeMap::new(), waiting: VecDeque::new() };
    let closed = dialect.direction == Direction::Request;
    let mut root = translation.schema(schema.written(), closed);
    let mut definitions = Map::new();
    while let Some((name, node, closed)) = translation.waiting.pop_front() {
        let definition = translation.written(&node, closed);
        definitions.insert(name, definition);
    }
    if let Value::Object(root) = &mut root {
        root.insert("$defs".to_owned(), Value::Object(definitions));
    }
    root
}

struct Translation<'a> {
    dialect: Dialect,
    /// By its place, and whether it is closed.
    named: BTreeMap<(String, bool), String>,
    waiting: VecDeque<(String, Node<'a>, bool)>,
}

impl<'a> Translation<'a> {
    /// `closed`: whether it stands for a whole value, and not for a part of one.
    fn schema(&mut self, node: &Node<'a>, closed: bool) -> Value {
        let Some(reference) = node.reference() else { return self.written(node, closed) };
        let Some(target) = node.at(reference) else { return json!(true) };
        let siblings: Vec<_> = node.json().members().iter().filter(|(name, _)| name != "$ref").collect();
        let nullable = siblings.iter().any(|(name, value)| name == "nullable" && value.flag() == Some(true));
        let alone = self.dialect.is_3_0 || siblings.iter().all(|(name, _)| is_only_said(name));
        let reference = json!({"$ref": self.named(&target, closed && alone)});
        if nullable {
            return json!({"anyOf": [reference, {"type": "null"}]});
        }
        if alone {
            return reference;
        }
        let mut both = self.own(node, closed);
        both.insert("$ref".to_owned(), reference["$ref"].clone());
        Value::Object(both)
    }

    fn named(&mut self, target: &Node<'a>, closed: bool) -> String {
        let next = format!("d{}", self.named.len());
        let key = (target.place().to_owned(), closed);
        let name = self.named.entry(key).or_insert_with(|| {
            self.waiting.push_back((next.clone(), target.clone(), closed));
            next
        });
        format!("#/$defs/{name}")
    }

    /// What is written there, and not behind its reference.
    fn written(&mut self, node: &Node<'a>, closed: bool) -> Value {
        match node.json() {
            Json::Bool(flag) => json!(flag),
            Json::Object(_) if node.reference().is_some() => self.schema(node, closed),
            Json::Object(_) => Value::Object(self.own(node, closed)),
            _ => json!(true),
        }
    }

    fn own(&mut self, node: &Node<'a>, closed: bool) -> Map<String, Value> {
        let whole = self.dialect.direction == Direction::Request;
        let mut own = Map::new();
        for (word, child) in node.members() {
            let value = match word {
                "properties" | "patternProperties" | "dependentSchemas" => child
                    .members()
                    .map(|(name, child)| (name.to_owned(), self.schema(&child, whole)))
                    .collect(),
                "additionalProperties" => self.schema(&child, whole),
                "items" if matches!(child.json(), Json::List(_)) => continue,
                word if SCHEMA.contains(&word) => self.schema(&child, whole && word == "items"),
                "allOf" | "anyOf" | "oneOf" => {
                    child.items().map(|child| self.schema(&child, false)).collect()
                }
                "prefixItems" => child.items().map(|child| self.schema(&child, whole)).collect(),
                "required" => self.required(node),
                "pattern" if self.dialect.patterns => child.json().to_value(),
                word if SAME.contains(&word) => child.json().to_value(),
                _ => continue,
            };
            own.insert(word.to_owned(), value);
        }
        let schema = Schema::new(node.clone());
        bounds(&schema, &mut own);
        discriminated(&schema, self, &mut own);
        if closed && !is_open(&schema) {
            own.insert("unevaluatedProperties".to_owned(), json!(false));
        }
        nullable(&schema, own)
    }

    /// Without those that do not go this way.
    fn required(&self, node: &Node<'_>) -> Value {
        let schema = Schema::new(node.clone());
        let goes = |name: &&str| {
            let member = schema.properties().find(|(other, _)| other == name);
            member.is_none_or(|(_, member)| match self.dialect.direction {
                Direction::Request => !member.is_read_only(),
                Direction::Answer => !member.is_write_only(),
            })
        };
        node.texts("required").into_iter().filter(goes).map(Value::from).collect()
    }
}

/// Words that change no value.
fn is_only_said(word: &str) -> bool {
    const SAID: [&str; 8] =
        ["description", "summary", "title", "deprecated", "example", "examples", "default", "nullable"];
    SAID.contains(&word) || word.starts_with("x-")
}

/// In 3.0 an exclusive bound is a flag beside the bound. A format of a number has bounds of its own.
fn bounds(schema: &Schema<'_>, own: &mut Map<String, Value>) {
    for (bound, exclusive) in [("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")] {
        let value = schema.json(bound).map(Json::to_value).filter(Value::is_number);
        match schema.json(exclusive) {
            Some(Json::Bool(true)) => {
                own.extend(value.map(|value| (exclusive.to_owned(), value)));
                continue;
            }
            Some(Json::Number(number)) => {
                own.insert(exclusive.to_owned(), Value::Number(number.clone()));
            }
            _ => {}
        }
        own.extend(value.map(|value| (bound.to_owned(), value)));
    }
    if schema.format() == Some("int32") {
        own.entry("minimum").or_insert(json!(i32::MIN));
        own.entry("maximum").or_insert(json!(i32::MAX));
    }
}

/// The choice that the tag names, in place of all choices: what is wrong is then said of that one.
fn discriminated<'a>(schema: &Schema<'a>, translation: &mut Translation<'a>, own: &mut Map<String, Value>) {
    let Some((member, tagged)) = tags(schema) else { return };
    own.remove("oneOf");
    own.remove("anyOf");
    let names: Vec<_> = tagged.iter().map(|(tag, _)| tag.clone()).collect();
    let mut all = match own.remove("allOf") {
        Some(Value::Array(all)) => all,
        _ => Vec::new(),
    };
    all.push(json!({"required": [member], "properties": {member: {"enum": names}}}));
    for (tag, choice) in tagged {
        let then = translation.schema(choice.written(), false);
        all.push(json!({"if": {"required": [member], "properties": {member: {"const": tag}}}, "then": then}));
    }
    own.insert("allOf".to_owned(), Value::Array(all));
}

/// `nullable` of 3.0, which also stands in documents of 3.1.
fn nullable(schema: &Schema<'_>, mut own: Map<String, Value>) -> Map<String, Value> {
    if schema.json("nullable") != Some(&Json::Bool(true)) {
        return own;
    }
    if let Some(Value::Array(values)) = own.get_mut("enum") {
        values.push(Value::Null);
    }
    let parts = ["allOf", "oneOf", "anyOf", "const", "not"].iter().any(|word| own.contains_key(*word));
    match own.get_mut("type") {
        _ if parts => {}
        Some(name @ Value::String(_)) => {
            *name = json!([name, "null"]);
            return own;
        }
        Some(Value::Array(names)) => {
            names.push(json!("null"));
            return own;
        }
        _ => return own,
    }
    Map::from_iter([("anyOf".to_owned(), json!([own, {"type": "null"}]))])
}
