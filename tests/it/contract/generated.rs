//! Generated values: of every kind, within what the document allows, and the same in each run.

use std::sync::Mutex;

use prolifi::{Call, api, contract::Contract, endpoint};
use serde::Deserialize;
use serde_json::{Value, json};

use super::notes::{document, said};

#[api]
trait Notes {
    #[endpoint(POST, "/notes/<id>?<kind>")]
    fn add(
        &self,
        id: &str,
        kind: Option<&str>,
        #[header("X-Trace")] trace: Option<&str>,
        note: &Value,
    ) -> Call<()>;
}

#[derive(Deserialize)]
struct Add {
    id: String,
    kind: Option<String>,
    #[serde(rename = "X-Trace")]
    trace: Option<String>,
    body: Value,
}

fn the_document() -> String {
    let operation = json!({
        "parameters": [
            {"name": "id", "in": "path", "required": true, "schema": {"type": "string", "pattern": "^n_[0-9a-f]{4,8}$"}},
            {"name": "kind", "in": "query", "schema": {"type": "string", "enum": ["a", "b", "c"]}},
            {"name": "X-Trace", "in": "header", "schema": {"type": "string", "minLength": 12, "maxLength": 16}},
        ],
        "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Note"}}}},
    });
    let schemas = json!({"Note": {"type": "object", "required": ["kind", "at"], "properties": {
        "kind": {"enum": ["x", "y", "z", 7]},
        "at": {"type": "string", "format": "date-time"},
        "id": {"type": "string", "format": "uuid"},
        "mail": {"type": "string", "format": "email"},
        "url": {"type": "string", "format": "uri"},
        "day": {"type": "string", "format": "date", "nullable": true},
        "price": {"type": "number", "minimum": 0, "maximum": 10, "exclusiveMaximum": true, "multipleOf": 0.25},
        "count": {"type": "integer", "format": "int64", "minimum": 3, "maximum": 5},
        "code": {"type": "string", "pattern": "^(AB|CD)-\\d{3}$"},
        "tags": {"type": "array", "minItems": 1, "maxItems": 3, "items": {"type": "string", "maxLength": 2}},
        "parent": {"$ref": "#/components/schemas/Note"},
        "shape": {"oneOf": [{"type": "object", "required": ["r"], "properties": {"r": {"type": "integer"}}, "additionalProperties": false}, {"type": "boolean"}]},
        "more": {"type": "object", "additionalProperties": {"type": "integer"}},
    }}});
    document("3.0.3", "post", "/notes/{id}", operation, schemas)
}

async fn generated() -> Vec<String> {
    let all = Mutex::new(Vec::new());
    let mut contract = Contract::new(&NOTES, &the_document());
    contract
        .check_generated(NOTES.add, |api, it: &Add| {
            all.lock().unwrap().push(format!("{} {:?} {:?} {}", it.id, it.kind, it.trace, it.body));
            api.add(&it.id, it.kind.as_deref(), it.trace.as_deref(), &it.body)
        })
        .await;
    let (drifts, notes) = said(contract);
    assert!(drifts.is_empty() && notes.is_empty(), "{drifts:#?} {notes:#?}");
    all.into_inner().unwrap()
}

#[tokio::test]
async fn values_are_what_the_document_allows_and_the_same_in_each_run() {
    let first = generated().await;
    let text = first.join("\n");
    for part in [
        "n_",
        "Some(\"a\")",
        "Some(\"b\")",
        "Some(\"c\")",
        "None",
        "\"kind\":\"x\"",
        "\"kind\":\"z\"",
        "\"kind\":7",
        "\"day\":null",
        "\"price\":0.0",
        "\"price\":9.75",
        "\"count\":3",
        "\"count\":5",
        "AB-",
        "CD-",
        "\"shape\":true",
        "\"shape\":{\"r\":",
        "+02:00",
        "@",
        "https://",
        "Some(\"textxxxxxxxx\")",
    ] {
        assert!(text.contains(part), "no {part} in\n{text}");
    }
    assert_eq!(first, generated().await);
}

#[tokio::test]
async fn arguments_that_cannot_hold_a_value_are_a_difference() {
    #[derive(Deserialize)]
    struct Narrow {
        id: String,
        kind: Option<Kind>,
        body: Value,
    }
    #[derive(Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Kind {
        A,
        B,
    }
    let mut contract = Contract::new(&NOTES, &the_document());
    contract
        .check_generated(NOTES.add, |api, it: &Narrow| {
            let kind = it.kind.as_ref().map(|kind| match kind {
                Kind::A => "a",
                Kind::B => "b",
            });
            api.add(&it.id, kind, None, &it.body)
        })
        .await;
    let (drifts, _) = said(contract);
    assert_eq!(drifts.len(), 1, "{drifts:#?}");
    assert!(
        drifts[0]
            .ends_with("they cannot hold what the document allows: unknown variant `c`, expected `a` or `b`")
    );
}

#[api]
trait Charges {
    #[endpoint(POST, "/charges?<created:brackets>&<tags:repeat>", structs = "brackets", lists = "indices")]
    fn charge(&self, created: Option<&Value>, tags: &[String], #[form] charge: Option<&Value>) -> Call<()>;
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Charge {
    created: Option<Value>,
    tags: Vec<String>,
    body: Option<Value>,
}

/// What is generated of the body, and what is said.
async fn charged(parameters: Value, mut body: Value) -> (Vec<Option<Value>>, Vec<String>, Vec<String>) {
    let schema = body["schema"].take();
    body.as_object_mut().unwrap().remove("schema");
    body["content"] = json!({"application/x-www-form-urlencoded": {"schema": schema}});
    let operation = json!({"parameters": parameters, "requestBody": body});
    let document = document("3.0.3", "post", "/charges", operation, json!({}));
    let bodies = Mutex::new(Vec::new());
    let mut contract = Contract::new(&CHARGES, &document);
    contract
        .check_generated(CHARGES.charge, |api, it: &Charge| {
            bodies.lock().unwrap().push(it.body.clone());
            api.charge(it.created.as_ref(), &it.tags, it.body.as_ref())
        })
        .await;
    let (drifts, notes) = said(contract);
    (bodies.into_inner().unwrap(), drifts, notes)
}

fn tags() -> Value {
    json!([
        {"name": "tags", "in": "query", "required": true, "schema": {"type": "array", "items": {"type": "string"}}},
        {"name": "filters", "in": "query", "schema": {"type": "array", "items": {"type": "object", "properties": {"a": {}}}}},
        {"name": "created", "in": "query", "style": "deepObject", "explode": true, "schema": {"anyOf": [
            {"type": "object", "properties": {"gte": {"type": "integer"}}}, {"type": "integer"},
            {"type": "array", "items": {"type": "object", "properties": {"lt": {"type": "integer"}}}},
        ]}},
    ])
}

#[tokio::test]
async fn of_pairs_a_choice_is_read_as_what_was_meant() {
    let schema = json!({"type": "object", "required": ["off"], "properties": {
        "off": {"anyOf": [{"type": "boolean"}, {"type": "string", "enum": ["one_off"]}]},
        "card": {"anyOf": [{"type": "object", "required": ["number"], "properties": {"number": {"type": "string"}}}, {"type": "string"}]},
        "plan": {"anyOf": [{"type": "object", "required": ["count"], "properties": {"count": {"type": "integer"}}}, {"type": "string", "enum": [""]}]},
        "discounts": {"anyOf": [{"type": "array", "items": {"type": "object", "properties": {"coupon": {"type": "string"}}}}, {"type": "string", "enum": [""]}]},
        "at": {"anyOf": [{"type": "integer"}, {"type": "string", "enum": ["now"]}], "nullable": true},
    }});
    let (bodies, drifts, notes) = charged(tags(), json!({"schema": schema})).await;
    assert!(drifts.is_empty() && notes.is_empty(), "{drifts:#?} {notes:#?}");
    let all = json!(bodies).to_string();
    for part in [r#""off":true"#, r#""off":"one_off""#, r#""plan":"""#, r#""at":"now""#, r#""card":"text""#] {
        assert!(all.contains(part), "no {part} in {all}");
    }
    // In a form nothing tells it from what is absent.
    assert!(!all.contains("null"), "{all}");

    let wrong =
        json!({"schema": {"type": "object", "properties": {"a": {"type": "object", "properties": {}}}}});
    let (bodies, drifts, _) = charged(tags(), wrong).await;
    assert!(drifts.is_empty() && bodies.iter().all(Option::is_some), "{drifts:#?}");
}

#[tokio::test]
async fn a_body_is_left_out_where_the_document_says_that_it_may_be() {
    let schema = json!({"type": "object", "properties": {"a": {"type": "string"}}});
    let (bodies, drifts, _) = charged(tags(), json!({"required": false, "schema": schema})).await;
    assert!(drifts.is_empty(), "{drifts:#?}");
    assert!(bodies.contains(&None) && bodies.iter().any(Option::is_some), "{bodies:?}");
    let (bodies, ..) = charged(tags(), json!({"schema": schema})).await;
    assert!(!bodies.contains(&None), "{bodies:?}");
}

#[tokio::test]
async fn a_value_that_the_document_does_not_allow_is_not_sent() {
    // A text is one of both choices.
    let both = json!({"oneOf": [{"type": "string"}, {"type": "string", "maxLength": 9}, {"type": "object", "properties": {"a": {"type": "string"}}}]});
    let schema = json!({"type": "object", "required": ["both"], "properties": {"both": both}});
    let (bodies, drifts, _) = charged(tags(), json!({"required": true, "schema": schema})).await;
    assert!(drifts.is_empty() && !bodies.is_empty(), "{drifts:#?}");

    let none =
        json!({"type": "object", "required": ["a"], "properties": {"a": {"type": "string", "not": {}}}});
    let (bodies, drifts, notes) = charged(tags(), json!({"required": true, "schema": none})).await;
    assert!(bodies.is_empty() && drifts.is_empty(), "{drifts:#?}");
    assert_eq!(notes, ["arguments: no values were made that the document allows: nothing was sent"]);
}

#[tokio::test]
async fn a_value_of_the_path_that_the_document_forgets_is_a_text() {
    #[derive(Deserialize)]
    struct Forgotten {
        id: String,
    }
    let document = document("3.0.3", "post", "/notes/{id}", json!({}), json!({}));
    let mut contract = Contract::new(&NOTES, &document);
    contract
        .check_generated(NOTES.add, |api, it: &Forgotten| api.add(&it.id, None, None, &Value::Null))
        .await;
    let (drifts, _) = said(contract);
    assert_eq!(drifts, ["body: one of `application/json` is sent, and the document has none"]);
}
