//! The value behind `name =`, one function for each kind.

use proc_macro2::{Ident, TokenStream};
use syn::{Expr, ExprLit, LitBool, LitInt, LitStr, Path, Type, TypePath, parse2};

use super::Envelope;
use crate::errors::Errors;
use crate::template::parse::names_a_server;
use crate::template::{PathPart, Template};

pub(super) fn base(value: &TokenStream, errors: &mut Errors) -> Option<String> {
    let literal = string(value, "`base` is a path in quotes, such as `base = \"/v2\"`", errors)?;
    let text = literal.value();
    let message = match Template::parse(&text) {
        _ if text.is_empty() => {
            "the base is empty: remove it, or write a path such as `base = \"/v2\"`".to_owned()
        }
        _ if names_a_server(&text) => format!(
            "the base `{text}` names a server: a base is a path such as `\"/v2\"`; the address belongs to the client"
        ),
        _ if text.ends_with('/') => {
            let shown = text.trim_matches('/');
            let fix = if shown.is_empty() { "remove it".to_owned() } else { format!("write `\"/{shown}\"`") };
            format!("the base `{text}` ends with `/`, with which every template begins: {fix}")
        }
        Ok(Template { path, query })
            if query.is_empty() && matches!(path.as_slice(), [PathPart::Literal(_)]) =>
        {
            return Some(text);
        }
        Ok(_) => {
            format!("the base `{text}` is put before every template, so it is only text: move the rest there")
        }
        Err(mistakes) => format!("the base: {}", mistakes.join("; ")),
    };
    errors.push(&literal, message);
    None
}

pub(super) fn envelope(value: &TokenStream, errors: &mut Errors) -> Option<Envelope> {
    const FORM: &str = "`envelope` is the member of the answer that holds the value, such as `envelope = \"data\"`, or `none`";
    if parse2::<Ident>(value.clone()).is_ok_and(|word| word == "none") {
        return Some(Envelope::None);
    }
    if let Ok(word) = parse2::<Ident>(value.clone()) {
        if word == "None" {
            errors.push(&word, "an answer without an envelope is said with `envelope = none`");
            return None;
        }
        errors.push(
            &word,
            format!("the member is named in quotes: write `envelope = \"{word}\"`, or `envelope = none`"),
        );
        return None;
    }
    let literal = string(value, FORM, errors)?;
    let member = literal.value();
    if member.is_empty() {
        errors.push(&literal, "an envelope has a name: write `envelope = none` for answers without one");
        return None;
    }
    if let Some(first) = member.strip_prefix('/') {
        let first = first.split('/').next().unwrap_or_default();
        errors.push(
            &literal,
            format!("an envelope is one member of the answer: write `envelope = \"{first}\"`, and a struct for what is deeper"),
        );
        return None;
    }
    if member == "none" {
        errors.push(&literal, "`none` is a word and not the name of a member: write `envelope = none`");
        return None;
    }
    Some(Envelope::Member(literal))
}

pub(super) fn count(value: &TokenStream, errors: &mut Errors) -> Option<u32> {
    let count = parse2::<LitInt>(value.clone()).ok().and_then(|literal| literal.base10_parse().ok());
    if count.is_none() {
        errors.push(
            value,
            "`max_retries` is a whole number, such as `max_retries = 3`; 0 means that nothing is repeated",
        );
    }
    count
}

pub(super) fn redirects(value: &TokenStream, errors: &mut Errors) -> Option<u32> {
    let count: Option<u32> =
        parse2::<LitInt>(value.clone()).ok().and_then(|literal| literal.base10_parse().ok());
    let count = count.filter(|count| *count <= 20);
    if count.is_none() {
        errors.push(
            value,
            "`redirects` is how many redirects are followed, such as `redirects = 5`; at most 20",
        );
    }
    count
}

pub(super) fn flag(value: &TokenStream, errors: &mut Errors) -> Option<bool> {
    let flag = parse2::<LitBool>(value.clone()).ok();
    if flag.is_none() {
        errors.push(
            value,
            "`idempotent` is `true` (repeating the request is harmless) or `false` (it is not repeated once it may have arrived)",
        );
    }
    flag.map(|flag| flag.value)
}

pub(super) fn server(value: &TokenStream, errors: &mut Errors) -> Option<String> {
    let word = parse2::<Ident>(value.clone()).ok().filter(|word| word != "none");
    let example = word.map_or("uploads".to_owned(), |word| word.to_string());
    let form = &format!(
        "`server` is the name of a server of the service in quotes, such as `server = \"{example}\"`"
    );
    let literal = string(value, form, errors)?;
    let name = literal.value();
    if name.is_empty() || name.contains("://") {
        let message = "a server is named as the service names it, with `Service::server(\"uploads\", \"https://..\")`: write \
                       `server = \"uploads\"`";
        errors.push(&literal, message);
        return None;
    }
    Some(name)
}

pub(super) fn document(value: &TokenStream, errors: &mut Errors) -> Option<LitStr> {
    string(
        value,
        "`openapi` is a file beside the manifest, in quotes: `openapi = \"openapi/notes.json\"`",
        errors,
    )
}

pub(super) fn contract(value: &TokenStream, errors: &mut Errors) -> Option<bool> {
    let flag = parse2::<LitBool>(value.clone()).ok().filter(|flag| !flag.value);
    if flag.is_none() {
        errors.push(
            value,
            "`contract` is only written as `contract = false`, for what the document of the trait lacks",
        );
    }
    flag.map(|flag| flag.value)
}

/// A word in quotes that says how something is written.
pub(super) fn style<S>(
    name: &Ident,
    value: &TokenStream,
    example: &str,
    parse: fn(&str) -> Result<S, String>,
    errors: &mut Errors,
) -> Option<S> {
    let word = parse2::<Ident>(value.clone()).map(|word| word.to_string());
    let example = word.as_deref().ok().filter(|word| parse(word).is_ok()).unwrap_or(example);
    let form = format!("`{name}` is a style in quotes, such as `{name} = \"{example}\"`");
    let literal = string(value, &form, errors)?;
    match parse(&literal.value()) {
        Ok(style) => Some(style),
        Err(fix) => {
            errors.push(&literal, format!("`{}` is not a style of {name}: {fix}", literal.value()));
            None
        }
    }
}

pub(super) fn page_shape(value: &TokenStream, errors: &mut Errors) -> Option<Expr> {
    const FORM: &str = "`pages` is a constant that says how the service writes pages, such as `pages = PageShape::LINK` or one of your own";
    match parse2::<Expr>(value.clone()) {
        Ok(Expr::Lit(ExprLit { .. })) | Err(_) => {
            errors.push(value, FORM);
            None
        }
        Ok(shape) => Some(shape),
    }
}

pub(super) fn path(value: &TokenStream, errors: &mut Errors) -> Option<Path> {
    if let Ok(literal) = parse2::<LitStr>(value.clone()) {
        errors.push(
            &literal,
            format!("the path to prolifi stands without quotes: write `crate = {}`", literal.value()),
        );
        return None;
    }
    let path =
        parse2::<TypePath>(value.clone()).ok().filter(|path| path.qself.is_none()).map(|path| path.path);
    let plain = path.filter(|path| path.segments.iter().all(|segment| segment.arguments.is_none()));
    if plain.is_none() {
        errors.push(value, "`crate` is the path to prolifi, such as `crate = ::my_sdk::prolifi`");
    }
    plain
}

pub(super) fn implementor(value: &TokenStream, errors: &mut Errors) -> Option<Type> {
    if let Ok(literal) = parse2::<LitStr>(value.clone()) {
        let shown = literal.value();
        errors.push(&literal, format!("the client stands without quotes: write `for = {shown}`"));
        return None;
    }
    let path = parse2::<Type>(value.clone()).ok().filter(|ty| matches!(ty, Type::Path(_)));
    if path.is_none() {
        errors.push(value, "`for` is the one type that has these endpoints, such as `for = MyClient`");
    }
    path
}

pub(super) fn string(value: &TokenStream, form: &str, errors: &mut Errors) -> Option<LitStr> {
    let literal = parse2::<LitStr>(value.clone()).ok();
    if literal.is_none() {
        errors.push(value, form);
    }
    literal
}
