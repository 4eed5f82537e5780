//! The rate limit and its headers.

use std::time::Duration;

use http::Method;
use prolifi::emulator::{Emulator, PUBLIC_TEST_KEY};
use serde_json::json;

use super::{Visit, see};

#[tokio::test]
async fn every_response_carries_the_two_headers() {
    let visit = Visit::new().await;
    let first = visit.patch("/customers/user_42", json!({})).await;
    assert_eq!(first.header("x-ratelimit-limit"), Some("1000"));
    assert_eq!(first.header("x-ratelimit-remaining"), Some("999"));
    for (seen, remaining) in [
        (visit.get("/customers/nobody").await, "998"),
        (visit.get("/no/such/path").await, "997"),
        (see(visit.anonymous(Method::GET, "/customers")).await, "1000"),
    ] {
        assert_eq!(seen.header("x-ratelimit-limit"), Some("1000"));
        assert_eq!(seen.header("x-ratelimit-remaining"), Some(remaining));
        assert_eq!(seen.header("retry-after"), None);
    }
}

#[tokio::test]
async fn each_key_has_a_window_of_its_own() {
    let visit = Visit::with(Emulator::builder().rate_limit(2, Duration::from_secs(60))).await;
    for _ in 0..2 {
        assert_eq!(visit.get("/customers").await.status, 200);
    }
    let refused = visit.get("/customers").await;
    let message = "Too many requests. Please retry after the rate limit resets.";
    assert_eq!(refused.status, 429);
    assert_eq!(refused.body, json!({ "error": { "type": "rate_limit_error", "message": message } }));
    assert_eq!(refused.header("x-ratelimit-remaining"), Some("0"));
    let wait: u64 = refused.header("retry-after").expect("a wait").parse().expect("seconds");
    assert!((50..=60).contains(&wait), "{wait}");

    let other = see(visit.anonymous(Method::GET, "/customers").bearer_auth(PUBLIC_TEST_KEY)).await;
    assert_eq!(other.status, 200);

    visit.emulator.advance(Duration::from_secs(wait));
    assert_eq!(visit.get("/customers").await.status, 200);
}

#[tokio::test]
async fn waiting_as_told_is_enough_even_when_the_clock_stands() {
    let clock = "2026-03-13T09:00:00Z".parse().unwrap();
    let builder = Emulator::builder().fixed_clock(clock).rate_limit(1, Duration::from_secs(1));
    let visit = Visit::with(builder).await;
    assert_eq!(visit.get("/customers").await.status, 200);
    let refused = visit.get("/customers").await;
    assert_eq!(refused.header("retry-after"), Some("1"));
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_eq!(visit.get("/customers").await.status, 200);
}
