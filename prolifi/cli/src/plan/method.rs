//! [`Method`]: an operation as a method of a trait.

mod answer;
mod body;
mod query;

use prolifi_core::contract::document::{Document, Location, Operation, Parameter};

pub(crate) use self::answer::Success;
use super::{
    models::{Models, Place},
    pages::Shape,
    template,
    types::Type,
    usage::Role,
};
use crate::names::{Names, pascal, snake, snake_plain};

/// An operation as a method.
#[derive(Debug, Clone)]
pub(crate) struct Method {
    /// `GET /notes/{id}`, as the document writes it.
    pub(crate) operation: String,
    pub(crate) name: String,
    pub(crate) docs: Vec<String>,
    /// `GET`, or `"TRACE"`.
    pub(crate) verb: String,
    pub(crate) template: String,
    pub(crate) arguments: Vec<Argument>,
    pub(crate) success: Success,
    pub(crate) envelope: Option<String>,
    pub(crate) pages: Option<Shape>,
    pub(crate) headers: Vec<String>,
    pub(crate) style: Style,
    /// The names of the schemes, where it says so; none for none.
    pub(crate) auth: Option<Vec<String>>,
    pub(crate) server: Option<String>,
    pub(crate) is_in_document: bool,
    pub(crate) is_deprecated: bool,
    /// Whether it answers with a stream of events too, if that is asked for.
    pub(crate) has_stream: bool,
    /// The method that makes the same request, where the document has it under two names.
    pub(crate) same_as: Option<String>,
    /// The models that it names.
    pub(crate) roots: Vec<(Role, usize)>,
    /// What it says less than the document.
    pub(crate) losses: Vec<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Argument {
    pub(crate) name: String,
    /// `#[header("If-Match")]` and the like.
    pub(crate) role: Option<String>,
    pub(crate) ty: ArgumentType,
    pub(crate) is_optional: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum ArgumentType {
    Of(Type),
    /// `prolifi::Body`
    Bytes,
    Multipart,
}

/// How lists and structs of an endpoint are written, where not as usual.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Style {
    pub(crate) lists: Option<&'static str>,
    pub(crate) structs: Option<&'static str>,
}

/// Why an operation is not written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Problem(pub(crate) String);

impl Problem {
    pub(crate) fn left_out(reason: impl Into<String>) -> Self {
        Self(reason.into())
    }
}

impl Method {
    /// The method that asks for the stream.
    pub(crate) fn streamed(&self, name: String) -> Self {
        let mut streamed = self.clone();
        streamed.docs.push(format!(
            "As a stream of events, where [`{}`](Self::{}) waits for the whole.",
            self.name, self.name
        ));
        streamed.headers.retain(|header| !header.starts_with("Accept:"));
        streamed.headers.push("Accept: text/event-stream".to_owned());
        streamed.roots.retain(|(role, _)| *role != Role::Answer);
        (streamed.name, streamed.success, streamed.envelope) = (name, Success::Events, None);
        streamed
    }
}

impl Argument {
    pub(crate) fn of(name: String, ty: Type) -> Self {
        Self { name, role: None, ty: ArgumentType::Of(ty), is_optional: false }
    }
}

/// More than these values of a query, all of them optional, are a struct.
const FEW: usize = 4;
/// Clippy's bound of `too_many_arguments`, with `self`.
pub(crate) const MANY_ARGUMENTS: usize = 7;

/// What an operation is on its way to a method.
struct Draft<'m, 'a> {
    document: &'a Document,
    operation: &'m Operation<'a>,
    models: &'m mut Models<'a>,
    /// In Pascal case: what types of its own begin with.
    type_name: String,
    arguments: Names,
    method: Method,
}

/// The method of an operation.
pub(crate) fn plan<'a>(
    document: &'a Document,
    operation: &Operation<'a>,
    name: String,
    models: &mut Models<'a>,
) -> Result<Method, Problem> {
    let method = operation.method();
    let known = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"].contains(&method.as_str());
    let mut draft = Draft {
        document,
        operation,
        type_name: pascal(name.trim_start_matches("r#")),
        models,
        arguments: Names::default(),
        method: Method {
            operation: format!("{method} {}", operation.path()),
            name,
            docs: docs(operation),
            verb: if known { method } else { format!("\"{method}\"") },
            template: String::new(),
            arguments: Vec::new(),
            success: Success::Nothing,
            envelope: None,
            pages: None,
            headers: Vec::new(),
            style: Style::default(),
            auth: None,
            server: None,
            is_in_document: true,
            is_deprecated: operation.is_deprecated(),
            has_stream: false,
            same_as: None,
            roots: Vec::new(),
            losses: Vec::new(),
        },
    };
    draft.path()?;
    draft.query();
    draft.headers();
    draft.body()?;
    draft.answer()?;
    Ok(draft.method)
}

impl<'a> Draft<'_, 'a> {
    fn path(&mut self) -> Result<(), Problem> {
        let parameters = self.operation.parameters_in(Location::Path);
        let find = |name: &str| parameters.iter().find(|parameter| parameter.name() == name);
        let style = |name: &str| {
            let Some(parameter) = find(name) else { return template::Style::default() };
            let before = match parameter.style() {
                "label" => ".".to_owned(),
                "matrix" => format!(";{}=", template::encoded(name)),
                _ => String::new(),
            };
            template::Style { before, is_list: parameter.schema().is_some_and(|schema| schema.is_list()) }
        };
        let arguments = &mut self.arguments;
        let path = template::path(self.operation.path(), |name| arguments.take(&[snake(name)]), style)?;
        for (name, argument) in &path.values {
            let parameter = find(name);
            let ty = self.one_text(name, parameter);
            self.method.arguments.push(Argument::of(argument.clone(), ty));
        }
        self.method.is_in_document = path.is_as_written;
        self.method.template = path.text;
        if !path.query.is_empty() {
            self.method.template.push('?');
            self.method.template.push_str(&path.query);
        }
        Ok(())
    }

    fn headers(&mut self) {
        for parameter in self.operation.parameters() {
            let (word, name) = (parameter.location(), parameter.name());
            let is_ours = match word {
                Location::Header => self.writes_header(name),
                Location::Cookie => self.is_secret(Location::Cookie, name),
                Location::Path | Location::Query => continue,
            };
            if is_ours {
                continue;
            }
            if !is_token(name) {
                self.method.losses.push(format!("the {word} `{name}` cannot be written"));
                continue;
            }
            let ty = self.one_text(name, Some(&parameter));
            // The `X-` says that a header is nobody's standard, and nothing of what it is for.
            let short = name.strip_prefix("X-").or_else(|| name.strip_prefix("x-")).unwrap_or(name);
            let argument = self.arguments.take(&[snake(short), format!("{}_{word}", snake_plain(short))]);
            self.method.arguments.push(Argument {
                role: Some(format!("#[{word}(\"{name}\")]")),
                is_optional: !parameter.is_required(),
                ..Argument::of(argument, ty)
            });
        }
    }

    /// The type of what is one text outside of a query, or a list of such.
    fn one_text(&mut self, name: &str, parameter: Option<&Parameter<'a>>) -> Type {
        let place = Place { parent: &self.type_name, member: name };
        let planned = parameter.and_then(Parameter::schema).map(|schema| self.models.plan(&schema, place).ty);
        match planned.map(Type::without_null) {
            Some(Type::List(inner)) if inner.is_scalar() => Type::List(inner),
            Some(Type::List(_)) => Type::Text.list(),
            Some(scalar) if scalar.is_scalar() => scalar,
            other => {
                let is_object = other.is_some_and(|other| self.models.is_object(&other));
                if let Some(parameter) = parameter.filter(|_| is_object) {
                    let place = parameter.location();
                    self.method.losses.push(format!(
                        "`{name}` of the {place} is an object in one value, which is written by hand"
                    ));
                }
                Type::Text
            }
        }
    }

    /// Whether a header is the client's to write: those are no parameters (OpenAPI 3.1, section 4.8.12.2).
    fn writes_header(&self, name: &str) -> bool {
        const OURS: [&str; 8] = [
            "accept",
            "authorization",
            "connection",
            "content-length",
            "content-type",
            "host",
            "idempotency-key",
            "transfer-encoding",
        ];
        OURS.contains(&name.to_ascii_lowercase().as_str()) || self.is_secret(Location::Header, name)
    }

    fn is_secret(&self, location: Location, name: &str) -> bool {
        let same = |key: &str| match location {
            Location::Header => key.eq_ignore_ascii_case(name),
            _ => key == name,
        };
        let mut schemes = self.document.security_schemes();
        schemes.any(|scheme| scheme.key().is_some_and(|(place, key)| place == location && same(key)))
    }

    /// Remembers the models that a type names.
    fn names(&mut self, role: Role, ty: &Type) {
        self.method.roots.extend(ty.models().into_iter().map(|model| (role, model)));
    }
}

/// The summary, the beginning of the description and the page of an operation.
fn docs(operation: &Operation<'_>) -> Vec<String> {
    let summary = operation.summary().unwrap_or_default().trim();
    let description = operation.description().unwrap_or_default().trim();
    let mut docs: Vec<String> = Vec::new();
    docs.extend((!summary.is_empty()).then(|| summary.to_owned()));
    docs.extend((!description.is_empty() && description != summary).then(|| description.to_owned()));
    docs.extend(operation.documentation().map(|url| format!("<{}>", url.trim())));
    if docs.is_empty() {
        docs.push(format!("`{} {}`", operation.method(), operation.path()));
    }
    docs
}

/// Whether a header or cookie can be called this (RFC 9110, section 5.6.2).
fn is_token(name: &str) -> bool {
    let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !name.is_empty() && name.bytes().all(is_token)
}
