//! [`Node`]: a part of a document, and where it stands.

use percent_encoding::percent_decode_str;

use super::{json::Json, pointer::escape};

/// A part of a document, with its place as a JSON pointer (RFC 6901).
#[derive(Debug, Clone)]
pub struct Node<'a> {
    root: &'a Json,
    value: &'a Json,
    place: String,
}

/// More references in a chain than any document has: a circle ends here.
const CHAIN: usize = 32;

impl<'a> Node<'a> {
    pub(super) fn root(root: &'a Json) -> Self {
        Self { root, value: root, place: String::new() }
    }

    /// The value.
    pub fn json(&self) -> &'a Json {
        self.value
    }

    /// Where it stands: `/components/schemas/Note`.
    pub fn place(&self) -> &str {
        &self.place
    }

    /// The member of an object, as it is written.
    pub fn get(&self, name: &str) -> Option<Self> {
        self.value.get(name).map(|value| self.child(name, value))
    }

    /// The members of an object.
    pub fn members(&self) -> impl Iterator<Item = (&'a str, Self)> {
        self.value.members().iter().map(|(name, value)| (name.as_str(), self.child(name, value)))
    }

    /// The items of an array.
    pub fn items(&self) -> impl Iterator<Item = Self> {
        let items = self.value.items().iter().enumerate();
        items.map(|(index, value)| self.child(&index.to_string(), value))
    }

    /// The text of a member.
    pub fn text(&self, name: &str) -> Option<&'a str> {
        self.value.get(name)?.text()
    }

    /// The flag of a member.
    pub fn flag(&self, name: &str) -> Option<bool> {
        self.value.get(name)?.flag()
    }

    /// The texts of a member that is an array.
    pub fn texts(&self, name: &str) -> Vec<&'a str> {
        self.value.get(name).map(Json::items).unwrap_or_default().iter().filter_map(Json::text).collect()
    }

    /// What it refers to, if it is a `$ref`.
    pub fn reference(&self) -> Option<&'a str> {
        self.text("$ref")
    }

    /// What stands at the end of its references; itself, where it has none. A reference that leads nowhere, in a circle
    /// or out of the document is where it stops.
    pub fn follow(&self) -> Self {
        let mut node = self.clone();
        for _ in 0..CHAIN {
            match node.reference().and_then(|reference| self.at(reference)) {
                Some(next) => node = next,
                None => return node,
            }
        }
        self.clone()
    }

    /// What a reference within the document refers to, in one step.
    pub fn at(&self, reference: &str) -> Option<Self> {
        let pointer = percent_decode_str(reference.strip_prefix('#')?).decode_utf8().ok()?;
        let value = self.root.at(&pointer)?;
        Some(Self { root: self.root, value, place: pointer.into_owned() })
    }

    fn child(&self, name: &str, value: &'a Json) -> Self {
        Self { root: self.root, value, place: format!("{}/{}", self.place, escape(name)) }
    }
}
