//! What an operation answers when all is well.

use prolifi_core::contract::document::{DocumentedAnswer, MediaType, Schema};

use super::{Draft, Problem};
use crate::plan::{
    models::{Place, members},
    pages,
    types::{Kind, Model, StatusVariant, Type},
    usage::Role,
};

/// What `Call` is of.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Success {
    Nothing,
    Json(Type),
    Text,
    Raw,
    Events,
    Lines(Type),
    /// An enum with a variant for each status; `true` if its headers matter, as `Location` does.
    Statuses(usize, bool),
    Pages(Type),
}

impl<'a> Draft<'_, 'a> {
    pub(super) fn answer(&mut self) -> Result<(), Problem> {
        let answers = self.operation.answers();
        let within = |low: u16, high: u16| {
            let is_within = move |answer: &&DocumentedAnswer<'a>| {
                answer.range().is_some_and(|(first, last)| low <= first && last <= high)
            };
            answers.iter().filter(is_within).collect::<Vec<_>>()
        };
        let mut good = within(200, 299);
        if good.is_empty() {
            good = answers.iter().filter(|answer| answer.status() == "default").collect();
        }
        let moved: Vec<_> = within(300, 399).into_iter().filter(|answer| answer.status() != "304").collect();
        if good.is_empty() && moved.is_empty() && !within(101, 101).is_empty() {
            return Err(Problem::left_out("it answers 101 alone, with another protocol"));
        }
        self.method.success = if self.operation.method() == "HEAD" {
            Success::Nothing
        } else if good.is_empty() && moved.is_empty() {
            if answers.is_empty() {
                self.method.losses.push("the document has no answer for it".to_owned());
            }
            if self.operation.method() == "GET" && answers.is_empty() {
                Success::Raw
            } else {
                Success::Nothing
            }
        } else if good.is_empty() {
            self.statuses(&moved)
        } else if let Some(list) = self.pages(&good) {
            list
        } else {
            self.one_or_more(&good)
        };
        match self.method.success.clone() {
            Success::Json(ty) | Success::Lines(ty) | Success::Pages(ty) => self.names(Role::Answer, &ty),
            Success::Statuses(model, _) => self.names(Role::Answer, &Type::Model(model)),
            Success::Nothing | Success::Text | Success::Raw | Success::Events => {}
        }
        Ok(())
    }

    fn one_or_more(&mut self, good: &[&DocumentedAnswer<'a>]) -> Success {
        if let [only] = good {
            self.envelope(only);
            return self.read(only);
        }
        let all: Vec<_> = good.iter().map(|answer| self.read(answer)).collect();
        match all.as_slice() {
            [first, rest @ ..] if rest.iter().all(|other| other == first) => first.clone(),
            _ => self.statuses(good),
        }
    }

    /// How the body of an answer is read.
    fn read(&mut self, answer: &DocumentedAnswer<'a>) -> Success {
        let formats = answer.media_types();
        if formats.is_empty() || matches!(answer.status(), "204" | "205") {
            return Success::Nothing;
        }
        let any = |what: &str| formats.iter().any(|format| format.essence() == what);
        if let Some(json) = json(&formats) {
            if json.is_json() && json.essence() != "application/json" {
                let accept = format!("Accept: {}", json.essence());
                if !self.method.headers.contains(&accept) {
                    self.method.headers.push(accept);
                }
            }
            self.method.has_stream |= any("text/event-stream");
            let Some(schema) = json.schema() else { return Success::Json(Type::Value) };
            return Success::Json(self.answer_type(&schema));
        }
        if any("text/event-stream") {
            return Success::Events;
        }
        if any("application/x-ndjson") || any("application/jsonl") || any("application/stream+json") {
            return Success::Lines(Type::Value);
        }
        if formats
            .iter()
            .all(|format| format.essence().starts_with("text/") || format.essence().ends_with("/xml"))
        {
            return Success::Text;
        }
        Success::Raw
    }

    /// The type of an answer, or of what its envelope holds.
    fn answer_type(&mut self, schema: &Schema<'a>) -> Type {
        let (schema, member) = match &self.method.envelope {
            Some(member) => {
                let held = members::of(schema).ok().flatten().and_then(|members| {
                    members
                        .fields
                        .into_iter()
                        .find_map(|(name, held)| (name == member.as_str()).then_some(held))
                });
                (held.unwrap_or_else(|| schema.clone()), member.clone())
            }
            None => (schema.clone(), "answer".to_owned()),
        };
        let planned = self.models.plan(&schema, Place { parent: &self.type_name, member: &member });
        match planned.ty {
            ty if schema.is_nullable() && ty != Type::Value => Type::Optional(Box::new(ty)),
            ty => ty,
        }
    }

    /// The one member of an object without a name, which is there to hold the value.
    fn envelope(&mut self, answer: &DocumentedAnswer<'a>) {
        let formats = answer.media_types();
        let Some(schema) = json(&formats).and_then(|format| format.schema()) else { return };
        let Ok(Some(members)) = members::of(&schema) else { return };
        if let [(member, held)] = members.fields.as_slice()
            && members.additional.is_none()
            && (schema.name().is_none() || *member == "data")
            && (held.is_object() || held.is_list() || held.name().is_some() || *member == "data")
        {
            self.method.envelope = Some((*member).to_owned());
        }
    }

    /// A list that comes in pages, if its shape is one that is known.
    fn pages(&mut self, good: &[&DocumentedAnswer<'a>]) -> Option<Success> {
        let [answer] = good else { return None };
        let formats = answer.media_types();
        let schema = json(&formats)?.schema()?;
        let (shape, item) = pages::recognise(self.operation, answer, &schema)?;
        let place = Place { parent: &self.type_name, member: "item" };
        let ty = match item {
            Some(item) => self.models.plan(&item, place).ty,
            None => Type::Value,
        };
        self.method.pages = Some(shape);
        Some(Success::Pages(ty))
    }

    /// An enum with a variant for each status.
    fn statuses(&mut self, answers: &[&DocumentedAnswer<'a>]) -> Success {
        self.method.envelope = None;
        let mut variants: Vec<StatusVariant> = Vec::new();
        for answer in answers {
            let (body, ty) = match self.read(answer) {
                Success::Json(ty) => (None, Some(ty)),
                Success::Text => (Some("Text".to_owned()), None),
                Success::Raw => (Some("Raw".to_owned()), None),
                _ => (None, None),
            };
            let Some((first, last)) = answer.range() else { continue };
            let status = if first == last { first.to_string() } else { format!("{}xx", first / 100) };
            if variants.iter().any(|variant| variant.status == status) {
                continue;
            }
            variants.push(StatusVariant { name: reason(&status), status, body, ty });
        }
        let has_headers = variants.iter().any(|variant| variant.status.starts_with('3'));
        let name = self.models.names.take(&[format!("{}Answer", self.type_name)]);
        let docs = format!("What `{}` is answered with.", self.method.name);
        self.models.all.push(Model { name, docs, kind: Kind::Answers(variants), schema: None });
        Success::Statuses(self.models.all.len() - 1, has_headers)
    }
}

/// The format that is read as JSON.
fn json<'f, 'a>(formats: &'f [MediaType<'a>]) -> Option<&'f MediaType<'a>> {
    let plain = formats.iter().find(|format| format.essence() == "application/json");
    let any = |format: &&MediaType<'_>| {
        let is_object = format.schema().is_some_and(|schema| schema.is_object() || schema.is_list());
        format.is_json() || (format.essence() == "*/*" && is_object)
    };
    plain.or_else(|| formats.iter().find(any))
}

/// The name of a variant, by its status.
fn reason(status: &str) -> String {
    let name = match status {
        "200" => "Ok",
        "201" => "Created",
        "202" => "Accepted",
        "203" => "NonAuthoritative",
        "204" => "NoContent",
        "205" => "ResetContent",
        "206" => "PartialContent",
        "207" => "MultiStatus",
        "300" => "MultipleChoices",
        "301" => "MovedPermanently",
        "302" => "Found",
        "303" => "SeeOther",
        "307" => "TemporaryRedirect",
        "308" => "PermanentRedirect",
        "2xx" => "Success",
        "3xx" => "Redirect",
        other => return format!("Status{other}"),
    };
    name.to_owned()
}
