//! Two methods of a trait that make the same request and read the same answer.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use quote::ToTokens;

use super::model::is_cfg;
use crate::endpoint::args::BodyKind;
use crate::endpoint::attr::EndpointAttr;
use crate::endpoint::model::{Endpoint, Output};
use crate::errors::Errors;
use crate::options::HeaderValue;
use crate::template::{PathPart, QueryPart};

/// The endpoints so far, of those that are always there: how each is shown, by what it is.
#[derive(Default)]
pub(super) struct Seen(BTreeMap<String, String>);

impl Seen {
    pub(super) fn refuse_twin(&mut self, endpoint: &Endpoint<'_>, attr: &EndpointAttr, errors: &mut Errors) {
        if endpoint.method.attrs.iter().any(is_cfg) {
            return;
        }
        let identity = identity(endpoint);
        let name = endpoint.method.name();
        match self.0.get(&identity) {
            Some(earlier) => errors.push(
                attr.template.as_ref().map(|(literal, _)| literal),
                format!("`{name}` is the same endpoint as {earlier}: change one, or remove it"),
            ),
            None => {
                self.0.insert(identity, format!("`{name}`, `{}`", endpoint.request_line()));
            }
        }
    }
}

/// Method, template, headers, body and answer, without the names that a caller does not see on the wire.
fn identity(endpoint: &Endpoint<'_>) -> String {
    let roles = &endpoint.roles;
    let mut identity = endpoint.http.name.clone();
    let mut add = |kind: &str, text: &dyn std::fmt::Display| {
        let _ = write!(identity, "\n{kind} {text}");
    };
    add("server", &endpoint.server.unwrap_or_default());
    for part in &endpoint.template.path {
        match part {
            PathPart::Literal(text) => add("path", text),
            PathPart::Value(_) | PathPart::List(_) => add("path", &"<>"),
            PathPart::Rest(_) => add("path", &"<..>"),
        }
    }
    for part in &endpoint.template.query {
        match part {
            QueryPart::Literal(text) => add("query", text),
            QueryPart::Value { key, .. } => add("query", &format_args!("{key}=<>")),
            QueryPart::Fields { name, .. } => {
                let ty = roles.query.iter().find(|arg| arg.name == *name).map(|arg| &arg.ty);
                add("query", &format_args!("<..> {}", ty.to_token_stream()));
            }
        }
    }
    let fixed = endpoint.headers.iter().map(|header| match &header.value {
        HeaderValue::Literal(text) => format!("{}: {}", header.name, text.to_token_stream()),
        HeaderValue::Expression(value) => format!("{}: {}", header.name, value.to_token_stream()),
    });
    let given = roles.headers.iter().map(|(_, name)| name.clone());
    let cookies = roles.cookies.iter().map(|(_, name)| format!("cookie {name}"));
    let maps = roles.header_maps.iter().map(|_| "*".to_owned());
    let mut headers: Vec<String> = fixed.chain(given).chain(cookies).chain(maps).collect();
    headers.sort();
    headers.iter().for_each(|header| add("header", header));
    if let Some((body, kind)) = &roles.body {
        let kind = match kind {
            BodyKind::Any => "body",
            BodyKind::Form => "form",
            BodyKind::Multipart => "multipart",
        };
        add(kind, &body.ty.to_token_stream());
    }
    let (Output::Built(ty) | Output::Awaited(ty)) = endpoint.output;
    add("answer", &format_args!("{} in {:?}", ty.to_token_stream(), endpoint.envelope));
    identity
}
