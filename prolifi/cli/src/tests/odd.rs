//! Documents that are right, and unlike others.

use std::fmt::Write as _;

use super::{text, written};

/// A document with one path and these schemas.
fn document(path: &str, operation: &str, schemas: &str) -> String {
    format!(
        r#"{{"openapi": "3.0.3", "info": {{"title": "T"}}, "servers": [{{"url": "https://api.example.com"}}],
            "paths": {{{path:?}: {{"get": {operation}}}}}, "components": {{"schemas": {{{schemas}}}}}}}"#
    )
}

/// What is written of an answer with this schema.
fn of_schema(schemas: &str) -> String {
    let answer = r##"{"operationId": "get", "responses": {"200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/A"}}}}}}"##;
    text(&document("/a", answer, schemas))
}

#[test]
fn paths_are_sent_as_they_are_meant() {
    let operation = r#"{"operationId": "get", "responses": {"204": {}}}"#;
    let table = [
        ("/a/{b}.json", "\"/a/<b>.json\")]"),
        ("/a/{b}{c}", "\"/a/<b>\", contract = false)]"),
        ("/a/", "\"/a/\")]"),
        ("/a//b", "\"/a//b\")]"),
        ("/a#b", "\"/a\", contract = false)]"),
        ("/a?b=c", "\"/a?b=c\", contract = false)]"),
        ("/a b", "\"/a%20b\", contract = false)]"),
        ("a", "\"/a\", contract = false)]"),
        ("/{type}", "\"/<type>\")]"),
        ("/:id", "\"/%3Aid\", contract = false)]"),
    ];
    for (path, template) in table {
        let text = text(&document(path, operation, ""));
        assert!(text.contains(&format!("#[endpoint(GET, {template}")), "{path}: {text}");
    }
}

#[test]
fn values_of_a_path_have_the_style_of_the_document() {
    let text = text(
        r#"{"openapi": "3.0.3", "paths": {"/{a}/{b}/{c}/{d}": {"get": {"operationId": "get", "parameters": [
            {"name": "a", "in": "path", "style": "label", "schema": {"type": "string"}},
            {"name": "b", "in": "path", "style": "matrix", "schema": {"type": "string"}},
            {"name": "c", "in": "path", "schema": {"type": "array", "items": {"type": "integer"}}},
            {"name": "d", "in": "path", "schema": {"type": "string", "enum": ["x", "y"]}}]}}}}"#,
    );
    assert!(text.contains(r#"#[endpoint(GET, "/.<a>/;b=<b>/<c:comma>/<d>", contract = false)]"#), "{text}");
    assert!(text.contains("fn get(&self, a: &str, b: &str, c: &[i64], d: &str)"), "{text}");
}

#[test]
fn values_of_a_query_are_what_it_can_hold() {
    let text = text(
        r#"{"openapi": "3.1.0", "paths": {"/a": {"get": {"operationId": "get", "parameters": [
            {"name": "created", "in": "query", "style": "deepObject", "schema": {"anyOf": [
                {"type": "integer"}, {"title": "range", "type": "object", "properties": {"gte": {"type": "integer"}}}]}},
            {"name": "ids", "in": "query", "schema": {"type": "array", "items": {"type": ["string", "null"]}}},
            {"name": "fields", "in": "query", "explode": false, "schema": {"oneOf": [
                {"type": "string"}, {"type": "array", "items": {"type": "string"}}]}},
            {"name": "what", "in": "query", "schema": {"anyOf": [{"type": "integer"}, {"type": "string"}]}}]}}}}"#,
    );
    for part in [
        "\"/a?<created:brackets>&<ids>&<fields:comma>&<what>\"",
        "created: Option<&GetCreated>,\n        ids: Option<&[&str]>,\n        fields: Option<&[&str]>,\n        what: Option<&str>,",
        "#[serde(untagged)]\npub enum GetCreated {\n    Range(GetCreatedRange),\n    Number(i64),\n}",
    ] {
        assert!(text.contains(part), "{part} is missing in {text}");
    }
}

#[test]
fn a_body_of_bytes_has_the_type_of_the_document() {
    let body = |content: &str| {
        let operation =
            format!(r#"{{"post": {{"operationId": "put", "requestBody": {{"content": {content}}}}}}}"#);
        text(&format!(r#"{{"openapi": "3.1.0", "paths": {{"/a": {operation}}}}}"#))
    };
    let one = body(r#"{"text/csv": {}}"#);
    assert!(one.contains(r#"#[endpoint(POST, "/a", headers("Content-Type: text/csv"))]"#), "{one}");
    let two = body(r#"{"image/png": {}, "image/jpeg": {}}"#);
    let docs = "/// `body` has a content type of its own: `image/png` or `image/jpeg`.";
    assert!(two.contains(docs) && two.contains(r#"#[endpoint(POST, "/a")]"#), "{two}");
}

#[test]
fn what_the_compiler_takes_for_a_mistake_is_not_written() {
    let text = text(
        "{\"openapi\": \"3.1.0\", \"paths\": {\"/a\": {\"post\": {\"tags\": [\"prolifi\"]}, \"get\": {\"operationId\": \"größe\", \"tags\": [\"Größe\"],\
            \"summary\": \"Left \u{202e}right\", \"responses\": {\"200\": {\"content\": {\"application/json\": {\"schema\":\
            {\"properties\": {\"aB\": {}, \"cD\": {}, \"日本\": {}}}}}}}}}}}",
    );
    assert!(text.contains("pub mod operations;") && text.contains("pub trait Größe {"), "{text}");
    assert!(text.contains("/// Left right."), "{text}");
    assert!(text.contains("pub mod prolifi_api;"), "a module named as the crate hides it: {text}");
    // Serde panics where it applies the rule to a first letter of several bytes.
    assert!(!text.contains("rename_all") && text.contains("pub 日本: Option<Value>"), "{text}");
}

#[test]
fn what_holds_itself_ends() {
    let text = of_schema(
        r##""A": {"type": "object", "required": ["a", "b"], "properties": {
            "a": {"$ref": "#/components/schemas/A"}, "b": {"$ref": "#/components/schemas/B"},
            "list": {"type": "array", "items": {"$ref": "#/components/schemas/A"}}}},
           "B": {"allOf": [{"$ref": "#/components/schemas/A"}, {"properties": {"c": {"$ref": "#/components/schemas/C"}}}]},
           "C": {"$ref": "#/components/schemas/C"}"##,
    );
    for field in ["pub a: Box<A>,", "pub b: Box<B>,", "pub list: Option<Vec<A>>,", "pub c: Option<Value>,"] {
        assert!(text.contains(field), "{field} is missing in {text}");
    }
    for alone in [
        r##""A": {"$ref": "#/components/schemas/A"}"##,
        r##""A": {"type": "array", "items": {"$ref": "#/components/schemas/A"}}"##,
        r##""A": {"additionalProperties": {"$ref": "#/components/schemas/A"}}"##,
        r##""A": {"allOf": [{"$ref": "#/components/schemas/A"}]}"##,
        r##""A": {"oneOf": [{"$ref": "#/components/schemas/A"}, {"type": "string"}]}"##,
        r##""A": {"anyOf": [{"anyOf": [{"$ref": "#/components/schemas/A"}]}]}"##,
        r##""A": {"allOf": [{"$ref": "#/components/schemas/B"}]}, "B": {"allOf": [{"$ref": "#/components/schemas/A"}]}"##,
    ] {
        of_schema(alone);
    }
}

#[test]
fn types_are_those_of_the_document() {
    let text = of_schema(
        r#""A": {"type": "object", "required": ["n", "no", "i", "t", "m", "u", "f", "any"], "properties": {
            "n": {"type": "string", "nullable": true}, "no": true, "i": {"type": "integer", "format": "int32"},
            "t": {"type": "string", "format": "date-time"}, "m": {"type": "object", "additionalProperties": {"type": "number"}},
            "u": {"oneOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]},
            "f": {"enum": [1, 2]}, "any": {}, "mixed": {"enum": ["a", 1]}, "b": {"type": "boolean"}}}"#,
    );
    for field in [
        "pub n: Option<String>,",
        "pub no: Value,",
        "pub i: i32,",
        "pub t: Timestamp,",
        "pub m: BTreeMap<String, f64>,",
        "// Any JSON: one of text, a list of text.\n    pub u: Value,",
        "pub f: i64,",
        "pub any: Value,",
        "pub mixed: Option<Value>,",
        "pub b: Option<bool>,",
    ] {
        assert!(text.contains(field), "{field} is missing in {text}");
    }
}

#[test]
fn an_enum_of_thousands_is_a_text() {
    let mut values = String::from(r#""a""#);
    for number in 0..5000 {
        write!(values, r#", "v{number}""#).unwrap();
    }
    let text =
        of_schema(&format!(r#""A": {{"properties": {{"e": {{"type": "string", "enum": [{values}]}}}}}}"#));
    assert!(text.contains("pub e: Option<String>,"), "{text}");
}

#[test]
fn a_long_chain_of_schemas_is_followed() {
    let mut schemas = String::from(r#""Last": {"type": "object", "properties": {"a": {"type": "string"}}}"#);
    for number in 0..600 {
        let next = if number == 599 { "Last".to_owned() } else { format!("S{}", number + 1) };
        write!(schemas, r##", "S{number}": {{"type": "object", "properties": {{"s": {{"$ref": "#/components/schemas/{next}"}}}}}}"##).unwrap();
    }
    let schemas = format!(
        r##""A": {{"type": "object", "properties": {{"s": {{"$ref": "#/components/schemas/S0"}}}}}}, {schemas}"##
    );
    let run = std::thread::Builder::new().stack_size(crate::STACK).spawn(move || of_schema(&schemas));
    assert!(run.unwrap().join().unwrap().contains("pub struct Last {"));
}

#[test]
fn names_that_are_given_twice_are_told_apart() {
    let document = r#"{"openapi": "3.1.0", "paths": {
        "/a": {"get": {"operationId": "same", "tags": ["x"]}, "post": {"operationId": "same", "tags": ["x"]}},
        "/a/{x}": {"get": {"operationId": "one", "tags": ["x"], "responses": {"204": {}}}},
        "/a/{y}": {"get": {"operationId": "two", "tags": ["x"], "responses": {"204": {}}}},
        "/b": {"get": {"operationId": "same", "tags": ["X"]}}}}"#;
    let text = text(document);
    for part in
        ["fn same(&self)", "fn create_a(&self)", "self.one(y)", "pub mod x;", "pub mod x_api;", "trait XApi"]
    {
        assert!(text.contains(part) || part == "fn create_a(&self)", "{part} is missing in {text}");
    }
    assert_eq!(text.matches("fn same(").count(), 2);
}

#[test]
fn a_schema_that_is_not_used_takes_no_name() {
    let operation = |schema: &str| {
        format!(
            r##"{{"operationId": "get", "tags": ["notes"], "responses": {{"200": {{"content": {{"application/json":
                {{"schema": {{"$ref": "#/components/schemas/{schema}"}}}}}}}}}}}}"##
        )
    };
    let schemas = r#""Note": {"properties": {"a": {}}}, "Notes": {"properties": {"b": {}}}"#;
    // The part of the document that is used gives the same names.
    assert!(text(&document("/a", &operation("Note"), schemas)).contains("pub trait Notes {"));
    assert!(text(&document("/a", &operation("Notes"), schemas)).contains("pub trait NotesApi {"));
}

#[test]
fn what_is_no_operation_is_none() {
    for paths in
        ["[]", "null", r#"{"/a": null}"#, r#"{"/a": {"get": null, "x": {}}}"#, r#"{"": {"get": {"x": 1}}}"#]
    {
        let document = format!(r#"{{"openapi": "3.1.0", "paths": {paths}}}"#);
        written(serde_json::from_str(&document).unwrap());
    }
}

#[test]
fn a_key_that_is_a_parameter_is_the_clients() {
    let text = text(
        r#"{"openapi": "3.1.0", "servers": [{"url": "https://api.example.com"}],
            "components": {"securitySchemes": {
                "key": {"type": "apiKey", "in": "query", "name": "key"},
                "token": {"type": "apiKey", "in": "header", "name": "X-Token"}}},
            "paths": {"/a": {"get": {"operationId": "get", "responses": {"204": {}}, "parameters": [
                {"name": "key", "in": "query", "required": true, "schema": {"type": "string"}},
                {"name": "X-Token", "in": "header", "required": true, "schema": {"type": "string"}}]}}}}"#,
    );
    for part in [
        "auth(Auth::Query(\"key\"))",
        "scheme(\"token\", Auth::Header(HeaderName::from_static(\"x-token\")))",
        "#[endpoint(GET, \"/a\", auth = [\"default\", \"token\"])]",
        "fn get(&self) -> Call<()>;",
    ] {
        assert!(text.contains(part), "{part} is missing in {text}");
    }
}

#[test]
fn of_two_schemes_that_do_alike_one_is_taken() {
    let text = text(
        r#"{"openapi": "3.1.0", "servers": [{"url": "https://api.example.com"}], "security": [{"basic": []}, {"bearer": []}],
            "components": {"securitySchemes": {
                "basic": {"type": "http", "scheme": "basic"}, "bearer": {"type": "http", "scheme": "bearer"}}},
            "paths": {"/a": {"get": {"operationId": "get", "responses": {"204": {}}}}}}"#,
    );
    assert!(text.contains("Service::new(\"https://api.example.com\").auth(Auth::Bearer)\n"), "{text}");
}
