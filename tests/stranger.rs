//! A crate outside the workspace, under another name and in another edition, that has `prolifi` and `serde`
//! and nothing else: it declares endpoints of its own and calls them. A binary of its own, since building it
//! would keep the machine from the other tests.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use prolifi_tests::{RawServer, Reply};

/// Copies the fixture behind a lock file of the workspace's versions, so that it builds without a network.
fn copied() -> PathBuf {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/stranger");
    let copy = Path::new(env!("CARGO_TARGET_TMPDIR")).join("stranger");
    fs::create_dir_all(copy.join("src")).unwrap();
    let prolifi = workspace.join("prolifi");
    let manifest = fs::read_to_string(fixture.join("Cargo.toml")).unwrap();
    assert!(manifest.contains("PROLIFI"));
    fs::write(copy.join("Cargo.toml"), manifest.replace("PROLIFI", &prolifi.display().to_string())).unwrap();
    fs::copy(fixture.join("src/main.rs"), copy.join("src/main.rs")).unwrap();
    fs::copy(workspace.join("Cargo.lock"), copy.join("Cargo.lock")).unwrap();
    copy
}

#[test]
fn a_crate_outside_the_workspace_declares_and_calls_its_own() {
    let copy = copied();
    let server = RawServer::new([
        Reply::json(200, r#"{"data":{"id":7,"text":"Hi"}}"#),
        Reply::json(200, r#"{"data":["x"]}"#),
        Reply::json(404, r#"{"error":{"type":"not_found","message":"Nobody."}}"#),
    ]);
    let mut build = Command::new(env!("CARGO"));
    build.args(["run", "--quiet", "--offline", "--", &server.url()]).current_dir(&copy);
    // One folder for all runs, so that only the first takes long.
    build
        .env("CARGO_TARGET_DIR", copy.join("target"))
        .env("CARGO_TERM_COLOR", "never")
        .env_remove("RUSTFLAGS");
    let output = build.output().unwrap();
    let (out, errors) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{errors}");
    assert!(!errors.contains("warning"), "the generated code is clean in another edition:\n{errors}");
    assert_eq!(out, "PATCH /customers/<id> failed: 404 not_found: Nobody.\n");

    let requests = server.requests();
    let lines: Vec<_> = requests.iter().map(|request| (request.method(), request.target())).collect();
    let expected = [
        ("POST", "/customers/user%2042/notes?notify=true"),
        ("GET", "/tags/a/b%2Fc"),
        ("PATCH", "/customers/user_42"),
    ];
    assert_eq!(lines, expected);
    assert_eq!(requests[0].body, br#"{"text":"Hi"}"#);
    assert_eq!(requests[0].header("authorization"), Some("Bearer sk_test_of_another_crate"));
}
