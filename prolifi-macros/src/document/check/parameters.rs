//! Keys of the query, headers and cookies, and how lists and structs are written.

use proc_macro2::Span;
use quote::ToTokens;
use syn::Type;
use syn::spanned::Spanned;

use super::super::model::Parameter;
use super::Compared;
use crate::did_you_mean::suggestion;
use crate::endpoint::args::Arg;
use crate::errors::Errors;
use crate::style::{ListStyle, StructStyle, Style};
use crate::template::QueryPart;

/// A key that the template names, with the argument behind it.
struct Key<'a> {
    /// Decoded, without `[]` at its end.
    name: String,
    value: Option<(&'a Arg, Style)>,
}

impl Compared<'_> {
    pub(super) fn parameters(&self, errors: &mut Errors) {
        let parameters = self.operation.parameters();
        let of =
            |place: &str| parameters.iter().filter(|parameter| parameter.place == place).collect::<Vec<_>>();
        self.query(&of("query"), errors);
        self.headers(&of("header"), errors);
        self.cookies(&of("cookie"), errors);
    }

    fn query(&self, parameters: &[&Parameter<'_>], errors: &mut Errors) {
        let keys = self.keys();
        let credentials = self.contract.document.credentials("query");
        for key in &keys {
            match parameters.iter().find(|parameter| is(parameter, &key.name)) {
                Some(parameter) => self.styles(parameter, key, errors),
                None if credentials.contains(&key.name) => {}
                None => {
                    let known = parameters.iter().map(|parameter| parameter.name.as_str());
                    let fix = match suggestion(&key.name, known.clone()) {
                        meant if meant.is_empty() => match known.collect::<Vec<_>>().join("`, `") {
                            none if none.is_empty() => ", which has none in its query".to_owned(),
                            known => format!(", which has `{known}`"),
                        },
                        meant => meant,
                    };
                    let message =
                        format!("`{}` knows no `{}` of `{}`{fix}", self.contract.name, key.name, self.shown);
                    errors.push(self.literal, message);
                }
            }
        }
        let open = self.endpoint.template.query.iter().any(|part| matches!(part, QueryPart::Fields { .. }));
        let missing = parameters.iter().filter(|parameter| parameter.required && !open);
        // The key is the client's to write, as in a header.
        let missing = missing.filter(|parameter| !credentials.contains(&parameter.name));
        for parameter in missing.filter(|parameter| !keys.iter().any(|key| is(parameter, &key.name))) {
            let sign = if self.endpoint.template.query.is_empty() { '?' } else { '&' };
            let fix = format!("add `{sign}{}=<..>` to the template", parameter.name);
            self.required("the query parameter", parameter, self.literal.span(), &fix, errors);
        }
    }

    fn keys(&self) -> Vec<Key<'_>> {
        let arg = |name: &str| self.endpoint.roles.query.iter().find(|arg| arg.name == name);
        let key = |text: &str| decoded(text).trim_end_matches("[]").to_owned();
        self.endpoint
            .template
            .query
            .iter()
            .filter_map(|part| match part {
                QueryPart::Literal(text) => {
                    Some(Key { name: key(text.split('=').next().unwrap_or_default()), value: None })
                }
                QueryPart::Value { key: text, name, style } => {
                    let value = arg(name).map(|arg| (arg, style.or(self.endpoint.style)));
                    Some(Key { name: key(text), value })
                }
                QueryPart::Fields { .. } => None,
            })
            .collect()
    }

    fn styles(&self, parameter: &Parameter<'_>, key: &Key<'_>, errors: &mut Errors) {
        let Some((arg, style)) = &key.value else { return };
        self.not_an_option("the query parameter", parameter, arg, errors);
        let name = &arg.name;
        let wanted = match parameter.style.as_deref() {
            Some("deepObject") if style.structs != Some(StructStyle::Brackets) => {
                Some((format!("`{name}[member]=value`"), "brackets"))
            }
            Some("deepObject") => None,
            _ if !parameter.is("array") || !is_list(&arg.ty) => None,
            style_of_list => {
                let explode = parameter.explode.unwrap_or(matches!(style_of_list, None | Some("form")));
                let (wanted, word) = match style_of_list {
                    Some("spaceDelimited") if !explode => (ListStyle::Space, "space"),
                    Some("pipeDelimited") if !explode => (ListStyle::Pipe, "pipe"),
                    _ if !explode => (ListStyle::Comma, "comma"),
                    _ if parameter.name.ends_with("[]") => (ListStyle::Brackets, "brackets"),
                    _ => (ListStyle::Repeat, "repeat"),
                };
                let ours = style.lists.unwrap_or(ListStyle::Repeat);
                // A key that has its brackets in the template is repeated.
                let written = ours == ListStyle::Repeat && wanted == ListStyle::Brackets;
                let written = written && self.literal.value().contains("[]");
                (ours != wanted && !written).then(|| (shown(wanted, &parameter.name), word))
            }
        };
        if let Some((form, word)) = wanted {
            let message = format!(
                "`{}` writes `{}` of `{}` as {form}: write `<{name}:{word}>`",
                self.contract.name, parameter.name, self.shown
            );
            errors.push(self.literal, message);
        }
    }

    fn headers(&self, parameters: &[&Parameter<'_>], errors: &mut Errors) {
        let roles = &self.endpoint.roles;
        for parameter in parameters {
            let name = parameter.name.to_ascii_lowercase();
            // Those are no parameters (OpenAPI 3.1, section 4.8.12.2), and the key is the client's to write.
            if matches!(name.as_str(), "accept" | "content-type" | "authorization" | "idempotency-key") {
                continue;
            }
            if let Some((arg, _)) = roles.headers.iter().find(|(_, header)| *header == name) {
                self.not_an_option("the header", parameter, arg, errors);
            } else if roles.header_maps.is_empty()
                && !self.endpoint.headers.iter().any(|header| header.name == name)
                && !self
                    .contract
                    .document
                    .credentials("header")
                    .iter()
                    .any(|key| key.eq_ignore_ascii_case(&name))
            {
                let fix = format!("add an argument `#[header(\"{}\")]`, or `headers(..)`", parameter.name);
                self.required("the header", parameter, self.endpoint.method.sig.ident.span(), &fix, errors);
            }
        }
    }

    fn cookies(&self, parameters: &[&Parameter<'_>], errors: &mut Errors) {
        let credentials = self.contract.document.credentials("cookie");
        for parameter in parameters.iter().filter(|parameter| !credentials.contains(&parameter.name)) {
            match self.endpoint.roles.cookies.iter().find(|(_, name)| *name == parameter.name) {
                Some((arg, _)) => self.not_an_option("the cookie", parameter, arg, errors),
                None => {
                    let fix = format!("add an argument `#[cookie(\"{}\")]`", parameter.name);
                    self.required(
                        "the cookie",
                        parameter,
                        self.endpoint.method.sig.ident.span(),
                        &fix,
                        errors,
                    );
                }
            }
        }
    }

    fn required(&self, what: &str, parameter: &Parameter<'_>, at: Span, fix: &str, errors: &mut Errors) {
        if parameter.required {
            let message = format!(
                "`{}` requires {what} `{}` of `{}`: {fix}",
                self.contract.name, parameter.name, self.shown
            );
            errors.push_at(at, message);
        }
    }

    fn not_an_option(&self, what: &str, parameter: &Parameter<'_>, arg: &Arg, errors: &mut Errors) {
        if parameter.required && is_option(&arg.ty) {
            let message = format!(
                "`{}` requires {what} `{}` of `{}`, so that it is no `Option`",
                self.contract.name, parameter.name, self.shown
            );
            errors.push_at(arg.ty.span(), message);
        }
    }
}

/// `lists` of a document in the form that goes over the wire.
fn shown(style: ListStyle, name: &str) -> String {
    match style {
        ListStyle::Comma => format!("`{name}=a,b`"),
        ListStyle::Pipe => format!("`{name}=a|b`"),
        ListStyle::Space => format!("`{name}=a b`"),
        _ => format!("`{name}=a&{name}=b`"),
    }
}

/// Whether a key is this parameter; `filter[name]` is one of `filter`.
fn is(parameter: &Parameter<'_>, key: &str) -> bool {
    let name = parameter.name.trim_end_matches("[]");
    name == key || key.split_once('[').is_some_and(|(object, _)| object == name)
}

pub(super) fn is_option(ty: &Type) -> bool {
    matches!(ty, Type::Path(path) if path.path.segments.last().is_some_and(|last| last.ident == "Option"))
}

/// Whether the type is seen to be a list.
fn is_list(ty: &Type) -> bool {
    let text = ty.to_token_stream().to_string();
    text.contains('[') || text.contains("Vec <")
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((byte, after)) = rest.split_first() {
        let hex = after.get(..2).filter(|_| *byte == b'%').and_then(|hex| std::str::from_utf8(hex).ok());
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(escaped) => {
                bytes.push(escaped);
                rest = &after[2..];
            }
            None => {
                bytes.push(*byte);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
