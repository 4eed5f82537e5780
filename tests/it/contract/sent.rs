//! What is sent, part by part.

use prolifi::{Call, Multipart, api, contract::Contract, endpoint};
use serde::Serialize;
use serde_json::{Value, json};

use super::notes::{document, said};

#[derive(Serialize)]
pub struct Filter {
    tags: Vec<&'static str>,
    range: Range,
}

#[derive(Serialize)]
pub struct Range {
    from: u32,
}

#[api]
trait Lists {
    #[endpoint(GET, "/repeated?<ids>")]
    fn repeated(&self, ids: &[u32]) -> Call<()>;

    #[endpoint(GET, "/comma?<ids:comma>")]
    fn comma(&self, ids: &[u32]) -> Call<()>;

    #[endpoint(GET, "/pipe?<ids:pipe>")]
    fn pipe(&self, ids: &[u32]) -> Call<()>;

    #[endpoint(GET, "/space?<ids:space>")]
    fn space(&self, ids: &[u32]) -> Call<()>;

    #[endpoint(GET, "/brackets?<ids:brackets>")]
    fn brackets(&self, ids: &[u32]) -> Call<()>;
}

#[tokio::test]
async fn a_list_is_written_in_the_style_of_the_document() {
    let ids = [7, 8];
    let list = json!({"type": "array", "items": {"type": "integer", "minimum": 1}});
    let of = |style: Option<&str>, explode: Option<bool>| {
        let mut parameter = json!({"name": "ids", "in": "query", "schema": list});
        if let Some(style) = style {
            parameter["style"] = json!(style);
        }
        if let Some(explode) = explode {
            parameter["explode"] = json!(explode);
        }
        let operation =
            json!({"get": {"parameters": [parameter], "responses": {"204": {"description": ""}}}});
        let paths: Value = ["/repeated", "/comma", "/pipe", "/space", "/brackets"]
            .into_iter()
            .map(|path| (path.to_owned(), operation.clone()))
            .collect();
        json!({"openapi": "3.1.0", "paths": paths}).to_string()
    };
    // Which of ours are right: repeated, comma, pipe, space, brackets.
    for (style, explode, right) in [
        (None, None, [true, false, false, false, false]),
        (Some("form"), Some(false), [false, true, false, false, false]),
        (Some("pipeDelimited"), None, [false, false, true, false, false]),
        (Some("spaceDelimited"), Some(false), [false, false, false, true, false]),
        (Some("pipeDelimited"), Some(true), [true, false, false, false, false]),
    ] {
        let document = of(style, explode);
        let mut found = [const { Vec::new() }; 5];
        for (at, found) in found.iter_mut().enumerate() {
            let mut contract = Contract::new(&LISTS, &document);
            match at {
                0 => contract.check(|api| api.repeated(&ids)).await,
                1 => contract.check(|api| api.comma(&ids)).await,
                2 => contract.check(|api| api.pipe(&ids)).await,
                3 => contract.check(|api| api.space(&ids)).await,
                _ => contract.check(|api| api.brackets(&ids)).await,
            }
            *found = said(contract).0;
            found.retain(|line| !line.ends_with("it has no check"));
        }
        let is_right = found.each_ref().map(Vec::is_empty);
        assert_eq!(is_right, right, "{style:?} {explode:?}: {found:#?}");
    }
}

#[tokio::test]
async fn items_are_held_against_their_schema() {
    let list = json!({"type": "array", "items": {"type": "integer", "maximum": 7}, "maxItems": 1});
    let parameter = json!([{"name": "ids", "in": "query", "explode": false, "schema": list}]);
    let document = document("3.0.3", "get", "/comma", json!({"parameters": parameter}), json!({}));
    let mut contract = Contract::new(&LISTS, &document);
    contract.check(|api| api.comma(&[7, 8])).await;
    let (mut drifts, _) = said(contract);
    drifts.retain(|line| !line.ends_with("it has no check"));
    assert_eq!(
        drifts,
        [
            "query `ids` = [7,8]: it has more than 1 item",
            "query `ids` /1 = 8: it is greater than the maximum of 7",
        ]
    );
}

#[api]
trait Parts {
    #[endpoint(POST, "/notes/<id>:pin?<kind>&<filter..:brackets>")]
    fn everything(
        &self,
        id: &str,
        kind: Option<&str>,
        filter: &Filter,
        #[header("X-Source")] source: &str,
        #[cookie("session")] session: &str,
        body: &Value,
    ) -> Call<()>;
}

#[tokio::test]
async fn each_part_is_named_with_its_value() {
    let operation = json!({
        "parameters": [
            {"name": "note_id", "in": "path", "required": true, "schema": {"type": "string", "format": "uuid"}},
            {"name": "kind", "in": "query", "schema": {"enum": ["short", "long"]}},
            {"name": "range", "in": "query", "style": "deepObject", "schema": {"type": "object", "properties": {"from": {"type": "integer", "minimum": 10}}}},
            {"name": "page", "in": "query", "required": true, "schema": {"type": "integer"}},
            {"name": "X-Source", "in": "header", "schema": {"type": "string", "pattern": "^[a-z]+$"}},
            {"name": "session", "in": "cookie", "schema": {"type": "integer"}},
        ],
        "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Note"}}}},
    });
    let schemas = json!({
        "Note": {"allOf": [{"$ref": "#/components/schemas/Base"}, {"type": "object", "required": ["title"], "properties": {"title": {"type": "string"}}}]},
        "Base": {"type": "object", "properties": {"text": {"type": "string"}, "due": {"type": "string", "format": "date"}}},
    });
    let document = document("3.1.0", "post", "/notes/{note_id}:pin", operation, schemas);
    let mut contract = Contract::new(&PARTS, &document);
    let filter = Filter { tags: vec!["a", "b"], range: Range { from: 7 } };
    let body = json!({"tetx": 7, "due": "tomorrow"});
    contract.check(|api| api.everything("a/b", Some("tiny"), &filter, "Cron 7", "abc", &body)).await;
    assert_eq!(
        said(contract).0,
        [
            "body = {\"due\":\"tomorrow\",\"tetx\":7}: the member `title` is missing, which the document requires",
            "body /due = \"tomorrow\": it is no `date`",
            "body /tetx = 7: the document knows no such member; did you mean `text`?",
            "cookie `session` = \"abc\": it is not of type \"integer\"",
            "header `X-Source` = \"Cron 7\": it does not match \"^[a-z]+$\"",
            "path `note_id` = \"a/b\": it is no `uuid`",
            "query `kind` = \"tiny\": it is none of `short`, `long`",
            "query `page`: it is not sent, and the document requires it",
            "query `range` /from = 7: it is less than the minimum of 10",
            "query `tags[]` = \"a\": the document knows no such parameter, and has `kind`, `range`, `page`",
        ]
    );
}

#[tokio::test]
async fn a_member_that_the_document_does_not_name_is_a_difference_unless_it_is_welcome() {
    let note = |more: Value| {
        let mut schema = json!({"type": "object", "properties": {"text": {"type": "string"}}});
        schema.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        schema
    };
    let choice = json!({"oneOf": [note(json!({})), {"type": "object", "required": ["n"], "properties": {"n": {"type": "integer"}}}]});
    for (schema, body, expected) in [
        (
            note(json!({})),
            json!({"tex": "a"}),
            "body /tex = \"a\": the document knows no such member; did you mean `text`?",
        ),
        (note(json!({})), json!({"text": "a", "zzz": 1}), "body /zzz = 1: the document knows no such member"),
        (note(json!({"additionalProperties": true})), json!({"tex": "a"}), ""),
        (
            note(json!({"additionalProperties": false})),
            json!({"tex": "a"}),
            "body /tex = \"a\": the document knows no such member; did you mean `text`?",
        ),
        (
            note(json!({"additionalProperties": {"type": "string"}})),
            json!({"tex": 7}),
            "body /tex = 7: it is not of type \"string\"",
        ),
        (json!({"type": "object"}), json!({"tex": "a"}), ""),
        (choice.clone(), json!({"text": "a"}), ""),
        (
            json!({"type": "array", "items": note(json!({}))}),
            json!([{"text": "a"}, {"tex": "a"}]),
            "body /1/tex = \"a\": the document knows no such member; did you mean `text`?",
        ),
    ] {
        let operation = json!({"requestBody": {"content": {"application/json": {"schema": schema}}}});
        let document = document("3.1.0", "put", "/notes", operation, json!({}));
        let mut contract = Contract::new(&BODIES, &document);
        contract.check(|api| api.json(&body)).await;
        let (mut drifts, _) = said(contract);
        drifts.retain(|line| !line.ends_with("it has no check"));
        assert_eq!(drifts.join("\n"), expected, "{schema}");
    }
}

#[api]
trait Bodies {
    #[endpoint(PUT, "/notes")]
    fn json(&self, body: &Value) -> Call<()>;

    #[endpoint(PUT, "/notes")]
    fn form(&self, #[form] body: &[(&str, &str)]) -> Call<()>;

    #[endpoint(PUT, "/notes")]
    fn multipart(&self, #[multipart] body: Multipart) -> Call<()>;

    #[endpoint(PUT, "/notes")]
    fn nothing(&self) -> Call<()>;
}

#[tokio::test]
async fn a_body_is_held_against_its_media_type() {
    let schema = json!({"type": "object", "required": ["text"], "properties": {
        "text": {"type": "string"}, "size": {"type": "integer"}, "tags": {"type": "array", "items": {"type": "string"}},
        "to": {"type": "object", "properties": {"n": {"type": "integer"}}},
    }});
    let of = |media_type: &str, required: bool| {
        let body = json!({"required": required, "content": {media_type: {"schema": schema}}});
        document("3.0.3", "put", "/notes", json!({"requestBody": body}), json!({}))
    };
    let form = of("application/x-www-form-urlencoded", true);
    let pairs = [("text", "a b"), ("size", "x"), ("tags", "1"), ("tags", "2"), ("to[n]", "7"), ("more", "1")];
    let mut contract = Contract::new(&BODIES, &form);
    contract.check(|api| api.form(&pairs)).await;
    contract.check(|api| api.json(&json!({}))).await;
    contract.check(|api| api.nothing()).await;
    let (mut drifts, _) = said(contract);
    drifts.retain(|line| !line.ends_with("it has no check"));
    assert_eq!(
        drifts,
        [
            "body: it is sent as `application/json`, and the document takes `application/x-www-form-urlencoded`",
            "body /more = \"1\": the document knows no such member",
            "body /size = \"x\": it is not of type \"integer\"",
            "body: none is sent, and the document requires one",
        ]
    );
    let multipart = of("multipart/form-data", false);
    let mut contract = Contract::new(&BODIES, &multipart);
    contract.check(|api| api.multipart(Multipart::new().text("txet", "a"))).await;
    contract.check(|api| api.nothing()).await;
    let (mut drifts, _) = said(contract);
    drifts.retain(|line| !line.ends_with("it has no check"));
    assert_eq!(
        drifts,
        [
            "body, part `text`: it is not sent, and the document requires it",
            "body, part `txet`: the document knows no such part; did you mean `text`?",
        ]
    );
    let none = document("3.0.3", "put", "/notes", json!({}), json!({}));
    let mut contract = Contract::new(&BODIES, &none);
    contract.check(|api| api.json(&json!(7))).await;
    let (mut drifts, _) = said(contract);
    drifts.retain(|line| !line.ends_with("it has no check"));
    assert_eq!(drifts, ["body: one of `application/json` is sent, and the document has none"]);
}

#[tokio::test]
async fn the_words_of_3_0_mean_what_they_say() {
    let schema = json!({"type": "object", "properties": {
        "a": {"type": "integer", "minimum": 7, "exclusiveMinimum": true},
        "b": {"type": "string", "nullable": true, "enum": ["x"]},
        "c": {"nullable": true, "allOf": [{"$ref": "#/components/schemas/C"}]},
        "d": {"type": "string", "readOnly": true},
    }, "required": ["d"]});
    let c = json!({"C": {"type": "object", "properties": {"e": {"type": "string"}}}});
    let operation = json!({"requestBody": {"content": {"application/json": {"schema": schema}}}});
    let document = document("3.0.3", "put", "/notes", operation, c);
    for (body, expected) in [
        (json!({"a": 8, "b": null, "c": null}), ""),
        (json!({"a": 7}), "body /a = 7: it is less than or equal to the minimum of 7"),
        (json!({"b": "y"}), "body /b = \"y\": it is none of `x`, `null`"),
        (json!({"c": {"e": 7}}), "body /c/e = 7: it is not of type \"string\""),
        (json!({"c": {"f": 7}}), "body /c/f = 7: the document knows no such member"),
    ] {
        let mut contract = Contract::new(&BODIES, &document);
        contract.check(|api| api.json(&body)).await;
        let (mut drifts, _) = said(contract);
        drifts.retain(|line| !line.ends_with("it has no check"));
        assert_eq!(drifts.join("\n"), expected, "{body}");
    }
}

#[tokio::test]
async fn a_choice_with_a_tag_is_held_against_the_one_it_names() {
    let schemas = json!({
        "Pet": {"oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}], "discriminator": {"propertyName": "kind"}},
        "Cat": {"type": "object", "properties": {"kind": {"type": "string"}, "lives": {"type": "integer"}}},
        "Dog": {"type": "object", "properties": {"kind": {"type": "string"}, "name": {"type": "string"}}},
    });
    let operation = json!({"requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Pet"}}}}});
    let document = document("3.0.3", "put", "/notes", operation, schemas);
    for (body, expected) in [
        (json!({"kind": "Cat", "lives": 9}), ""),
        (json!({"kind": "Dog", "name": 9}), "body /name = 9: it is not of type \"string\""),
        (json!({"kind": "Dog", "lives": 9}), "body /lives = 9: the document knows no such member"),
        (json!({"kind": "Cow"}), "body /kind = \"Cow\": it is none of `Cat`, `Dog`"),
    ] {
        let mut contract = Contract::new(&BODIES, &document);
        contract.check(|api| api.json(&body)).await;
        let (mut drifts, _) = said(contract);
        drifts.retain(|line| !line.ends_with("it has no check"));
        assert_eq!(drifts.join("\n"), expected, "{body}");
    }
}
