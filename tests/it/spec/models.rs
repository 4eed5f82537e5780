//! The types of answers against the schemas: the same members, the same that can be null, every value of an enum.

use std::collections::BTreeSet;

use prolifi::{
    ErrorType,
    customers::{Customer, CustomerStatus},
};
use prolifi_tests::customer;
use serde_json::{Value, json};

use super::document::{Document, check, is_nullable, properties};

#[test]
fn a_customer_has_the_documented_members() {
    let schema = Document::read().schema("Customer");
    let answer = customer();
    check(&schema, &answer, "the customer of these tests");
    let read: Customer = serde_json::from_value(answer).unwrap();
    let written = serde_json::to_value(read).unwrap();
    let members: BTreeSet<_> = written.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(members, properties(&schema));
    check(&schema, &written, "Customer");
}

#[test]
fn what_can_be_null_is_what_the_schema_says() {
    let schema = Document::read().schema("Customer");
    for (name, property) in schema["properties"].as_object().unwrap() {
        let mut answer = customer();
        answer[name] = Value::Null;
        let read = serde_json::from_value::<Customer>(answer);
        assert_eq!(read.is_ok(), is_nullable(property), "{name}");
    }
}

#[test]
fn every_documented_value_of_an_enum_has_a_variant() {
    let document = Document::read();
    let values = |schema: Value| {
        let values = schema["enum"].as_array().unwrap().clone();
        assert!(values.len() > 1, "{schema}");
        values.into_iter().map(|value| value.as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    for status in values(document.schema("CustomerStatus")) {
        let read = CustomerStatus::from(&*status);
        assert!(!matches!(read, CustomerStatus::Unknown(_)), "{status}");
        assert_eq!(json!(read), json!(status));
    }
    for error_type in values(document.schema("ErrorType")) {
        let read = ErrorType::from(&*error_type);
        assert!(!matches!(read, ErrorType::Unknown(_)), "{error_type}");
        assert_eq!(read.as_str(), error_type);
    }
}
