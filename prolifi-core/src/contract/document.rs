//! [`Document`]: an OpenAPI document, read as far as it can be.
//!
//! It is shared by the checks of a contract and the command `cargo prolifi`.

mod content;
mod json;
mod node;
mod operation;
mod parameter;
mod pointer;
mod schema;
mod security;
mod unread;

use std::fmt;

pub use self::{
    content::MediaType,
    json::Json,
    node::Node,
    operation::{DocumentedAnswer, Operation, RequestBody},
    parameter::{Location, Parameter},
    schema::Schema,
    security::{Requirement, SecurityScheme},
    unread::Unread,
};
pub(super) use self::{
    content::essence,
    pointer::{escape, unescape},
};

/// A document of OpenAPI 3.0, 3.1 or 3.2.
///
/// A document that breaks its own rules is read as far as it can be: what is missing or of another type is not there,
/// and [`unread`](Self::unread) lists it. References are followed within the document.
///
/// ```
/// use prolifi::contract::document::{Document, Location};
///
/// let document = Document::read(r#"{
///     "openapi": "3.1.0",
///     "servers": [{"url": "https://api.example.com/v2"}],
///     "paths": {"/notes/{id}": {"get": {
///         "operationId": "getNote",
///         "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}],
///         "responses": {"200": {"description": "The note", "content": {"application/json": {}}}}
///     }}}
/// }"#)?;
/// let operation = document.operations().next().unwrap();
/// assert_eq!((operation.method().as_str(), operation.path()), ("GET", "/notes/{id}"));
/// assert_eq!(operation.parameters()[0].location(), Location::Path);
/// assert_eq!(operation.answers()[0].status(), "200");
/// assert!(document.unread().is_empty());
/// # Ok::<(), prolifi::contract::document::NotADocument>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    root: Json,
}

impl Document {
    /// Reads the JSON of a document.
    ///
    /// # Errors
    ///
    /// [`NotADocument`], if it is no JSON, or JSON of another kind.
    pub fn read(json: &str) -> Result<Self, NotADocument> {
        let json = json.strip_prefix('\u{feff}').unwrap_or(json);
        serde_json::from_str(json)
            .map_err(|error| NotADocument(format!("not JSON: {error}")))
            .and_then(Self::of)
    }

    /// The document that is this value, which may have been written as YAML.
    ///
    /// # Errors
    ///
    /// [`NotADocument`], if it is of another kind.
    pub fn of(root: Json) -> Result<Self, NotADocument> {
        let version = |key| {
            root.get(key).map(|version| version.text().map_or_else(|| version.to_string(), str::to_owned))
        };
        match (version("openapi"), version("swagger")) {
            (Some(version), _) if version.starts_with("3.") => Ok(Self { root }),
            (Some(version), _) => Err(NotADocument(format!("OpenAPI {version}, and 3.0 to 3.2 can be read"))),
            (None, Some(version)) => {
                Err(NotADocument(format!("Swagger {version}, and OpenAPI 3.0 to 3.2 can be read")))
            }
            (None, None) => Err(NotADocument("it has no member `openapi`".to_owned())),
        }
    }

    /// All of it.
    pub fn root(&self) -> Node<'_> {
        Node::root(&self.root)
    }

    /// Its version of OpenAPI: `3.1.0`.
    pub fn version(&self) -> &str {
        self.root.get("openapi").and_then(Json::text).unwrap_or_default()
    }

    /// Whether its schemas are those of OpenAPI 3.0, which are not quite JSON Schema.
    pub fn is_3_0(&self) -> bool {
        self.version().starts_with("3.0")
    }

    /// The name of the service.
    pub fn title(&self) -> Option<&str> {
        self.root.at("/info/title")?.text()
    }

    /// The URLs of its servers, with the defaults of their variables.
    pub fn servers(&self) -> Vec<String> {
        let servers = self.root().get("servers");
        servers.iter().flat_map(Node::items).filter_map(|server| url(&server)).collect()
    }

    /// The paths of its servers, without `/` at the end.
    pub fn bases(&self) -> Vec<String> {
        let path = |url: &String| match url.split_once("://") {
            Some((_, rest)) => rest.find('/').map_or("", |at| &rest[at..]).trim_end_matches('/').to_owned(),
            None => url.trim_end_matches('/').to_owned(),
        };
        self.servers().iter().map(path).collect()
    }

    /// All operations, in the order of the document.
    pub fn operations(&self) -> impl Iterator<Item = Operation<'_>> {
        let paths = self.root().get("paths");
        let items: Vec<_> = paths.iter().flat_map(Node::members).collect();
        items.into_iter().flat_map(|(path, item)| Operation::all(path, &item))
    }

    /// The named schema.
    pub fn schema(&self, name: &str) -> Option<Schema<'_>> {
        self.root().at(&format!("#/components/schemas/{}", escape(name))).map(Schema::new)
    }

    /// All named schemas, in the order of the document.
    pub fn schemas(&self) -> impl Iterator<Item = (&str, Schema<'_>)> {
        self.components("schemas").into_iter().map(|(name, node)| (name, Schema::new(node)))
    }

    /// The ways to authenticate.
    pub fn security_schemes(&self) -> impl Iterator<Item = SecurityScheme<'_>> {
        self.components("securitySchemes").into_iter().map(|(name, node)| SecurityScheme::new(name, &node))
    }

    /// What authenticates the operations that do not say so themselves; of these one is enough.
    pub fn security(&self) -> Vec<Requirement<'_>> {
        self.root().get("security").map(|node| security::requirements(&node)).unwrap_or_default()
    }

    /// What could not be read, sorted by its place.
    ///
    /// ```
    /// use prolifi::contract::document::Document;
    ///
    /// let text = r#"{"openapi": "3.1.0", "paths": {"/a": {"get": {"responses": {"ok": {"$ref": "other.json"}}}}}}"#;
    /// let unread: Vec<_> = Document::read(text)?.unread().iter().map(ToString::to_string).collect();
    /// assert_eq!(unread, [
    ///     "/paths/~1a/get/responses/ok: `ok` is no status",
    ///     "/paths/~1a/get/responses/ok/$ref: `other.json` leads to another file, which is not read",
    /// ]);
    /// # Ok::<(), prolifi::contract::document::NotADocument>(())
    /// ```
    pub fn unread(&self) -> Vec<Unread> {
        unread::unread(&self.root())
    }

    fn components(&self, section: &str) -> Vec<(&str, Node<'_>)> {
        let section = self.root().get("components").and_then(|components| components.get(section));
        section.iter().flat_map(Node::members).collect()
    }
}

/// The URL of a server, with the defaults of its variables in it.
fn url(server: &Node<'_>) -> Option<String> {
    let mut url = server.text("url")?.to_owned();
    let variables = server.get("variables");
    for (name, variable) in variables.iter().flat_map(Node::members) {
        url = url.replace(&format!("{{{name}}}"), variable.text("default").unwrap_or_default());
    }
    Some(url)
}

/// Why a text is no document: it is no JSON, or JSON of another kind.
///
/// ```
/// use prolifi::contract::document::Document;
///
/// let error = Document::read(r#"{"swagger": "2.0"}"#).unwrap_err();
/// assert_eq!(error.to_string(), "no document: Swagger 2.0, and OpenAPI 3.0 to 3.2 can be read");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotADocument(String);

impl fmt::Display for NotADocument {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no document: {}", self.0)
    }
}

impl std::error::Error for NotADocument {}
