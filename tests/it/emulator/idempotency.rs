//! The `Idempotency-Key`: kept answers, their scope and their life.

use std::time::Duration;

use http::Method;
use prolifi::emulator::{Emulator, SECRET_LIVE_KEY, SECRET_TEST_KEY};
use serde_json::{Value, json};

use super::{Seen, Visit, see};

#[tokio::test]
async fn a_repeat_gets_the_first_answer_and_runs_nothing() {
    let visit = Visit::new().await;
    let first = send(&visit, Method::PATCH, "/customers/user_42", "k1", json!({ "phone": "1" })).await;
    assert_eq!((first.status, first.header("idempotent-replayed")), (200, None));
    visit.patch("/customers/user_42", json!({ "phone": "2" })).await;

    let repeat = send(&visit, Method::PATCH, "/customers/user_42", "k1", json!({ "phone": "1" })).await;
    assert_eq!((repeat.status, repeat.header("idempotent-replayed")), (200, Some("true")));
    assert_eq!(repeat.body, first.body);
    assert_eq!(visit.get("/customers/user_42").await.data()["phone"], "2");

    let requests = visit.emulator.requests();
    assert!(requests[0].applied && !requests[0].replayed);
    assert!(!requests[2].applied && requests[2].replayed);
}

#[tokio::test]
async fn another_operation_under_the_same_key_gets_the_first_answer() {
    let visit = Visit::new().await;
    let first = send(&visit, Method::PATCH, "/customers/user_42", "k", json!({ "phone": "1" })).await;
    let other = send(&visit, Method::DELETE, "/customers/user_42", "k", json!({})).await;
    assert_eq!((other.status, &other.body), (200, &first.body));
    assert_eq!(visit.get("/customers/user_42").await.data()["status"], "active");
}

#[tokio::test]
async fn an_archived_customers_empty_answer_is_kept_too() {
    let visit = Visit::new().await;
    for replayed in [None, Some("true")] {
        let seen = send(&visit, Method::DELETE, "/customers/user_42", "k", json!({})).await;
        assert_eq!(
            (seen.status, seen.header("idempotent-replayed"), &seen.body),
            (204, replayed, &Value::Null)
        );
    }
}

#[tokio::test]
async fn an_operations_own_refusal_is_kept() {
    let visit = Visit::new().await;
    let refused = send(&visit, Method::PATCH, "/customers/user_42", "k", json!({ "email": 1 })).await;
    let repeat = send(&visit, Method::PATCH, "/customers/user_42", "k", json!({ "email": "a@b.c" })).await;
    assert_eq!((refused.status, repeat.status), (422, 422));
    assert_eq!(repeat.header("idempotent-replayed"), Some("true"));
}

#[tokio::test]
async fn a_refusal_before_the_operation_is_not_kept() {
    let visit = Visit::with(Emulator::builder().rate_limit(1, Duration::from_secs(60))).await;
    visit.get("/customers").await;
    assert_eq!(send(&visit, Method::DELETE, "/customers/user_42", "k", json!({})).await.status, 429);
    visit.emulator.advance(Duration::from_secs(60));
    let seen = send(&visit, Method::DELETE, "/customers/user_42", "k", json!({})).await;
    assert_eq!((seen.status, seen.header("idempotent-replayed")), (204, None));
}

#[tokio::test]
async fn a_key_counts_for_writes_of_one_api_key() {
    let visit = Visit::with(Emulator::builder().live_mode(true)).await;
    send(&visit, Method::PATCH, "/customers/user_42", "k", json!({ "phone": "1" })).await;

    let read = see(visit.request(Method::GET, "/customers/user_42").header("idempotency-key", "k")).await;
    assert_eq!(read.header("idempotent-replayed"), None);

    let other = visit.anonymous(Method::PATCH, "/customers/user_42").bearer_auth(SECRET_LIVE_KEY);
    let other = see(other.header("idempotency-key", "k").json(&json!({ "phone": "2" }))).await;
    assert_eq!((other.header("idempotent-replayed"), &other.data()["phone"]), (None, &json!("2")));
}

#[tokio::test]
async fn a_kept_answer_lives_for_24_hours() {
    let visit = Visit::with(Emulator::builder().rate_limit(1_000, Duration::from_secs(1))).await;
    send(&visit, Method::PATCH, "/customers/user_42", "k", json!({ "phone": "1" })).await;
    visit.emulator.advance(Duration::from_secs(24 * 3600 - 60));
    let late = send(&visit, Method::PATCH, "/customers/user_42", "k", json!({ "phone": "2" })).await;
    assert_eq!(late.header("idempotent-replayed"), Some("true"));
    visit.emulator.advance(Duration::from_secs(60));
    let later = send(&visit, Method::PATCH, "/customers/user_42", "k", json!({ "phone": "2" })).await;
    assert_eq!((later.header("idempotent-replayed"), &later.data()["phone"]), (None, &json!("2")));
}

#[tokio::test]
async fn a_key_is_at_most_255_characters() {
    let visit = Visit::new().await;
    let longest = "k".repeat(255);
    assert_eq!(send(&visit, Method::PATCH, "/customers/user_42", &longest, json!({})).await.status, 200);
    let too_long =
        send(&visit, Method::PATCH, "/customers/user_42", &"k".repeat(256), json!({ "phone": "1" })).await;
    assert_eq!((too_long.status, too_long.problem()), (400, "invalid_request"));
    assert_eq!(visit.get("/customers/user_42").await.data()["phone"], "+1 555 0100");
    for _ in 0..2 {
        let empty = send(&visit, Method::PATCH, "/customers/user_42", "", json!({})).await;
        assert_eq!((empty.status, empty.header("idempotent-replayed")), (200, None));
    }
}

#[tokio::test]
async fn a_repeat_that_meets_its_first_attempt_is_a_conflict() {
    let visit = Visit::with(Emulator::builder().latency(Duration::from_secs(1))).await;
    let first = send(&visit, Method::PATCH, "/customers/user_42", "k", json!({ "phone": "1" }));
    let second = async {
        wait_until(|| visit.emulator.requests().len() == 1).await;
        send(&visit, Method::PATCH, "/customers/user_42", "k", json!({ "phone": "1" })).await
    };
    let (first, second) = tokio::join!(first, second);
    assert_eq!(first.status, 200);
    assert_eq!((second.status, second.problem()), (409, "conflict"));
    let third = send(&visit, Method::PATCH, "/customers/user_42", "k", json!({ "phone": "1" })).await;
    assert_eq!(third.header("idempotent-replayed"), Some("true"));
}

#[tokio::test]
async fn of_many_at_once_one_runs() {
    let visit = Visit::with(Emulator::builder().latency(Duration::from_millis(20))).await;
    let mut callers = tokio::task::JoinSet::new();
    for n in 0..40 {
        let request = visit.request(Method::POST, "/customers").header("idempotency-key", "k");
        callers.spawn(see(request.json(&json!({ "email": format!("c{n}@example.com") }))));
    }
    let answers = callers.join_all().await;
    assert!(answers.iter().all(|seen| [201, 409].contains(&seen.status)));
    assert_eq!(visit.emulator.requests().iter().filter(|request| request.applied).count(), 1);
    assert_eq!(visit.get("/customers").await.body["pagination"]["total"], 2);
}

#[tokio::test]
async fn an_operation_finishes_though_its_caller_has_gone() {
    let visit = Visit::with(Emulator::builder().latency(Duration::from_millis(300))).await;
    let request = visit.request(Method::PATCH, "/customers/user_42").header("idempotency-key", "k");
    let caller = tokio::spawn(request.json(&json!({ "phone": "1" })).send());
    wait_until(|| visit.emulator.requests().len() == 1).await;
    caller.abort();
    wait_until(|| visit.emulator.requests()[0].applied).await;
    assert_eq!(visit.emulator.requests()[0].status, None);
    let repeat = send(&visit, Method::PATCH, "/customers/user_42", "k", json!({ "phone": "1" })).await;
    assert_eq!((repeat.status, repeat.header("idempotent-replayed")), (200, Some("true")));
}

async fn wait_until(condition: impl Fn() -> bool) {
    while !condition() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

async fn send(visit: &Visit, method: Method, path: &str, key: &str, body: Value) -> Seen {
    let request = visit.anonymous(method, path).bearer_auth(SECRET_TEST_KEY).header("idempotency-key", key);
    see(request.json(&body)).await
}
