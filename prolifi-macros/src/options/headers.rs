//! `headers("Name: value", "Name" = CONST)`, and the names of headers wherever they stand.

use proc_macro2::{Group, Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{Expr, LitStr, parse_str, parse2};

use super::split;
use crate::errors::Errors;

#[derive(Clone)]
pub(crate) struct Header {
    /// In lower case.
    pub(crate) name: String,
    pub(crate) value: HeaderValue,
}

#[derive(Clone)]
pub(crate) enum HeaderValue {
    Literal(LitStr),
    Expression(Box<Expr>),
}

impl Header {
    /// Whether all of the value is `<name>` or `{name}`, by which an argument would be meant.
    pub(crate) fn is_placeholder(&self) -> bool {
        match &self.value {
            HeaderValue::Literal(text) => {
                let text = text.value();
                let inside = |open, close| text.strip_prefix(open)?.strip_suffix(close);
                inside('<', '>').or(inside('{', '}')).is_some_and(|name| parse_str::<Ident>(name).is_ok())
            }
            HeaderValue::Expression(_) => false,
        }
    }

    /// Whether the value is this argument, or has it in its text.
    pub(crate) fn is_of(&self, arg: &str) -> bool {
        match &self.value {
            HeaderValue::Literal(text) => {
                let text = text.value();
                [format!("<{arg}>"), format!("{{{arg}}}")].iter().any(|form| text.contains(form.as_str()))
            }
            HeaderValue::Expression(value) => matches!(&**value, Expr::Path(path) if path.path.is_ident(arg)),
        }
    }

    /// One error, where the value stands.
    pub(crate) fn refuse_argument(&self, errors: &mut Errors) {
        let name = &self.name;
        let arg = name.replace('-', "_");
        let message = format!(
            "`headers(...)` is the same in every call: give `{name}` an argument of its own, `#[header(\"{name}\")] {arg}: &str`, and remove it here"
        );
        match &self.value {
            HeaderValue::Literal(text) => errors.push(text, message),
            HeaderValue::Expression(value) => errors.push(value, message),
        }
    }
}

pub(super) fn parse(option: &Ident, group: &Group, errors: &mut Errors) -> Vec<Header> {
    let pieces = split(group.stream());
    if pieces.is_empty() {
        let message = "`headers(...)` names no header: write `headers(\"Accept: text/csv\")` or remove it";
        errors.push(quote!(#option #group), message);
    }
    let mut headers: Vec<Header> = Vec::new();
    let mut pieces = pieces.iter().peekable();
    while let Some(piece) = pieces.next() {
        if let Some(value) = pieces.next_if(|next| is_name_and_value(&piece.tokens, &next.tokens)) {
            let (name, value) = (&piece.tokens, &value.tokens);
            let fix = joined(name, value);
            errors.push(quote!(#name #value), format!("a header is one text, name and value: write {fix}"));
            continue;
        }
        let Some((literal, header)) = parse_one(&piece.tokens, errors) else { continue };
        if headers.iter().any(|earlier| earlier.name == header.name) {
            let name = header.name;
            errors.push(
                &literal,
                format!("the header `{name}` stands twice in `headers(...)`: keep one of them"),
            );
        } else {
            headers.push(header);
        }
    }
    headers
}

/// The name of a header that is sent, in lower case as HTTP/2 sends it.
pub(crate) fn check_name(literal: &LitStr, name: &str, errors: &mut Errors) -> Option<String> {
    let lower = check_syntax(literal, name, errors)?;
    if matches!(lower.as_str(), "host" | "content-length" | "transfer-encoding" | "connection") {
        let shown = name.escape_debug();
        let message =
            format!("the header `{shown}` is set by the transport, which alone knows its value: remove it");
        errors.push(literal, message);
        return None;
    }
    Some(lower)
}

/// The name of any header, in lower case.
pub(crate) fn check_syntax(literal: &LitStr, name: &str, errors: &mut Errors) -> Option<String> {
    let shown = name.escape_debug();
    let message = if name.is_empty() {
        "a header has a name: write `\"X-Request-Source\"`".to_owned()
    } else if let Some((before, _)) = name.split_once(':').filter(|(before, _)| !before.is_empty()) {
        let before = before.escape_debug();
        format!("`{shown}` is a name and a value, and only the name stands here: write `\"{before}\"`")
    } else if let Some(bad) = name.chars().find(|c| !u8::try_from(*c).is_ok_and(is_token)) {
        let bad = bad.escape_debug();
        format!(
            "`{shown}` is not the name of a header, because it holds `{bad}`: use letters, digits and `-`"
        )
    } else {
        return Some(name.to_ascii_lowercase());
    };
    errors.push(literal, message);
    None
}

fn parse_one(tokens: &TokenStream, errors: &mut Errors) -> Option<(LitStr, Header)> {
    let mut rest = tokens.clone().into_iter();
    let name = rest.next().and_then(|token| parse2::<LitStr>(token.into_token_stream()).ok());
    let name = match (name, rest.next()) {
        (Some(name), None) => return parse_text(name, errors),
        (Some(name), Some(TokenTree::Punct(punct))) if punct.as_char() == '=' => name,
        (name, separator) => {
            let rest = rest.collect();
            let fix = match (&name, separator) {
                (Some(name), Some(TokenTree::Punct(punct))) if punct.as_char() == ':' => {
                    joined(&name.to_token_stream(), &rest)
                }
                (None, _) => quoted(tokens).unwrap_or_else(either),
                _ => either(),
            };
            let shown = shown(tokens);
            errors.push(tokens, format!("`{shown}` is not a header: write {fix}"));
            return None;
        }
    };
    let rest: TokenStream = rest.collect();
    let mut behind = rest.clone().into_iter();
    if matches!(behind.next(), Some(TokenTree::Punct(punct)) if punct.as_char() == '>') {
        let fix = joined(&name.to_token_stream(), &behind.collect());
        errors.push(tokens, format!("a header is not written with `=>`: write {fix}"));
        return None;
    }
    let Ok(expression) = parse2::<Expr>(rest) else {
        let shown = name.value();
        errors.push(tokens, format!("the header `{shown}` has no value: write `\"{shown}\" = CONST`"));
        return None;
    };
    let value = match parse2::<LitStr>(expression.to_token_stream()) {
        Ok(text) => {
            check_value(&text, &name.value(), &text.value(), errors)?;
            HeaderValue::Literal(text)
        }
        Err(_) => HeaderValue::Expression(Box::new(expression)),
    };
    let lower = check_name(&name, &name.value(), errors)?;
    Some((name, Header { name: lower, value }))
}

fn either() -> String {
    "`\"Name: value\"` or `\"Name\" = CONST`".to_owned()
}

/// Whether two texts are a name and its value, as `"Accept", "text/csv"`.
fn is_name_and_value(name: &TokenStream, value: &TokenStream) -> bool {
    let text = |tokens: &TokenStream| parse2::<LitStr>(tokens.clone()).ok().map(|literal| literal.value());
    text(name).is_some_and(|name| !name.is_empty() && name.bytes().all(is_token))
        && text(value).is_some_and(|value| !value.contains(": "))
}

/// Name and value as one text.
fn joined(name: &TokenStream, value: &TokenStream) -> String {
    match (parse2::<LitStr>(name.clone()), parse2::<LitStr>(value.clone())) {
        (Ok(name), Ok(value)) => {
            format!("`\"{}: {}\"`", name.value().escape_debug(), value.value().escape_debug())
        }
        (Ok(_), Err(_)) if !value.is_empty() => format!("`{name} = {value}`"),
        _ => either(),
    }
}

/// `X-Version = VERSION`, with the name in quotes.
fn quoted(tokens: &TokenStream) -> Option<String> {
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let at =
        tokens.iter().position(|token| matches!(token, TokenTree::Punct(punct) if punct.as_char() == '='))?;
    let name: String = tokens[..at].iter().map(ToString::to_string).collect();
    let value: TokenStream = tokens[at + 1..].iter().cloned().collect();
    (name.bytes().all(is_token) && !value.is_empty()).then(|| format!("`\"{name}\" = {value}`"))
}

/// Without the spaces that tokens get around `-`.
fn shown(tokens: &TokenStream) -> String {
    tokens.to_string().replace(" - ", "-")
}

/// A character of a name (RFC 9110, section 5.6.2).
fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}

/// `"Name: value"`.
fn parse_text(literal: LitStr, errors: &mut Errors) -> Option<(LitStr, Header)> {
    let text = literal.value();
    let Some((name, value)) = text.split_once(':') else {
        let shown = text.escape_debug();
        let message = match text
            .split_once([' ', '='])
            .map(|(name, value)| (name, value.trim_start_matches([' ', '='])))
        {
            Some((name, value)) if !name.is_empty() && name.bytes().all(is_token) && !value.is_empty() => {
                format!(
                    "`{shown}` has no colon behind the name: write `\"{name}: {}\"`",
                    value.escape_debug()
                )
            }
            _ => format!("`{shown}` is a header without a value: write `\"{shown}: value\"`"),
        };
        errors.push(&literal, message);
        return None;
    };
    let lower = check_name(&literal, name, errors)?;
    let value = value.trim_matches([' ', '\t']);
    check_value(&literal, name, value, errors)?;
    let value = HeaderValue::Literal(LitStr::new(value, literal.span()));
    Some((literal, Header { name: lower, value }))
}

fn check_value(literal: &LitStr, name: &str, value: &str, errors: &mut Errors) -> Option<()> {
    let Some(bad) = value.chars().find(|c| !matches!(c, ' '..='~' | '\t')) else { return Some(()) };
    let why = match bad {
        '\r' | '\n' => "a header is one line".to_owned(),
        bad => format!("`{}` cannot stand in a header", bad.escape_debug()),
    };
    let value = value.escape_debug();
    errors.push(
        literal,
        format!("the value of `{name}` is `{value}`, but {why}: use visible ASCII and spaces"),
    );
    None
}
