//! [`SecurityScheme`]: how a request authenticates.

use super::{node::Node, parameter::Location};

/// A way to authenticate, by its name.
#[derive(Debug, Clone)]
pub struct SecurityScheme<'a> {
    name: &'a str,
    node: Node<'a>,
}

/// Schemes that hold together, by name; none where nothing is asked for.
pub type Requirement<'a> = Vec<&'a str>;

impl<'a> SecurityScheme<'a> {
    pub(super) fn new(name: &'a str, node: &Node<'a>) -> Self {
        Self { name, node: node.follow() }
    }

    /// Its name in the document.
    pub fn name(&self) -> &'a str {
        self.name
    }

    /// Its place in the document.
    pub fn node(&self) -> &Node<'a> {
        &self.node
    }

    /// `apiKey`, `http`, `oauth2`, `openIdConnect` or `mutualTLS`.
    pub fn kind(&self) -> Option<&'a str> {
        self.node.text("type")
    }

    /// Of the kind `http`: `basic`, `bearer`.
    pub fn http_scheme(&self) -> Option<&'a str> {
        self.node.text("scheme")
    }

    /// Of the kind `apiKey`: where the key is sent, and under which name.
    pub fn key(&self) -> Option<(Location, &'a str)> {
        Some((Location::named(self.node.text("in")?)?, self.node.text("name")?))
    }

    /// Whether the secret is in the header `Authorization`.
    pub fn is_authorization(&self) -> bool {
        matches!(self.kind(), Some("http" | "oauth2" | "openIdConnect"))
    }
}

/// What a `security` says: of these one is enough.
pub(super) fn requirements<'a>(node: &Node<'a>) -> Vec<Requirement<'a>> {
    node.items().map(|requirement| requirement.members().map(|(name, _)| name).collect()).collect()
}
