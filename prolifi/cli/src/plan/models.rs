//! [`Models`]: schemas become types.

mod enums;
pub(crate) mod members;
mod union;

use std::collections::{BTreeMap, BTreeSet};

use prolifi_core::contract::document::{Document, Json, Schema};

use super::types::{Field, Kind, Model, Type, Typed};
use crate::names::{Names, pascal, raw, singular, snake_plain, words};

/// An enum with more values than this is a text: nobody writes down all currencies.
const MANY_VALUES: usize = 100;

/// Names that say nothing without the type around them.
const VAGUE: [&str; 22] = [
    "Code",
    "Data",
    "Details",
    "Item",
    "Kind",
    "Level",
    "Mode",
    "Name",
    "Object",
    "Options",
    "Params",
    "Reason",
    "Result",
    "Role",
    "Source",
    "State",
    "Status",
    "Target",
    "Type",
    "Value",
    "Visibility",
    "Format",
];

/// The types of a program, as far as they are planned.
#[derive(Debug)]
pub(crate) struct Models<'a> {
    document: &'a Document,
    pub(crate) all: Vec<Model>,
    pub(crate) names: Names,
    /// What the schemas with a name are called.
    schema_names: BTreeMap<String, String>,
    planned: BTreeMap<String, Typed>,
    /// Schemas that are planned at the moment, so that one that refers to itself is seen.
    open: Vec<String>,
    /// Types without a name of their own, by the name of their place and what they hold.
    inline: BTreeMap<Inline, usize>,
    /// The places that hold such a type.
    places: BTreeMap<Inline, BTreeSet<String>>,
    /// Those of a first run that stand at several places.
    shared: BTreeSet<Inline>,
}

/// A type without a name: that of the member that holds it, and its schema without descriptions.
type Inline = (String, String);

/// Where a schema without a name stands, which gives it one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place<'p> {
    /// The type that it is a part of, or the operation.
    pub(crate) parent: &'p str,
    pub(crate) member: &'p str,
}

impl<'a> Models<'a> {
    pub(crate) fn new(document: &'a Document) -> Self {
        Self::of(document, |_| true)
    }

    fn of(document: &'a Document, is_named: impl Fn(&str) -> bool) -> Self {
        let mut names = Names::of_types();
        let schema_names = document
            .schemas()
            .filter(|(name, _)| is_named(name))
            .map(|(name, _)| {
                let plain = pascal(name);
                (name.to_owned(), names.take(&[plain.clone(), format!("{plain}Model")]))
            })
            .collect();
        Self {
            document,
            all: Vec::new(),
            names,
            schema_names,
            planned: BTreeMap::new(),
            open: Vec::new(),
            inline: BTreeMap::new(),
            places: BTreeMap::new(),
            shared: BTreeSet::new(),
        }
    }

    /// Begins anew, knowing which types stand at several places, and which schemas need a name.
    pub(crate) fn again(&self) -> Self {
        let shared =
            self.places.iter().filter(|(_, parents)| parents.len() > 1).map(|(inline, _)| inline.clone());
        Self { shared: shared.collect(), ..Self::of(self.document, |name| self.planned.contains_key(name)) }
    }

    /// The type of a schema; whether it is nullable is for its place to say.
    pub(crate) fn plan(&mut self, schema: &Schema<'a>, place: Place<'_>) -> Typed {
        if schema.is_unresolved() {
            let reference = schema.target().reference().unwrap_or_default();
            return Typed::value(match reference.starts_with('#') {
                true => format!("`{reference}` is not in the document"),
                false => format!("`{reference}` is in another file"),
            });
        }
        let Some(name) = schema.name() else { return self.shape(schema, None, place) };
        if let Some(planned) = self.planned.get(&name) {
            return planned.clone();
        }
        if self.open.contains(&name) {
            return Typed::value(format!("`{name}` holds itself"));
        }
        self.open.push(name.clone());
        let typed = self.shape(schema, Some(&name), place);
        self.open.retain(|open| *open != name);
        self.planned.insert(name, typed.clone());
        typed
    }

    /// Whether it has members.
    pub(crate) fn is_object(&self, ty: &Type) -> bool {
        match ty {
            Type::Map(_) | Type::Object => true,
            Type::Model(index) => matches!(self.all[*index].kind, Kind::Struct { .. }),
            _ => false,
        }
    }

    /// The type of what a schema says.
    fn shape(&mut self, schema: &Schema<'a>, name: Option<&str>, place: Place<'_>) -> Typed {
        if let Some(part) = members::only_part(schema) {
            return self.plan(&part, place);
        }
        let choices = members::choices(schema);
        if !choices.is_empty() && !schema.is_object() {
            return self.union(schema, &choices, name, place);
        }
        match members::of(schema) {
            Ok(Some(members)) if members.fields.is_empty() && members.additional.is_none() => {
                Type::Object.into()
            }
            Ok(Some(members)) if members.fields.is_empty() => {
                self.map(members.additional.as_ref(), name, place)
            }
            Ok(Some(members)) => self.object(schema, &members, name, place),
            Ok(None) => self.scalar(schema, name, place),
            Err(reason) => self.alias(Typed::value(reason), schema, name),
        }
    }

    fn map(&mut self, values: Option<&Schema<'a>>, name: Option<&str>, place: Place<'_>) -> Typed {
        let Some(values) = values else { return Type::Object.into() };
        let own = name.map(|name| self.called(name));
        let member = singular_member(place.member);
        let inner = match &own {
            Some(own) => self.plan(values, Place { parent: own, member: "value" }),
            None => self.plan(values, Place { parent: place.parent, member: &member }),
        };
        let ty = match inner.ty {
            Type::Value => Type::Object,
            ty if values.is_nullable() => Type::Map(Box::new(Type::Optional(Box::new(ty)))),
            ty => Type::Map(Box::new(ty)),
        };
        Typed { ty, reason: inner.reason }
    }

    fn scalar(&mut self, schema: &Schema<'a>, name: Option<&str>, place: Place<'_>) -> Typed {
        let values = enums::values(schema);
        if (2..=MANY_VALUES).contains(&values.len()) {
            return self.string_enum(schema, &values, name, place);
        }
        if schema.is_list() {
            let own = name.map(|name| self.called(name));
            let member = own.as_ref().map_or_else(|| singular_member(place.member), |_| "item".to_owned());
            let place = Place { parent: own.as_deref().unwrap_or(place.parent), member: &member };
            let Some(item) = schema.item() else { return Type::Value.list().into() };
            let inner = self.plan(&item, place);
            let ty = if item.is_nullable() && inner.ty != Type::Value {
                Type::Optional(Box::new(inner.ty))
            } else {
                inner.ty
            };
            return Typed { ty: ty.list(), reason: inner.reason };
        }
        match schema.types().as_slice() {
            ["string"] => string(schema).into(),
            ["boolean"] => Type::Bool.into(),
            ["integer"] => integer(schema).into(),
            ["number"] | ["integer", "number"] | ["number", "integer"] => Type::Float.into(),
            ["object"] => Type::Object.into(),
            [] => untyped(schema),
            several => {
                let typed = Typed::value(format!("one of {}", several.join(", ")));
                self.alias(typed, schema, name)
            }
        }
    }

    fn object(
        &mut self,
        schema: &Schema<'a>,
        members: &members::Members<'a>,
        name: Option<&str>,
        place: Place<'_>,
    ) -> Typed {
        let (index, is_new) = self.begin(schema, name, place);
        if !is_new {
            return Type::Model(index).into();
        }
        let typed = Typed::from(Type::Model(index));
        if let Some(name) = name {
            // What it holds may hold it again.
            self.planned.insert(name.to_owned(), typed.clone());
        }
        let parent = self.all[index].name.clone();
        let mut taken = Names::default();
        let mut fields = Vec::new();
        for (wire, member) in &members.fields {
            let field = taken.take(&[snake_plain(wire)]);
            fields.push(Field {
                typed: self.plan(member, Place { parent: &parent, member: wire }),
                wire: (*wire).to_owned(),
                name: raw(&field),
                constant: enums::constant(member),
                docs: own_docs(member).unwrap_or_default().to_owned(),
                required: members.required.contains(wire),
                nullable: member.is_nullable(),
                read_only: member.is_read_only(),
                write_only: member.is_write_only(),
                boxed: false,
            });
        }
        let more = members
            .additional
            .as_ref()
            .map(|more| self.plan(more, Place { parent: &parent, member: "other" }).ty);
        self.all[index].kind = Kind::Struct { fields, more };
        typed
    }

    /// A model that is not yet planned, or one that is and is the same.
    fn begin(&mut self, schema: &Schema<'a>, name: Option<&str>, place: Place<'_>) -> (usize, bool) {
        let called = match name {
            Some(name) => self.called(name),
            None => {
                // The body and the answer of an operation are its own.
                let own = matches!(place.member, "" | "answer").then_some(place.parent).unwrap_or_default();
                let member = format!("{own} {}", snake_plain(place.member));
                let inline = (member, without_words(schema.target().json()).to_string());
                self.places.entry(inline.clone()).or_default().insert(place.parent.to_owned());
                if let Some(index) = self.inline.get(&inline) {
                    return (*index, false);
                }
                let (whole, short) = (place.name(), pascal(place.member));
                let is_shared =
                    self.shared.contains(&inline) && own.is_empty() && !VAGUE.contains(&short.as_str());
                let wishes = if is_shared { vec![short, whole] } else { vec![whole] };
                self.inline.insert(inline, self.all.len());
                self.names.take(&wishes)
            }
        };
        self.all.push(Model {
            name: called,
            docs: schema
                .description()
                .or(schema.title().filter(|title| title.trim().contains(' ')))
                .map(str::to_owned)
                .unwrap_or_else(|| place.docs(name)),
            kind: Kind::Begun,
            schema: name.map(str::to_owned),
        });
        (self.all.len() - 1, true)
    }

    /// A type that says less than its schema: a name of its own says why, where the schema has one.
    fn alias(&mut self, typed: Typed, schema: &Schema<'a>, name: Option<&str>) -> Typed {
        if name.is_none() {
            return typed;
        }
        let (index, _) = self.begin(schema, name, Place { parent: "", member: "" });
        self.all[index].kind = Kind::Alias(typed);
        Type::Model(index).into()
    }

    /// What a schema is called in Rust.
    fn called(&mut self, schema: &str) -> String {
        match self.schema_names.get(schema) {
            Some(name) => name.clone(),
            None => self.names.take(&[pascal(schema)]),
        }
    }
}

impl Place<'_> {
    /// What is said of a type of which the document says nothing.
    fn docs(&self, schema: Option<&str>) -> String {
        match self.member {
            _ if schema.is_some() => String::new(),
            "" => format!("What `{}` is sent.", snake_plain(self.parent.trim_end_matches("Body"))),
            "answer" => format!("What `{}` answers.", snake_plain(self.parent)),
            member => {
                let an = if self.parent.starts_with(['A', 'E', 'I', 'O']) { "an" } else { "a" };
                format!("The `{member}` of {an} `{}`.", self.parent)
            }
        }
    }

    /// The name of a type at this place: `CustomerAddress`; not `CustomerCustomerAddress`.
    fn name(&self) -> String {
        let parent = words(self.parent);
        let member = words(self.member);
        if member.len() > parent.len() && member.starts_with(&parent) {
            return pascal(self.member);
        }
        format!("{}{}", self.parent, if self.member.is_empty() { String::new() } else { pascal(self.member) })
    }
}

/// What is said of a member, and not of its type, which says that itself.
fn own_docs<'a>(member: &Schema<'a>) -> Option<&'a str> {
    if member.name().is_some() { member.written().text("description") } else { member.description() }
}

fn string(schema: &Schema<'_>) -> Type {
    if schema.format() == Some("date-time") { Type::Time } else { Type::Text }
}

fn integer(schema: &Schema<'_>) -> Type {
    let bound = |word: &str| match schema.json(word) {
        Some(Json::Number(number)) => number.as_f64(),
        _ => None,
    };
    Type::Integer(match schema.format() {
        Some("int32") => "i32",
        Some("uint32") => "u32",
        Some("uint64") => "u64",
        _ if bound("minimum") >= Some(0.0) && bound("maximum") > Some(9.3e18) => "u64",
        _ => "i64",
    })
}

/// The type of a schema that names none, told by its values and its words.
fn untyped(schema: &Schema<'_>) -> Typed {
    let values = schema.values();
    let all = |is: fn(&Json) -> bool| !values.is_empty() && values.iter().all(|value| is(value));
    let one_of = |words: &[&str]| words.iter().any(|word| schema.json(word).is_some());
    if all(|value| matches!(value, Json::Text(_) | Json::Null))
        || one_of(&["pattern", "minLength", "maxLength"])
    {
        return Type::Text.into();
    }
    if all(|value| matches!(value, Json::Bool(_))) {
        return Type::Bool.into();
    }
    if all(|value| matches!(value, Json::Number(number) if number.is_i64())) {
        return Type::Integer("i64").into();
    }
    match schema.format() {
        Some("date-time") => Type::Time.into(),
        Some("int32" | "int64") => integer(schema).into(),
        Some("float" | "double") => Type::Float.into(),
        Some(_) => Type::Text.into(),
        None => Type::Value.into(),
    }
}

fn singular_member(member: &str) -> String {
    let mut words = words(member);
    if let Some(last) = words.last_mut() {
        *last = singular(last);
    }
    words.join("_")
}

/// A schema without what is written for readers.
fn without_words(json: &Json) -> Json {
    match json {
        Json::List(items) => Json::List(items.iter().map(without_words).collect()),
        Json::Object(members) => {
            let told = ["description", "title", "example", "examples", "default", "externalDocs"];
            // A member of an object may have one of these names, and is then an object.
            let told = |name: &str, value: &Json| {
                (told.contains(&name) && !matches!(value, Json::Object(_))) || name.starts_with("x-")
            };
            let members = members.iter().filter(|(name, value)| !told(name, value));
            Json::Object(members.map(|(name, value)| (name.clone(), without_words(value))).collect())
        }
        other => other.clone(),
    }
}
