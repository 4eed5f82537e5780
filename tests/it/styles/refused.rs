//! What has no form is one error before anything is sent, which names the argument, the place in it and the reason.

use std::collections::BTreeMap;

use prolifi::{Patch, prelude::*};
use serde::{Serialize, Serializer};
use serde_json::{Value, json, value::RawValue};

use super::{Parts, client};

#[derive(Serialize)]
enum Data {
    Newtype(u8),
    Tuple(u8, u8),
    Struct { a: u8 },
}

struct Bytes;

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(b"bytes")
    }
}

#[derive(Serialize)]
struct Change {
    name: Patch<&'static str>,
}

trait Form: Api {
    #[endpoint(POST, "/f", structs = "brackets")]
    fn form<T: Serialize>(&self, #[form] changes: &T) -> Call<()>;
}
impl Form for Client {}

#[test]
fn it_names_the_argument_the_place_and_the_reason() {
    let client = client();
    let map = BTreeMap::from([("a", 1)]);
    let in_list =
        "a list, struct or map in a list has no form here: declare `lists = \"indices\"` or `\"brackets\"`";
    let in_struct = "a struct or map has no form here: declare `structs = \"brackets\"` or `\"dots\"`";
    let data = "an enum variant that carries data has no form";
    for (call, start, end) in [
        (client.plain(&map), "the query argument `color` could not be encoded: ", in_struct),
        (client.fields(BTreeMap::from([("f", &map)])), "`color` could not be encoded: at `f`: ", in_struct),
        (client.plain([[1], [2]]), "at `color[0]`: ", in_list),
        (client.comma([[1], [2]]), "at `color[0]`: ", in_list),
        (client.comma([&map]), "at `color[0]`: ", in_list),
        (client.fields_in_brackets(BTreeMap::from([("f", [&map])])), "at `f[0]`: ", in_list),
        (
            client.comma(vec![Some(1), None]),
            "at `color[1]`: ",
            "`None` in a list has no form: leave the item out",
        ),
        (client.indices(vec![Some(1), None]), "at `color[1]`: ", "`None` in a list has no form"),
        (client.brackets([f64::NAN]), "at `color[0]`: ", "NaN and infinity are no numbers that can be sent"),
        (client.plain(f32::INFINITY), "`color` could not be encoded: ", "NaN and infinity"),
        (client.plain(Bytes), "`color` could not be encoded: ", "bytes have no form"),
        (client.plain(Data::Newtype(1)), "`color` could not be encoded: ", data),
        (client.brackets([Data::Tuple(1, 2)]), "at `color[0]`: ", data),
        (client.fields(BTreeMap::from([("d", Data::Struct { a: 1 })])), "at `d`: ", data),
        (
            client.plain(json!(null)),
            "`color` could not be encoded: ",
            "an explicit null has no form: leave it out with `None`",
        ),
        (client.fields("text"), "`color` could not be encoded: ", "a value without fields has no key"),
        (client.fields([("a", 1, 2)]), "at `[0]`: ", "a list without a key has pairs as its items"),
        (client.fields(["a"]), "at `[0]`: ", "a list without a key has pairs as its items"),
        (
            client.fields(BTreeMap::from([((1, 2), 3)])),
            "`color` could not be encoded: ",
            "a key is text, a number, a bool",
        ),
        (
            client.plain(RawValue::from_string("1".into()).unwrap()),
            "`color` could not be encoded: ",
            "JSON that is kept as text",
        ),
        (
            client.plain("x").query("added", &map),
            "the query argument `added` could not be encoded: ",
            in_struct,
        ),
        (
            client.form(&Change { name: Patch::Clear }),
            "the form `changes` could not be encoded: at `name`: ",
            "an explicit null has no form",
        ),
        (client.form(&json!({"c": {"d": [1, null]}})), "at `c.d[1]`: ", "an explicit null has no form"),
        (
            client.form(&Value::from(7)),
            "the form `changes` could not be encoded: ",
            "a value without fields has no key",
        ),
    ] {
        let error = call.into_request().unwrap_err();
        assert!(error.is_build(), "{error}");
        let text = error.to_string();
        let at = text.find(start).unwrap_or_else(|| panic!("{text:?} has no {start:?}"));
        assert!(text[at + start.len()..].starts_with(end), "{text:?} has no {end:?} behind {start:?}");
    }
}

/// The error of a type's own `Serialize` is kept, with its place.
#[test]
fn the_error_of_a_type_is_kept() {
    let text = client().form(&Change { name: Patch::Keep }).into_request().unwrap_err().to_string();
    assert!(text.contains("at `name`: a `Patch::Keep` cannot be written"), "{text}");
}
