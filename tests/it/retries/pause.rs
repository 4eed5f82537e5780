//! The pause: after a 429 the whole client holds back, and comes back one by one.

use std::time::Duration;

use futures_util::future::join_all;
use prolifi::{ErrorKind, customers::UpdateCustomer};
use prolifi_tests::{Outcome, Timed};

use super::{Methods, plain, prolifi};

const LIMITED: Outcome = Outcome::With(429, "retry-after", "10");
const OK: Outcome = Outcome::Status(204);

/// Milliseconds since the transport was made.
fn starts(transport: &Timed) -> Vec<u128> {
    transport.starts().iter().map(Duration::as_millis).collect()
}

#[tokio::test(start_paused = true)]
async fn a_429_holds_back_every_clone_and_lets_them_go_over_a_second() {
    let transport = Timed::new([LIMITED]);
    let client = prolifi(&transport);
    client.patch().max_retries(0).await.unwrap_err();
    (0..200).for_each(|_| transport.then(OK));
    let calls = (0..200).map(|_| client.clone().get());
    for result in join_all(calls).await {
        result.unwrap();
    }
    let mut starts = starts(&transport)[1..].to_vec();
    starts.sort_unstable();
    assert!(starts[0] >= 10_000 && *starts.last().unwrap() <= 11_001, "{starts:?}");
    assert!(starts[50] > 10_050 && starts[150] < 10_950, "spread over the second: {starts:?}");
}

#[tokio::test(start_paused = true)]
async fn a_429_whose_body_breaks_holds_the_client_back_as_well() {
    for broken in [Outcome::CutWith, Outcome::StalledWith] {
        let transport = Timed::new([broken(429, "retry-after", "10"), OK]);
        let client = prolifi(&transport);
        let call = client.patch().max_retries(0).attempt_timeout(Duration::from_secs(1));
        assert_eq!(call.await.unwrap_err().status().unwrap(), 429);
        client.get().await.unwrap();
        let start = starts(&transport)[1];
        assert!((10_000..=12_001).contains(&start), "{start} ms");
    }
}

#[tokio::test(start_paused = true)]
async fn those_that_were_refused_come_back_spread_as_well() {
    // All under way before the first is answered.
    let transport = Timed::slow(Duration::from_millis(5), [LIMITED; 100]);
    (0..100).for_each(|_| transport.then(OK));
    let client = prolifi(&transport);
    for result in join_all((0..100).map(|_| client.patch())).await {
        result.unwrap();
    }
    let mut starts = starts(&transport)[100..].to_vec();
    starts.sort_unstable();
    assert!(starts[0] >= 10_005 && *starts.last().unwrap() <= 11_006, "{starts:?}");
    assert!(starts[25] > 10_050 && starts[75] < 10_950, "spread over the second: {starts:?}");
}

#[tokio::test(start_paused = true)]
async fn after_the_pause_nothing_is_held_back() {
    let transport = Timed::new([LIMITED, OK]);
    let client = prolifi(&transport);
    client.get().max_retries(0).await.unwrap_err();
    tokio::time::sleep(Duration::from_millis(10_500)).await;
    client.get().await.unwrap();
    assert_eq!(starts(&transport), [0, 10_500]);
}

#[tokio::test(start_paused = true)]
async fn a_call_that_would_wait_too_long_fails_at_once_and_unsent() {
    let transport = Timed::new([LIMITED]);
    let client = prolifi(&transport);
    client.get().max_retries(0).await.unwrap_err();
    let call = client.update_customer("user_42", &UpdateCustomer::new()).timeout(Duration::from_secs(9));
    let error = call.await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::RateLimited);
    assert!(error.is_rate_limited());
    assert_eq!((error.attempts(), error.may_have_been_applied()), (0, false));
    assert!(error.status().is_none() && error.idempotency_key().is_some());
    let wait = error.retry_after().unwrap();
    assert!((Duration::from_secs(10)..=Duration::from_secs(11)).contains(&wait), "{wait:?}");
    let shown = format!(
        "PATCH /customers/<id> failed: the service asked to wait {wait:.1?}, longer than the call may last"
    );
    assert_eq!(error.to_string(), shown);
    assert_eq!((transport.attempts(), transport.elapsed()), (1, Duration::ZERO));
}

#[tokio::test(start_paused = true)]
async fn a_pause_that_grows_while_a_call_waits_holds_it_for_longer() {
    let transport = Timed::new([Outcome::With(429, "retry-after", "2")]);
    let client = prolifi(&transport);
    client.get().max_retries(0).await.unwrap_err();
    // Let go first, and refused again: those behind it wait for the new end.
    transport.then(LIMITED);
    (0..20).for_each(|_| transport.then(OK));
    let first = {
        let client = client.clone();
        tokio::spawn(async move { client.get().max_retries(0).await })
    };
    let others = join_all((0..20).map(|_| client.get().max_retries(0)));
    let results = others.await;
    let first = first.await.unwrap();
    let refused = results.iter().chain([&first]).filter(|result| result.is_err()).count();
    assert_eq!(refused, 1, "one finds out for all");
    let starts = starts(&transport);
    let again = starts[1];
    assert!((2_000..=3_001).contains(&again), "{starts:?}");
    assert!(starts[2..].iter().all(|start| (again + 10_000..=again + 11_001).contains(start)), "{starts:?}");
}

#[tokio::test(start_paused = true)]
async fn the_longest_wait_asked_for_counts() {
    let shorter = Outcome::With(429, "retry-after", "1");
    let transport = Timed::slow(Duration::from_millis(5), [LIMITED, shorter, OK]);
    let client = prolifi(&transport);
    let (a, b) = tokio::join!(client.get().max_retries(0), client.get().max_retries(0));
    assert!(a.is_err() && b.is_err());
    client.get().await.unwrap();
    assert!((10_005..=11_006).contains(&starts(&transport)[2]), "{:?}", starts(&transport));
}

#[tokio::test(start_paused = true)]
async fn only_a_429_with_a_wait_of_at_most_a_minute_pauses() {
    for outcome in [
        Outcome::Status(429),
        Outcome::With(429, "retry-after", "0"),
        Outcome::With(429, "retry-after", "61"),
        Outcome::With(429, "retry-after", "soon"),
        Outcome::With(503, "retry-after", "10"),
        Outcome::With(200, "retry-after", "10"),
    ] {
        let transport = Timed::new([outcome, OK]);
        let client = prolifi(&transport);
        let _ = client.get().max_retries(0).await;
        client.get().await.unwrap();
        assert_eq!(transport.elapsed(), Duration::ZERO, "{outcome:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn another_client_or_another_service_is_not_held_back() {
    let transport = Timed::new([LIMITED, OK, LIMITED, OK]);
    let limited = prolifi(&transport);
    limited.get().max_retries(0).await.unwrap_err();
    prolifi(&transport).get().await.unwrap();
    let client = plain(&transport);
    client.get().max_retries(0).await.unwrap_err();
    client.get().await.unwrap();
    assert_eq!(transport.elapsed(), Duration::ZERO);
}
