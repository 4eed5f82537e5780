//! [`Schema`]: what a document says of a value.

use super::{
    json::Json,
    node::Node,
    pointer::{escape, unescape},
};

/// A schema. What it says is read behind its references.
///
/// ```
/// use prolifi::contract::document::Document;
///
/// let document = Document::read(r#"{"openapi": "3.0.3", "components": {"schemas": {
///     "Note": {"type": "object", "required": ["text"], "properties": {"text": {"type": "string", "nullable": true}}}
/// }}}"#)?;
/// let note = document.schema("Note").unwrap();
/// let (name, text) = note.properties().next().unwrap();
/// assert!(note.requires(name) && text.is_nullable());
/// assert_eq!((note.name().as_deref(), text.types()), (Some("Note"), vec!["string"]));
/// # Ok::<(), prolifi::contract::document::NotADocument>(())
/// ```
#[derive(Debug, Clone)]
pub struct Schema<'a> {
    written: Node<'a>,
    target: Node<'a>,
}

impl<'a> Schema<'a> {
    pub(in crate::contract) fn new(written: Node<'a>) -> Self {
        Self { target: written.follow(), written }
    }

    /// The schema as it is written, perhaps a reference.
    pub fn written(&self) -> &Node<'a> {
        &self.written
    }

    /// The schema behind its references.
    pub fn target(&self) -> &Node<'a> {
        &self.target
    }

    /// The name among the schemas of the document, where it has one.
    pub fn name(&self) -> Option<String> {
        let name = self.target.place().strip_prefix("/components/schemas/")?;
        (!name.contains('/')).then(|| unescape(name))
    }

    /// Whether it is a reference that leads nowhere, in a circle, or out of the document.
    pub fn is_unresolved(&self) -> bool {
        self.target.reference().is_some()
    }

    /// The types, without `null`. None where the schema does not say: [`is_object`](Self::is_object) and
    /// [`is_list`](Self::is_list) then tell by its other words.
    pub fn types(&self) -> Vec<&'a str> {
        self.all_types().into_iter().filter(|name| *name != "null").collect()
    }

    /// Whether `null` is allowed: by `nullable` (3.0), the type `null` (3.1), an `enum` with `null`, or a choice of it.
    pub fn is_nullable(&self) -> bool {
        let says =
            |node: &Node<'_>| node.flag("nullable") == Some(true) || node.flag("x-nullable") == Some(true);
        says(&self.written)
            || says(&self.target)
            || self.all_types().contains(&"null")
            || self.json("const") == Some(&Json::Null)
            || self
                .json("enum")
                .is_some_and(|values| self.types().is_empty() && values.items().contains(&Json::Null))
            || self.choices().iter().any(|choice| choice.is_null())
    }

    /// Whether nothing but `null` is allowed.
    pub fn is_null(&self) -> bool {
        let null_enum = self.json("enum").is_some_and(|values| {
            !values.items().is_empty() && values.items().iter().all(|value| *value == Json::Null)
        });
        self.all_types() == ["null"] || self.json("const") == Some(&Json::Null) || null_enum
    }

    /// Whether it is an object, be it only by its members.
    pub fn is_object(&self) -> bool {
        self.is("object", &["properties", "additionalProperties", "patternProperties"])
    }

    /// Whether it is an array, be it only by its items.
    pub fn is_list(&self) -> bool {
        self.is("array", &["items", "prefixItems"])
    }

    /// The members that it names, in the order of the document; not those of its parts.
    pub fn properties(&self) -> impl Iterator<Item = (&'a str, Self)> {
        let properties = self.target.get("properties");
        let members: Vec<_> = properties.iter().flat_map(Node::members).collect();
        members.into_iter().map(|(name, node)| (name, Self::new(node)))
    }

    /// Whether it says itself that this member is always there.
    pub fn requires(&self, name: &str) -> bool {
        self.required().contains(&name)
    }

    /// The names of the members that are always there.
    pub fn required(&self) -> Vec<&'a str> {
        self.target.texts("required")
    }

    /// What members without a name of their own hold, where the document says more than whether there are any.
    pub fn additional(&self) -> Option<Self> {
        let node = self.target.get("additionalProperties")?;
        matches!(node.json(), Json::Object(_)).then(|| Self::new(node))
    }

    /// What an item of an array holds.
    pub fn item(&self) -> Option<Self> {
        let node = self.target.get("items")?;
        matches!(node.json(), Json::Object(_)).then(|| Self::new(node))
    }

    /// The parts that hold all at once.
    pub fn all_of(&self) -> Vec<Self> {
        self.list("allOf")
    }

    /// The parts of which one holds.
    pub fn one_of(&self) -> Vec<Self> {
        self.list("oneOf")
    }

    /// The parts of which one or more hold.
    pub fn any_of(&self) -> Vec<Self> {
        self.list("anyOf")
    }

    /// Those of `oneOf` and `anyOf`.
    pub fn choices(&self) -> Vec<Self> {
        let mut choices = self.one_of();
        choices.extend(self.any_of());
        choices
    }

    /// The member that says which part of `oneOf` or `anyOf` a value is.
    pub fn discriminator(&self) -> Option<&'a str> {
        self.target.get("discriminator")?.text("propertyName")
    }

    /// The schema for each value of the discriminator that the document lists.
    pub fn mapping(&self) -> Vec<(&'a str, Self)> {
        let mapping = self.target.get("discriminator").and_then(|node| node.get("mapping"));
        let members: Vec<_> = mapping.iter().flat_map(Node::members).collect();
        let schemas = members.into_iter().filter_map(|(value, node)| {
            let target = node.json().text()?;
            let named = || self.target.at(&format!("#/components/schemas/{}", escape(target)));
            Some((value, Self::new(self.target.at(target).or_else(named)?)))
        });
        schemas.collect()
    }

    /// The values that are allowed, by `enum` or `const`.
    pub fn values(&self) -> Vec<&'a Json> {
        match self.json("enum") {
            Some(values) => values.items().iter().collect(),
            None => self.json("const").into_iter().collect(),
        }
    }

    /// The format: `date-time`, `uuid`, `int64`.
    pub fn format(&self) -> Option<&'a str> {
        self.target.text("format")
    }

    /// What it is for: beside its reference, or behind it.
    pub fn description(&self) -> Option<&'a str> {
        self.written.text("description").or_else(|| self.target.text("description"))
    }

    /// Its title.
    pub fn title(&self) -> Option<&'a str> {
        self.target.text("title")
    }

    /// Whether it should no longer be used.
    pub fn is_deprecated(&self) -> bool {
        self.written.flag("deprecated") == Some(true) || self.target.flag("deprecated") == Some(true)
    }

    /// Whether it is only in answers.
    pub fn is_read_only(&self) -> bool {
        self.written.flag("readOnly") == Some(true) || self.target.flag("readOnly") == Some(true)
    }

    /// Whether it is only in requests.
    pub fn is_write_only(&self) -> bool {
        self.written.flag("writeOnly") == Some(true) || self.target.flag("writeOnly") == Some(true)
    }

    /// A word of the schema that has no method here: `pattern`, `minimum`, `default`.
    pub fn json(&self, word: &str) -> Option<&'a Json> {
        self.target.json().get(word)
    }

    fn all_types(&self) -> Vec<&'a str> {
        match self.json("type") {
            Some(Json::Text(name)) => vec![name],
            Some(names) => names.items().iter().filter_map(Json::text).collect(),
            None => Vec::new(),
        }
    }

    fn is(&self, name: &str, words: &[&str]) -> bool {
        let types = self.types();
        types.contains(&name) || (types.is_empty() && words.iter().any(|word| self.json(word).is_some()))
    }

    fn list(&self, word: &str) -> Vec<Self> {
        self.target.get(word).iter().flat_map(Node::items).map(Self::new).collect()
    }
}
