//! Many writes at once against a server of which a third of the answers never arrive: nothing is applied
//! twice, and every error says the truth.

use std::{collections::HashMap, time::Duration};

use futures_util::future::join_all;
use prolifi::{
    ClientBuilder, Environment, Error, Prolifi,
    customers::{Customer, Customers, UpdateCustomer},
    emulator::{Emulator, Fault, Problem, SECRET_TEST_KEY},
};
use serde_json::json;

const WRITES: usize = 1_000;

/// Half before the operation and half behind it: a lost connection, a cut answer, an error of the service or of
/// something in between.
fn faults() -> Vec<Fault> {
    let once = || {
        [
            Fault::reset(),
            Fault::truncated(),
            Fault::garbage(),
            Fault::problem(Problem::Api),
            Fault::html(http::StatusCode::BAD_GATEWAY),
            Fault::status(http::StatusCode::SERVICE_UNAVAILABLE),
        ]
    };
    once().into_iter().chain(once().map(Fault::after_applying)).collect()
}

/// What the server knows of one write.
#[derive(Default)]
struct Seen {
    applied: usize,
    requests: usize,
}

struct Outcome {
    results: Vec<(String, Result<Customer, Error>)>,
    seen: HashMap<String, Seen>,
    requests: usize,
}

/// Lets one client write a thousand times at once, where this share of the requests fails.
async fn writes(
    rate: f64,
    seed: u64,
    settings: fn(ClientBuilder<Prolifi>) -> ClientBuilder<Prolifi>,
) -> Outcome {
    let jane = json!({ "external_id": "user_42", "email": "jane@example.com" });
    let builder = Emulator::builder().customer(jane).rate_limit(u32::MAX, Duration::from_secs(60));
    let emulator = builder.random_faults(rate, seed, faults()).start().await.expect("a free port");
    let builder =
        Prolifi::builder(Environment::Sandbox).base_url(emulator.base_url()).api_key(SECRET_TEST_KEY);
    let client = settings(builder).build().expect("a client");

    let calls = (0..WRITES).map(|number| {
        let changes = UpdateCustomer::new().phone(format!("{number}"));
        let call = client.update_customer("user_42", &changes);
        let key = call.key().expect("a key").to_owned();
        tokio::spawn(async move { (key, call.await) })
    });
    let results = join_all(calls).await.into_iter().map(|task| task.expect("no panic")).collect();

    let mut seen: HashMap<String, Seen> = HashMap::new();
    let requests = emulator.requests();
    for request in &requests {
        let key = request.headers["idempotency-key"].to_str().expect("text").to_owned();
        let write = seen.entry(key).or_default();
        write.requests += 1;
        write.applied += usize::from(request.applied);
    }
    Outcome { results, seen, requests: requests.len() }
}

impl Outcome {
    /// Holds what the client says against what the server did, and gives the share of writes that ended well.
    fn check(&self) -> f64 {
        assert_eq!(self.seen.len(), WRITES, "every write was sent, under a key of its own");
        for (key, result) in &self.results {
            let seen = &self.seen[key];
            assert!(seen.applied <= 1, "a write was applied {} times", seen.applied);
            match result {
                Ok(_) => assert_eq!(seen.applied, 1, "a success was applied"),
                Err(error) => {
                    assert!(error.may_have_been_applied() || seen.applied == 0, "{error:?}");
                    assert_eq!(error.idempotency_key(), Some(&**key));
                    assert_eq!(error.attempts() as usize, seen.requests, "{error:?}");
                }
            }
        }
        let good = self.results.iter().filter(|(_, result)| result.is_ok()).count();
        good as f64 / WRITES as f64
    }
}

#[tokio::test]
async fn a_thousand_writes_through_failures_end_well() {
    // Each attempt fails three times in ten, so of three in a row 27 writes in a thousand.
    let outcome = writes(0.3, 42, ClientBuilder::without_retry_budget).await;
    let good = outcome.check();
    assert!(good >= 0.95, "only {good} ended well");
    assert!(outcome.requests > WRITES + WRITES / 5, "there were failures: {} requests", outcome.requests);
    let replays = outcome.seen.values().filter(|seen| seen.applied == 1 && seen.requests > 1).count();
    assert!(replays > 50, "answers were lost behind the operation: {replays}");
}

#[tokio::test]
async fn a_service_in_trouble_is_not_asked_much_more_often() {
    let outcome = writes(0.3, 43, |builder| builder).await;
    outcome.check();
    let retries = outcome.requests - WRITES;
    assert!(retries >= 100, "the budget is there to be spent: {retries} retries");
    assert!(retries < WRITES / 5, "{retries} retries for {WRITES} writes");
}

#[tokio::test]
async fn errors_say_that_nothing_was_done_where_nothing_was_done() {
    let jane = json!({ "external_id": "user_42", "email": "jane@example.com" });
    let emulator = Emulator::builder().customer(jane).start().await.expect("a free port");
    let builder =
        Prolifi::builder(Environment::Sandbox).base_url(emulator.base_url()).api_key(SECRET_TEST_KEY);
    let client = builder.build().expect("a client");
    let write = |id: &str| client.update_customer(id, &UpdateCustomer::new().phone("1")).max_retries(0);
    // (the fault, whether the client may say that nothing happened)
    for (fault, innocent) in [
        (Fault::problem(Problem::Validation), true),
        (Fault::problem(Problem::Permission), true),
        (Fault::problem(Problem::Conflict), false),
        (Fault::problem(Problem::Api).after_applying(), false),
        (Fault::reset().after_applying(), false),
        (Fault::truncated().after_applying(), false),
        (Fault::malformed().after_applying(), false),
        (Fault::html(http::StatusCode::OK).after_applying(), false),
    ] {
        emulator.clear_requests();
        emulator.fail_next(fault.clone());
        let error = write("user_42").await.expect_err("a failure");
        assert_eq!(!error.may_have_been_applied(), innocent, "{fault:?}: {error:?}");
        let applied = emulator.requests().iter().any(|request| request.applied);
        assert!(!(applied && innocent), "{fault:?}");
    }
}

#[tokio::test]
async fn the_key_of_an_error_finishes_the_job() {
    let jane = json!({ "external_id": "user_42", "email": "jane@example.com" });
    let emulator = Emulator::builder().customer(jane).start().await.expect("a free port");
    let builder =
        Prolifi::builder(Environment::Sandbox).base_url(emulator.base_url()).api_key(SECRET_TEST_KEY);
    let client = builder.build().expect("a client");
    let changes = UpdateCustomer::new().phone("1");
    emulator.fail_next(Fault::reset().after_applying());
    let error = client.update_customer("user_42", &changes).max_retries(0).await.expect_err("a lost answer");
    assert!(error.may_have_been_applied());
    let key = error.idempotency_key().expect("a key");
    let again =
        client.update_customer("user_42", &changes).idempotency_key(key).response().await.expect("it");
    assert!(again.replayed);
    assert_eq!(again.value.phone.as_deref(), Some("1"));
    assert_eq!(emulator.requests().iter().filter(|request| request.applied).count(), 1);
}
