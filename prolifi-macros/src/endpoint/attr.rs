//! The arguments of `#[endpoint(...)]`, parsed.

use proc_macro2::{Span, TokenStream, TokenTree};
use syn::{LitStr, parse2};

use super::head;
use super::http_method::HttpMethod;
use crate::errors::Errors;
use crate::options::{self, Named, Options, Piece, Place};
use crate::template::Template;

pub(crate) const OPTIONS: &[&str] = &[
    "envelope",
    "headers",
    "lists",
    "structs",
    "timeout",
    "attempt_timeout",
    "idle_timeout",
    "max_retries",
    "redirects",
    "max_body",
    "idempotent",
    "pages",
    "auth",
    "server",
    "contract",
    "crate",
];

const PLACE: Place = Place {
    attribute: "#[endpoint]",
    known: OPTIONS,
    elsewhere: &["base", "openapi", "partial", "for"],
    other: "#[api]",
};

const EXAMPLE: &str = "`#[endpoint(GET, \"/customers/<id>\")]`";

/// What could be read; a missing part has its error already.
pub(crate) struct EndpointAttr {
    pub(crate) method: Option<HttpMethod>,
    pub(crate) template: Option<(LitStr, Template)>,
    /// Where there is none, which an endpoint with `#[url]` does not need: the error for every other.
    pub(crate) without_template: Option<(TokenStream, String)>,
    pub(crate) options: Options,
}

impl EndpointAttr {
    pub(crate) fn parse(tokens: TokenStream, whole: Span, base: Option<&str>, errors: &mut Errors) -> Self {
        let pieces = options::split(tokens);
        let pieces = with_missing_commas(pieces, errors);
        let mut rest = pieces.as_slice();
        let mut attr =
            Self { method: None, template: None, without_template: None, options: Options::default() };
        if rest.is_empty() {
            errors
                .push_at(whole, format!("`#[endpoint]` needs an HTTP method and a path template: {EXAMPLE}"));
            return attr;
        }
        match head::refuse(rest, errors) {
            Some(length) => rest = &rest[length..],
            None if attr.read_method(&mut rest, errors) => {}
            None => attr.read_template(&pieces, &mut rest, base, errors),
        }
        attr.options = Options::parse(rest, &PLACE, errors);
        attr
    }

    /// Whether method and template have changed places, which is one mistake and not two.
    fn read_method(&mut self, rest: &mut &[Piece], errors: &mut Errors) -> bool {
        let [first, after @ ..] = *rest else { return false };
        let tokens = &first.tokens;
        let result = match (Named::of(tokens), parse2::<LitStr>(tokens.clone())) {
            (Some(Named::Word(word)), _) if !OPTIONS.contains(&word.to_string().as_str()) => {
                HttpMethod::from_word(&word)
            }
            (_, Ok(literal)) if literal.value().starts_with('/') => {
                let word = match after.first().and_then(|second| Named::of(&second.tokens)) {
                    Some(Named::Assigned(key, value)) if key == "method" => plain(&value),
                    Some(Named::Word(word)) => word.to_string(),
                    _ => String::new(),
                };
                let swapped = HttpMethod::is_word(&word);
                let method = if swapped { word.as_str() } else { "GET" };
                let shown = literal.value();
                errors.push(
                    tokens,
                    format!("the HTTP method comes first: write `#[endpoint({method}, \"{shown}\")]`"),
                );
                *rest = if swapped { &after[1..] } else { rest };
                return swapped;
            }
            (_, Ok(literal)) => HttpMethod::from_text(&literal),
            (Some(Named::Assigned(key, value)), _) if key == "method" => {
                Err(format!("the HTTP method stands alone: write `{}` without `method =`", plain(&value)))
            }
            (Some(Named::Assigned(..) | Named::List(..) | Named::Word(_)), _) => {
                errors.push(
                    tokens,
                    format!("`#[endpoint]` begins with the HTTP method and the template: {EXAMPLE}"),
                );
                *rest = &[];
                return true;
            }
            _ => Err(head::not_a_method(tokens, EXAMPLE)),
        };
        *rest = after;
        match result {
            Ok(method) => self.method = Some(method),
            Err(message) => match first.comma {
                Some(comma) if tokens.is_empty() => errors.push_at(comma, message),
                _ => errors.push(tokens, message),
            },
        }
        false
    }

    fn read_template(&mut self, all: &[Piece], rest: &mut &[Piece], base: Option<&str>, errors: &mut Errors) {
        let method = all.first().map(|first| &first.tokens);
        let [first, after @ ..] = *rest else {
            let word = method.filter(|_| self.method.is_some()).map_or("GET".to_owned(), ToString::to_string);
            let message =
                format!("the path template is missing: write `#[endpoint({word}, \"/customers/<id>\")]`");
            self.without_template = method.map(|method| (method.clone(), message));
            return;
        };
        if let Ok(literal) = parse2::<LitStr>(first.tokens.clone()) {
            *rest = after;
            if let Some(template) = template(&literal, base, errors) {
                self.template = Some((literal, template));
            }
            return;
        }
        let second = Named::of(&first.tokens)
            .filter(|named| matches!(named, Named::Word(word) if HttpMethod::is_word(&word.to_string())));
        if let Some((second, next)) = second.zip(after.first())
            && parse2::<LitStr>(next.tokens.clone()).is_ok()
        {
            let kept = method.map(ToString::to_string).unwrap_or_default();
            errors.push(
                second.name(),
                format!(
                    "an endpoint has one HTTP method: keep `{kept}` or `{}`, or declare an endpoint for each",
                    second.name()
                ),
            );
            *rest = &after[1..];
            return;
        }
        let message = match Named::of(&first.tokens) {
            Some(Named::Assigned(key, value)) if key == "path" || key == "template" => {
                format!("the path template stands alone: write `{}` without `{key} =`", plain(&value))
            }
            Some(named) if OPTIONS.contains(&named.name().to_string().as_str()) => {
                let message = format!("the path template comes before the options: {EXAMPLE}");
                if after.iter().any(|piece| parse2::<LitStr>(piece.tokens.clone()).is_ok()) {
                    errors.push(&first.tokens, message);
                    *rest = &[];
                } else {
                    self.without_template = Some((first.tokens.clone(), message));
                }
                return;
            }
            _ => format!(
                "`{}` is not a string literal: the path template is read when the program is built, so write it out",
                shown(&first.tokens)
            ),
        };
        *rest = after;
        match first.comma {
            Some(comma) if first.tokens.is_empty() => errors.push_at(comma, message),
            _ => errors.push(&first.tokens, message),
        }
    }
}

/// Splits the method and the template off what follows them without a comma.
fn with_missing_commas(pieces: Vec<Piece>, errors: &mut Errors) -> Vec<Piece> {
    let mut split = Vec::new();
    for Piece { tokens, comma } in pieces {
        let at = if split.len() < 2 { missing_comma(&tokens) } else { None };
        let Some((at, skipped)) = at else {
            split.push(Piece { tokens, comma });
            continue;
        };
        let before: TokenStream = tokens.clone().into_iter().take(at).collect();
        let after: TokenStream = tokens.into_iter().skip(at + skipped).collect();
        errors.push(&after, format!("a comma is missing before this: write `{before}, {after}`"));
        split.push(Piece { tokens: before, comma: None });
        split.push(Piece { tokens: after, comma });
    }
    split
}

/// Where `GET "/notes"` and `"/notes" timeout = "3s"` lack a comma, and how many tokens stand in its place.
fn missing_comma(tokens: &TokenStream) -> Option<(usize, usize)> {
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let text = |token: &TokenTree| matches!(token, TokenTree::Literal(literal) if literal.to_string().starts_with('"'));
    match tokens.as_slice() {
        [TokenTree::Ident(_), template, ..] if text(template) => Some((1, 0)),
        [template, TokenTree::Ident(_), ..] if text(template) => Some((1, 0)),
        [first, TokenTree::Punct(punct), _, ..]
            if punct.as_char() == ';' && (text(first) || matches!(first, TokenTree::Ident(_))) =>
        {
            Some((1, 1))
        }
        _ => None,
    }
}

/// The tokens as a user would write them, cut to what identifies them.
fn shown(tokens: &TokenStream) -> String {
    let text = tokens.to_string().replace(" ! ", "!").replace(" !", "!");
    match text.char_indices().nth(30) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text,
    }
}

/// `"GET"` for a word in quotes, the tokens otherwise.
fn plain(value: &TokenStream) -> String {
    match parse2::<LitStr>(value.clone()) {
        Ok(literal) if HttpMethod::is_word(&literal.value()) => literal.value(),
        _ => value.to_string(),
    }
}

/// The template of an attribute, if it is one.
fn template(literal: &LitStr, base: Option<&str>, errors: &mut Errors) -> Option<Template> {
    match Template::parse(&literal.value()) {
        Ok(_) => Template::parse(&format!("{}{}", base.unwrap_or_default(), literal.value())).ok(),
        Err(mistakes) => {
            mistakes.iter().for_each(|mistake| errors.push(literal, mistake));
            None
        }
    }
}
