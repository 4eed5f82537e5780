//! The retry budget: shared by clones, spent by retries, earned by successes.

use prolifi::{Client, Service};
use prolifi_tests::{Outcome, Timed};

use super::{Methods, plain};

const DOWN: Outcome = Outcome::Status(503);
const UP: Outcome = Outcome::Status(204);

#[tokio::test(start_paused = true)]
async fn a_hundred_retries_are_all_that_a_client_and_its_clones_have() {
    let transport = Timed::new([DOWN; 1_000]);
    let client = plain(&transport);
    for call in 1..=200 {
        let error = client.clone().get().await.unwrap_err();
        assert_eq!(error.attempts(), if call <= 50 { 3 } else { 1 }, "call {call}");
    }
    assert_eq!(transport.attempts(), 200 + 100);
    // Another client has a budget of its own.
    assert_eq!(plain(&transport).get().await.unwrap_err().attempts(), 3);
}

#[tokio::test(start_paused = true)]
async fn ten_successes_buy_one_retry() {
    let transport = Timed::new([DOWN; 150]);
    let client = plain(&transport);
    for _ in 0..50 {
        client.get().await.unwrap_err();
    }
    for _ in 0..9 {
        transport.then(UP);
    }
    for _ in 0..9 {
        client.get().await.unwrap();
    }
    transport.then(DOWN);
    assert_eq!(client.get().await.unwrap_err().attempts(), 1);
    transport.then(UP);
    client.get().await.unwrap();
    (0..2).for_each(|_| transport.then(DOWN));
    assert_eq!(client.get().await.unwrap_err().attempts(), 2);
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_refuses_is_a_sign_of_life() {
    let transport = Timed::new([DOWN; 150]);
    let client = plain(&transport);
    for _ in 0..50 {
        client.get().await.unwrap_err();
    }
    for _ in 0..10 {
        transport.then(Outcome::Status(404));
        client.get().await.unwrap_err();
    }
    (0..2).for_each(|_| transport.then(DOWN));
    assert_eq!(client.get().await.unwrap_err().attempts(), 2);
}

#[tokio::test(start_paused = true)]
async fn nothing_is_spent_where_nothing_is_repeated() {
    let transport = Timed::new([DOWN; 1_000]);
    let client = plain(&transport);
    for _ in 0..300 {
        assert_eq!(client.post().await.unwrap_err().attempts(), 1);
        assert_eq!(client.get().max_retries(0).await.unwrap_err().attempts(), 1);
    }
    assert_eq!(client.get().await.unwrap_err().attempts(), 3);
}

#[tokio::test(start_paused = true)]
async fn without_a_budget_every_call_has_its_retries() {
    let transport = Timed::new([DOWN; 1_000]);
    let service = Service::new("https://api.example.com");
    let client =
        Client::builder(service).transport(transport.clone()).without_retry_budget().build().unwrap();
    for _ in 0..200 {
        assert_eq!(client.get().await.unwrap_err().attempts(), 3);
    }
}
