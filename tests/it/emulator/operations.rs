//! The operations as a whole: all 23 are there, and the server shares nothing with the client it is to test.

use std::collections::{BTreeMap, BTreeSet};
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
    let files = sources();
    assert!(files.len() > 30);
    for (name, code) in files {
        for word in ["prolifi_core", "prolifi_macros", "crate::", "super::super", "reqwest"] {
            assert!(!code.contains(word), "{name} names {word}");
        }
    }
}

/// A file can be read when those it imports are understood, so none is among those that its own imports need.
#[test]
fn no_file_of_the_emulator_needs_itself() {
    let mut left: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (name, code) in sources() {
        let named = code.split("super::").skip(1).flat_map(|rest| match rest.strip_prefix('{') {
            Some(list) => list.split('}').next().unwrap_or_default().split(',').map(first_word).collect(),
            None => vec![first_word(rest)],
        });
        left.insert(name, named.collect());
    }
    loop {
        let read: Vec<String> = left.keys().cloned().collect();
        left.retain(|_, imports| imports.iter().any(|name| read.contains(name)));
        if left.len() == read.len() {
            break;
        }
    }
    assert!(left.is_empty(), "these files of the emulator need each other: {left:?}");
}

/// The module that a path begins with.
fn first_word(path: &str) -> String {
    path.trim_start().chars().take_while(|c| *c == '_' || c.is_alphanumeric()).collect()
}

/// The name and the code of each file of the emulator.
fn sources() -> Vec<(String, String)> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../prolifi/src");
    let files = std::fs::read_dir(source.join("emulator")).unwrap().map(|entry| entry.unwrap().path());
    let files = files
        .chain([source.join("emulator.rs")])
        .filter(|file| file.extension().is_some_and(|ext| ext == "rs"));
    let code = |file: PathBuf| {
        let text = std::fs::read_to_string(&file).unwrap();
        let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        (file.file_stem().unwrap().to_string_lossy().into_owned(), lines.collect::<Vec<_>>().join("\n"))
    };
    files.map(code).collect()
}
