//! `#[status(404)]`, `#[status(4xx)]`, `#[status(200, 201)]`.

use proc_macro2::TokenStream;
use syn::{Attribute, LitInt, Meta, parse2};

use crate::errors::Errors;
use crate::options::split;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    Code(u16),
    /// `4xx` is `Class(4)`.
    Class(u16),
}

impl Status {
    /// First and last.
    pub(crate) fn range(self) -> (u16, u16) {
        match self {
            Self::Code(code) => (code, code),
            Self::Class(class) => (class * 100, class * 100 + 99),
        }
    }
}

/// Each status of one attribute with the tokens it stands in.
pub(crate) fn parse(attr: &Attribute, errors: &mut Errors) -> Vec<(TokenStream, Status)> {
    const FORM: &str =
        "`#[status]` names the statuses of the variant: write `#[status(404)]` or `#[status(4xx)]`";
    let Meta::List(list) = &attr.meta else {
        errors.push(attr, FORM);
        return Vec::new();
    };
    let pieces = split(list.tokens.clone());
    if pieces.is_empty() {
        errors.push(attr, "`#[status()]` names no status: write `#[status(404)]` or `#[status(4xx)]`");
    }
    let mut statuses = Vec::new();
    for piece in pieces.into_iter().map(|piece| piece.tokens) {
        match parse_one(&piece) {
            Ok(status) => statuses.push((piece, status)),
            Err(message) if piece.is_empty() => errors.push(attr, message),
            Err(message) => errors.push(&piece, message),
        }
    }
    statuses
}

fn parse_one(tokens: &TokenStream) -> Result<Status, String> {
    let form = "write a number such as `404`, or a class such as `4xx`";
    let Ok(literal) = parse2::<LitInt>(tokens.clone()) else {
        let shown = tokens.to_string().replace(" :: ", "::").replace(" .. ", "..");
        return Err(match shown.as_str() {
            "_" | "default" | "other" => format!(
                "`{shown}` is not a status: an answer of a status that no variant names is an `Error`, so remove the variant"
            ),
            _ if class(&shown).is_some() => format!(
                "a class of statuses has a word of its own: write `#[status({}xx)]`",
                class(&shown).unwrap_or_default()
            ),
            _ if shown.contains('|') => {
                format!("statuses are listed with commas: write `#[status({})]`", shown.replace(" | ", ", "))
            }
            _ => match number_in(&shown) {
                Some(number) => format!("a status is a number: write `#[status({number})]`"),
                None => format!("`{shown}` is not a status: {form}"),
            },
        });
    };
    let number = literal.base10_parse::<u16>().ok().or_else(|| literal.base10_digits().parse().ok());
    match (number, literal.suffix()) {
        (Some(1) | Some(100..=199), "" | "xx" | "XX") => {
            Err(format!("`{tokens}` is an interim status, which is no answer: {form} of 2xx to 5xx"))
        }
        (Some(code @ 200..=599), "") => Ok(Status::Code(code)),
        (Some(class @ 2..=5), "xx" | "XX") => Ok(Status::Class(class)),
        (Some(code @ 200..=599), "u16" | "u32" | "i32") => {
            Err(format!("a status is a number without a suffix: write `#[status({code})]`"))
        }
        _ => Err(format!("`{tokens}` is not an HTTP status: {form}")),
    }
}

/// The 404 of `"404"`, `code = 404` and the like.
fn number_in(text: &str) -> Option<u16> {
    let number = text.split(|c: char| !c.is_ascii_alphanumeric()).find_map(|word| word.parse().ok());
    number.filter(|number| (200..=599).contains(number))
}

/// The 4 of `400..500`, `400..=499` and `"4xx"`.
fn class(text: &str) -> Option<char> {
    let first = text.trim_matches('"').chars().next().filter(|class| matches!(class, '2'..='5'))?;
    let next = char::from_u32(u32::from(first) + 1)?;
    let forms = [
        format!("{first}00..{next}00"),
        format!("{first}00 ..= {first}99"),
        format!("\"{first}xx\""),
        format!("\"{first}XX\""),
    ];
    forms.iter().any(|form| form == text).then_some(first)
}
