//! The version of Rust that the packages state is enough for everything that they depend on.

use std::process::Command;

use serde_json::Value;

#[test]
fn no_dependency_asks_for_a_newer_rust() {
    let mut cargo = Command::new(env!("CARGO"));
    let arguments = ["metadata", "--format-version", "1", "--all-features", "--locked", "--offline"];
    let output = cargo.args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let stated = version(env!("CARGO_PKG_RUST_VERSION"));
    let packages = metadata["packages"].as_array().unwrap();
    assert!(packages.len() > 100);
    for package in packages {
        let asked = package["rust_version"].as_str().map(version);
        assert!(asked <= Some(stated), "{} asks for Rust {}", package["id"], package["rust_version"]);
    }
}

/// `1.89.0` as `(1, 89)`.
fn version(text: &str) -> (u32, u32) {
    let mut parts = text.split('.').map(|part| part.parse().unwrap());
    (parts.next().unwrap(), parts.next().unwrap())
}
