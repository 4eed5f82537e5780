//! What is answered, and whether the type reads it.

use prolifi::{Call, FromResponse, Text, api, contract::Contract, endpoint};
use serde::Deserialize;
use serde_json::{Value, json};

use super::notes::{answers, document, said};

#[allow(dead_code, reason = "what is read is not looked at")]
#[derive(Deserialize)]
struct Note {
    id: u32,
    kind: Kind,
    text: String,
    due: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Short,
    Long,
}

#[api]
trait Notes {
    #[endpoint(GET, "/note")]
    fn note(&self) -> Call<Note>;
}

async fn of_note(schema: Value) -> (Vec<String>, Vec<String>) {
    let mut contract = Contract::new(&NOTES, &document("3.1.0", "get", "/note", answers(schema), json!({})));
    contract.check(|api| api.note()).await;
    said(contract)
}

/// The schema that `Note` reads, with these properties over its own.
fn note(properties: Value) -> Value {
    let mut all = json!({
        "id": {"type": "integer"}, "kind": {"enum": ["short", "long"]}, "text": {"type": "string"},
        "due": {"type": ["string", "null"], "format": "date"},
    });
    if let (Value::Object(all), Value::Object(properties)) = (&mut all, properties) {
        all.extend(properties);
    }
    json!({"type": "object", "required": ["id", "kind", "text"], "properties": all})
}

#[tokio::test]
async fn an_answer_is_read_or_the_place_is_named() {
    for (properties, expected) in [
        (json!({}), ""),
        (
            json!({"id": {"type": "integer", "format": "int64"}}),
            "answer 200 /id = 9007199254740991: the value does not fit the type: expected u32, found an integer that is none",
        ),
        (
            json!({"id": {"type": "integer", "minimum": -1}}),
            "answer 200 /id = -1: the value does not fit the type: expected u32, found an integer that is none",
        ),
        (
            json!({"kind": {"enum": ["short", "long", "wide", "deep"]}}),
            "answer 200 /kind = \"wide\": the value does not fit the type: expected `short` or `long`, found another name",
        ),
        (
            json!({"text": {"type": "object", "properties": {"html": {"type": "string"}}}}),
            "answer 200 /text = {\"html\":\"text\"}: the value does not fit the type: expected a string, found an object",
        ),
        (
            json!({"text": {"oneOf": [{"type": "string"}, {"type": "integer"}]}}),
            "answer 200 /text = 0: the value does not fit the type: expected a string, found an integer",
        ),
        (
            json!({"text": {"type": ["string", "null"]}}),
            "answer 200 /text = null: the value does not fit the type: expected a string, found null",
        ),
        (
            json!({"due": {"type": "integer"}}),
            "answer 200 /due = 7: the value does not fit the type: expected a string, found an integer",
        ),
    ] {
        let (drifts, notes) = of_note(note(properties.clone())).await;
        assert_eq!(drifts.join("\n"), expected, "{properties}");
        assert!(notes.is_empty(), "{notes:?}");
    }
}

#[tokio::test]
async fn what_is_not_promised_and_what_is_not_read_are_told() {
    let mut schema = note(
        json!({"author": {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}}}),
    );
    schema["required"] = json!(["id", "kind", "author"]);
    let (drifts, notes) = of_note(schema).await;
    assert_eq!(drifts, ["answer 200: the type needs the member `text`, which the document does not promise"]);
    assert_eq!(notes, ["answer 200 /author: the document requires it, and the type does not read it"]);

    let mut schema = note(json!({}));
    schema.as_object_mut().unwrap().remove("required");
    let (drifts, notes) = of_note(schema).await;
    assert!(drifts.is_empty(), "{drifts:?}");
    assert_eq!(
        notes[0],
        "answer 200: the type needs the member `id`, which the document does not promise: its schema says of no member whether it is required"
    );

    let (drifts, _) = of_note(json!({"type": "object", "required": ["id"], "properties": {"id": {"type": "integer"}, "knd": {"enum": ["short"]}}})).await;
    assert_eq!(
        drifts,
        [
            "answer 200: the type needs the member `kind`, which the document does not know; did you mean `knd`?",
            "answer 200: the type needs the member `kind`, which the document does not promise",
            "answer 200: the type needs the member `text`, which the document does not know",
            "answer 200: the type needs the member `text`, which the document does not promise",
        ]
    );
}

#[tokio::test]
async fn every_example_is_read() {
    let mut operation = answers(note(json!({})));
    operation["responses"]["200"]["content"]["application/json"]["examples"] = json!({
        "good": {"value": {"id": 7, "kind": "short", "text": "a"}},
        "bad": {"value": {"id": "7", "kind": "short", "text": 7}},
    });
    let mut contract = Contract::new(&NOTES, &document("3.1.0", "get", "/note", operation, json!({})));
    contract.check(|api| api.note()).await;
    let place =
        "(the example at /paths/~1note/get/responses/200/content/application~1json/examples/bad/value)";
    assert_eq!(
        said(contract).0,
        [
            format!(
                "answer 200 /id = \"7\": the value does not fit the type: expected u32, found a string {place}"
            ),
            format!(
                "answer 200 /text = 7: the value does not fit the type: expected a string, found an integer {place}"
            ),
        ]
    );
}

#[derive(FromResponse)]
enum Saved {
    #[status(200)]
    Old,
    #[status(201)]
    New,
    #[status(409)]
    Taken,
    #[status(5xx)]
    Broken,
}

#[api]
trait Statuses {
    #[endpoint(PUT, "/note")]
    fn save(&self) -> Call<Saved>;

    #[endpoint(PUT, "/note")]
    fn plain(&self) -> Call<()>;
}

#[tokio::test]
async fn statuses_of_the_type_and_of_the_document_are_the_same() {
    let of = |statuses: &[&str]| {
        let responses: Value =
            statuses.iter().map(|status| ((*status).to_owned(), json!({"description": ""}))).collect();
        document("3.1.0", "put", "/note", json!({"responses": responses}), json!({}))
    };
    for (statuses, expected) in [
        (&["200", "201", "409", "500"][..], &[][..]),
        (&["200", "201", "4XX", "5XX"], &[]),
        (&["200", "default"], &[]),
        (&["200", "201", "404"], &["answer 409", "answer 5xx"]),
        (&["200", "201", "202", "409", "500"], &["answer 202"]),
    ] {
        let document = of(statuses);
        let mut contract = Contract::new(&STATUSES, &document);
        contract.check(|api| api.save()).await;
        contract.check(|api| api.plain()).await;
        let (drifts, _) = said(contract);
        let places: Vec<_> = drifts.iter().map(|line| line.split(':').next().unwrap()).collect();
        assert_eq!(places, expected, "{statuses:?}: {drifts:?}");
    }
    let _ = [Saved::Old, Saved::New, Saved::Taken, Saved::Broken];
}

#[api(envelope = "data")]
trait Wrapped {
    #[endpoint(GET, "/note")]
    async fn wrapped(&self) -> Result<Note, prolifi::Error>;

    #[endpoint(GET, "/note")]
    fn text(&self) -> Call<Text>;
}

#[tokio::test]
async fn envelopes_futures_and_media_types_are_those_of_the_call() {
    let wrapped = json!({"type": "object", "required": ["data"], "properties": {"data": note(json!({"text": {"type": "integer"}}))}});
    let document = document("3.1.0", "get", "/note", answers(wrapped), json!({}));
    let mut contract = Contract::new(&WRAPPED, &document);
    contract.check(|api| async move { api.wrapped().await }).await;
    contract.check(|api| api.text()).await;
    let expected =
        "answer 200 /data/text = 7: the value does not fit the type: expected a string, found an integer";
    assert_eq!(said(contract).0, [expected]);

    let csv = json!({"responses": {"200": {"description": "", "content": {"text/csv": {}}}}});
    let document = super::notes::document("3.1.0", "get", "/note", csv, json!({}));
    let mut contract = Contract::new(&WRAPPED, &document);
    contract.check(|api| async move { api.wrapped().await }).await;
    contract.check(|api| api.text()).await;
    assert_eq!(
        said(contract).0,
        ["answer 200: the document answers `text/csv`, and the type asks for `application/json`"]
    );
}

#[tokio::test]
async fn what_cannot_be_checked_is_said() {
    let text = document("3.1.0", "get", "/other", json!({}), json!({}));
    let mut contract = Contract::new(&NOTES, &text);
    contract.check(|api| api.note()).await;
    assert_eq!(said(contract).0, [": the document has no such path"]);
    assert_eq!(said(Contract::new(&NOTES, &text)).0, [": it has no check"]);
    let broken = Contract::new(&NOTES, "openapi: 3.1.0").finish().unwrap_err();
    assert_eq!(
        broken.to_string(),
        "`Notes` and its document differ in 1 place\n  `Notes`: no document: not JSON: expected value at line 1 column 1\n"
    );
    let mut contract = Contract::new(&STATUSES, &document("3.1.0", "get", "/note", json!({}), json!({})));
    contract.check(|api| api.save()).await;
    assert_eq!(said(contract).0[0], ": the document has no PUT of this path, and GET");
}
