//! How many attempts are under way at once: the others wait for their turn, within their own deadlines.

use std::time::Duration;

use futures_util::future::{join, join_all};
use prolifi::{Auth, Client, ClientBuilder, Service};
use prolifi_tests::{Outcome, Timed};

use super::Methods;

const SECOND: Duration = Duration::from_secs(1);

fn builder(transport: &Timed) -> ClientBuilder {
    let service = Service::new("https://api.example.com").auth(Auth::Bearer).pauses_when_limited(true);
    Client::builder(service).api_key("one").transport(transport.clone())
}

#[tokio::test(start_paused = true)]
async fn turns_are_given_in_order_and_shared_by_clones_and_handles() {
    let transport = Timed::slow(SECOND, [Outcome::Status(204); 5]);
    let client = builder(&transport).max_concurrent(2).build().unwrap();
    let other = client.with_api_key("two").unwrap();
    let calls = [client.get(), client.clone().put(), other.get(), other.delete(), client.get()];
    for result in join_all(calls).await {
        result.unwrap();
    }
    let starts: Vec<_> = transport.starts().iter().map(Duration::as_secs).collect();
    assert_eq!(starts, [0, 0, 1, 1, 2]);
    let methods: Vec<_> = transport.requests().iter().map(|request| request.method().to_string()).collect();
    assert_eq!(methods, ["GET", "PUT", "GET", "DELETE", "GET"]);
}

#[tokio::test(start_paused = true)]
async fn a_call_waits_no_longer_for_its_turn_than_it_may_last() {
    let transport = Timed::slow(5 * SECOND, [Outcome::Status(204)]);
    let client = builder(&transport).max_concurrent(1).build().unwrap();
    let (first, second) = join(client.post(), client.post().timeout(SECOND)).await;
    first.unwrap();
    let error = second.unwrap_err();
    assert!(error.is_timeout() && !error.may_have_been_applied());
    assert_eq!((error.attempts(), transport.requests().len()), (0, 1));
    assert!(
        error.to_string().contains("as many calls were under way as the client allows, for 1s"),
        "{error}"
    );
}

#[tokio::test(start_paused = true)]
async fn neither_a_retry_nor_a_pause_nor_a_dropped_call_keeps_a_turn() {
    let busy = Outcome::With(503, "retry-after", "10");
    let transport = Timed::new([busy, Outcome::Status(204), Outcome::Status(204)]);
    let client = builder(&transport).max_concurrent(1).build().unwrap();
    let (first, second) = join(client.get(), client.put()).await;
    assert!(first.is_ok() && second.is_ok());
    let methods: Vec<_> = transport.requests().iter().map(|request| request.method().to_string()).collect();
    assert_eq!(methods, ["GET", "PUT", "GET"]);

    // Only the tenant that was limited waits.
    let limited = Outcome::With(429, "retry-after", "10");
    let transport = Timed::new([limited, Outcome::Status(204), Outcome::Status(204)]);
    let client = builder(&transport).max_concurrent(1).build().unwrap();
    let other = client.with_api_key("two").unwrap();
    client.get().max_retries(0).await.unwrap_err();
    let (paused, free) = join(client.get(), other.put()).await;
    assert!(paused.is_ok() && free.is_ok());
    assert_eq!(transport.starts()[1], transport.starts()[0]);

    let transport = Timed::new([Outcome::Hang, Outcome::Status(204)]);
    let client = builder(&transport).max_concurrent(1).build().unwrap();
    tokio::time::timeout(SECOND, client.get()).await.unwrap_err();
    client.get().await.unwrap();
}

/// The pause comes while they wait for their turn.
#[tokio::test(start_paused = true)]
async fn a_turn_that_comes_in_a_pause_is_given_back() {
    let limited = Outcome::With(429, "retry-after", "10");
    let transport = Timed::slow(SECOND, [limited, Outcome::Status(204), Outcome::Status(204)]);
    let client = builder(&transport).max_concurrent(1).build().unwrap();
    let (first, second) = join(client.get().max_retries(0), client.get()).await;
    first.unwrap_err();
    second.unwrap();
    assert!(transport.delays()[0] >= 11 * SECOND, "{:?}", transport.delays());
}

#[test]
fn none_at_all_is_a_mistake() {
    let transport = Timed::new([]);
    let error = builder(&transport).max_concurrent(0).build().unwrap_err();
    assert!(error.is_build() && error.to_string().contains("max_concurrent(0)"), "{error}");
    builder(&transport).max_concurrent(usize::MAX).build().unwrap();
}
