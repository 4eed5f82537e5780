//! Keys, live mode and the IP whitelist.

use http::Method;
use prolifi::emulator::{Emulator, PUBLIC_LIVE_KEY, PUBLIC_TEST_KEY, SECRET_LIVE_KEY};
use serde_json::json;

use super::{Visit, see};

#[tokio::test]
async fn a_missing_or_unknown_key_is_401() {
    let visit = Visit::new().await;
    let requests = [
        visit.anonymous(Method::PATCH, "/customers/user_42"),
        visit.anonymous(Method::PATCH, "/customers/user_42").bearer_auth("sk_test_unknown"),
        visit.anonymous(Method::PATCH, "/customers/user_42").basic_auth("sk_test_emulator", None::<&str>),
        visit.anonymous(Method::PATCH, "/customers/user_42").header("authorization", "Bearer "),
        visit.anonymous(Method::GET, "/no/such/path"),
    ];
    for request in requests {
        let seen = see(request.json(&json!({ "phone": null }))).await;
        assert_eq!((seen.status, seen.problem()), (401, "authentication_error"));
    }
    assert!(visit.emulator.requests().iter().all(|request| !request.applied));
}

#[tokio::test]
async fn a_public_key_reads_and_does_not_write() {
    let visit = Visit::new().await;
    let read = see(visit.anonymous(Method::GET, "/customers/user_42").bearer_auth(PUBLIC_TEST_KEY)).await;
    assert_eq!(read.status, 200);
    for (method, path) in [
        (Method::PATCH, "/customers/user_42"),
        (Method::POST, "/customers"),
        (Method::DELETE, "/customers/user_42"),
        (Method::POST, "/entitlements/check"),
    ] {
        let seen = see(visit.anonymous(method, path).bearer_auth(PUBLIC_TEST_KEY).json(&json!({}))).await;
        let message = "Public keys (pk_*) are read-only. Use a secret key (sk_*) for write operations.";
        assert_eq!(seen.status, 403);
        assert_eq!(seen.body, json!({ "error": { "type": "permission_error", "message": message } }));
    }
}

#[tokio::test]
async fn live_keys_wait_for_live_mode() {
    let visit = Visit::new().await;
    for key in [SECRET_LIVE_KEY, PUBLIC_LIVE_KEY] {
        let seen = see(visit.anonymous(Method::GET, "/customers/user_42").bearer_auth(key)).await;
        assert_eq!((seen.status, seen.problem()), (403, "permission_error"));
    }
    visit.emulator.set_live_mode(true);
    for key in [SECRET_LIVE_KEY, PUBLIC_LIVE_KEY] {
        let seen = see(visit.anonymous(Method::GET, "/customers/user_42").bearer_auth(key)).await;
        assert_eq!(seen.status, 200);
    }
}

#[tokio::test]
async fn a_caller_off_the_whitelist_is_told_by_type() {
    let visit = Visit::with(Emulator::builder().ip_restricted(true)).await;
    let seen = visit.get("/customers/user_42").await;
    let message = "Request from this IP address is not allowed.";
    assert_eq!(seen.status, 403);
    assert_eq!(seen.body, json!({ "error": { "type": "ip_restricted", "message": message } }));
    visit.emulator.set_ip_restricted(false);
    assert_eq!(visit.get("/customers/user_42").await.status, 200);
}

#[tokio::test]
async fn unknown_paths_and_methods_are_told() {
    let visit = Visit::new().await;
    for path in ["/notes", "/customers/user_42/", "/customers/", "//customers"] {
        let seen = visit.get(path).await;
        assert_eq!((seen.status, seen.problem()), (404, "not_found"), "{path}");
    }
    let seen = see(visit.request(Method::PUT, "/customers/user_42")).await;
    assert_eq!((seen.status, seen.problem()), (405, "invalid_request"));
    let seen = visit.get("/customers/%FF").await;
    assert_eq!((seen.status, seen.problem()), (400, "invalid_request"));
}
