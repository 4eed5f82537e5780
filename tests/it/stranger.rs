//! A crate outside the workspace, in another edition, that has `prolifi` under another name, `serde`, and nothing
//! else: it declares endpoints of its own and calls them.

use std::{path::Path, process::Command};

use prolifi_tests::{Compiler, RawServer, Reply};

#[test]
fn a_crate_outside_the_workspace_declares_and_calls_its_own() {
    let compiler =
        Compiler::of_test("it", env!("CARGO_TARGET_TMPDIR"), &[("billing", "prolifi"), ("serde", "serde")])
            .flag("--edition=2021");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let program = compiler.build(&folder, Path::new("stranger.rs")).unwrap();
    let server = RawServer::new([
        Reply::json(200, r#"{"data":{"id":7,"text":"Hi"}}"#),
        Reply::json(200, r#"{"data":["x"]}"#),
        Reply::json(404, r#"{"error":{"type":"not_found","message":"Nobody."}}"#),
    ]);
    let output = Command::new(program).arg(server.url()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let out = String::from_utf8_lossy(&output.stdout);
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
