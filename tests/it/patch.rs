//! `Patch` held against RFC 7396: an update built from it, serialised, and merged by an independent
//! implementation into a stored document.

use prolifi::{Patch, customers::UpdateCustomer};
use proptest::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

/// RFC 7396, section 2, as its pseudocode has it.
fn merge(target: Value, patch: Value) -> Value {
    let Value::Object(patch) = patch else { return patch };
    let mut target = match target {
        Value::Object(target) => target,
        _ => Map::new(),
    };
    for (name, value) in patch {
        if value.is_null() {
            target.remove(&name);
        } else {
            let old = target.remove(&name).unwrap_or_default();
            target.insert(name, merge(old, value));
        }
    }
    Value::Object(target)
}

/// An update of a document with the members that the RFC's examples use.
#[derive(Serialize, Deserialize, Debug, Clone, PartialEq)]
struct Update<A> {
    #[serde(default = "keep", skip_serializing_if = "Patch::is_keep")]
    a: Patch<A>,
    #[serde(default = "keep", skip_serializing_if = "Patch::is_keep")]
    b: Patch<Value>,
    #[serde(default = "keep", skip_serializing_if = "Patch::is_keep")]
    c: Patch<Value>,
}

fn keep<T>() -> Patch<T> {
    Patch::Keep
}

impl<A> Update<A> {
    fn none() -> Self {
        Self { a: Patch::Keep, b: Patch::Keep, c: Patch::Keep }
    }

    fn a(a: impl Into<Patch<A>>) -> Self {
        Self { a: a.into(), ..Self::none() }
    }
}

#[derive(Serialize)]
struct OnlyBb {
    #[serde(skip_serializing_if = "Patch::is_keep")]
    bb: Patch<OnlyCcc>,
}

#[derive(Serialize)]
struct OnlyCcc {
    #[serde(skip_serializing_if = "Patch::is_keep")]
    ccc: Patch<u8>,
}

fn json<T: Serialize>(value: T) -> Value {
    serde_json::to_value(value).expect("JSON")
}

/// The fifteen rows of RFC 7396, appendix A, as a user writes each patch.
#[test]
fn the_examples_of_the_rfc() {
    type Any = Update<Value>;
    let inner = Update::<Value> { b: json!("d").into(), c: Patch::Clear, ..Update::none() };
    let deep = Update::a(OnlyBb { bb: OnlyCcc { ccc: Patch::Clear }.into() });
    let rows = [
        (json!({"a":"b"}), json(Any::a(json!("c"))), json!({"a":"c"}), json!({"a":"c"})),
        (
            json!({"a":"b"}),
            json(Any { b: json!("c").into(), ..Any::none() }),
            json!({"b":"c"}),
            json!({"a":"b","b":"c"}),
        ),
        (json!({"a":"b"}), json(Any::a(Patch::Clear)), json!({"a":null}), json!({})),
        (json!({"a":"b","b":"c"}), json(Any::a(Patch::Clear)), json!({"a":null}), json!({"b":"c"})),
        (json!({"a":["b"]}), json(Any::a(json!("c"))), json!({"a":"c"}), json!({"a":"c"})),
        (json!({"a":"c"}), json(Any::a(json!(["b"]))), json!({"a":["b"]}), json!({"a":["b"]})),
        (
            json!({"a":{"b":"c"}}),
            json(Update::a(inner)),
            json!({"a":{"b":"d","c":null}}),
            json!({"a":{"b":"d"}}),
        ),
        (json!({"a":[{"b":"c"}]}), json(Any::a(json!([1]))), json!({"a":[1]}), json!({"a":[1]})),
        (json!(["a", "b"]), json(Patch::Set(["c", "d"])), json!(["c", "d"]), json!(["c", "d"])),
        (json!({"a":"b"}), json(Patch::Set(["c"])), json!(["c"]), json!(["c"])),
        (json!({"a":"foo"}), json(Patch::<u8>::Clear), json!(null), json!(null)),
        (json!({"a":"foo"}), json(Patch::Set("bar")), json!("bar"), json!("bar")),
        (json!({"e":null}), json(Update::a(1)), json!({"a":1}), json!({"e":null,"a":1})),
        (
            json!([1, 2]),
            json(Any { a: json!("b").into(), c: Patch::Clear, b: Patch::Keep }),
            json!({"a":"b","c":null}),
            json!({"a":"b"}),
        ),
        (json!({}), json(deep), json!({"a":{"bb":{"ccc":null}}}), json!({"a":{"bb":{}}})),
    ];
    for (target, patch, written, result) in rows {
        assert_eq!(patch, written);
        assert_eq!(merge(target, patch), result, "{written}");
    }
}

#[test]
fn an_update_that_changes_nothing_is_an_empty_object() {
    assert_eq!(serde_json::to_string(&Update::<Value>::none()).unwrap(), "{}");
    assert_eq!(serde_json::to_string(&UpdateCustomer::new()).unwrap(), "{}");
}

#[test]
fn every_field_of_a_customer_is_kept_cleared_or_set() {
    let country = uuid::uuid!("5b9a7a3e-0c6f-4d35-9d5e-3a1f5f6c1e11");
    let metadata = || Map::from_iter([("tier".to_owned(), json!(1))]);
    type Change = fn(UpdateCustomer, Option<&'static str>) -> UpdateCustomer;
    let texts: [(&str, Change); 7] = [
        ("email", |update, text| update.email(patch(text))),
        ("name", |update, text| update.name(patch(text))),
        ("first_name", |update, text| update.first_name(patch(text))),
        ("last_name", |update, text| update.last_name(patch(text))),
        ("company_name", |update, text| update.company_name(patch(text))),
        ("external_id", |update, text| update.external_id(patch(text))),
        ("phone", |update, text| update.phone(patch(text))),
    ];
    for (field, change) in texts {
        assert_eq!(json(change(UpdateCustomer::new(), Some("x"))), json!({ field: "x" }));
        assert_eq!(json(change(UpdateCustomer::new(), Some(""))), json!({ field: "" }));
        assert_eq!(json(change(UpdateCustomer::new(), None)), json!({ field: null }));
    }
    assert_eq!(json(UpdateCustomer::new().country_id(country)), json!({ "country_id": country.to_string() }));
    assert_eq!(json(UpdateCustomer::new().country_id(Patch::Clear)), json!({ "country_id": null }));
    assert_eq!(json(UpdateCustomer::new().metadata(metadata())), json!({ "metadata": { "tier": 1 } }));
    assert_eq!(json(UpdateCustomer::new().metadata(Map::new())), json!({ "metadata": {} }));
    assert_eq!(json(UpdateCustomer::new().metadata(Patch::Clear)), json!({ "metadata": null }));
    // The last word counts, also when it is to keep.
    assert_eq!(json(UpdateCustomer::new().phone("1").phone(Patch::Clear)), json!({ "phone": null }));
    assert_eq!(json(UpdateCustomer::new().phone("1").phone(Patch::Keep)), json!({}));
}

fn patch(text: Option<&str>) -> Patch<String> {
    Patch::set_or_clear(text.map(str::to_owned))
}

#[test]
fn what_cannot_be_expressed_is_said_and_not_sent() {
    // A kept value has no text of its own: where it cannot be left out, `null` would clear what was to be kept.
    let problem = |result: Result<String, serde_json::Error>| result.unwrap_err().to_string();
    for message in [
        problem(serde_json::to_string(&Patch::<u8>::Keep)),
        problem(serde_json::to_string(&[Patch::Set(1), Patch::Keep])),
        problem(serde_json::to_string(&json_map([("a", Patch::<u8>::Keep)]))),
        problem(serde_json::to_string(&Some(Patch::<u8>::Keep))),
    ] {
        assert!(message.contains(r#"skip_serializing_if = "Patch::is_keep""#), "{message}");
    }
    // A null inside a value is sent as it is, and a merge takes it for a removal: the RFC has no way to set one.
    let update = Update::a(json!({ "x": null, "y": 1 }));
    assert_eq!(json(&update), json!({ "a": { "x": null, "y": 1 } }));
    assert_eq!(merge(json!({}), json(&update)), json!({ "a": { "y": 1 } }));
    // And so is the null of an option that is set to nothing.
    assert_eq!(json(Update::a(None::<u8>)), json(Update::<u8>::a(Patch::Clear)));
}

fn json_map<T>(entries: [(&str, T); 1]) -> std::collections::BTreeMap<String, T> {
    entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

#[test]
fn an_update_can_be_stored_and_read_back() {
    for text in ["{}", r#"{"a":null}"#, r#"{"a":1}"#, r#"{"a":1,"b":null,"c":"x"}"#] {
        let update: Update<Value> = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::to_string(&update).unwrap(), text);
        let update: UpdateCustomer = serde_json::from_str(r#"{"phone":null,"name":"x"}"#).unwrap();
        assert_eq!(update, UpdateCustomer::new().name("x").phone(Patch::Clear));
    }
}

fn any_patch() -> impl Strategy<Value = Patch<Value>> {
    let value =
        prop_oneof![any::<i32>().prop_map(|n| json!(n)), ".{0,4}".prop_map(|s| json!(s)), Just(json!([1]))];
    prop_oneof![Just(Patch::Keep), Just(Patch::Clear), value.prop_map(Patch::Set)]
}

proptest! {
    #[test]
    fn kept_stays_cleared_goes_and_set_is_there(
        a in any_patch(), b in any_patch(), c in any_patch(), other in ".{0,4}",
    ) {
        let stored = json!({ "a": "old a", "b": "old b", "c": "old c", "other": other });
        let update = Update { a, b, c };
        let merged = merge(stored.clone(), json(&update));
        for (name, patch) in [("a", &update.a), ("b", &update.b), ("c", &update.c)] {
            match patch {
                Patch::Keep => prop_assert_eq!(&merged[name], &stored[name]),
                Patch::Clear => prop_assert!(merged.get(name).is_none()),
                Patch::Set(value) => prop_assert_eq!(&merged[name], value),
            }
        }
        prop_assert_eq!(&merged["other"], &stored["other"]);
        prop_assert_eq!(serde_json::from_value::<Update<Value>>(json(&update)).unwrap(), update);
    }
}
