//! Usage events: reported, batched, summed up, and each counted once.

use prolifi::emulator::{Emulator, Fault};
use serde_json::{Value, json};

use super::{JANE, Visit};

const API_CALL: &str = "886313e1-3b8a-5372-9b90-0c9aee199e5d";

async fn visit() -> Visit {
    let builder = Emulator::builder().fixed_clock("2026-03-13T09:00:00Z".parse().unwrap());
    let builder =
        builder.event_definition(json!({ "id": API_CALL, "name": "api_call" })).event_definition("export");
    Visit::with(builder.event_definition(json!({ "name": "old", "active": false }))).await
}

#[tokio::test]
async fn an_event_gets_the_documented_defaults() {
    let visit = visit().await;
    let seen = visit.post("/events", json!({ "customer_id": JANE, "event_name": "api_call" })).await;
    assert_eq!(seen.status, 201);
    assert_eq!(seen.data()["properties"], json!({ "count": 1 }));
    assert_eq!(seen.data()["timestamp"], "2026-03-13T09:00:00.000000Z");
    let whole = json!({
        "customer_id": JANE,
        "event_name": API_CALL,
        "subscription_id": null,
        "timestamp": "2026-03-01T10:00:00+01:00",
        "properties": { "bytes": 5 },
        "idempotency_key": "e1",
    });
    let seen = visit.post("/events", whole).await;
    assert_eq!(seen.data()["properties"], json!({ "bytes": 5 }));
    assert_eq!(seen.data()["timestamp"], "2026-03-01T09:00:00.000000Z");
    assert_eq!(visit.emulator.events().len(), 2);
    assert_eq!(&visit.emulator.events()[1], seen.data());
}

#[tokio::test]
async fn an_event_needs_a_customer_and_an_active_definition() {
    let visit = visit().await;
    for (body, fields) in [
        (json!({}), vec!["customer_id", "event_name"]),
        (json!({ "customer_id": "user_42", "event_name": "api_call" }), vec!["customer_id"]),
        (json!({ "customer_id": API_CALL, "event_name": "nothing" }), vec!["customer_id", "event_name"]),
        (json!({ "customer_id": JANE, "event_name": "old" }), vec!["event_name"]),
        (json!({ "customer_id": JANE, "event_name": "api_call", "timestamp": "today" }), vec!["timestamp"]),
        (
            json!({ "customer_id": JANE, "event_name": "api_call", "subscription_id": JANE }),
            vec!["subscription_id"],
        ),
        (json!({ "customer_id": JANE, "event_name": "api_call", "properties": 1 }), vec!["properties"]),
    ] {
        assert_eq!(visit.post("/events", body.clone()).await.fields(), fields, "{body}");
    }
    assert!(visit.emulator.events().is_empty());
}

#[tokio::test]
async fn an_event_is_counted_once_by_its_own_key() {
    let visit = visit().await;
    let event = json!({ "customer_id": JANE, "event_name": "api_call", "idempotency_key": "e1" });
    let first = visit.post("/events", event.clone()).await;
    let again = visit.post("/events", event.clone()).await;
    assert_eq!((again.status, &again.body), (201, &first.body));
    let batch = visit.post("/events/batch", json!({ "events": [event.clone(), event] })).await;
    assert_eq!(batch.data(), &json!({ "accepted": 2, "rejected": 0, "errors": [] }));
    assert_eq!(visit.emulator.events().len(), 1);
}

#[tokio::test]
async fn each_event_of_a_batch_stands_alone() {
    let visit = visit().await;
    let good = json!({ "customer_id": JANE, "event_name": "api_call" });
    let events = json!([good, { "customer_id": JANE, "event_name": "nothing" }, 7, good]);
    let seen = visit.post("/events/batch", json!({ "events": events })).await;
    assert_eq!(seen.status, 200);
    assert_eq!((&seen.data()["accepted"], &seen.data()["rejected"]), (&json!(2), &json!(2)));
    assert_eq!(seen.data()["errors"][0]["index"], 1);
    assert_eq!(seen.data()["errors"][0]["errors"][0]["field"], "event_name");
    assert_eq!(seen.data()["errors"][1]["index"], 2);
    assert_eq!(visit.emulator.events().len(), 2);

    let many = |count| json!({ "events": vec![good.clone(); count] });
    for body in [json!({}), json!({ "events": 1 }), many(0), many(1_001)] {
        assert_eq!(visit.post("/events/batch", body).await.fields(), ["events"]);
    }
    assert_eq!(visit.post("/events/batch", many(1_000)).await.data()["accepted"], 1_000);
}

#[tokio::test]
async fn usage_is_grouped_by_event_and_bounded_by_days() {
    let visit = visit().await;
    for (name, time) in [
        ("api_call", "2026-03-01T00:00:00Z"),
        ("api_call", "2026-03-02T23:59:59Z"),
        ("export", "2026-03-02T12:00:00Z"),
        ("api_call", "2026-03-03T00:00:00Z"),
    ] {
        visit.post("/events", json!({ "customer_id": JANE, "event_name": name, "timestamp": time })).await;
    }
    let item = |name: &str, count: u64, last: &str| json!({ "event_name": name, "count": count, "last_reported_at": format!("{last}.000000Z") });
    let export = item("export", 1, "2026-03-02T12:00:00");
    for (query, expected) in [
        ("", json!([item("api_call", 3, "2026-03-03T00:00:00"), export])),
        (
            "?start_date=2026-03-02&end_date=2026-03-02",
            json!([item("api_call", 1, "2026-03-02T23:59:59"), export]),
        ),
        ("?event_name=export", json!([export])),
        ("?event_name=nothing", json!([])),
        ("?end_date=2026-02-28", json!([])),
    ] {
        let seen = visit.get(&format!("/customers/{JANE}/usage{query}")).await;
        assert_eq!(seen.body, json!({ "data": expected }), "{query}");
    }
    assert_eq!(visit.get(&format!("/customers/{JANE}/usage?start_date=now")).await.fields(), ["start_date"]);
    assert_eq!(visit.get("/customers/user_42/usage").await.problem(), "not_found");
}

/// A caller that repeats until it has an answer, with a key on each event: nothing is lost or counted twice.
#[tokio::test]
async fn under_random_faults_a_caller_that_repeats_counts_each_event_once() {
    let faults =
        [Fault::reset(), Fault::reset().after_applying(), Fault::rate_limited(std::time::Duration::ZERO)];
    let builder = Emulator::builder().event_definition("api_call").random_faults(0.3, 3, faults);
    let visit = Visit::with(builder).await;
    let event =
        |n| json!({ "customer_id": JANE, "event_name": "api_call", "idempotency_key": format!("e{n}") });
    let numbers: Vec<u32> = (0..5_000).collect();
    for batch in numbers.chunks(100) {
        let body = json!({ "events": batch.iter().map(event).collect::<Vec<Value>>() });
        loop {
            let answer = visit.request(http::Method::POST, "/events/batch").json(&body).send().await;
            if answer.is_ok_and(|answer| answer.status() == 200) {
                break;
            }
        }
    }
    let mut counted: Vec<String> = visit
        .emulator
        .events()
        .iter()
        .map(|event| event["idempotency_key"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(counted.len(), 5_000);
    counted.sort_unstable();
    counted.dedup();
    assert_eq!(counted.len(), 5_000);
    assert!(visit.emulator.requests().len() > 55);
}
