//! What is other than a route expects, in words.

use http::{HeaderName, HeaderValue};
use percent_encoding::percent_decode_str;
use serde_json::Value;

/// How much of a value is shown.
const LONGEST_SHOWN: usize = 120;

/// What is in the name of a header that can be a secret.
const SECRETS: [&str; 5] = ["auth", "cookie", "key", "secret", "token"];

/// That a part of the request is not what it should be; `None` where it is.
pub(super) fn difference(what: &str, found: Option<&str>, expected: Option<&str>) -> Option<String> {
    match (found, expected) {
        (found, expected) if found == expected => None,
        (None, None) => None,
        (None, Some(expected)) => Some(format!("{what} is missing, and should be {}", shown(expected))),
        (Some(found), None) => Some(format!("{what} is {}, and should be absent", shown(found))),
        (Some(found), Some(expected)) => {
            Some(format!("{what} is {}, and should be {}", shown(found), shown(expected)))
        }
    }
}

/// The same of a header, whose value can be a secret.
pub(super) fn of_header(
    name: &HeaderName,
    found: Option<&HeaderValue>,
    expected: Option<&HeaderValue>,
) -> Option<String> {
    if found == expected {
        return None;
    }
    let secret = SECRETS.iter().any(|word| name.as_str().contains(word))
        || found.into_iter().chain(expected).any(HeaderValue::is_sensitive);
    let what = format!("the header `{name}`");
    if secret {
        return Some(match (found, expected) {
            (None, _) => format!("{what} is missing"),
            (_, None) => format!("{what} should be absent"),
            _ => format!("{what} is another one, which is not shown"),
        });
    }
    let text = |value: Option<&HeaderValue>| {
        value.map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
    };
    difference(&what, text(found).as_deref(), text(expected).as_deref())
}

/// The first place at which two JSON values differ.
pub(super) fn of_json(found: &Value, expected: &Value) -> Option<String> {
    let (place, found, expected) = first(found, expected, String::new())?;
    let what = match place.as_str() {
        "" => "the body".to_owned(),
        place => format!("`{}` of the body", place.trim_start_matches('.')),
    };
    let text = |value: Option<&Value>| value.map(Value::to_string);
    difference(&what, text(found).as_deref(), text(expected).as_deref())
}

type Place<'a> = (String, Option<&'a Value>, Option<&'a Value>);

fn first<'a>(found: &'a Value, expected: &'a Value, place: String) -> Option<Place<'a>> {
    match (found, expected) {
        _ if found == expected => None,
        (Value::Object(found), Value::Object(expected)) => {
            let names = expected.keys().chain(found.keys());
            names
                .into_iter()
                .find_map(|name| member(found.get(name), expected.get(name), format!("{place}.{name}")))
        }
        (Value::Array(found), Value::Array(expected)) => {
            let longest = found.len().max(expected.len());
            (0..longest).find_map(|at| member(found.get(at), expected.get(at), format!("{place}[{at}]")))
        }
        _ => Some((place, Some(found), Some(expected))),
    }
}

fn member<'a>(found: Option<&'a Value>, expected: Option<&'a Value>, place: String) -> Option<Place<'a>> {
    match (found, expected) {
        (Some(found), Some(expected)) => first(found, expected, place),
        _ => Some((place, found, expected)),
    }
}

/// A value in quotes, cut where it is long.
fn shown(text: &str) -> String {
    let mut chars = text.chars();
    let start: String =
        chars.by_ref().take(LONGEST_SHOWN).map(|char| if char.is_control() { ' ' } else { char }).collect();
    let rest = if chars.next().is_some() { ".." } else { "" };
    format!("`{start}{rest}`")
}

/// What is percent-encoded, as it is read.
pub(super) fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::of_json;

    #[test]
    fn the_first_place_is_named() {
        for (found, expected, says) in [
            (json!({"a": 1}), json!({"a": 1}), None),
            (
                json!({"a": {"b": [1, 2]}}),
                json!({"a": {"b": [1, 3]}}),
                Some("`a.b[1]` of the body is `2`, and should be `3`"),
            ),
            (
                json!({"a": 1, "b": null}),
                json!({"a": 1}),
                Some("`b` of the body is `null`, and should be absent"),
            ),
            (json!({}), json!({"a": "x"}), Some("`a` of the body is missing, and should be `\"x\"`")),
            (json!([]), json!({}), Some("the body is `[]`, and should be `{}`")),
        ] {
            assert_eq!(of_json(&found, &expected).as_deref(), says);
        }
    }
}
