//! [`View`]: a JSON value that is looked into where something is asked for.

use std::{borrow::Cow, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{IgnoredAny, MapAccess, SeqAccess, Visitor},
};
use serde_json::value::RawValue;

/// How many entries of a list and members of an object are looked at.
const MOST: usize = 100;
/// The longest text and the longest name that is read, as written.
const LONGEST_TEXT: usize = 64 * 1024;
const LONGEST_NAME: usize = 1024;

/// A value in a text, as it is written there. It takes no memory however large the value is: a tree of what
/// another side wrote takes up to a hundred times its length.
#[derive(Debug, Clone, Copy)]
pub(crate) struct View<'a>(&'a RawValue);

/// The members of an object, in the order in which they are written.
#[derive(Debug)]
pub(crate) struct Members<'a>(Vec<(Cow<'a, str>, View<'a>)>);

impl<'a> View<'a> {
    /// The whole of a text; `None` if it is no JSON.
    pub(crate) fn of(text: &'a [u8]) -> Option<Self> {
        super::from_slice(text, None).ok().map(Self)
    }

    /// The value as it is written.
    pub(crate) fn json(self) -> &'a str {
        self.0.get()
    }

    /// A string, unless it is very long.
    pub(crate) fn text(self) -> Option<String> {
        read(self.json(), LONGEST_TEXT)
    }

    /// A whole number, as it is written.
    pub(crate) fn integer(self) -> Option<&'a str> {
        let digits = self.json().strip_prefix('-').unwrap_or(self.json());
        let fits = (1..=20).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        fits.then(|| self.json())
    }

    /// The entries of a list.
    pub(crate) fn list(self) -> Option<Vec<Self>> {
        self.read_with(Entries)
    }

    /// The members of an object.
    pub(crate) fn members(self) -> Option<Members<'a>> {
        self.read_with(Pairs).map(Members)
    }

    fn read_with<V: Visitor<'a>>(self, visitor: V) -> Option<V::Value> {
        serde_json::Deserializer::from_str(self.json()).deserialize_any(visitor).ok()
    }
}

impl<'a> Members<'a> {
    /// A member. Of several with the same name the last counts.
    pub(crate) fn get(&self, name: &str) -> Option<View<'a>> {
        self.iter().rev().find_map(|(other, value)| (other == name).then_some(value))
    }

    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = (&str, View<'a>)> {
        self.0.iter().map(|(name, value)| (&**name, *value))
    }
}

fn read<'a, T: Deserialize<'a>>(json: &'a str, longest: usize) -> Option<T> {
    (json.len() <= longest).then(|| serde_json::from_str(json).ok())?
}

/// The first entries of a list.
struct Entries;

impl<'de> Visitor<'de> for Entries {
    type Value = Vec<View<'de>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut entries = Vec::new();
        while entries.len() < MOST
            && let Some(entry) = list.next_element()?
        {
            entries.push(View(entry));
        }
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(entries)
    }
}

/// The first members of an object.
struct Pairs;

impl<'de> Visitor<'de> for Pairs {
    type Value = Vec<(Cow<'de, str>, View<'de>)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        while members.len() < MOST
            && let Some((name, value)) = object.next_entry::<&RawValue, &RawValue>()?
        {
            if let Some(super::deserializer::Key(name)) = read(name.get(), LONGEST_NAME) {
                members.push((name, View(value)));
            }
        }
        while object.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(members)
    }
}

#[cfg(test)]
mod tests {
    use super::View;

    fn view(json: &str) -> View<'_> {
        View::of(json.as_bytes()).expect(json)
    }

    #[test]
    fn what_is_asked_for_is_read() {
        let members =
            view(r#"{"a": "x\n", "b": [1, "y"], "\u0063": -12, "a": "z"}"#).members().expect("an object");
        let names: Vec<_> = members.iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["a", "b", "c", "a"]);
        assert_eq!(members.get("a").and_then(View::text).as_deref(), Some("z"));
        assert_eq!(members.get("c").and_then(View::integer), Some("-12"));
        let list = members.get("b").and_then(View::list).expect("a list");
        assert_eq!((list.len(), list[0].text(), list[1].text().as_deref()), (2, None, Some("y")));
        assert!(members.get("d").is_none());
        for (json, what) in [("[]", "a list"), ("1.5", "a number"), ("\"x\"", "text"), ("null", "null")] {
            assert!(view(json).members().is_none(), "{what}");
        }
        assert!(view("{}").list().is_none() && view("1.5").integer().is_none());
    }

    #[test]
    fn what_is_large_is_cut_or_passed_over() {
        let list = format!("[{}0]", "0,".repeat(1_000));
        assert_eq!(view(&list).list().map(|list| list.len()), Some(100));
        let object = format!("{{{}\"a\":1}}", "\"b\":2,".repeat(1_000));
        assert_eq!(view(&object).members().map(|all| all.iter().count()), Some(100));
        let text = format!("\"{}\"", "x".repeat(70_000));
        assert_eq!(view(&text).text(), None);
        let name = format!("{{{text}: 1, \"b\": 2}}");
        assert_eq!(view(&name).members().map(|all| all.iter().count()), Some(1));
    }
}
