//! [`Parameter`]: what an operation takes beside its body.

use std::fmt;

use super::{content::MediaType, json::Json, node::Node, schema::Schema};

/// A parameter of an operation, or a header of an answer, which is described alike.
#[derive(Debug, Clone)]
pub struct Parameter<'a> {
    node: Node<'a>,
    name: &'a str,
    location: Location,
}

/// Where a parameter is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Location {
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// As a header.
    Header,
    /// In the header `Cookie`.
    Cookie,
}

impl<'a> Parameter<'a> {
    /// `None` of what has no name or no place.
    pub(super) fn new(node: &Node<'a>) -> Option<Self> {
        let node = node.follow();
        let location = Location::named(node.text("in")?)?;
        Some(Self { name: node.text("name")?, location, node })
    }

    /// A header of an answer.
    pub(super) fn header(name: &'a str, node: &Node<'a>) -> Self {
        Self { name, location: Location::Header, node: node.follow() }
    }

    /// The parameter behind its references.
    pub fn node(&self) -> &Node<'a> {
        &self.node
    }

    /// Its name, as it is sent.
    pub fn name(&self) -> &'a str {
        self.name
    }

    /// Where it is sent.
    pub fn location(&self) -> Location {
        self.location
    }

    /// Whether it is always sent; in a path it is, whatever the document says.
    pub fn is_required(&self) -> bool {
        self.location == Location::Path || self.node.flag("required") == Some(true)
    }

    /// Whether it should no longer be used.
    pub fn is_deprecated(&self) -> bool {
        self.node.flag("deprecated") == Some(true)
    }

    /// Whether an empty value may be sent.
    pub fn allows_empty(&self) -> bool {
        self.node.flag("allowEmptyValue") == Some(true)
    }

    /// How it is written: `form`, `simple`, `deepObject`. Without a word of the document what the specification says for
    /// its place.
    pub fn style(&self) -> &'a str {
        self.node.text("style").unwrap_or(match self.location {
            Location::Path | Location::Header => "simple",
            Location::Query | Location::Cookie => "form",
        })
    }

    /// Whether a list is written as a pair for each item, and an object as one for each member. Without a word of the
    /// document it is for the style `form` alone.
    pub fn explodes(&self) -> bool {
        self.node.flag("explode").unwrap_or(self.style() == "form")
    }

    /// What a value of it holds, by its `schema`.
    pub fn schema(&self) -> Option<Schema<'a>> {
        self.node.get("schema").map(Schema::new)
    }

    /// The one media type that it is written in, in place of a style.
    pub fn content(&self) -> Option<MediaType<'a>> {
        let content = self.node.get("content")?;
        let (name, node) = content.members().next()?;
        Some(MediaType::new(name, node))
    }

    /// What it is for.
    pub fn description(&self) -> Option<&'a str> {
        self.node.text("description")
    }

    /// The examples of the document, of the parameter or its schema.
    pub fn examples(&self) -> Vec<&'a Json> {
        let own = super::content::examples(&self.node);
        let of_schema = || self.schema().map(|schema| super::content::examples(schema.target()));
        if own.is_empty() { of_schema().unwrap_or_default() } else { own }
            .into_iter()
            .map(|node| node.json())
            .collect()
    }
}

impl Location {
    /// The place with this name in a document.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "path" => Self::Path,
            "query" => Self::Query,
            "header" => Self::Header,
            "cookie" => Self::Cookie,
            _ => return None,
        })
    }
}

/// Prints the name that a document uses: `query`.
impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
        })
    }
}
