//! The path of a document as a template.

use super::method::Problem;

/// A path as a template, and the names of its values.
#[derive(Debug, PartialEq)]
pub(crate) struct Path {
    pub(crate) text: String,
    /// The name in the document, and the argument.
    pub(crate) values: Vec<(String, String)>,
    /// What is fixed of the query.
    pub(crate) query: String,
    /// Whether the macro finds the operation by it.
    pub(crate) is_as_written: bool,
}

/// How a value of a path is written.
#[derive(Debug, Default)]
pub(crate) struct Style {
    /// What stands before it: `.` of the style `label`.
    pub(crate) before: String,
    pub(crate) is_list: bool,
}

/// The template of a path. `take` gives an argument its name; `style` says how a value is written.
pub(crate) fn path(
    written: &str,
    mut take: impl FnMut(&str) -> String,
    style: impl Fn(&str) -> Style,
) -> Result<Path, Problem> {
    // What stands behind `#` tells operations of one address apart, and is not sent.
    let (address, fragment) =
        written.split_once('#').map_or((written, None), |(path, rest)| (path, Some(rest)));
    let (address, query) = match address.split_once('?') {
        Some((path, query)) if !query.contains('{') => (path, query),
        Some(_) => return Err(Problem::left_out("its path holds a query with values in it")),
        None => (address, ""),
    };
    let mut is_as_written = fragment.is_none() && query.is_empty() && address.starts_with('/');
    let mut values: Vec<(String, String)> = Vec::new();
    let mut text = String::new();
    for segment in address.strip_prefix('/').unwrap_or(address).split('/') {
        text.push('/');
        let pieces = pieces(segment)?;
        let mut after_value = false;
        let mut own = String::new();
        let mut joined: Vec<String> = Vec::new();
        for piece in &pieces {
            match piece {
                Piece::Text(plain) => {
                    let encoded = encoded(plain);
                    is_as_written &= encoded == *plain;
                    own.push_str(&encoded);
                    after_value = false;
                }
                // Nothing tells where the first of two values ends: they are one argument.
                Piece::Value(name) if after_value => {
                    is_as_written = false;
                    joined.push((*name).to_owned());
                }
                Piece::Value(name) => {
                    let argument = match values.iter().find(|(known, _)| known == name) {
                        Some((_, argument)) => argument.clone(),
                        None => {
                            let argument = take(name);
                            values.push(((*name).to_owned(), argument.clone()));
                            argument
                        }
                    };
                    let Style { before, is_list } = style(name);
                    is_as_written &= before.is_empty();
                    let comma = if is_list { ":comma" } else { "" };
                    own.push_str(&format!("{before}<{}{comma}>", argument.trim_start_matches("r#")));
                    after_value = true;
                }
            }
        }
        if matches!(own.as_str(), "." | "..") {
            return Err(Problem::left_out("its path holds a dot segment, which no URL keeps"));
        }
        if own.starts_with(':') {
            own.replace_range(..1, "%3A");
            is_as_written = false;
        }
        // A template takes it for a query whose `?` was forgotten.
        let before = own.split_once('&').map(|(before, _)| before);
        if own.contains('<') && before.is_some_and(|before| !before.contains(['(', ';', '=', ','])) {
            own = own.replace('&', "%26");
            is_as_written = false;
        }
        text.push_str(&own);
    }
    let host = text.strip_prefix("//").and_then(|rest| rest.split('/').next()).unwrap_or_default();
    if host.contains(['.', ':']) || text.contains("://") {
        return Err(Problem::left_out("its path names a server"));
    }
    let query: Vec<_> = query.split('&').filter(|part| !part.is_empty() && !part.starts_with('=')).collect();
    Ok(Path {
        text,
        values,
        query: query.iter().map(|part| encoded(part)).collect::<Vec<_>>().join("&"),
        is_as_written,
    })
}

enum Piece<'a> {
    Text(&'a str),
    Value(&'a str),
}

fn pieces(segment: &str) -> Result<Vec<Piece<'_>>, Problem> {
    let mut pieces = Vec::new();
    let mut rest = segment;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, behind) = after
            .split_once('}')
            .ok_or_else(|| Problem::left_out("its path opens a value and does not close it"))?;
        if !before.is_empty() {
            pieces.push(Piece::Text(before));
        }
        // RFC 6570 writes `{+path}` and `{path*}`.
        pieces.push(Piece::Value(name.trim_matches(|c| matches!(c, '+' | '*' | ' '))));
        rest = behind;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest));
    }
    Ok(pieces)
}

/// Text as it may stand in a template.
pub(crate) fn encoded(text: &str) -> String {
    let mut encoded = String::new();
    for (at, c) in text.char_indices() {
        let hex = |from: usize| text.as_bytes().get(from).is_some_and(u8::is_ascii_hexdigit);
        let keeps = match c {
            '%' => hex(at + 1) && hex(at + 2),
            '<' | '>' | '{' | '}' | '#' | '?' | '\\' | '"' => false,
            _ => !c.is_whitespace() && !c.is_control() && c.is_ascii(),
        };
        if keeps {
            encoded.push(c);
        } else {
            let mut bytes = [0; 4];
            c.encode_utf8(&mut bytes).bytes().for_each(|byte| encoded.push_str(&format!("%{byte:02X}")));
        }
    }
    encoded
}

/// The key of a query as it may stand in a template.
pub(crate) fn key(name: &str) -> String {
    encoded(name).replace('&', "%26").replace('=', "%3D").replace('+', "%2B")
}

/// What is behind `?` for an argument: `<name>`, or `key=<name>`.
pub(crate) fn value(name: &str, argument: &str, style: &str) -> String {
    let plain = argument.trim_start_matches("r#");
    if plain == name { format!("<{plain}{style}>") } else { format!("{}=<{plain}{style}>", key(name)) }
}

#[cfg(test)]
mod tests {
    use super::{Style, path};
    use crate::names::snake;

    #[test]
    fn paths_become_templates() {
        let table = [
            ("/notes/{id}", "/notes/<id>", true),
            ("/notes/{noteId}.json", "/notes/<note_id>.json", true),
            ("/a//b/", "/a//b/", true),
            ("/token#refresh", "/token", false),
            ("/{a}{b}", "/<a>", false),
            ("/with space/{type}", "/with%20space/<type>", false),
            ("notes", "/notes", false),
            ("/:id", "/%3Aid", false),
            ("/a:run", "/a:run", true),
            ("/a&b={b}", "/a%26b=<b>", false),
            ("/f(a={a}&b={b})", "/f(a=<a>&b=<b>)", true),
            ("/100%", "/100%25", false),
        ];
        for (written, text, is_as_written) in table {
            let found = path(written, snake, |_| Style::default()).unwrap();
            assert_eq!((found.text.as_str(), found.is_as_written), (text, is_as_written), "{written}");
        }
        for written in ["/a/../b", "/{open", "//example.com/a"] {
            assert!(path(written, snake, |_| Style::default()).is_err(), "{written}");
        }
    }
}
