//! The body of a request.

use prolifi_core::contract::document::{Json, MediaType, Schema};

use super::{Argument, ArgumentType, Draft, Problem, Style};
use crate::{
    names::{pascal, raw, singular, words},
    plan::{
        models::{Place, members},
        types::{Kind, Type},
        usage::Role,
    },
};

impl<'a> Draft<'_, 'a> {
    pub(super) fn body(&mut self) -> Result<(), Problem> {
        let Some(body) = self.operation.body() else { return Ok(()) };
        let formats = body.media_types();
        if formats.is_empty() && !body.is_required() {
            return Ok(());
        }
        let verb = self.operation.method();
        if verb == "TRACE" {
            return if body.is_required() { Err(Problem::left_out("TRACE has no body")) } else { Ok(()) };
        }
        let is_json = |format: &&MediaType<'a>| format.is_json() || format.essence() == "*/*";
        let is_form = |format: &&MediaType<'a>| format.essence() == "application/x-www-form-urlencoded";
        let is_multipart = |format: &&MediaType<'a>| format.essence().starts_with("multipart/");
        // Most documents leave out `required`, and mean it for changes, and where the body has members that are.
        let is_said = body.node().flag("required").is_some();
        let is_optional =
            !body.is_required() && (is_said || !(verb == "PATCH" || formats.iter().any(requires)));
        let mut argument = Argument { is_optional, ..Argument::of(self.body_name(), Type::Value) };
        if let Some(json) = formats.iter().find(is_json) {
            argument.ty = ArgumentType::Of(self.json_body(json));
            if json.is_json() && json.essence() != "application/json" {
                self.method.headers.push(format!("Content-Type: {}", json.essence()));
                // The header is sent with every call, and says that there is a body.
                argument.is_optional = false;
            }
        } else if let Some(form) = formats.iter().find(is_form) {
            argument.role = Some("#[form]".to_owned());
            let ty = self.json_body(form);
            self.method.style = form_style(form);
            // Structs and maps have the keys of a form; what else there may be is one of them.
            argument.ty = ArgumentType::Of(match ty {
                Type::Model(index) if matches!(self.models.all[index].kind, Kind::Struct { .. }) => ty,
                Type::Map(_) => ty,
                // An empty form is what some documents write for no form.
                _ if argument.is_optional => return Ok(()),
                _ => Type::Object,
            });
        } else if formats.iter().any(|format| is_multipart(&format)) {
            argument.role = Some("#[multipart]".to_owned());
            argument.ty = ArgumentType::Multipart;
            argument.is_optional = false;
            let parts = formats.iter().find(is_multipart).and_then(|form| parts(&argument.name, form));
            self.method.docs.extend(parts);
        } else {
            argument.ty = ArgumentType::Bytes;
            argument.is_optional = false;
            self.bytes(&argument.name, &formats);
        }
        if let ArgumentType::Of(ty) = &argument.ty {
            let is_merge = self
                .method
                .headers
                .iter()
                .any(|header| header == "Content-Type: application/merge-patch+json");
            let role = match (is_merge, verb == "PATCH" && argument.role.is_none()) {
                (true, _) => Role::MergePatch,
                (false, true) => Role::Patch,
                (false, false) => Role::Body,
            };
            self.names(role, &ty.clone());
        }
        if matches!(verb.as_str(), "GET" | "HEAD" | "OPTIONS") && argument.role.is_none() {
            argument.role = Some("#[body]".to_owned());
        }
        // A body that is asked for by name alone is the last argument.
        self.method.arguments.push(argument);
        Ok(())
    }

    /// A body that is none of those: its type is declared where there is one, and else is the caller's to say.
    fn bytes(&mut self, argument: &str, formats: &[MediaType<'a>]) {
        let is_header = |name: &str| name.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic());
        match formats {
            [one] if !one.name().contains('*') && is_header(one.name()) => {
                self.method.headers.push(format!("Content-Type: {}", one.name()));
            }
            [] => {}
            several => {
                let names: Vec<_> = several.iter().map(|format| format!("`{}`", format.essence())).collect();
                let names = names.join(" or ");
                self.method.docs.push(format!("`{argument}` has a content type of its own: {names}."));
            }
        }
    }

    fn json_body(&mut self, format: &MediaType<'a>) -> Type {
        let Some(schema) = format.schema() else { return Type::Value };
        let wanted = if self.models.names.is_free(&self.type_name) {
            self.type_name.clone()
        } else {
            format!("{}Body", self.type_name)
        };
        self.models.plan(&schema, Place { parent: &wanted, member: "" }).ty
    }

    /// What the body is called: `customer` of `POST /customers`, `changes` of a PATCH.
    fn body_name(&mut self) -> String {
        let last = self.operation.path().trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        let resource = self.operation.path().split('/').rfind(|part| !part.is_empty() && !part.contains('{'));
        let resource = resource.and_then(|part| words(part).pop());
        let one =
            resource.as_ref().map(|resource| singular(resource)).filter(|one| Some(one) != resource.as_ref());
        let name = match (self.operation.method().as_str(), one) {
            ("PATCH", _) => "changes".to_owned(),
            ("POST", Some(one)) if !last.contains('{') => one,
            ("PUT", Some(one)) => one,
            _ => "body".to_owned(),
        };
        let name = if pascal(&name).is_ascii() && !name.starts_with(|c: char| c.is_ascii_digit()) {
            name
        } else {
            "body".to_owned()
        };
        self.arguments.take(&[raw(&name), "body".to_owned(), "content".to_owned()])
    }
}

/// Whether a body has members that are always there.
fn requires(format: &MediaType<'_>) -> bool {
    let members = format.schema().and_then(|schema| members::of(&schema).ok().flatten());
    members.is_some_and(|members| !members.required.is_empty())
}

/// How the lists and structs of a form are written.
fn form_style(form: &MediaType<'_>) -> Style {
    let encoding = form.node().json().get("encoding").map(Json::members).unwrap_or_default();
    let is_deep =
        encoding.iter().any(|(_, encoding)| encoding.get("style").and_then(Json::text) == Some("deepObject"));
    let members = form.schema().and_then(|schema| members::of(&schema).ok().flatten());
    let fields = members.map(|members| members.fields).unwrap_or_default();
    let nested =
        |schema: &Schema<'_>| schema.is_object() || schema.item().is_some_and(|item| item.is_object());
    let is_nested = fields.iter().any(|(_, schema)| nested(schema));
    let joined = encoding.iter().any(|(_, encoding)| encoding.get("explode") == Some(&Json::Bool(false)));
    Style {
        lists: match (is_deep || is_nested, joined) {
            (true, _) => Some("indices"),
            (false, true) => Some("comma"),
            (false, false) => None,
        },
        structs: (is_deep || is_nested).then_some("brackets"),
    }
}

/// The parts of a form, for the docs of its method.
fn parts(argument: &str, form: &MediaType<'_>) -> Option<String> {
    let members = members::of(&form.schema()?).ok().flatten().filter(|members| !members.fields.is_empty())?;
    let part =
        |name: &str| format!("`{name}`{}", if members.required.contains(name) { "" } else { " (optional)" });
    let parts: Vec<_> = members.fields.iter().map(|(name, _)| part(name)).collect();
    Some(format!("The parts of `{argument}`: {}.", parts.join(", ")))
}
