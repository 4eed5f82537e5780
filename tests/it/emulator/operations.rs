//! The operations as a whole: all 23 are there, and the server shares nothing with the client it is to test.

use std::path::{Path, PathBuf};

use http::Method;
use serde_json::json;

use super::{Visit, see};

#[tokio::test]
async fn every_documented_operation_is_served() {
    let visit = Visit::new().await;
    let operations = [
        "GET /plans",
        "GET /plans/x",
        "POST /customers",
        "GET /customers",
        "GET /customers/x",
        "PATCH /customers/x",
        "DELETE /customers/x",
        "GET /customers/x/usage",
        "GET /customers/x/entitlements",
        "POST /subscriptions",
        "GET /subscriptions",
        "GET /subscriptions/x",
        "PATCH /subscriptions/x",
        "DELETE /subscriptions/x",
        "POST /subscriptions/x/pause",
        "POST /subscriptions/x/resume",
        "GET /invoices",
        "GET /invoices/x",
        "POST /invoices/x/finalize",
        "POST /invoices/x/void",
        "POST /events",
        "POST /events/batch",
        "POST /entitlements/check",
    ];
    assert_eq!(operations.len(), 23);
    for operation in operations {
        let (method, path) = operation.split_once(' ').unwrap();
        let request = visit.request(method.parse::<Method>().unwrap(), path);
        let seen = see(if method == "GET" { request } else { request.json(&json!({})) }).await;
        let message = seen.body["error"]["message"].as_str();
        assert!([200, 404, 422].contains(&seen.status), "{operation}: {seen:?}");
        assert_ne!(message, Some("No such endpoint."), "{operation}");
    }
}

/// Client and server agreeing means something only if they were written apart.
#[test]
fn the_emulator_uses_nothing_of_the_client() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../prolifi/src");
    let files = std::fs::read_dir(source.join("emulator")).unwrap().map(|entry| entry.unwrap().path());
    let files: Vec<PathBuf> = files.chain([source.join("emulator.rs")]).collect();
    assert!(files.len() > 20);
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        for line in code {
            for word in ["prolifi_core", "prolifi_macros", "crate::", "super::super", "reqwest"] {
                assert!(!line.contains(word), "{}: {line}", file.display());
            }
        }
    }
}
