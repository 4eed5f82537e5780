//! An OpenAPI document of version 3.0 or 3.1, as far as it names things.

use std::collections::BTreeMap;

use super::json::{Mistake, Scanner, Value};

/// The text, and where its parts stand.
#[derive(Debug)]
pub(crate) struct Document {
    text: String,
    paths: Vec<(String, (usize, usize))>,
    /// `#/components/schemas/Note` and the like.
    components: BTreeMap<String, (usize, usize)>,
    /// The paths of the servers, without `/` at the end.
    bases: Vec<String>,
}

/// Why a text is no document.
#[derive(Debug)]
pub(crate) enum Problem {
    NotJson { line: usize, column: usize, expected: &'static str },
    NotOpenApi(String),
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Operation<'a> {
    document: &'a Document,
    /// As the document writes it.
    pub(crate) path: &'a str,
    item: Value<'a>,
    value: Value<'a>,
}

#[derive(Debug)]
pub(crate) struct Parameter<'a> {
    pub(crate) name: String,
    pub(crate) place: String,
    pub(crate) required: bool,
    pub(crate) style: Option<String>,
    pub(crate) explode: Option<bool>,
    pub(crate) schema: Option<Value<'a>>,
}

impl Document {
    pub(crate) fn read(text: String) -> Result<Self, Problem> {
        let (mut paths, mut components, mut top) = (Vec::new(), BTreeMap::new(), BTreeMap::new());
        let mut scanner = Scanner::new(&text);
        let read = scanner.object(|key, scanner| {
            let descends = scanner.peek() == Some(b'{');
            match &*key {
                "paths" if descends => scanner.object(|path, scanner| {
                    paths.push((path.into_owned(), scanner.value()?.place()));
                    Ok(())
                }),
                "components" if descends => scanner.object(|section, scanner| {
                    if scanner.peek() != Some(b'{') {
                        return scanner.value().map(|_| ());
                    }
                    scanner.object(|name, scanner| {
                        components.insert(format!("#/components/{section}/{name}"), scanner.value()?.place());
                        Ok(())
                    })
                }),
                _ => {
                    top.insert(key.into_owned(), scanner.value()?);
                    Ok(())
                }
            }
        });
        read.and_then(|()| scanner.end()).map_err(|mistake| not_json(&text, &mistake))?;
        let version = |key| top.get(key).and_then(|value: &Value<'_>| value.string());
        match (version("openapi"), version("swagger")) {
            (Some(version), _) if version.starts_with("3.0") || version.starts_with("3.1") => {}
            (Some(version), _) => return Err(Problem::NotOpenApi(format!("OpenAPI {version}"))),
            (None, Some(version)) => return Err(Problem::NotOpenApi(format!("Swagger {version}"))),
            (None, None) => return Err(Problem::NotOpenApi("JSON of another kind".to_owned())),
        }
        let servers = top.get("servers").map(|servers| servers.items()).unwrap_or_default();
        let bases =
            servers.iter().filter_map(|server| server.get("url")?.string()).map(|url| base(&url)).collect();
        Ok(Self { paths, components, bases, text })
    }

    /// The operations of this method whose path is of this shape, behind the path of a server or not.
    pub(crate) fn find(&self, method: &str, shape: &str) -> Vec<Operation<'_>> {
        let method = method.to_ascii_lowercase();
        self.items(shape)
            .filter_map(|(path, item)| {
                let value = item.get(&method)?;
                Some(Operation { document: self, path, item, value })
            })
            .collect()
    }

    /// The methods that paths of this shape have.
    pub(crate) fn methods(&self, shape: &str) -> Vec<String> {
        const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
        let members = self.items(shape).flat_map(|(_, item)| item.members());
        members.filter(|(name, _)| METHODS.contains(&&**name)).map(|(name, _)| name.to_uppercase()).collect()
    }

    pub(crate) fn paths(&self) -> impl Iterator<Item = &str> {
        self.paths.iter().map(|(path, _)| path.as_str())
    }

    /// The path of the first server that has one.
    pub(crate) fn base(&self) -> Option<&str> {
        self.bases.iter().map(String::as_str).find(|base| !base.is_empty())
    }

    /// The names of keys in a query or header (`place`) that are a credential.
    pub(crate) fn credentials(&self, place: &str) -> Vec<String> {
        let schemes =
            self.components.iter().filter(|(name, _)| name.starts_with("#/components/securitySchemes/"));
        schemes
            .map(|(_, at)| Value::at(&self.text, *at))
            .filter(|scheme| text(*scheme, "in").as_deref() == Some(place))
            .filter_map(|scheme| text(scheme, "name"))
            .collect()
    }

    fn items(&self, shape: &str) -> impl Iterator<Item = (&str, Value<'_>)> {
        let wanted: Vec<&str> = std::iter::once(shape)
            .chain(self.bases.iter().filter_map(|base| shape.strip_prefix(base.as_str())))
            .collect();
        self.paths
            .iter()
            .filter(move |(path, _)| wanted.contains(&self::shape(path).as_str()))
            .map(|(path, at)| (path.as_str(), self.resolve(Value::at(&self.text, *at))))
    }

    /// What a reference refers to; what is no reference, and one to another file, as it is.
    pub(crate) fn resolve<'a>(&'a self, mut value: Value<'a>) -> Value<'a> {
        // More than a chain of them has, and a circle ends.
        for _ in 0..16 {
            let Some(at) =
                text(value, "$ref").and_then(|reference| self.components.get(&plain(&reference)).copied())
            else {
                break;
            };
            value = Value::at(&self.text, at);
        }
        value
    }
}

impl<'a> Operation<'a> {
    /// Those of the operation, and those of its path that it does not replace.
    pub(crate) fn parameters(self) -> Vec<Parameter<'a>> {
        let mut parameters: Vec<Parameter<'a>> = Vec::new();
        for list in [self.value, self.item].iter().filter_map(|value| value.get("parameters")) {
            for value in list.items() {
                let value = self.document.resolve(value);
                let (Some(name), Some(place)) = (text(value, "name"), text(value, "in")) else { continue };
                if parameters.iter().any(|earlier| earlier.name == name && earlier.place == place) {
                    continue;
                }
                parameters.push(Parameter {
                    name,
                    place,
                    required: flag(value, "required") == Some(true),
                    style: text(value, "style"),
                    explode: flag(value, "explode"),
                    schema: value.get("schema").map(|schema| self.document.resolve(schema)),
                });
            }
        }
        parameters
    }

    pub(crate) fn deprecated(self) -> bool {
        flag(self.value, "deprecated") == Some(true)
    }

    /// Whether a body is required, and its media types; `None` where there is none.
    pub(crate) fn body(self) -> Option<(bool, Vec<String>)> {
        let body = self.document.resolve(self.value.get("requestBody")?);
        let types = body.get("content").map(Value::members).unwrap_or_default();
        let types = types.into_iter().map(|(name, _)| name.to_ascii_lowercase()).collect();
        Some((flag(body, "required") == Some(true), types))
    }

    /// The members of each answer of success that is an object, with its status; `None` where they are not told.
    pub(crate) fn answers(self) -> Vec<(String, Option<Vec<String>>)> {
        let responses = self.value.get("responses").map(Value::members).unwrap_or_default();
        let successes = responses.into_iter().filter(|(status, _)| status.starts_with('2'));
        successes
            .filter_map(|(status, response)| {
                let content = self.document.resolve(response).get("content")?;
                let (_, json) = content.members().into_iter().find(|(name, _)| is_json(name))?;
                let mut members = Vec::new();
                let told = json.get("schema").is_some_and(|schema| self.collect(schema, &mut members, 0));
                Some((status.into_owned(), (told && !members.is_empty()).then_some(members)))
            })
            .collect()
    }

    /// Whether the schema names its members, which are added.
    fn collect(self, schema: Value<'a>, members: &mut Vec<String>, depth: usize) -> bool {
        let schema = self.document.resolve(schema);
        if depth > 16 || schema.get("$ref").is_some() {
            return false;
        }
        let properties = schema.get("properties").map(Value::members).unwrap_or_default();
        members.extend(properties.into_iter().map(|(name, _)| name.into_owned()));
        let parts = ["allOf", "oneOf", "anyOf"].iter().filter_map(|word| schema.get(word));
        let parts: Vec<_> = parts.flat_map(Value::items).collect();
        parts.into_iter().all(|part| self.collect(part, members, depth + 1))
    }
}

impl Parameter<'_> {
    /// Whether the schema is of this type, be it among others.
    pub(crate) fn is(&self, wanted: &str) -> bool {
        let Some(value) = self.schema.and_then(|schema| schema.get("type")) else { return false };
        let is = |value: Value<'_>| value.string().as_deref() == Some(wanted);
        is(value) || value.items().into_iter().any(is)
    }
}

pub(crate) fn is_json(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    essence == "application/json"
        || essence.ends_with("+json")
        || essence == "*/*"
        || essence == "application/*"
}

/// A path with its parameters as `{}`.
pub(crate) fn shape(path: &str) -> String {
    let mut shape = String::new();
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('{') {
        shape.push_str(before);
        shape.push_str("{}");
        rest = after.split_once('}').map_or("", |(_, after)| after);
    }
    shape + rest
}

/// The names of the parameters of a path, in order.
pub(crate) fn names(path: &str) -> Vec<&str> {
    path.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name).collect()
}

/// The path of a URL, without `/` at the end.
fn base(url: &str) -> String {
    let path = match url.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("", |at| &rest[at..]),
        None => url,
    };
    shape(path.trim_end_matches('/'))
}

/// A reference as the components are kept.
fn plain(reference: &str) -> String {
    reference.replace("~1", "/").replace("~0", "~").replace("%20", " ")
}

fn text(value: Value<'_>, key: &str) -> Option<String> {
    value.get(key)?.string().map(|text| text.into_owned())
}

fn flag(value: Value<'_>, key: &str) -> Option<bool> {
    value.get(key).map(Value::is_true)
}

fn not_json(text: &str, mistake: &Mistake) -> Problem {
    let before = &text[..mistake.at];
    let line = before.matches('\n').count() + 1;
    let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
    Problem::NotJson { line, column, expected: mistake.expected }
}
