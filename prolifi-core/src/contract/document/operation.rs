//! [`Operation`]: what a document says of one method of a path.

use super::{
    content::MediaType,
    node::Node,
    parameter::{Location, Parameter},
    security::{Requirement, requirements},
};

/// The methods that a path may have, as a document writes them.
pub(super) const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// An operation: a method of a path.
#[derive(Debug, Clone)]
pub struct Operation<'a> {
    path: &'a str,
    method: &'a str,
    item: Node<'a>,
    node: Node<'a>,
}

impl<'a> Operation<'a> {
    /// Those of the path, in the order of the document.
    pub(super) fn all(path: &'a str, item: &Node<'a>) -> Vec<Self> {
        let item = item.follow();
        let methods =
            item.members().filter(|(name, node)| METHODS.contains(name) && !node.json().members().is_empty());
        methods.map(|(method, node)| Self { path, method, item: item.clone(), node }).collect()
    }

    /// The path, as it is written: `/notes/{id}`.
    pub fn path(&self) -> &'a str {
        self.path
    }

    /// The names of the values of its path, in order.
    pub fn path_names(&self) -> Vec<&'a str> {
        template_names(self.path)
    }

    /// The method, in capitals.
    pub fn method(&self) -> String {
        self.method.to_ascii_uppercase()
    }

    /// Its place in the document.
    pub fn node(&self) -> &Node<'a> {
        &self.node
    }

    /// Its `operationId`.
    pub fn id(&self) -> Option<&'a str> {
        self.node.text("operationId")
    }

    /// Its tags.
    pub fn tags(&self) -> Vec<&'a str> {
        self.node.texts("tags")
    }

    /// What it does, in a line.
    pub fn summary(&self) -> Option<&'a str> {
        self.node.text("summary").or_else(|| self.item.text("summary"))
    }

    /// What it does.
    pub fn description(&self) -> Option<&'a str> {
        self.node.text("description").or_else(|| self.item.text("description"))
    }

    /// The URL of its page.
    pub fn documentation(&self) -> Option<&'a str> {
        let docs = self.node.json().get("externalDocs")?;
        docs.get("url")?.text()
    }

    /// Whether it should no longer be used.
    pub fn is_deprecated(&self) -> bool {
        self.node.flag("deprecated") == Some(true)
    }

    /// Its parameters, and those of its path that it does not replace, in the order of the document. What has no name or
    /// no place is left out.
    pub fn parameters(&self) -> Vec<Parameter<'a>> {
        let of = |node: &Node<'a>| -> Vec<_> {
            let list = node.get("parameters");
            list.iter().flat_map(Node::items).filter_map(|node| Parameter::new(&node)).collect()
        };
        let own = of(&self.node);
        let is_own = |shared: &Parameter<'_>| {
            own.iter().any(|other| (other.name(), other.location()) == (shared.name(), shared.location()))
        };
        let mut all = of(&self.item);
        all.retain(|shared| !is_own(shared));
        all.extend(own);
        all
    }

    /// The parameters that are sent here.
    pub fn parameters_in(&self, location: Location) -> Vec<Parameter<'a>> {
        let mut all = self.parameters();
        all.retain(|parameter| parameter.location() == location);
        all
    }

    /// What its body may be; `None` where it has none.
    pub fn body(&self) -> Option<RequestBody<'a>> {
        self.node.get("requestBody").map(|node| RequestBody { node: node.follow() })
    }

    /// What it may answer, in the order of the document.
    pub fn answers(&self) -> Vec<DocumentedAnswer<'a>> {
        let responses = self.node.get("responses");
        let members = responses.iter().flat_map(Node::members);
        members
            .filter(|(status, _)| !status.starts_with("x-"))
            .map(|(status, node)| DocumentedAnswer { status, node: node.follow() })
            .collect()
    }

    /// What authenticates it, where it says so itself; of these one is enough. Empty where it needs nothing.
    pub fn security(&self) -> Option<Vec<Requirement<'a>>> {
        self.node.get("security").map(|node| requirements(&node))
    }

    /// The URLs of servers of its own, or of its path.
    pub fn servers(&self) -> Vec<&'a str> {
        let own = self.node.get("servers").or_else(|| self.item.get("servers"));
        own.iter().flat_map(Node::items).filter_map(|server| server.text("url")).collect()
    }
}

/// The names of the values of a path, in order.
pub(super) fn template_names(path: &str) -> Vec<&str> {
    path.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name).collect()
}

/// What the body of a request may be.
#[derive(Debug, Clone)]
pub struct RequestBody<'a> {
    node: Node<'a>,
}

impl<'a> RequestBody<'a> {
    /// Its place in the document.
    pub fn node(&self) -> &Node<'a> {
        &self.node
    }

    /// Whether it is always sent.
    pub fn is_required(&self) -> bool {
        self.node.flag("required") == Some(true)
    }

    /// What it is for.
    pub fn description(&self) -> Option<&'a str> {
        self.node.text("description")
    }

    /// Its formats, in the order of the document.
    pub fn media_types(&self) -> Vec<MediaType<'a>> {
        MediaType::all(&self.node)
    }
}

/// What an operation may answer under a status.
#[derive(Debug, Clone)]
pub struct DocumentedAnswer<'a> {
    status: &'a str,
    node: Node<'a>,
}

impl<'a> DocumentedAnswer<'a> {
    /// As the document writes it: `200`, `4XX` or `default`.
    pub fn status(&self) -> &'a str {
        self.status
    }

    /// The first and the last status that it is for: `4XX` is 400 to 499. `None` of `default`, and of what is no status.
    pub fn range(&self) -> Option<(u16, u16)> {
        if let Some(class) = self.status.strip_suffix("XX").or_else(|| self.status.strip_suffix("xx")) {
            let class: u16 = class.parse().ok().filter(|class| (1..=5).contains(class))?;
            return Some((class * 100, class * 100 + 99));
        }
        let status: u16 = self.status.parse().ok().filter(|status| (100..=599).contains(status))?;
        Some((status, status))
    }

    /// Its place in the document.
    pub fn node(&self) -> &Node<'a> {
        &self.node
    }

    /// What it says.
    pub fn description(&self) -> Option<&'a str> {
        self.node.text("description")
    }

    /// The formats of its body; none where it has no body.
    pub fn media_types(&self) -> Vec<MediaType<'a>> {
        MediaType::all(&self.node)
    }

    /// Its headers.
    pub fn headers(&self) -> Vec<Parameter<'a>> {
        let headers = self.node.get("headers");
        headers.iter().flat_map(Node::members).map(|(name, node)| Parameter::header(name, &node)).collect()
    }
}
