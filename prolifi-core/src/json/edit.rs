//! One member of a JSON text replaced, and all else left as it was written.

use std::{borrow::Cow, fmt};

use serde::{
    Deserializer,
    de::{MapAccess, Visitor},
};
use serde_json::value::RawValue;

use super::{deserializer::Key, places::split};

/// Puts a value, which is JSON itself, at a place of an object (see [`places`](super::places)), or removes what is
/// there. An absent object on the way is made, and so is one that is `null`.
///
/// `None` where the text, or what lies on the way, is no object.
pub(crate) fn set(object: &str, place: &'static str, value: Option<&str>) -> Option<String> {
    let (name, rest) = split(place)?;
    let members = match object.trim() {
        "" | "null" => Vec::new(),
        text => {
            let mut json = serde_json::Deserializer::from_str(text);
            json.deserialize_map(Members).ok()?
        }
    };
    let mut edited = String::with_capacity(object.len() + 64);
    let mut push = |key: &str, value: &str| {
        edited.push(if edited.is_empty() { '{' } else { ',' });
        edited.push_str(&serde_json::Value::from(key).to_string());
        edited.push(':');
        edited.push_str(value);
    };
    let mut is_set = false;
    for (key, old) in &members {
        if *key != name {
            push(key, old.get());
        } else if !std::mem::replace(&mut is_set, true)
            && let Some(new) = member(old.get(), rest, value)?
        {
            push(key, &new);
        }
    }
    if !is_set && let Some(new) = member("", rest, value)? {
        push(&name, &new);
    }
    if edited.is_empty() {
        edited.push('{');
    }
    edited.push('}');
    Some(edited)
}

/// What a member becomes: `Some(None)` if it is to be absent.
fn member(old: &str, rest: &'static str, value: Option<&str>) -> Option<Option<String>> {
    match (rest, value) {
        ("", value) => Some(value.map(str::to_owned)),
        (_, None) if old.is_empty() => Some(None),
        (rest, value) => set(old, rest, value).map(Some),
    }
}

/// The members of an object, in their order.
struct Members;

impl<'b> Visitor<'b> for Members {
    type Value = Vec<(Cow<'b, str>, &'b RawValue)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'b>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        while let Some((Key(key), value)) = map.next_entry()? {
            members.push((key, value));
        }
        Ok(members)
    }
}

#[cfg(test)]
mod tests {
    use super::set;

    #[test]
    fn one_member_is_set_and_the_others_stay_as_they_were_written() {
        for (object, place, expected) in [
            (r#"{"a": 1.50, "b": [1,  2]}"#, "c", r#"{"a":1.50,"b":[1,  2],"c":"x"}"#),
            (r#"{"c": null, "a": 1e400}"#, "c", r#"{"c":"x","a":1e400}"#),
            (r#"{"q\"": {"d": 1}}"#, "/q\"/c", r#"{"q\"":{"d":1,"c":"x"}}"#),
            (r#"{"v": null}"#, "/v/c", r#"{"v":{"c":"x"}}"#),
            (r#"{"c": 1, "c": 2}"#, "c", r#"{"c":"x"}"#),
            ("", "/v/w/c", r#"{"v":{"w":{"c":"x"}}}"#),
            ("{}", "a.b", r#"{"a.b":"x"}"#),
        ] {
            assert_eq!(set(object, place, Some("\"x\"")).as_deref(), Some(expected), "{object}");
        }
        for (object, place) in [("[]", "c"), ("7", "c"), (r#"{"v": "text"}"#, "/v/c"), ("{", "c")] {
            assert_eq!(set(object, place, Some("1")), None, "{object}");
        }
    }

    #[test]
    fn a_member_is_removed_where_it_is_there() {
        for (object, place, expected) in [
            (r#"{"a":1,"c":2}"#, "c", r#"{"a":1}"#),
            (r#"{"v":{"c":2}}"#, "/v/c", r#"{"v":{}}"#),
            (r#"{"a":1}"#, "/v/c", r#"{"a":1}"#),
            (r#"{"c":1}"#, "c", "{}"),
        ] {
            assert_eq!(set(object, place, None).as_deref(), Some(expected), "{object}");
        }
    }
}
