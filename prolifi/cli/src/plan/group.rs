//! [`Group`]: the operations of a tag, which are a trait and a file.

use std::collections::BTreeMap;

use prolifi_core::contract::document::{Document, Json, Node, Operation};

use super::{
    method::{ArgumentType, Method, Style, Success},
    models::Models,
    pages::Shape,
    types::Type,
};
use crate::names::{Names, pascal, raw, screaming, singular, snake, snake_plain, words};

#[derive(Debug)]
pub(crate) struct Group {
    /// The tag, or a part of the path.
    key: String,
    /// The name of its file, without `.rs`.
    pub(crate) module: String,
    pub(crate) trait_name: String,
    /// What the document says of the tag.
    pub(crate) docs: String,
    pub(crate) methods: Vec<Method>,
    /// What all methods have alike.
    pub(crate) defaults: Defaults,
    /// The shapes of its pages, by the names of their constants.
    pub(crate) shapes: Vec<(String, Shape)>,
    names: Names,
}

/// What stands on the trait in place of each method.
#[derive(Debug, Default)]
pub(crate) struct Defaults {
    pub(crate) envelope: Option<String>,
    pub(crate) style: Style,
    pub(crate) auth: Option<Vec<String>>,
    /// The name of the constant.
    pub(crate) pages: Option<String>,
}

/// The groups of operations, in the order of the document.
pub(crate) fn all(
    document: &Document,
    operations: &[Operation<'_>],
    module: &str,
    models: &mut Models<'_>,
) -> Vec<Group> {
    let mut modules = Names::default();
    // Those have files of their own, a module does not hold one of its own name, and crates are meant by theirs.
    for taken in ["mod", "lib", "main", "models", "prolifi", "serde", "std", "core", "alloc", module] {
        modules.take(&[taken.to_owned()]);
    }
    let mut groups: Vec<Group> = Vec::new();
    for operation in operations {
        let key = key(operation);
        if groups.iter().any(|group| group.key == key) {
            continue;
        }
        let module = snake_plain(&key);
        let wishes = if !module.is_ascii() {
            // The compiler looks for no file of such a name.
            vec!["operations".to_owned()]
        } else if raw(&module) == module {
            vec![module.clone(), format!("{module}_api")]
        } else {
            vec![format!("{module}_api")]
        };
        let plain = pascal(&key);
        groups.push(Group {
            module: modules.take(&wishes),
            trait_name: models.names.take(&[
                plain.clone(),
                format!("{plain}Api"),
                format!("{plain}Endpoints"),
            ]),
            docs: tag_docs(document, &key),
            key,
            methods: Vec::new(),
            defaults: Defaults::default(),
            shapes: Vec::new(),
            names: Names::default(),
        });
    }
    groups
}

/// The group that a model belongs to by its name: `InvoiceLine` to `invoices`.
pub(crate) fn of_model(groups: &[Group], model: &str) -> Option<usize> {
    let model = words(model);
    let matching = groups.iter().enumerate().filter_map(|(at, group)| {
        let mut own = words(&group.module);
        let whole = model.starts_with(&own);
        if let Some(last) = own.last_mut() {
            *last = singular(last);
        }
        (whole || model.starts_with(&own)).then_some((own.len(), at))
    });
    // Of two that match alike the first.
    matching.max_by_key(|(length, at)| (*length, usize::MAX - at)).map(|(_, at)| at)
}

/// What an operation is grouped by: its first tag, or the first part of its path that is no version.
fn key(operation: &Operation<'_>) -> String {
    if let Some(tag) = operation.tags().into_iter().find(|tag| !tag.trim().is_empty()) {
        return tag.trim().to_owned();
    }
    let is_version = |part: &str| {
        let digits = part.trim_start_matches(['v', 'V']);
        !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit() || c == '.')
    };
    let mut parts = operation.path().split(['/', '#', '?']);
    let part = parts.find(|part| {
        !part.is_empty() && !part.contains('{') && !is_version(part) && !matches!(*part, "api" | "rest")
    });
    part.unwrap_or("api").to_owned()
}

fn tag_docs(document: &Document, tag: &str) -> String {
    let tags = document.root().get("tags");
    let mut tags = tags.iter().flat_map(Node::items);
    let tag = tags.find(|node| node.text("name").is_some_and(|name| name.trim() == tag));
    tag.and_then(|node| node.json().get("description").and_then(Json::text)).unwrap_or_default().to_owned()
}

impl Group {
    pub(crate) fn holds(&self, operation: &Operation<'_>) -> bool {
        self.key == key(operation)
    }

    /// The name of the constant that describes the trait.
    pub(crate) fn constant(&self) -> String {
        screaming(&self.trait_name)
    }

    /// What the method of an operation is called.
    pub(crate) fn name_of(&mut self, operation: &Operation<'_>) -> String {
        let mut wishes = Vec::new();
        if let Some(id) = operation.id().map(str::trim).filter(|id| !words(id).is_empty()) {
            if let Some((scope, own)) = id.rsplit_once('/').filter(|(_, own)| !words(own).is_empty()) {
                // `get` of `repos/get` says too little on a client that has all methods.
                let own = if words(own).len() == 1 { one_of(own, scope) } else { own.to_owned() };
                wishes.push(snake(&own));
            }
            wishes.push(snake(id));
        }
        wishes.extend(
            super::naming::by_path(&operation.method(), operation.path()).iter().map(|name| snake(name)),
        );
        self.names.take(&wishes)
    }

    /// A name that no method has.
    pub(crate) fn take_name(&mut self, wish: &str) -> String {
        self.names.take(&[snake(wish)])
    }

    /// Lifts what all methods have alike to the trait, and names the shapes of pages.
    pub(crate) fn settle(&mut self) {
        self.defaults.envelope = self.common_envelope();
        self.defaults.auth = common(self.methods.iter().map(|method| &method.auth)).flatten();
        self.defaults.style = self.common_style();
        self.name_shapes();
        let defaults = &self.defaults;
        for method in &mut self.methods {
            if method.envelope == defaults.envelope {
                method.envelope = None;
            }
            if defaults.auth.is_some() {
                method.auth = None;
            }
            if defaults.style != Style::default() {
                method.style = Style::default();
            }
        }
    }

    fn common_envelope(&self) -> Option<String> {
        let values = self.methods.iter().filter(|method| matches!(method.success, Success::Json(_)));
        let envelope = common(values.map(|method| &method.envelope)).flatten()?;
        // The macro holds it against the answers of all methods.
        let fits = |method: &Method| match (&method.success, &method.pages) {
            (Success::Pages(_), Some(shape)) => {
                shape.calls.is_empty() || shape.expression().contains(&format!("{envelope:?}"))
            }
            (Success::Statuses(..), _) => false,
            _ => true,
        };
        self.methods.iter().all(fits).then_some(envelope)
    }

    fn common_style(&self) -> Style {
        let forms = self.methods.iter().filter(|method| has_form(method));
        let Some(style) = common(forms.map(|method| &method.style)) else { return Style::default() };
        let plain_list =
            |method: &Method| {
                let is_list = |ty: &ArgumentType| matches!(ty, ArgumentType::Of(Type::List(_)));
                let in_query =
                    |name: &str| method.template.contains(&format!("<{}>", name.trim_start_matches("r#")));
                method.arguments.iter().any(|argument| {
                    is_list(&argument.ty) && argument.role.is_none() && in_query(&argument.name)
                }) || method.template.contains("..>")
            };
        if self.methods.iter().any(plain_list) { Style::default() } else { style }
    }

    fn name_shapes(&mut self) {
        let mut names = Names::default();
        names.take(&[self.constant()]);
        let mut uses: BTreeMap<String, usize> = BTreeMap::new();
        for method in &self.methods {
            let Some(shape) = method.pages.as_ref().filter(|shape| !shape.calls.is_empty()) else { continue };
            let known = self
                .shapes
                .iter()
                .find(|(_, other)| other.calls == shape.calls)
                .map(|(name, _)| name.clone());
            let name = known.unwrap_or_else(|| {
                if shape.is_named() {
                    self.shapes.push((shape.expression(), shape.clone()));
                    return shape.expression();
                }
                let items = shape.calls.iter().find_map(|call| call.strip_prefix(".items(\""));
                let items = items.map(|items| screaming(items.trim_end_matches("\")")));
                let wishes = [Some(shape.name.clone()), items.map(|items| format!("{}_{items}", shape.name))];
                let name = names.take(&wishes.into_iter().flatten().collect::<Vec<_>>());
                self.shapes.push((name.clone(), shape.clone()));
                name
            });
            *uses.entry(name).or_default() += 1;
        }
        let all_paged = self
            .methods
            .iter()
            .all(|method| method.pages.as_ref().is_none_or(|shape| !shape.calls.is_empty()));
        if let (1, Some((name, count))) = (uses.len(), uses.first_key_value())
            && *count > 1
            && all_paged
        {
            self.defaults.pages = Some(name.clone());
        }
    }
}

/// `list repos`, and `get repo`.
fn one_of(verb: &str, scope: &str) -> String {
    let mut scope = words(scope);
    if let Some(last) = scope.last_mut().filter(|_| verb != "list") {
        *last = singular(last);
    }
    format!("{verb} {}", scope.join(" "))
}

fn has_form(method: &Method) -> bool {
    method.arguments.iter().any(|argument| argument.role.as_deref() == Some("#[form]"))
}

/// The value that several have, if all have the same.
fn common<'v, T: PartialEq + Clone + 'v>(mut values: impl Iterator<Item = &'v T>) -> Option<T> {
    let first = values.next()?;
    let mut count = 1;
    for value in values {
        if value != first {
            return None;
        }
        count += 1;
    }
    (count > 1).then(|| first.clone())
}
