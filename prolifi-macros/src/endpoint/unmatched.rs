//! Placeholders for which there is no argument, and arguments for which there is no place: what was probably meant.

use syn::LitStr;

use super::args::Arg;
use super::http_method::HttpMethod;
use super::styled;
use crate::did_you_mean::nearest;
use crate::errors::Errors;
use crate::options::Header;
use crate::template::{QueryPart, Template};

/// One error for an argument that is used nowhere; `url` is the one that is the whole address, if there is one.
pub(super) fn report_unused(
    arg: &Arg,
    why: &str,
    url: Option<&Arg>,
    http: &HttpMethod,
    literal: &LitStr,
    template: &Template,
    errors: &mut Errors,
) {
    let name = &arg.name;
    if let Some((written, fix)) = in_text(name, &literal.value(), template) {
        errors.push(
            &arg.ident,
            format!("`{written}` in the template is text: write `{fix}` for the argument `{name}`"),
        );
        return;
    }
    let roles = match http.may_carry_body() {
        true => {
            "`#[header(\"Name\")]`, `#[headers]`, `#[cookie(\"name\")]`, `#[body]`, `#[form]` or `#[multipart]`"
        }
        false => "`#[header(\"Name\")]`, `#[headers]` or `#[cookie(\"name\")]`",
    };
    if let Some(url) = url {
        let message = format!(
            "the argument `{name}` is used nowhere: `{}` is the whole address, and {why}; give it a role, {roles}",
            url.name
        );
        errors.push(&arg.ident, message);
        return;
    }
    let query = if template.query.is_empty() { "?" } else { "&" };
    let places = match styled::is_plain(&arg.ty) {
        true => format!("`/<{name}>` or `{query}<{name}>`"),
        false => {
            format!("`/<{name}>`, `{query}<{name}>` or, for the fields of a struct, `{query}<{name}..>`")
        }
    };
    errors.push(
        &arg.ident,
        format!(
            "the argument `{name}` is used nowhere, and {why}: name it in the template, as {places}, or give it a \
             role, {roles}"
        ),
    );
}

/// `headers("X-Source: <source>")` and `headers("X-Source" = source)`: an argument has a role of its own there.
pub(super) fn refuse_in_headers(headers: &[Header], args: &[Arg], left: &mut Vec<&Arg>, errors: &mut Errors) {
    for header in headers {
        if let Some(at) = left.iter().position(|arg| header.is_of(&arg.name)) {
            let (arg, header) = (left.remove(at), &header.name);
            let message = format!(
                "`headers(...)` is the same in every call: write `#[header(\"{header}\")] {}`, and remove `{header}` there",
                arg.name
            );
            errors.push(&arg.ident, message);
        } else if header.is_placeholder() || args.iter().any(|arg| header.is_of(&arg.name)) {
            header.refuse_argument(errors);
        }
    }
}

/// One error for a placeholder and the argument that was probably meant.
pub(super) fn report_missing(
    missing: &[&str],
    left: &mut Vec<&Arg>,
    args: &[Arg],
    http: &HttpMethod,
    literal: &LitStr,
    errors: &mut Errors,
) {
    let mut unmatched = Vec::new();
    let mut messages: Vec<(&str, String)> = Vec::new();
    for name in missing {
        match nearest(name, left.iter().map(|arg| arg.name.as_str())).map(ToOwned::to_owned) {
            Some(meant) => {
                messages.push((name, format!("; did you mean `<{meant}>`?")));
                left.retain(|arg| arg.name != meant);
            }
            None => unmatched.push(*name),
        }
    }
    // Whatever is left over, except for the body, was meant for what is missing.
    let mut spare = left.len().saturating_sub(usize::from(http.carries_body()));
    for name in unmatched {
        let fix = match left.first() {
            Some(arg) if spare > 0 => format!(": add `{name}: &str`, or write `<{}>`", arg.name),
            _ => match nearest(name, args.iter().map(|arg| arg.name.as_str())) {
                Some(meant) => format!("; did you mean `<{meant}>`? Otherwise add `{name}: &str`"),
                None => format!(": add `{name}: &str`"),
            },
        };
        if spare > 0 {
            left.remove(0);
            spare -= 1;
        }
        messages.push((name, fix));
    }
    messages.sort_by_key(|(name, _)| missing.iter().position(|missing| missing == name));
    for (name, fix) in messages {
        errors.push(
            literal,
            format!("no argument is called `{name}`, which the template names as `<{name}>`{fix}"),
        );
    }
}

/// What stands in the template where the argument was probably meant, and how it is written: `:page`, `*page`, `(page)`
/// and the like, which other libraries read as a placeholder, and `?page` or `?page=`.
fn in_text(name: &str, text: &str, template: &Template) -> Option<(String, String)> {
    let placeholder = format!("<{name}>");
    let key = format!("{name}=");
    let literal = |text: &str| template.query.contains(&QueryPart::Literal(text.to_owned()));
    if literal(name) {
        return Some((name.to_owned(), placeholder));
    }
    if literal(&key) {
        return Some((key.clone(), key + &placeholder));
    }
    let forms = ["*_", ":_", "@_", "$_", "(_)", "[_]"].map(|form| form.replace('_', name));
    let ends = |text: Option<char>| text.is_none_or(|c| "/?&=.".contains(c));
    let written = forms.into_iter().find(|form| {
        text.match_indices(form.as_str()).any(|(at, _)| {
            ends(text[..at].chars().next_back()) && ends(text[at + form.len()..].chars().next())
        })
    })?;
    let fix = if written.starts_with('*') { format!("<{name}..>") } else { placeholder };
    Some((written, fix))
}
