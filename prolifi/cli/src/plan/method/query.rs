//! The query of an operation: arguments of their own, or a struct of those that may be absent.

use prolifi_core::contract::document::{Location, Parameter, Schema};

use super::{Argument, ArgumentType, Draft, FEW, MANY_ARGUMENTS};
use crate::{
    names::{Names, raw, snake, snake_plain},
    plan::{
        models::{Place, members},
        template,
        types::{Field, Kind, Model, Type, Typed},
        usage::Role,
    },
};

/// A value of the query.
struct Value {
    /// As the document writes it, without `[]` at its end.
    key: String,
    typed: Typed,
    /// How it is written: `""`, `":comma"`, `":brackets"`; `None` for the fields of a struct, `<filter..>`.
    style: Option<&'static str>,
    is_optional: bool,
    docs: String,
}

impl<'a> Draft<'_, 'a> {
    pub(super) fn query(&mut self) {
        let mut values = Vec::new();
        for parameter in self.operation.parameters_in(Location::Query) {
            if !self.is_secret(Location::Query, parameter.name()) && !parameter.name().is_empty() {
                values.push(self.value(&parameter));
            }
        }
        let optional = |value: &Value| value.is_optional && value.style.is_some();
        let others = self.method.arguments.len() + values.len() + 1;
        let (filter, alone): (Vec<_>, Vec<_>) =
            if values.iter().filter(|value| optional(value)).count() > FEW || others > MANY_ARGUMENTS {
                let style = style_of(&values);
                values.into_iter().partition(|value| optional(value) && fits(value, style))
            } else {
                (Vec::new(), values)
            };
        let mut parts = Vec::new();
        for value in alone {
            parts.push(self.alone(value));
        }
        if filter.len() == 1 {
            parts.extend(filter.into_iter().map(|value| self.alone(value)));
        } else if !filter.is_empty() {
            parts.push(self.filter(filter));
        }
        for part in parts {
            self.method.template.push(if self.method.template.contains('?') { '&' } else { '?' });
            self.method.template.push_str(&part);
        }
    }

    fn value(&mut self, parameter: &Parameter<'a>) -> Value {
        let name = parameter.name();
        let key = name.trim_end_matches("[]").to_owned();
        let schema = parameter.schema().map(|schema| list_choice(&schema).unwrap_or(schema));
        let place = Place { parent: &self.type_name, member: &key };
        let mut typed = match &schema {
            Some(schema) => self.models.plan(schema, place),
            None => Type::Text.into(),
        };
        let mut style = Some("");
        typed.ty = typed.ty.without_null();
        match &typed.ty {
            _ if parameter.content().is_some() => {
                typed = Typed { ty: Type::Text, reason: Some("the text of its JSON".to_owned()) };
            }
            Type::List(inner) => {
                let word = list_style(parameter);
                let inner = (**inner).clone();
                if self.is_scalar(&inner) || word == ":brackets:indices" {
                    style = Some(word);
                } else {
                    let what = if matches!(inner, Type::List(_)) { "lists" } else { "objects" };
                    self.loses(name, &format!("a list of {what}, which its style cannot write"));
                    typed = Type::Text.list().into();
                    style = Some(word);
                }
            }
            ty if self.models.is_object(ty) => style = object_style(parameter),
            Type::Model(index) if matches!(self.models.all[*index].kind, Kind::Enum(_)) => {}
            // A value of which the document allows several types is a text, unless it may be an object.
            Type::Value | Type::Model(_) if parameter.style() == "deepObject" => {
                style = Some(":brackets");
                if let Some(either) = schema.as_ref().and_then(|schema| self.models.either(schema, place)) {
                    typed = either;
                }
            }
            Type::Value | Type::Model(_) => typed = Type::Text.into(),
            _ => {}
        }
        if style == Some("unwritten") {
            self.loses(name, "an object in one value, which is written by hand");
            (typed, style) = (Type::Text.into(), Some(""));
        }
        Value {
            key: if key.is_empty() { name.to_owned() } else { key },
            typed,
            style,
            is_optional: !parameter.is_required(),
            docs: parameter.description().unwrap_or_default().to_owned(),
        }
    }

    fn loses(&mut self, name: &str, what: &str) {
        self.method.losses.push(format!("`{name}` of the query is {what}"));
    }

    /// Whether it is one value of a query: a scalar, or an enum of texts.
    fn is_scalar(&self, ty: &Type) -> bool {
        match ty {
            Type::Model(index) => matches!(self.models.all[*index].kind, Kind::Enum(_)),
            other => other.is_scalar(),
        }
    }

    /// An argument of its own.
    fn alone(&mut self, value: Value) -> String {
        let name = self.arguments.take(&[snake(&value.key), format!("{}_value", snake_plain(&value.key))]);
        self.names(Role::Query, &value.typed.ty);
        let part = match value.style {
            Some(style) => template::value(&value.key, &name, style),
            None => format!("<{}..>", name.trim_start_matches("r#")),
        };
        self.method.arguments.push(Argument {
            role: None,
            ty: ArgumentType::Of(value.typed.ty),
            is_optional: value.is_optional,
            name,
        });
        part
    }

    /// A struct of values that may all be absent.
    fn filter(&mut self, values: Vec<Value>) -> String {
        let style = style_of(&values);
        let name = self.arguments.take(&["filter".to_owned(), "query".to_owned()]);
        let type_name = self
            .models
            .names
            .take(&[format!("{}Filter", self.type_name), format!("{}Query", self.type_name)]);
        let mut taken = Names::default();
        let fields = values.into_iter().map(|value| Field {
            name: raw(&taken.take(&[snake_plain(&value.key)])),
            wire: value.key,
            docs: value.docs,
            typed: value.typed,
            constant: None,
            required: false,
            nullable: false,
            read_only: false,
            write_only: false,
            boxed: false,
        });
        let fields = fields.collect();
        let docs = format!("What `{}` can be asked for.", self.method.name);
        let kind = Kind::Struct { fields, more: None };
        self.models.all.push(Model { name: type_name, docs, kind, schema: None });
        let ty = Type::Model(self.models.all.len() - 1);
        self.names(Role::Query, &ty);
        self.method.arguments.push(Argument::of(name.clone(), ty));
        format!("<{name}..{style}>")
    }
}

/// The style of most lists and structs among values.
fn style_of(values: &[Value]) -> &'static str {
    let words: Vec<&'static str> =
        values.iter().filter_map(|value| value.style).filter(|word| !word.is_empty()).collect();
    words
        .iter()
        .copied()
        .max_by_key(|word| words.iter().filter(|other| *other == word).count())
        .unwrap_or_default()
}

/// Whether a value is written in this style, or in any.
fn fits(value: &Value, style: &str) -> bool {
    let is_list = matches!(value.typed.ty, Type::List(_));
    let is_plain = value.style == Some("") && !is_list;
    is_plain || value.style == Some(style)
}

fn list_style(parameter: &Parameter<'_>) -> &'static str {
    let of_objects = parameter.schema().and_then(|schema| schema.item()).is_some_and(|item| item.is_object());
    match (parameter.style(), parameter.explodes()) {
        ("deepObject", _) if of_objects => ":brackets:indices",
        ("deepObject", _) => ":brackets",
        ("spaceDelimited", false) => ":space",
        ("pipeDelimited", false) => ":pipe",
        (_, false) => ":comma",
        (_, true) if parameter.name().ends_with("[]") => ":brackets",
        (_, true) => "",
    }
}

fn object_style(parameter: &Parameter<'_>) -> Option<&'static str> {
    match (parameter.style(), parameter.explodes()) {
        ("deepObject", _) => Some(":brackets"),
        ("form", true) => None,
        _ => Some("unwritten"),
    }
}

/// The list of what is a text or a list of such: nothing in a query tells a text from a list of one.
fn list_choice<'a>(schema: &Schema<'a>) -> Option<Schema<'a>> {
    let is_text = |schema: &Schema<'_>| schema.types() == ["string"] && schema.values().is_empty();
    let (lists, others): (Vec<_>, Vec<_>) = members::choices(schema)
        .into_iter()
        .partition(|choice| choice.item().is_some_and(|item| is_text(&item)));
    match lists.as_slice() {
        [list] if others.iter().all(is_text) => Some(list.clone()),
        _ => None,
    }
}
