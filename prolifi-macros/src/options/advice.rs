//! What is said of something that is no option: the one that was probably meant.

use proc_macro2::{TokenStream, TokenTree};
use syn::{LitStr, parse2};

use super::{Place, behind_colon};
use crate::did_you_mean::suggestion;

/// Of a word.
pub(super) fn unknown(word: &str, place: &Place) -> String {
    if place.elsewhere.contains(&word) {
        return format!(
            "`{word}` is an option of `{}`, not of `{}`: move it there",
            place.other, place.attribute
        );
    }
    if place.known.contains(&"for") && word.starts_with(char::is_uppercase) {
        return format!(
            "`{}` has no option `{word}`; for the one type that has the endpoints write `for = {word}`",
            place.attribute
        );
    }
    if let Some(advice) = of_another_library(word, place) {
        return format!("`{}` has no option `{word}`: {advice}", place.attribute);
    }
    match suggestion(word, place.known.iter().copied()) {
        meant if meant.is_empty() => {
            let known = place.known.join("`, `");
            format!("`{}` has no option `{word}`; it has `{known}`", place.attribute)
        }
        meant => format!("`{}` has no option `{word}`{meant}", place.attribute),
    }
}

/// What was probably meant by a piece that begins with no word, or is not written as an option.
pub(super) fn not_an_option(tokens: &TokenStream, place: &Place) -> String {
    if let Some((name, value)) = behind_colon(tokens) {
        return format!("an option is set with `=`: write `{name} = {value}`");
    }
    if place.known.contains(&"base") && is_a_path(tokens) {
        return format!("what every template begins with is the base: write `#[api(base = {tokens})]`");
    }
    let text = tokens.to_string();
    let word = text.split([' ', '"', '(', '[', '{', '=']).find(|word| !word.is_empty()).unwrap_or_default();
    // `max - retries = 3` has its dashes apart.
    let dashed = text.split('=').next().unwrap_or_default().replace(' ', "").replace('-', "_");
    match [word, &dashed].into_iter().find(|word| place.known.contains(word)) {
        Some("partial") | None => {
            format!("`{tokens}` is not an option of `{}`, which are written `name = value`", place.attribute)
        }
        Some(known) => match value_behind(tokens) {
            Some(value) => format!("an option is set with one `=`: write `{known} = {value}`"),
            None => format!("`{known}` is written `{}`", form(known)),
        },
    }
}

/// The one literal behind a word and signs, as in `timeout == "3s"`.
fn value_behind(tokens: &TokenStream) -> Option<TokenTree> {
    let mut behind =
        tokens.clone().into_iter().skip(1).skip_while(|token| matches!(token, TokenTree::Punct(_)));
    match (behind.next(), behind.next()) {
        (Some(value @ TokenTree::Literal(_)), None) => Some(value),
        _ => None,
    }
}

/// A text that begins with a slash.
fn is_a_path(tokens: &TokenStream) -> bool {
    parse2::<LitStr>(tokens.clone()).is_ok_and(|literal| literal.value().starts_with('/'))
}

/// How an option is written.
pub(super) fn form(name: &str) -> &'static str {
    match name {
        "base" => "base = \"/v2\"",
        "envelope" => "envelope = \"data\"",
        "headers" => "headers(\"Accept: text/csv\", \"X-Version\" = VERSION)",
        "timeout" => "timeout = \"30s\"",
        "attempt_timeout" => "attempt_timeout = \"10s\"",
        "idle_timeout" => "idle_timeout = \"10s\"",
        "max_body" => "max_body = \"64MiB\"",
        "max_retries" => "max_retries = 3",
        "redirects" => "redirects = 5",
        "idempotent" => "idempotent = true",
        "lists" => "lists = \"comma\"",
        "structs" => "structs = \"brackets\"",
        "server" => "server = \"uploads\"",
        "auth" => "auth = \"partner\"",
        "pages" => "pages = PageShape::LINK",
        "for" => "for = MyClient",
        "openapi" => "openapi = \"openapi/notes.json\"",
        "partial" => "partial",
        "contract" => "contract = false",
        _ => "crate = path::to::prolifi",
    }
}

/// What is written for an option that other libraries have.
fn of_another_library(word: &str, place: &Place) -> Option<&'static str> {
    let of_trait = place.known.contains(&"base");
    Some(match word {
        "accept" => "write `headers(\"Accept: text/csv\")`",
        "content_type" => "a body says itself what it is, as `Body::from(csv).content_type(..)` does",
        "url" | "base_url" | "host" | "address" => {
            "the address belongs to the client, `Client::builder(Service::new(\"https://..\"))`"
        }
        "path" | "prefix" | "root" if of_trait => "write `base = \"/v2\"`",
        "query" | "params" if !of_trait => "a query is part of the template, as in `\"/notes?<page>\"`",
        "body" | "json" if !of_trait => "the argument that is nothing else is the body",
        "form" if !of_trait => "write `#[form]` before the argument",
        "multipart" if !of_trait => "write `#[multipart]` before the argument",
        "retry" | "attempts" if !of_trait => "write `max_retries = 3`",
        _ => return None,
    })
}
