//! [`Problem`]: why a body could not be decoded, without what stood there.

use std::{borrow::Cow, fmt};

use serde_json::error::Category;

use super::locate;
use crate::text::moves_text;

/// Why a body could not be decoded. It quotes the names of members and nothing of the values, so it can be
/// logged.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    what: Cow<'static, str>,
    /// Members and indices that lead to the place: `data.items[3].created_at`.
    path: String,
    /// What the type wanted, and what kind of value is there; empty where nothing is known of it.
    why: String,
    line: usize,
    column: usize,
}

/// What is said where a value is JSON, and not what the type wants.
const UNFIT: &str = "the value does not fit the type";
/// How much of what a type says of itself is shown.
const LONGEST_EXPECTED: usize = 200;

impl Problem {
    pub(super) fn new(error: &serde_json::Error, body: &[u8]) -> Self {
        let end = offset(body, error.line(), error.column());
        let text = message(error);
        let (what, why) = match error.classify() {
            Category::Data => match missing_field(&text) {
                Some(what) => (what.into(), String::new()),
                None => (UNFIT.into(), mismatch(&text, body, end)),
            },
            Category::Eof if body.is_empty() => ("the body is empty".into(), String::new()),
            Category::Eof => ("the JSON ends too early".into(), String::new()),
            // What serde_json says of an enum that is no string and no object.
            Category::Syntax if text == "expected value" && begins_value(body, end) => {
                (UNFIT.into(), format!("found {}", kind_at(body, end)))
            }
            Category::Syntax | Category::Io => (malformed(&text).into(), String::new()),
        };
        Self { why, ..Self::at(what, body, end) }
    }

    /// An error about a part of the body.
    pub(super) fn within(error: &serde_json::Error, body: &[u8], part: &str) -> Self {
        let start = (part.as_ptr() as usize).saturating_sub(body.as_ptr() as usize);
        let end = start + offset(part.as_bytes(), error.line(), error.column());
        let Self { what, why, .. } = Self::new(error, part.as_bytes());
        Self { why, ..Self::at(what, body, end) }
    }

    /// `end` is behind the byte that is wrong.
    pub(super) fn at(what: Cow<'static, str>, body: &[u8], end: usize) -> Self {
        let (line, column) = position(body, end);
        Self { what, path: locate::path(body, end), why: String::new(), line, column }
    }

    pub(crate) fn missing(member: &str) -> Self {
        let what = format!("there is no member `{member}`, which holds the value").into();
        Self { what, path: String::new(), why: String::new(), line: 1, column: 1 }
    }
}

/// What serde_json says, without the place.
fn message(error: &serde_json::Error) -> String {
    let mut text = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    if text.ends_with(&place) {
        text.truncate(text.len() - place.len());
    }
    text
}

fn malformed(text: &str) -> &'static str {
    match text {
        "recursion limit exceeded" => "the JSON is nested too deeply",
        "number out of range" => "a number is larger than any that can be read",
        _ => "the body is not JSON",
    }
}

/// `missing field` messages hold the name of a field of the type, and nothing of the body.
fn missing_field(text: &str) -> Option<String> {
    let name = text.strip_prefix("missing field `")?.strip_suffix('`')?;
    is_name(name).then(|| format!("the field `{name}` is missing"))
}

fn is_name(name: &str) -> bool {
    name.len() <= 64 && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-.$@".contains(&b))
}

/// What was expected and what kind of value was found, from what serde says of both. Its messages quote the
/// value; what the type expects stands behind the last of the words that part the two.
fn mismatch(text: &str, body: &[u8], end: usize) -> String {
    if let Some(ty) = text.strip_prefix("data did not match any variant of untagged enum ")
        && is_name(ty)
    {
        return format!("no variant of `{ty}` takes it");
    }
    if let Some(name) = text.strip_prefix("duplicate field `").and_then(|rest| rest.strip_suffix('`'))
        && is_name(name)
    {
        return format!("the field `{name}` stands twice");
    }
    let expected = text.rfind(", expected ").map(|at| shown(&text[at + ", expected ".len()..]));
    match (serde_word(text), expected) {
        (Some("unknown variant"), Some(expected)) => format!("expected {expected}, found another name"),
        (Some("unknown field"), Some(expected)) => format!("expected {expected}, found another member"),
        (Some("invalid length"), Some(expected)) => format!("expected {expected}, found another length"),
        (Some("invalid type"), Some(expected)) => {
            format!("expected {expected}, found {}", found(text, body, end))
        }
        (Some("invalid value"), Some(expected)) => {
            format!("expected {expected}, found {} that is none", found(text, body, end))
        }
        // The words of the type's author, who may quote the value. A bracket may close what is around it.
        _ if body[..end].ends_with(b"}") || body[..end].ends_with(b"]") => String::new(),
        _ => format!("found {}", kind_at(body, end)),
    }
}

/// Which of the messages of `serde::de::Error` it is.
fn serde_word(text: &str) -> Option<&'static str> {
    const WORDS: [(&str, &str); 5] = [
        ("invalid type: ", "invalid type"),
        ("invalid value: ", "invalid value"),
        ("invalid length ", "invalid length"),
        ("unknown variant `", "unknown variant"),
        ("unknown field `", "unknown field"),
    ];
    WORDS.iter().find_map(|(start, word)| text.starts_with(start).then_some(*word))
}

/// The kind of value that serde says it found (`serde::de::Unexpected`), or else that of the text.
fn found(text: &str, body: &[u8], end: usize) -> &'static str {
    let value = text.split_once(": ").map_or("", |(_, value)| value);
    let kinds = [
        ("boolean `", "a boolean"),
        ("integer `", "an integer"),
        ("floating point `", "a number"),
        ("string \"", "a string"),
        ("null,", "null"),
        ("unit value", "null"),
        ("sequence", "a list"),
        ("map", "an object"),
    ];
    kinds
        .iter()
        .find_map(|(start, kind)| value.starts_with(start).then_some(*kind))
        .unwrap_or_else(|| kind_at(body, end))
}

fn begins_value(body: &[u8], end: usize) -> bool {
    let first = end.checked_sub(1).and_then(|first| body.get(first));
    first.is_some_and(|byte| matches!(byte, b'0'..=b'9' | b'-' | b'"' | b'[' | b'{' | b't' | b'f' | b'n'))
}

/// What kind of value ends at a place, or begins there.
fn kind_at(body: &[u8], end: usize) -> &'static str {
    match end.checked_sub(1).and_then(|last| body.get(last)) {
        Some(b'"') => "a string",
        Some(b'0'..=b'9' | b'-') => "a number",
        Some(b'e' | b't' | b'f') => "a boolean",
        Some(b'l' | b'n') => "null",
        Some(b'[' | b']') => "a list",
        Some(b'{' | b'}') => "an object",
        _ => "another value",
    }
}

/// What a type says of itself, on one line.
fn shown(expected: &str) -> String {
    let mut line: String = expected
        .chars()
        .take(LONGEST_EXPECTED)
        .map(|c| if c.is_control() || moves_text(c) { '\u{fffd}' } else { c })
        .collect();
    if line.len() < expected.len() {
        line.push('…');
    }
    line
}

/// The byte offset of a line and column as serde_json counts them: columns in bytes, from 1.
fn offset(text: &[u8], line: usize, column: usize) -> usize {
    let start: usize =
        text.split_inclusive(|b| *b == b'\n').take(line.saturating_sub(1)).map(<[u8]>::len).sum();
    (start + column).min(text.len())
}

/// The line and column of a byte offset.
fn position(text: &[u8], offset: usize) -> (usize, usize) {
    let before = &text[..offset.min(text.len())];
    let line = before.iter().filter(|b| **b == b'\n').count() + 1;
    let column = before.iter().rev().take_while(|b| **b != b'\n').count();
    (line, column.max(1))
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)?;
        if !self.path.is_empty() {
            write!(f, " at `{}`", self.path)?;
        }
        write!(f, " (line {}, column {})", self.line, self.column)?;
        if !self.why.is_empty() {
            write!(f, ": {}", self.why)?;
        }
        Ok(())
    }
}
