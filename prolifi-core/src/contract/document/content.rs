//! [`MediaType`]: what a body holds, in one format.

use super::{node::Node, schema::Schema};

/// A format of a body, with its schema.
#[derive(Debug, Clone)]
pub struct MediaType<'a> {
    name: &'a str,
    node: Node<'a>,
}

impl<'a> MediaType<'a> {
    pub(super) fn new(name: &'a str, node: Node<'a>) -> Self {
        Self { name, node }
    }

    /// The formats of a `content`.
    pub(super) fn all(of: &Node<'a>) -> Vec<Self> {
        let content = of.get("content");
        content.iter().flat_map(Node::members).map(|(name, node)| Self::new(name, node.follow())).collect()
    }

    /// As the document writes it: `application/json; charset=utf-8`.
    pub fn name(&self) -> &'a str {
        self.name
    }

    /// Without parameters, in small letters: `application/json`.
    pub fn essence(&self) -> String {
        essence(self.name)
    }

    /// Whether it is JSON: `application/json`, and what ends with `+json`.
    pub fn is_json(&self) -> bool {
        let essence = self.essence();
        essence == "application/json" || essence.ends_with("+json")
    }

    /// Whether a body of this type, without parameters, is one of it: `*/*` and `text/*` are ranges.
    pub fn takes(&self, essence: &str) -> bool {
        let own = self.essence();
        match own.strip_suffix("/*") {
            Some("*") => true,
            Some(kind) => essence.split('/').next() == Some(kind),
            None => own == essence,
        }
    }

    /// Its place in the document.
    pub fn node(&self) -> &Node<'a> {
        &self.node
    }

    /// What a body holds.
    pub fn schema(&self) -> Option<Schema<'a>> {
        self.node.get("schema").map(Schema::new)
    }

    /// The examples of the document; where it has none, those of the schema.
    pub fn examples(&self) -> Vec<Node<'a>> {
        let own = examples(&self.node);
        if !own.is_empty() {
            return own;
        }
        self.schema().map(|schema| examples(schema.target())).unwrap_or_default()
    }
}

/// A media type without parameters, in small letters.
pub(in crate::contract) fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// `example` and `examples`: of a parameter or a body a map of objects with a `value`, of a schema a list.
pub(super) fn examples<'a>(node: &Node<'a>) -> Vec<Node<'a>> {
    let mut found: Vec<Node<'a>> = node.get("example").into_iter().collect();
    if let Some(examples) = node.get("examples") {
        found.extend(examples.items());
        found.extend(examples.members().filter_map(|(_, example)| example.follow().get("value")));
    }
    found
}
