//! The query of a template: what stands behind `?`.

use super::{QueryPart, encode, parse::Piece, parse::pieces};

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
            let key = encode::query(&text[..text.len() - 1]);
            Ok(QueryPart::Value { key, name: (*name).to_owned(), style: *style })
        }
        [Piece::Text(text), Piece::Rest(name, _)] => Err(format!(
            "the fields of `{name}` bring their own keys, which `{part}` gives another: write `<{name}..>` alone, or \
             `{text}<{name}>` for one value"
        )),
        _ => {
            Err(format!("`{part}` mixes text and a placeholder: in the query write `key=<name>` or `<name>`"))
        }
    }
}

fn no_key(part: &str) -> Result<QueryPart, String> {
    Err(format!("`{part}` has no key: write `key{part}`"))
}
