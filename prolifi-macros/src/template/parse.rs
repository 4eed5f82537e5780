//! Text to [`Template`]: the path, and what path and query have in common.
//!
//! A message quotes the part it is about, because an error can only point at the whole string literal.

use super::placeholder::{Piece, is_name, placeholder, plausible_name};
use super::{PathPart, Template, encode, query};
use crate::style::{ListStyle, Style};

impl Template {
    /// Every mistake of the template, at most one for each segment and each part of the query.
    pub(crate) fn parse(text: &str) -> Result<Self, Vec<String>> {
        if let Some(message) = not_a_path(text) {
            return Err(vec![message]);
        }
        let (path, query) = match start_of_query(text) {
            Some(at) => (&text[..at], Some(&text[at + 1..])),
            None => (text, None),
        };
        let mut mistakes = Vec::new();
        let path = parse_path(path, &mut mistakes);
        let query = query.map(|query| query::parse(query, &mut mistakes)).unwrap_or_default();
        let template = Template { path, query };
        if mistakes.is_empty() {
            check_names(&template, &mut mistakes);
        }
        if mistakes.is_empty() { Ok(template) } else { Err(mistakes) }
    }
}

/// Splits `/files/<name>.json` and the like into text and placeholders.
pub(super) fn pieces(part: &str) -> Result<Vec<Piece<'_>>, String> {
    let mut pieces = Vec::new();
    let mut rest = part;
    while !rest.is_empty() {
        let Some(open) = rest.find('<') else {
            pieces.push(Piece::Text(checked_text(rest)?));
            break;
        };
        if open > 0 {
            pieces.push(Piece::Text(checked_text(&rest[..open])?));
        }
        let inside = &rest[open + 1..];
        let Some(close) = inside.find('>') else {
            return Err(format!("`<{inside}` is not closed: write `<{}>`", plausible_name(inside)));
        };
        pieces.push(placeholder(&inside[..close])?);
        rest = &inside[close + 1..];
    }
    Ok(pieces)
}

/// The first `?` that stands in no placeholder.
fn start_of_query(text: &str) -> Option<usize> {
    let mut inside = false;
    text.char_indices().find_map(|(at, character)| {
        inside = match character {
            '<' => text[at..].contains('>'),
            '>' => false,
            _ => inside,
        };
        (character == '?' && !inside).then_some(at)
    })
}

/// A full stop at the first thing that makes the text something other than a path.
fn not_a_path(text: &str) -> Option<String> {
    if text.is_empty() {
        return Some("the path template is empty: write a path such as `\"/customers/<id>\"`".to_owned());
    }
    if names_a_server(text) {
        return Some(format!(
            "`{text}` names a server: a template is only a path, such as `\"/customers/<id>\"`; the server's address \
             belongs to the client"
        ));
    }
    if let Some((path, query)) = text.split_once("{?").or_else(|| text.split_once("{&")) {
        let shown = query.split_once('}').map_or(query, |(names, _)| names);
        let names: Vec<String> = shown.split(',').map(|name| format!("<{}>", plausible_name(name))).collect();
        return Some(format!("`{{?{shown}}}` is not a query here: write `{path}?{}`", names.join("&")));
    }
    if !text.starts_with('/') {
        let fix = match text.strip_prefix('<').and_then(|text| text.strip_suffix('>')) {
            Some(name) if is_name(name) => {
                format!("; for a whole URL write no template, and `#[url] {name}`")
            }
            _ => String::new(),
        };
        return Some(format!("a path template begins with `/`: write `\"/{text}\"`{fix}"));
    }
    None
}

/// `https://api.example.com/notes`, also without its beginning.
pub(crate) fn names_a_server(text: &str) -> bool {
    let host = text.strip_prefix("//").and_then(|rest| rest.split('/').next()).unwrap_or_default();
    text.contains("://") || host.contains(['.', ':']) || begins_with_a_host(text)
}

/// `api.example.com/notes`, and not `v1.0/notes`.
fn begins_with_a_host(text: &str) -> bool {
    let Some((host, _)) = text.split_once('/') else { return false };
    let label = |label: &str| {
        !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    host == "localhost"
        || host.starts_with("localhost:")
        || host.split('.').all(label)
            && host
                .rsplit_once('.')
                .is_some_and(|(_, last)| last.len() > 1 && last.bytes().all(|byte| byte.is_ascii_lowercase()))
}

fn parse_path(path: &str, mistakes: &mut Vec<String>) -> Vec<PathPart> {
    let mut parts = Vec::new();
    for segment in path.split('/').skip(1) {
        push_literal(&mut parts, "/");
        match parse_segment(segment) {
            Ok(pieces) => pieces.iter().for_each(|piece| match piece {
                Piece::Text(text) => push_literal(&mut parts, &encode::path(text)),
                Piece::Value(name, style) if style.is_empty() => {
                    parts.push(PathPart::Value((*name).to_owned()));
                }
                Piece::Value(name, _) => parts.push(PathPart::List((*name).to_owned())),
                Piece::Rest(name, _) => parts.push(PathPart::Rest((*name).to_owned())),
            }),
            Err(message) => mistakes.push(message),
        }
    }
    parts
}

fn push_literal(parts: &mut Vec<PathPart>, text: &str) {
    match parts.last_mut() {
        Some(PathPart::Literal(literal)) => literal.push_str(text),
        _ => parts.push(PathPart::Literal(text.to_owned())),
    }
}

/// An empty segment is one: some services have paths with `//`.
fn parse_segment(segment: &str) -> Result<Vec<Piece<'_>>, String> {
    if let Some(name) = segment.strip_prefix(':') {
        return Err(format!("`:{name}` is not a placeholder here: write `<{}>`", plausible_name(name)));
    }
    let pieces = pieces(segment)?;
    for pair in pieces.windows(2) {
        if let [Piece::Value(a, _) | Piece::Rest(a, _), Piece::Value(b, _) | Piece::Rest(b, _)] = pair {
            return Err(format!(
                "nothing tells where `<{a}>` ends and `<{b}>` begins: put text between them, such as `<{a}>-<{b}>`"
            ));
        }
    }
    let mut texts = pieces.windows(2).filter_map(|pair| match pair {
        [Piece::Text(text), Piece::Value(..) | Piece::Rest(..)] => Some(*text),
        _ => None,
    });
    // In `/f(a=<a>&b=<b>)` it has a meaning of its own.
    let begins_a_query =
        |text: &&str| text.split_once('&').is_some_and(|(before, _)| !before.contains(['(', ';', '=', ',']));
    if let Some(text) = texts.next().filter(begins_a_query) {
        let query = segment.replacen('&', "?", 1);
        return Err(format!(
            "`{text}` joins a part to a query that has not begun: write `{query}`, or `%26` for the character"
        ));
    }
    pieces.iter().try_for_each(check_path_style)?;
    let rest =
        pieces.iter().find_map(|piece| if let Piece::Rest(name, _) = piece { Some(name) } else { None });
    match (pieces.as_slice(), rest) {
        ([Piece::Text(text)], _) if matches!(encode::with_dots(text).as_str(), "." | "..") => Err(format!(
            "`{text}` is a dot segment, which every URL parser resolves, so that another path is called: write the \
             path that is meant"
        )),
        ([_, _, ..], Some(name)) => Err(format!(
            "`<{name}..>` is a list of whole segments: write it as `/<{name}..>`, without text beside it"
        )),
        _ => Ok(pieces),
    }
}

/// Of the styles only the comma means something in a path.
fn check_path_style(piece: &Piece<'_>) -> Result<(), String> {
    const COMMA: Style = Style { lists: Some(ListStyle::Comma), structs: None };
    match piece {
        Piece::Value(name, style) if !style.is_empty() && *style != COMMA => Err(format!(
            "`<{name}{style}>` stands in the path, where a list is written with commas: write `<{name}:comma>`"
        )),
        Piece::Rest(name, style) if !style.is_empty() => Err(format!(
            "`<{name}..{style}>` stands in the path, where `<{name}..>` are segments: write it without `{style}`, or \
             `<{name}:comma>` for one segment"
        )),
        _ => Ok(()),
    }
}

fn checked_text(text: &str) -> Result<&str, String> {
    if let Some((_, after)) = text.split_once('{') {
        let inside = after.split_once('}').map_or(after, |(inside, _)| inside);
        let dots = if inside.starts_with('*') || inside.ends_with(['*', '+']) { ".." } else { "" };
        return Err(format!(
            "`{{{inside}}}` is not a placeholder here: write `<{}{dots}>`",
            plausible_name(inside)
        ));
    }
    let Some(bad) = text
        .chars()
        .find(|c| c.is_whitespace() || c.is_control() || matches!(c, '>' | '}' | '#' | '\\' | '?'))
    else {
        return match encode::bad_percent(text) {
            Some(rest) => Err(format!(
                "`{rest}` in `{text}` is not an encoded byte, which has two hexadecimal digits: write `%25` for a percent sign"
            )),
            None => Ok(text),
        };
    };
    Err(match bad {
        '>' | '}' => {
            format!("`{text}` closes a placeholder that is not open: write `<{}>`", plausible_name(text))
        }
        '#' => format!(
            "`{text}` holds a fragment, which is never sent to a server: remove it, or write `%23` for `#`"
        ),
        '\\' => {
            format!("`{text}` holds a backslash, which some URL parsers read as `/`: write `/`, or `%5C`")
        }
        '?' => format!(
            "`{text}` holds a second `?`: parts of a query are joined with `&`; write `%3F` for the character"
        ),
        ' ' => format!("`{text}` holds a space: write `%20`, or remove it"),
        other => {
            format!("`{}` holds the character `{}`: remove it", text.escape_debug(), other.escape_debug())
        }
    })
}

fn check_names(template: &Template, mistakes: &mut Vec<String>) {
    let path = template.path_names();
    let query = template.query_names();
    for part in &template.path {
        let value = |name: &String| template.path.contains(&PathPart::Value(name.clone()));
        match part {
            PathPart::Rest(name) if value(name) => mistakes.push(format!(
                "`{name}` is a value and a list of segments: use two names for `<{name}>` and `<{name}..>`"
            )),
            PathPart::List(name) if value(name) || template.path.contains(&PathPart::Rest(name.clone())) => {
                mistakes.push(format!("`{name}` is written in two ways in the path: use two names"));
            }
            _ => {}
        }
    }
    for (i, name) in query.iter().enumerate() {
        if path.contains(name) {
            mistakes.push(format!(
                "`<{name}>` stands in the path and in the query: an argument goes to one place, so use two"
            ));
        } else if query[..i].contains(name) {
            mistakes.push(format!(
                "`<{name}>` stands twice in the query: an argument goes to one place, so use two"
            ));
        }
    }
}
