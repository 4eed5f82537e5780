//! A document of one operation, and what a contract says of one call beside it.

use prolifi::contract::Contract;
use serde_json::{Value, json};

/// A document with one operation, whose members these are.
pub(crate) fn document(version: &str, method: &str, path: &str, operation: Value, schemas: Value) -> String {
    let mut operation = operation;
    if operation["responses"].is_null() {
        operation["responses"] = json!({"200": {"description": ""}});
    }
    let mut document = json!({"openapi": version, "paths": {path: {method: operation}}, "components": {}});
    document["components"]["schemas"] = schemas;
    document.to_string()
}

/// The answer 200 of this JSON.
pub(crate) fn answers(schema: Value) -> Value {
    let mut answer = json!({"description": "", "content": {"application/json": {}}});
    answer["content"]["application/json"]["schema"] = schema;
    json!({"responses": {"200": answer}})
}

/// What differs, and what is noted, without the name of the operation.
pub(crate) fn said(contract: Contract) -> (Vec<String>, Vec<String>) {
    let (drifts, notes) = match contract.finish() {
        Ok(kept) => (Vec::new(), kept.notes),
        Err(broken) => (broken.drifts, broken.notes),
    };
    let lines = |drifts: Vec<prolifi::contract::Drift>| {
        let line = |drift: prolifi::contract::Drift| {
            let value = drift.value.map(|value| format!(" = {value}")).unwrap_or_default();
            format!("{}{value}: {}", drift.place, drift.problem)
        };
        drifts.into_iter().map(line).collect::<Vec<_>>()
    };
    (lines(drifts), lines(notes))
}
