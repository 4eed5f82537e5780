//! `UsageReporter`: every event sent, none twice, whatever happens on the way.

use std::{
    collections::BTreeSet,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering::SeqCst},
    },
    time::Duration,
};

use futures_util::StreamExt;
use http::Response;
use prolifi::{
    Environment, Prolifi, Record,
    emulator::{Emulator, Fault, SECRET_TEST_KEY},
    events::{Events, Progress, UsageEvent, UsageEventBatch, UsageFilter, UsageReporter},
    prelude::*,
    testing::FakeTransport,
    transport::TransportError,
};
use prolifi_tests::prolifi_offline;
use serde_json::{Value, json};
use uuid::{Uuid, uuid};

const JANE: Uuid = uuid!("7c9e6679-7425-40de-944b-e07fc1f90ae7");

fn events(count: usize) -> impl ExactSizeIterator<Item = UsageEvent> {
    (0..count).map(|n| UsageEvent::new(JANE, "api_call").property("n", n))
}

fn taken() -> Response<&'static str> {
    Response::new(r#"{"data": {"ok": true}}"#)
}

/// The keys of the events in a body.
fn keys(body: &[u8]) -> Vec<String> {
    let body: Value = serde_json::from_slice(body).unwrap();
    let events = body["events"].as_array().unwrap();
    events.iter().map(|event| event["idempotency_key"].as_str().expect("a key").to_owned()).collect()
}

#[tokio::test]
async fn events_go_out_in_documented_batches_with_a_key_each() {
    let fake = FakeTransport::new().answer(taken()).answer(taken()).answer(taken());
    let batches = UsageReporter::new(prolifi_offline(&fake)).concurrency(1).report(events(2_001)).await;

    let sizes: Vec<_> = batches.iter().map(|batch| (batch.first, batch.events.len())).collect();
    assert_eq!(sizes, [(0, 1_000), (1_000, 1_000), (2_000, 1)]);
    assert!(batches.iter().all(|batch| batch.result.as_ref().unwrap().get_bool("ok") == Some(true)));
    let sent: Vec<_> = fake.requests().iter().flat_map(|request| keys(request.body())).collect();
    let returned: Vec<_> = batches
        .iter()
        .flat_map(|batch| &batch.events)
        .filter_map(|event| event.idempotency_key.clone())
        .collect();
    assert_eq!(sent, returned);
    assert_eq!(sent.iter().collect::<BTreeSet<_>>().len(), 2_001);
    let first: Uuid = sent[0].parse().unwrap();
    assert_eq!(first.get_version_num(), 4);
}

#[tokio::test]
async fn a_key_of_the_callers_own_is_kept() {
    let fake = FakeTransport::new().answer(taken());
    let event = UsageEvent::new(JANE, "api_call").idempotency_key("mine");
    let batches = UsageReporter::new(&prolifi_offline(&fake)).report([event]).await;
    assert!(batches[0].result.is_ok());
    assert_eq!(keys(fake.requests()[0].body()), ["mine"]);
}

#[tokio::test]
async fn no_events_are_no_request() {
    let fake = FakeTransport::new();
    assert!(UsageReporter::new(prolifi_offline(&fake)).report([]).await.is_empty());
    assert_eq!(fake.requests().len(), 0);
}

#[tokio::test(start_paused = true)]
async fn a_repeat_sends_the_same_keys() {
    let fake = FakeTransport::new().fail(TransportError::io("reset")).answer(taken());
    let batches = UsageReporter::new(prolifi_offline(&fake)).report(events(3)).await;
    assert!(batches[0].result.is_ok());
    let sent = fake.requests();
    assert_eq!(sent[0].body(), sent[1].body());
    assert_eq!(sent[0].headers()["idempotency-key"], sent[1].headers()["idempotency-key"]);
}

#[tokio::test]
async fn a_batch_that_fails_comes_back_with_its_events_and_stops_no_other() {
    let refused = Response::builder().status(422).body("{}").unwrap();
    let fake = FakeTransport::new().answer(taken()).answer(refused).answer(taken());
    let reporter = UsageReporter::new(prolifi_offline(&fake)).batch_size(2).concurrency(1);
    let seen: Arc<Mutex<Vec<Progress>>> = Arc::default();
    let reporter = reporter.on_progress({
        let seen = Arc::clone(&seen);
        move |progress| seen.lock().unwrap().push(*progress)
    });
    let batches = reporter.report(events(5)).await;
    assert_eq!(batches.iter().map(|batch| batch.result.is_ok()).collect::<Vec<_>>(), [true, false, true]);
    assert_eq!(
        batches[1].events.iter().map(|event| &event.properties.as_ref().unwrap()["n"]).collect::<Vec<_>>(),
        [2, 3]
    );
    let seen: Vec<_> =
        seen.lock().unwrap().iter().map(|p| (p.batches, p.events, p.failed, p.total)).collect();
    assert_eq!(seen, [(1, 2, 0, Some(5)), (2, 4, 2, Some(5)), (3, 5, 2, Some(5))]);
}

#[tokio::test]
async fn batch_sizes_stay_within_the_documented() {
    for (asked, expected) in [(0, 1), (7, 7), (5_000, 1_000)] {
        let fake = FakeTransport::new().answer(taken());
        let reporter = UsageReporter::new(prolifi_offline(&fake)).batch_size(asked).concurrency(1);
        let batch = Box::pin(reporter.stream(events(1_500))).next().await.unwrap();
        assert_eq!(batch.events.len(), expected);
    }
}

#[tokio::test(start_paused = true)]
async fn the_options_hold_for_each_batch() {
    let unavailable = || Response::builder().status(503).body("").unwrap();
    let fake = FakeTransport::new().answer(unavailable()).answer(unavailable()).hang();
    let reporter = UsageReporter::new(prolifi_offline(&fake)).batch_size(1).concurrency(1);
    let batches = reporter.timeout(Duration::from_secs(3)).max_retries(0).report(events(3)).await;
    let errors: Vec<_> = batches.iter().map(|batch| batch.result.as_ref().unwrap_err()).collect();
    assert!(errors.iter().all(|error| error.attempts() == 1));
    assert_eq!(errors[1].status().unwrap(), 503);
    assert!(errors[2].is_timeout() && errors[2].may_have_been_applied());
}

/// A mock that counts how many batches are on their way.
#[derive(Clone, Default)]
struct Slow {
    now: Arc<AtomicUsize>,
    most: Arc<AtomicUsize>,
}

impl Events for Slow {
    fn report_usage_event(&self, _: &UsageEvent) -> Call<Record> {
        unreachable!()
    }

    fn batch_report_usage_events(&self, _: &UsageEventBatch<'_>) -> Call<Record> {
        self.most.fetch_max(self.now.fetch_add(1, SeqCst) + 1, SeqCst);
        Call::ready(Ok(Record::default()))
    }

    fn get_customer_usage(&self, _: &str, _: &UsageFilter) -> Call<Vec<Record>> {
        unreachable!()
    }
}

#[tokio::test]
async fn a_mock_of_the_trait_will_do_and_events_are_taken_as_they_are_needed() {
    let slow = Slow::default();
    let reporter = UsageReporter::new(slow.clone()).batch_size(1).concurrency(3);
    let pulled = Arc::new(AtomicUsize::new(0));
    let source = events(50).inspect({
        let pulled = Arc::clone(&pulled);
        move |_| {
            pulled.fetch_add(1, SeqCst);
        }
    });
    let mut batches = Box::pin(reporter.stream(source));
    let mut done = 0;
    while batches.next().await.is_some() {
        done += 1;
        slow.now.fetch_sub(1, SeqCst);
        assert!(pulled.load(SeqCst) <= done + 3, "no more than are on their way");
    }
    assert_eq!(done, 50);
    assert_eq!(slow.most.load(SeqCst), 3);
}

#[test]
fn a_report_can_be_spawned() {
    fn spawnable<T: Send>(_: &T) {}
    let reporter = UsageReporter::new(prolifi_offline(&FakeTransport::new()));
    spawnable(&reporter.report(Vec::new()));
    spawnable(&reporter.stream(Vec::new()));
}

/// Half of the faults strike after the batch was counted, so a repeat that forgot its keys would count twice.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hundred_thousand_events_are_each_counted_once() {
    const ALL: usize = 100_000;
    let emulator = Emulator::builder()
        .customer(json!({ "id": JANE, "email": "jane@example.com" }))
        .event_definition("api_call")
        .random_faults(0.05, 7, [Fault::reset(), Fault::reset().after_applying()])
        .start()
        .await
        .unwrap();
    emulator.fail_next(Fault::rate_limited(Duration::from_secs(1)).times(2));
    let client = Prolifi::builder(Environment::Sandbox)
        .base_url(emulator.base_url())
        .api_key(SECRET_TEST_KEY)
        .build()
        .unwrap();
    let reporter = UsageReporter::new(client).concurrency(8);

    let mut pending: Vec<_> = events(ALL).collect();
    let mut rounds = 0;
    while !pending.is_empty() {
        rounds += 1;
        assert!(rounds < 10, "{} events are left", pending.len());
        let batches = reporter.report(pending).await;
        pending = batches
            .into_iter()
            .filter(|batch| batch.result.is_err())
            .flat_map(|batch| batch.events)
            .collect();
    }
    let counted = emulator.events();
    let numbers: BTreeSet<_> =
        counted.iter().map(|event| event["properties"]["n"].as_u64().unwrap()).collect();
    assert_eq!((counted.len(), numbers.len()), (ALL, ALL));
    assert!(emulator.requests().iter().any(|request| request.status.is_none()), "no connection was reset");
    assert!(emulator.requests().iter().any(|request| request.status.is_some_and(|status| status == 429)));
}
