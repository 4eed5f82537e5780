//! The version of Rust that the packages state is enough for everything that a user of them builds.

use std::{collections::HashSet, process::Command};

use serde_json::Value;

#[test]
fn no_dependency_asks_for_a_newer_rust() {
    let mut cargo = Command::new(env!("CARGO"));
    let arguments = ["metadata", "--format-version", "1", "--all-features", "--locked", "--offline"];
    let output = cargo.args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let stated = version(env!("CARGO_PKG_RUST_VERSION"));
    let built = built(&metadata);
    assert!(built.len() > 100);
    for package in metadata["packages"].as_array().unwrap() {
        if !built.contains(package["id"].as_str().unwrap()) {
            continue;
        }
        let asked = package["rust_version"].as_str().map(version);
        assert!(asked <= Some(stated), "{} asks for Rust {}", package["id"], package["rust_version"]);
    }
}

/// The published packages of the workspace and all that is built with them: not what only their tests and the examples
/// need.
fn built(metadata: &Value) -> HashSet<&str> {
    let mut todo: Vec<_> = metadata["packages"]
        .as_array()
        .unwrap()
        .iter()
        // Only where publishing is forbidden is there a list, and it is empty.
        .filter(|package| package["source"].is_null() && package["publish"].is_null())
        .map(|package| package["id"].as_str().unwrap())
        .collect();
    let nodes = metadata["resolve"]["nodes"].as_array().unwrap();
    let mut built = HashSet::new();
    while let Some(id) = todo.pop() {
        if !built.insert(id) {
            continue;
        }
        let node = nodes.iter().find(|node| node["id"] == id).unwrap();
        let dependencies = node["deps"].as_array().unwrap().iter();
        let needed = dependencies.filter(|dependency| {
            dependency["dep_kinds"].as_array().unwrap().iter().any(|kind| kind["kind"] != "dev")
        });
        todo.extend(needed.map(|dependency| dependency["pkg"].as_str().unwrap()));
    }
    built
}

/// `1.89.0` as `(1, 89)`.
fn version(text: &str) -> (u32, u32) {
    let mut parts = text.split('.').map(|part| part.parse().unwrap());
    (parts.next().unwrap(), parts.next().unwrap())
}
