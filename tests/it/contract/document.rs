//! The document, as far as it can be read.

use prolifi::contract::document::{Document, Json, Location};
use proptest::{prelude::*, sample::Index};

const PROLIFI: &str = include_str!("../../../prolifi/openapi/prolifi.json");

#[test]
fn the_operations_are_in_the_order_of_the_text() {
    let document = Document::read(PROLIFI).unwrap();
    let names: Vec<_> = document.operations().map(|it| format!("{} {}", it.method(), it.path())).collect();
    assert_eq!(names.len(), 23);
    assert_eq!(names[..4], ["GET /plans", "GET /plans/{id}", "POST /customers", "GET /customers"]);
    assert_eq!(document.bases(), ["/api/v1/public", "/api/v1/public"]);
    assert_eq!(document.security(), [["BearerAuth"]]);
    assert!(document.security_schemes().all(|scheme| scheme.is_authorization()));
    assert_eq!(document.unread(), []);
}

#[test]
fn a_parameter_has_what_the_specification_says_of_its_place() {
    let document = read(
        r##"{"paths": {"/a/{b}": {
        "parameters": [{"name": "b", "in": "path"}, {"name": "q", "in": "query"}, {"$ref": "#/components/parameters/h"}],
        "get": {"parameters": [{"name": "q", "in": "query", "required": true, "explode": false}, {"name": "c", "in": "cookie", "style": "pipeDelimited"}, {"in": "query"}]}
    }}, "components": {"parameters": {"h": {"name": "X-H", "in": "header"}}}}"##,
    );
    let operation = document.operations().next().unwrap();
    let seen: Vec<_> = operation
        .parameters()
        .iter()
        .map(|it| (it.name(), it.location(), it.is_required(), it.style(), it.explodes()))
        .collect();
    assert_eq!(
        seen,
        [
            ("b", Location::Path, true, "simple", false),
            ("X-H", Location::Header, false, "simple", false),
            ("q", Location::Query, true, "form", false),
            ("c", Location::Cookie, false, "pipeDelimited", false),
        ]
    );
}

#[test]
fn null_is_said_in_many_ways() {
    for (schema, is_nullable) in [
        (r#"{"type": "string"}"#, false),
        (r#"{"type": "string", "nullable": true}"#, true),
        (r#"{"type": ["string", "null"]}"#, true),
        (r#"{"oneOf": [{"type": "string"}, {"type": "null"}]}"#, true),
        (r##"{"nullable": true, "$ref": "#/components/schemas/Text"}"##, true),
        (r#"{"enum": ["a", null]}"#, true),
        (r#"{"type": "string", "enum": ["a", null]}"#, false),
        (r#"{"const": null}"#, true),
    ] {
        let document = read(&format!(
            r#"{{"components": {{"schemas": {{"It": {schema}, "Text": {{"type": "string"}}}}}}}}"#
        ));
        assert_eq!(document.schema("It").unwrap().is_nullable(), is_nullable, "{schema}");
    }
}

#[test]
fn references_that_lead_nowhere_are_listed_and_read_past() {
    let document = read(
        r##"{"paths": {"a": {"get": {"operationId": "x", "responses": {"299": {}, "9": {}}}}, "/b/{c}": {"get": {"operationId": "x"}, "put": 1}, "/d": []},
            "components": {"schemas": {
                "Circle": {"$ref": "#/components/schemas/Other"}, "Other": {"$ref": "#/components/schemas/Circle"},
                "File": {"$ref": "other.json#/x"}, "Lost": {"$ref": "#/components/schemas/L~0~1%20st"}, "Tree": {"items": {"$ref": "#/components/schemas/Tree"}}
            }}}"##,
    );
    let unread: Vec<_> = document.unread().iter().map(ToString::to_string).collect();
    assert_eq!(
        unread,
        [
            "/components/schemas/Circle/$ref: `#/components/schemas/Other` leads in a circle",
            "/components/schemas/File/$ref: `other.json#/x` leads to another file, which is not read",
            "/components/schemas/Lost/$ref: `#/components/schemas/L~0~1%20st` leads nowhere",
            "/components/schemas/Other/$ref: `#/components/schemas/Circle` leads in a circle",
            "/paths/a: the path does not begin with `/`",
            "/paths/a/get/responses/9: `9` is no status",
            "/paths/~1b~1{c}/get: has no `responses`",
            "/paths/~1b~1{c}/get: the path has `{c}`, and no parameter is of that name",
            "/paths/~1b~1{c}/get/operationId: `x` is the name of `GET a` already",
            "/paths/~1b~1{c}/put: is no object",
            "/paths/~1d: is no object",
        ]
    );
    assert!(document.schema("Circle").unwrap().is_unresolved());
    assert!(document.schema("File").unwrap().is_unresolved());
    assert!(!document.schema("Tree").unwrap().item().unwrap().is_unresolved());
}

#[test]
fn what_is_no_document_says_what_it_is() {
    for (text, says) in [
        ("openapi: 3.1.0", "no document: not JSON: expected value at line 1 column 1"),
        ("{}", "no document: it has no member `openapi`"),
        (r#"{"openapi": "2.0"}"#, "no document: OpenAPI 2.0, and 3.0 to 3.2 can be read"),
        (r#"{"swagger": 2}"#, "no document: Swagger 2, and OpenAPI 3.0 to 3.2 can be read"),
        (&"[".repeat(4096), "no document: not JSON: recursion limit exceeded at line 1 column 128"),
    ] {
        assert_eq!(Document::read(text).unwrap_err().to_string(), says);
    }
}

proptest! {
    /// Any value in any place of a document: nothing of it makes the reader panic.
    #[test]
    fn a_damaged_document_is_read_as_far_as_it_can_be(
        places in prop::collection::vec(any::<Index>(), 1..8),
        damage in prop_oneof![
            Just(Json::Null), Just(Json::Bool(true)), Just(Json::Text("#/components".to_owned())),
            Just(Json::List(vec![Json::Null])), Just(Json::Object(vec![("$ref".to_owned(), Json::Text("#".to_owned()))])),
        ],
    ) {
        let mut root: Json = serde_json::from_str(PROLIFI).unwrap();
        for place in places {
            let all = count(&root);
            put(&mut root, &mut place.index(all), &damage);
        }
        let Ok(document) = Document::of(root) else { return Ok(()) };
        document.unread();
        for operation in document.operations() {
            operation.parameters().iter().for_each(|it| { it.schema(); it.content(); it.examples(); });
            operation.answers().iter().for_each(|it| { it.range(); it.headers(); it.media_types(); });
            operation.body().map(|body| body.media_types());
        }
        for (_, schema) in document.schemas() {
            schema.properties().for_each(|(_, member)| { member.is_nullable(); member.mapping(); });
        }
    }
}

fn count(json: &Json) -> usize {
    1 + json.items().iter().map(count).sum::<usize>()
        + json.members().iter().map(|(_, value)| count(value)).sum::<usize>()
}

/// Puts `damage` in place of the value that is the `at`th in the order of the text.
fn put(json: &mut Json, at: &mut usize, damage: &Json) {
    if *at == 0 {
        *json = damage.clone();
    }
    if let Some(rest) = at.checked_sub(1) {
        *at = rest;
        match json {
            Json::List(items) => items.iter_mut().for_each(|item| put(item, at, damage)),
            Json::Object(members) => members.iter_mut().for_each(|(_, value)| put(value, at, damage)),
            _ => {}
        }
    } else {
        *at = usize::MAX;
    }
}

/// A document of 3.1 with this beside its version.
fn read(rest: &str) -> Document {
    Document::read(&rest.replacen('{', r#"{"openapi": "3.1.0", "#, 1)).unwrap()
}
