//! Injected faults.

use std::time::Duration;

use http::{Method, StatusCode};
use prolifi::emulator::{Emulator, Fault, Problem};
use serde_json::json;

use super::{Visit, see};

#[tokio::test]
async fn every_error_type_can_be_produced() {
    let visit = Visit::new().await;
    for problem in Problem::ALL {
        visit.emulator.fail_next(Fault::problem(problem));
        let seen = visit.patch("/customers/user_42", json!({ "phone": "1" })).await;
        assert_eq!((seen.status, seen.problem()), (problem.status().as_u16(), problem.name()));
        assert_eq!(seen.header("retry-after").is_some(), problem == Problem::RateLimit);
        assert!(seen.header("x-ratelimit-limit").is_some());
    }
    assert_eq!(visit.get("/customers/user_42").await.data()["phone"], "+1 555 0100");
}

#[tokio::test]
async fn a_fault_strikes_before_or_after_the_operation() {
    for (fault, applied) in [
        (Fault::status(StatusCode::BAD_GATEWAY), false),
        (Fault::status(StatusCode::BAD_GATEWAY).after_applying(), true),
        (Fault::reset(), false),
        (Fault::reset().after_applying(), true),
        (Fault::html(StatusCode::OK), false),
        (Fault::html(StatusCode::OK).after_applying(), true),
        (Fault::stall(), false),
        (Fault::stall().after_applying(), true),
        (Fault::truncated(), false),
        (Fault::truncated().after_applying(), true),
        (Fault::garbage(), false),
        (Fault::garbage().after_applying(), true),
        (Fault::malformed(), false),
        (Fault::malformed().after_applying(), true),
    ] {
        let visit = Visit::new().await;
        visit.emulator.fail_next(fault.clone());
        let request = visit.request(Method::PATCH, "/customers/user_42").json(&json!({ "phone": "1" }));
        let _ = request.timeout(Duration::from_secs(1)).send().await;
        let phone = if applied { "1" } else { "+1 555 0100" };
        assert_eq!(visit.get("/customers/user_42").await.data()["phone"], phone, "{fault:?}");
        assert_eq!(visit.emulator.requests()[0].applied, applied, "{fault:?}");
    }
}

#[tokio::test]
async fn each_fault_looks_like_what_it_is() {
    let visit = Visit::new().await;
    let ask = |fault: Fault| {
        visit.emulator.fail_next(fault);
        visit.request(Method::GET, "/customers/user_42").timeout(Duration::from_secs(1)).send()
    };
    let reset = ask(Fault::reset()).await.unwrap_err();
    assert!(format!("{reset:?}").contains("reset"), "{reset:?}");
    assert!(ask(Fault::stall()).await.unwrap_err().is_timeout());
    assert!(format!("{:?}", ask(Fault::garbage()).await.unwrap_err()).contains("Parse"));

    let truncated = ask(Fault::truncated()).await.unwrap();
    assert_eq!(truncated.status(), 200);
    assert!(truncated.bytes().await.is_err());
    let truncated = ask(Fault::truncated().after_applying()).await.unwrap();
    assert_eq!(truncated.headers()["content-type"], "application/json");
    assert!(truncated.bytes().await.is_err());

    let malformed = ask(Fault::malformed()).await.unwrap();
    assert_eq!(
        (malformed.status().as_u16(), malformed.text().await.unwrap().as_str()),
        (200, r#"{"data":{"id":"#)
    );
    let page = ask(Fault::html(StatusCode::BAD_GATEWAY)).await.unwrap();
    assert_eq!((page.status().as_u16(), page.headers().get("x-ratelimit-limit")), (502, None));
    assert!(page.text().await.unwrap().starts_with("<html>"));
    let limited = ask(Fault::rate_limited(Duration::from_millis(1_500))).await.unwrap();
    assert_eq!(limited.headers()["retry-after"], "2");

    let statuses: Vec<_> =
        visit.emulator.requests().iter().map(|request| request.status.map(|s| s.as_u16())).collect();
    assert_eq!(statuses, [None, None, None, None, None, Some(200), Some(502), Some(429)]);
}

#[tokio::test]
async fn faults_wait_for_their_method_and_their_times() {
    let visit = Visit::new().await;
    visit.emulator.fail_next(Fault::problem(Problem::Conflict).only(Method::PATCH));
    visit.emulator.fail_next(Fault::status(StatusCode::SERVICE_UNAVAILABLE).times(2));
    assert_eq!(visit.get("/customers").await.status, 503);
    assert_eq!(visit.patch("/customers/user_42", json!({})).await.status, 409);
    assert_eq!(visit.patch("/customers/user_42", json!({})).await.status, 503);
    assert_eq!(visit.patch("/customers/user_42", json!({})).await.status, 200);
    visit.emulator.fail_next(Fault::reset());
    visit.emulator.clear_faults();
    assert_eq!(visit.get("/customers").await.status, 200);
}

#[tokio::test]
async fn a_lost_answer_is_kept_under_its_key() {
    let visit = Visit::new().await;
    let request = || {
        let request = visit.request(Method::PATCH, "/customers/user_42").header("idempotency-key", "k");
        request.json(&json!({ "phone": "1" }))
    };
    visit.emulator.fail_next(Fault::reset().after_applying());
    assert!(request().send().await.is_err());
    let repeat = see(request()).await;
    assert_eq!((repeat.status, repeat.header("idempotent-replayed")), (200, Some("true")));
}

#[tokio::test]
async fn a_failure_can_be_remembered() {
    for (fault, applied) in [
        (Fault::problem(Problem::Api).remembered(), false),
        (Fault::problem(Problem::Api).remembered().after_applying(), true),
    ] {
        let visit = Visit::new().await;
        visit.emulator.fail_next(fault);
        for replayed in [None, Some("true")] {
            let request = visit.request(Method::PATCH, "/customers/user_42").header("idempotency-key", "k");
            let seen = see(request.json(&json!({ "phone": "1" }))).await;
            assert_eq!((seen.status, seen.header("idempotent-replayed")), (500, replayed));
        }
        assert_eq!(visit.emulator.requests()[0].applied, applied);
        assert!(!visit.emulator.requests()[1].applied);
    }
}

#[tokio::test]
async fn a_delay_answers_as_usual_but_later() {
    let visit = Visit::new().await;
    for fault in
        [Fault::delay(Duration::from_millis(80)), Fault::delay(Duration::from_millis(80)).after_applying()]
    {
        visit.emulator.fail_next(fault);
        let started = std::time::Instant::now();
        assert_eq!(visit.get("/customers/user_42").await.status, 200);
        assert!(started.elapsed() >= Duration::from_millis(80));
    }
}

#[tokio::test]
async fn random_faults_come_at_their_rate_and_repeat_with_their_seed() {
    let mut runs = Vec::new();
    for _ in 0..2 {
        let faults =
            [Fault::reset(), Fault::status(StatusCode::BAD_GATEWAY), Fault::rate_limited(Duration::ZERO)];
        let visit = Visit::with(Emulator::builder().random_faults(0.2, 1, faults)).await;
        let mut outcomes = Vec::new();
        for _ in 0..300 {
            let answer = visit.request(Method::GET, "/customers/user_42").send().await;
            outcomes.push(answer.map_or(0, |response| response.status().as_u16()));
        }
        runs.push(outcomes);
    }
    assert_eq!(runs[0], runs[1]);
    for status in [0, 502, 429] {
        let share = runs[0].iter().filter(|outcome| **outcome == status).count();
        assert!((10..30).contains(&share), "{share} of {status}");
    }
}
