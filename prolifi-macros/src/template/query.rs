//! The query of a template: what stands behind `?`.

use super::parse::pieces;
use super::placeholder::Piece;
use super::{QueryPart, encode};
use crate::style::Style;

pub(super) fn parse(query: &str, mistakes: &mut Vec<String>) -> Vec<QueryPart> {
    let mut parts = Vec::new();
    for part in query.split('&') {
        match parse_part(part) {
            Ok(part) => parts.push(part),
            Err(message) => mistakes.push(message),
        }
    }
    parts
}

fn parse_part(part: &str) -> Result<QueryPart, String> {
    if part.is_empty() {
        return Err(
            "a part of the query is empty: remove the `?` or `&` that has nothing behind it".to_owned()
        );
    }
    match pieces(part)?.as_slice() {
        [Piece::Text(text)] if text.starts_with('=') => no_key(part),
        [Piece::Text(text)] => Ok(QueryPart::Literal(encode::query(text))),
        [Piece::Value(name, style)] => {
            Ok(QueryPart::Value { key: encode::name(name), name: (*name).to_owned(), style: *style })
        }
        [Piece::Rest(name, style)] => Ok(QueryPart::Fields { name: (*name).to_owned(), style: *style }),
        [Piece::Text("="), Piece::Value(..)] => no_key(part),
        [Piece::Text(text), Piece::Value(name, style)] if text.find('=') == Some(text.len() - 1) => {
            let key = &text[..text.len() - 1];
            if let Some((plain, words)) = key.split_once(':').filter(|(_, words)| is_style(words)) {
                return Err(format!(
                    "`{key}` is a key with a colon: write `{plain}=<{name}:{words}>`, or `%3A` for the character"
                ));
            }
            let key = encode::query(key);
            Ok(QueryPart::Value { key, name: (*name).to_owned(), style: *style })
        }
        [Piece::Text(text), Piece::Rest(name, _)] => Err(format!(
            "the fields of `{name}` bring their own keys, which `{part}` gives another: write `<{name}..>` alone, or \
             `{text}<{name}>` for one value"
        )),
        [Piece::Value(name, style), Piece::Text(text)]
            if style.is_empty() && text.strip_prefix(':').is_some_and(is_style) =>
        {
            Err(format!("the style of `{part}` stands inside: write `<{name}{text}>`"))
        }
        _ => {
            Err(format!("`{part}` mixes text and a placeholder: in the query write `key=<name>` or `<name>`"))
        }
    }
}

fn is_style(words: &str) -> bool {
    Style::of_placeholder(words).is_ok()
}

fn no_key(part: &str) -> Result<QueryPart, String> {
    Err(format!("`{part}` has no key: write `key{part}`"))
}
