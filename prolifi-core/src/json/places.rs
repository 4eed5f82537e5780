//! Values at places of a text, each found as it is written, so that only what is wanted is decoded.
//!
//! A place is `""` for the whole, the name of a member, or the names on the way to it with a slash before each (a JSON
//! pointer, RFC 6901, through objects).

use std::borrow::Cow;

use serde::{
    Deserializer,
    de::{DeserializeOwned, IgnoredAny, MapAccess, Visitor},
};
use serde_json::value::RawValue;

use super::{MARK, Problem, depth, deserializer::Key, text};

/// The values at these places; `None` where there is none. Of several members with one name the last counts.
///
/// # Errors
///
/// [`Problem`]: the text is not JSON. What is skipped is not looked into.
pub(crate) fn find<'b, const N: usize>(
    body: &'b [u8],
    places: [Option<&'static str>; N],
) -> Result<[Option<&'b RawValue>; N], Problem> {
    let body = body.strip_prefix(MARK).unwrap_or(body);
    if let Some(end) = depth::exceeded(body) {
        return Err(Problem::at("the JSON is nested too deeply".into(), body, end));
    }
    let mut found = [None; N];
    let wanted = places.into_iter().enumerate().filter_map(|(slot, place)| Some((slot, place?))).collect();
    collect(text(body)?, wanted, &mut found).map_err(|(error, part)| Problem::within(&error, body, part))?;
    Ok(found)
}

/// Decodes a part of a body; the error tells where in the body it went wrong.
///
/// # Errors
///
/// [`Problem`].
pub(crate) fn read<T: DeserializeOwned>(body: &[u8], part: &RawValue) -> Result<T, Problem> {
    serde_json::from_str(part.get()).map_err(|error| Problem::within(&error, body, part.get()))
}

/// The first name of a place and the rest of it; `None` for the whole.
pub(crate) fn split(place: &'static str) -> Option<(Cow<'static, str>, &'static str)> {
    let Some(pointer) = place.strip_prefix('/') else {
        return (!place.is_empty()).then_some((place.into(), ""));
    };
    let (name, rest) = pointer.split_at(pointer.find('/').unwrap_or(pointer.len()));
    match name.contains('~') {
        true => Some((name.replace("~1", "/").replace("~0", "~").into(), rest)),
        false => Some((name.into(), rest)),
    }
}

/// What is wanted of a text: where it is to be put, and the way to it.
type Wanted = Vec<(usize, &'static str)>;

/// An error, and the text that it is about.
type Failure<'b> = (serde_json::Error, &'b str);

fn collect<'b>(part: &'b str, wanted: Wanted, found: &mut [Option<&'b RawValue>]) -> Result<(), Failure<'b>> {
    let (here, deeper): (Wanted, Wanted) = wanted.into_iter().partition(|(_, place)| place.is_empty());
    let failed = |error| (error, part);
    if !here.is_empty() || !part.trim_start().starts_with('{') {
        let value = serde_json::from_str::<&RawValue>(part).map_err(failed)?;
        here.into_iter().for_each(|(slot, _)| found[slot] = Some(value));
    }
    if deeper.is_empty() || !part.trim_start().starts_with('{') {
        return Ok(());
    }
    let mut json = serde_json::Deserializer::from_str(part);
    let members = json.deserialize_map(Members(&deeper)).and_then(|members| json.end().map(|()| members));
    for (value, wanted) in members.map_err(failed)? {
        // An earlier member of the same name may have had what the last one does not have.
        wanted.iter().for_each(|(slot, _)| found[*slot] = None);
        collect(value.get(), wanted, found)?;
    }
    Ok(())
}

/// The members of an object that lie on the way to something, with what is wanted of each.
struct Members<'a>(&'a Wanted);

impl<'b> Visitor<'b> for Members<'_> {
    type Value = Vec<(&'b RawValue, Wanted)>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'b>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        while let Some(Key(key)) = map.next_key()? {
            let through = |(slot, place): &(usize, &'static str)| {
                let (name, rest) = split(place)?;
                (name == key).then_some((*slot, rest))
            };
            let wanted: Wanted = self.0.iter().filter_map(through).collect();
            if wanted.is_empty() {
                map.next_value::<IgnoredAny>()?;
            } else {
                members.push((map.next_value()?, wanted));
            }
        }
        Ok(members)
    }
}

#[cfg(test)]
mod tests {
    use super::find;

    fn at(body: &str, place: &'static str) -> Option<String> {
        let [found] = find(body.as_bytes(), [Some(place)]).expect("JSON");
        found.map(|value| value.get().to_owned())
    }

    #[test]
    fn a_place_is_a_name_or_a_way_of_names() {
        let body = r#" {"a.b": 1, "c": {"d": {"e/f~": [2]}}, "g": 3} "#;
        for (place, expected) in [
            ("a.b", Some("1")),
            ("/a.b", Some("1")),
            ("c/d", None),
            ("/c/d/e~1f~0", Some("[2]")),
            ("/c/d", Some(r#"{"e/f~": [2]}"#)),
            ("/g/h", None),
            ("", Some(body.trim())),
        ] {
            assert_eq!(at(body, place).as_deref(), expected, "{place}");
        }
        assert_eq!(at("[1, 2]", "").as_deref(), Some("[1, 2]"));
        assert_eq!(at("[1, 2]", "a"), None);
    }

    #[test]
    fn of_several_members_with_one_name_the_last_counts() {
        assert_eq!(at(r#"{"a": {"b": 1}, "a": {"b": 2}}"#, "/a/b").as_deref(), Some("2"));
        assert_eq!(at(r#"{"a": {"b": 1}, "a": {}}"#, "/a/b"), None);
    }

    #[test]
    fn a_text_that_is_no_json_is_refused_wherever_it_breaks() {
        for body in ["", "{", r#"{"a": 1} x"#, r#"{"a": tru}"#, "[1, 2", "nul"] {
            assert!(find(body.as_bytes(), [Some("/a/b")]).is_err(), "{body}");
        }
    }
}
