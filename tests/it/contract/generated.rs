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
