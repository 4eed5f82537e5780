//! The declarations against the OpenAPI description of the documentation: nothing left out, nothing invented.
//!
//! Each operation is built twice, with everything it takes and with as little as it takes, and the two requests
//! are held against the description. What a body or a query holds is therefore what would be sent.

mod document;
mod models;
mod operations;

use std::collections::BTreeSet;

use prolifi::{
    ApiDescription, Body, Endpoint, customers, entitlements, events, invoices, plans, subscriptions,
};
use serde_json::Value;

use self::{
    document::{Document, Operation},
    operations::{ID, operations},
};

fn apis() -> [&'static ApiDescription; 6] {
    [
        &customers::CUSTOMERS,
        &plans::PLANS,
        &subscriptions::SUBSCRIPTIONS,
        &invoices::INVOICES,
        &events::EVENTS,
        &entitlements::ENTITLEMENTS,
    ]
}

/// The declared endpoints of all traits.
fn endpoints() -> impl Iterator<Item = &'static Endpoint> {
    apis().into_iter().flat_map(|api| api.endpoints().iter().copied())
}

/// A declared operation: its endpoint, and its two requests.
struct Declared {
    endpoint: &'static Endpoint,
    full: http::Request<Body>,
    least: http::Request<Body>,
}

impl Declared {
    /// `PATCH /customers/{id}`, as the description has it.
    fn name(&self) -> String {
        name(self.endpoint)
    }
}

fn name(endpoint: &Endpoint) -> String {
    let path = endpoint.template().split('?').next().unwrap_or_default();
    format!("{} {}", endpoint.method(), path.replace('<', "{").replace('>', "}"))
}

/// Every documented operation with its declaration.
fn pairs() -> Vec<(Operation, Declared)> {
    let document = Document::read();
    operations()
        .into_iter()
        .map(|declared| {
            let operation = document.operation(&declared.name());
            (operation.unwrap_or_else(|| panic!("{} is not documented", declared.name())), declared)
        })
        .collect()
}

#[test]
fn every_operation_is_declared_once_and_nothing_else() {
    let mut documented = Document::read().names();
    assert_eq!(documented.len(), 23);
    documented.sort();
    let mut declared: Vec<_> = endpoints().map(name).collect();
    declared.sort();
    assert_eq!(declared, documented);

    let mut built: Vec<_> = operations().iter().map(Declared::name).collect();
    built.sort();
    assert_eq!(built, documented, "each operation is built by these tests");
}

#[test]
fn every_trait_holds_the_operations_of_its_group() {
    let counts = apis().map(|api| (api.name(), api.endpoints().len()));
    let groups = [
        ("Customers", 5),
        ("Plans", 2),
        ("Subscriptions", 7),
        ("Invoices", 4),
        ("Events", 3),
        ("Entitlements", 2),
    ];
    assert_eq!(counts, groups);
}

#[test]
fn method_names_are_unique_over_all_traits() {
    let names: BTreeSet<_> = endpoints().map(Endpoint::name).collect();
    assert_eq!(names.len(), 23);
}

#[test]
fn the_envelope_is_read_everywhere() {
    for endpoint in endpoints() {
        assert_eq!(endpoint.envelope_member(), Some("data"), "{endpoint}");
    }
}

#[test]
fn method_and_path_are_those_of_the_description() {
    for (operation, declared) in pairs() {
        let (method, path) = operation.name.split_once(' ').unwrap();
        for request in [&declared.full, &declared.least] {
            assert_eq!(request.method(), method);
            let expected = format!("/api/v1/public{}", path.replace("{id}", ID));
            assert_eq!(request.uri().path(), expected, "{}", operation.name);
        }
        let parameters: Vec<_> = declared.endpoint.path_parameters().collect();
        assert_eq!(parameters, operation.names_in("path"), "{}", operation.name);
    }
}

#[test]
fn the_query_has_every_parameter_and_no_other() {
    for (operation, declared) in pairs() {
        let query = query(&declared.full);
        let keys: BTreeSet<_> = query.iter().map(|(key, _)| key.as_str()).collect();
        assert_eq!(keys.len(), query.len(), "{}: a key twice", operation.name);
        assert_eq!(keys, operation.names_in("query").into_iter().collect(), "{}", operation.name);
        for (key, value) in query {
            let schema = operation.parameter(&key);
            let value = match schema["type"].as_str() {
                Some("integer") => serde_json::from_str(&value).unwrap_or(Value::String(value)),
                _ => Value::String(value),
            };
            document::check(schema, &value, &format!("{}?{key}", operation.name));
        }
        assert_eq!(declared.least.uri().query(), None, "{}: no parameter is required", operation.name);
    }
}

#[test]
fn the_body_has_every_property_and_no_other() {
    for (operation, declared) in pairs() {
        let (full, least) = (body(&declared.full), body(&declared.least));
        let Some(schema) = &operation.body else {
            assert_eq!((full, least), (None, None), "{} takes no body", operation.name);
            continue;
        };
        for (body, properties) in [(full, document::properties(schema)), (least, document::required(schema))]
        {
            let body = body.unwrap_or_else(|| panic!("{} takes a body", operation.name));
            let keys: BTreeSet<_> = body.as_object().unwrap().keys().map(String::as_str).collect();
            assert_eq!(keys, properties, "{}", operation.name);
            document::check(schema, &body, &operation.name);
        }
    }
}

#[test]
fn every_write_has_the_documented_key_and_no_read_has_one() {
    for (operation, declared) in pairs() {
        let documented = operation.names_in("header").contains(&"Idempotency-Key");
        assert_eq!(declared.full.headers().contains_key("idempotency-key"), documented, "{}", operation.name);
        let typed = declared.full.headers().get("content-type").map(|value| value.as_bytes());
        let expected = operation.body.is_some().then_some(&b"application/json"[..]);
        assert_eq!(typed, expected, "{}", operation.name);
    }
}

fn query(request: &http::Request<Body>) -> Vec<(String, String)> {
    let query = request.uri().query().unwrap_or_default();
    url::form_urlencoded::parse(query.as_bytes()).into_owned().collect()
}

fn body(request: &http::Request<Body>) -> Option<Value> {
    let bytes = request.body().as_bytes().unwrap();
    (!bytes.is_empty()).then(|| serde_json::from_slice(bytes).unwrap())
}
