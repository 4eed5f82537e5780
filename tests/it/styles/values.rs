//! What a single value is written as, whatever the style.

use std::{
    collections::{BTreeMap, HashSet},
    fmt::{self, Write},
    marker::PhantomData,
};

use serde::{Serialize, Serializer};

use super::{Parts, client, query};

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
enum State {
    PastDue,
}

#[derive(Serialize)]
struct Id<T>(T);

#[derive(Serialize)]
struct Marker;

#[derive(Serialize)]
#[serde(untagged)]
enum NameOrNumber {
    Name(&'static str),
    Number(u8),
}

/// Is written by its `Display`, which is cut into pieces.
struct Shown;

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a b")?;
        f.write_char('&')?;
        f.write_str("ü")
    }
}

impl Serialize for Shown {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[test]
fn each_type_has_one_form() {
    let client = client();
    for (call, value) in [
        (client.plain(i8::MIN), "-128"),
        (client.plain(u64::MAX), "18446744073709551615"),
        (client.plain(i128::MIN), "-170141183460469231731687303715884105728"),
        (client.plain(u128::MAX), "340282366920938463463374607431768211455"),
        // As `serde_json` writes them.
        (client.plain(1.0), "1.0"),
        (client.plain(0.1_f32), "0.1"),
        (client.plain(-0.0), "-0.0"),
        (client.plain(f64::MIN), "-1.7976931348623157e%2B308"),
        (client.plain(5e-324), "5e-324"),
        (client.plain(f64::from(0.1_f32)), "0.10000000149011612"),
        (client.plain(1e16), "1e%2B16"),
        (client.plain(true), "true"),
        (client.plain('é'), "%C3%A9"),
        (client.plain("~-._ *+%"), "~-._%20%2A%2B%25"),
        (client.plain(State::PastDue), "past-due"),
        (client.plain(Id("x")), "x"),
        (client.plain(Id(Some(7))), "7"),
        (client.plain(NameOrNumber::Name("n")), "n"),
        (client.plain(NameOrNumber::Number(7)), "7"),
        (client.plain(Shown), "a%20b%26%C3%BC"),
        (client.plain(uuid::Uuid::nil()), "00000000-0000-0000-0000-000000000000"),
        (
            client.plain("2026-03-13T09:00:00Z".parse::<jiff::Timestamp>().unwrap()),
            "2026-03-13T09%3A00%3A00Z",
        ),
        (client.plain(serde_json::json!(12.5)), "12.5"),
    ] {
        assert_eq!(query(call), Some(format!("color={value}")));
    }
}

#[test]
fn nothing_is_sent_for_what_is_not_there() {
    let client = client();
    for call in [
        client.plain(None::<u8>),
        client.plain(Some(None::<u8>)),
        client.plain(Id(None::<u8>)),
        client.plain([0_u8; 0]),
        client.plain(Marker),
        client.plain(PhantomData::<u8>),
        client.brackets([[0_u8; 0]; 2]),
        client.brackets(BTreeMap::from([("a", None::<u8>)])),
        client.brackets(Vec::<u8>::new()),
        client.fields(None::<BTreeMap<u8, u8>>),
        client.fields(()),
        client.fields([("a", ""); 0]),
    ] {
        assert_eq!(query(call), None);
    }
}

#[test]
fn arrays_tuples_sets_and_slices_are_lists() {
    let client = client();
    for call in [
        client.comma([1, 2]),
        client.comma(vec![1, 2]),
        client.comma(Id([1, 2])),
        client.comma(Some((1, "2"))),
        client.comma((1, Id(2_u64))),
    ] {
        assert_eq!(query(call).as_deref(), Some("color=1,2"));
    }
    assert_eq!(query(client.comma(HashSet::from(["a,b"]))).as_deref(), Some("color=a%2Cb"));
    assert_eq!(query(client.pipe(["a|b", "", "c"])).as_deref(), Some("color=a%7Cb||c"));
    assert_eq!(
        query(client.brackets(([1, 2], 3))).as_deref(),
        Some("color%5B%5D%5B%5D=1&color%5B%5D%5B%5D=2&color%5B%5D=3")
    );
}

#[derive(Serialize)]
struct Flattened {
    first: u8,
    #[serde(flatten)]
    second: BTreeMap<&'static str, Vec<u8>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    third: Option<u8>,
    #[serde(rename = "a&b")]
    fourth: Option<Tagged>,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Tagged {
    Range { from: u8 },
}

#[test]
fn flattened_and_tagged_structs_are_written_by_their_fields() {
    let value =
        |fourth| Flattened { first: 1, second: BTreeMap::from([("x y", vec![2, 3])]), third: None, fourth };
    assert_eq!(query(client().fields(value(None))).as_deref(), Some("first=1&x%20y=2&x%20y=3"));
    assert_eq!(
        query(client().fields_in_brackets(value(Some(Tagged::Range { from: 4 })))).as_deref(),
        Some("first=1&x%20y=2,3&a%26b%5Bkind%5D=range&a%26b%5Bfrom%5D=4")
    );
}

#[test]
fn keys_of_maps_are_text_numbers_bools_and_enums() {
    #[derive(Serialize, PartialEq, Eq, PartialOrd, Ord)]
    enum Unit {
        Metre,
    }
    let client = client();
    for (call, expected) in [
        (client.fields(BTreeMap::from([(-7, 'a')])), "-7=a"),
        (client.fields(BTreeMap::from([(true, 'a')])), "true=a"),
        (client.fields(BTreeMap::from([('=', 'a')])), "%3D=a"),
        (client.fields(BTreeMap::from([(Unit::Metre, 'a')])), "Metre=a"),
        (client.fields(BTreeMap::from([(uuid::Uuid::nil(), 'a')])), "00000000-0000-0000-0000-000000000000=a"),
        (client.dots(BTreeMap::from([("a.b", BTreeMap::from([(1, 2)]))])), "color.a.b.1=2"),
        (client.brackets(BTreeMap::from([("a]", 1)])), "color%5Ba%5D%5D=1"),
    ] {
        assert_eq!(query(call).as_deref(), Some(expected));
    }
}
