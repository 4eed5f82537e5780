//! Secrets that are fetched, under a paused clock: how often, when, and what a failure costs.

use std::{sync::Arc, time::Duration};

use futures_util::future::join_all;
use prolifi::{Auth, Client, ErrorKind};
use prolifi_tests::{Fetched, Tokens};
use tokio::time::{Instant, sleep};

use super::{Accounts, HOUR, SECOND, client, said, service};

#[tokio::test(start_paused = true)]
async fn a_thousand_callers_make_one_fetch_and_no_401() {
    let tokens = Tokens::lasting(HOUR).slow(2 * SECOND, SECOND);
    let client = client(&tokens);
    for expiry in 1..4 {
        for call in join_all((0..1000).map(|_| client.me())).await {
            call.unwrap();
        }
        assert_eq!((tokens.fetches(), tokens.most_at_once(), tokens.refusals()), (expiry, 1, 0));
        sleep(HOUR).await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_secret_is_replaced_before_its_end_and_no_call_waits_for_that() {
    let tokens = Tokens::lasting(HOUR).slow(10 * SECOND, Duration::ZERO);
    let client = client(&tokens);
    client.me().await.unwrap();
    // Jitter: somewhere in the last fifth of its life, 5 minutes at most.
    sleep(HOUR - Duration::from_secs(320)).await;
    client.me().await.unwrap();
    assert_eq!(tokens.fetches(), 1);
    sleep(Duration::from_secs(100)).await;
    let start = Instant::now();
    client.me().await.unwrap();
    assert_eq!(start.elapsed(), Duration::ZERO, "the old one is used meanwhile");
    sleep(11 * SECOND).await;
    client.me().await.unwrap();
    assert_eq!(tokens.fetches(), 2);
    assert_eq!(tokens.answers().last().unwrap(), &(200, "token-2".to_owned()));
    assert_eq!(tokens.refusals(), 0);
}

#[tokio::test(start_paused = true)]
async fn processes_that_start_together_do_not_refresh_together() {
    let mut early = Vec::new();
    for _ in 0..20 {
        let tokens = Tokens::lasting(HOUR);
        let (client, start) = (client(&tokens), Instant::now());
        client.me().await.unwrap();
        while tokens.fetches() == 1 {
            sleep(SECOND).await;
            client.me().await.unwrap();
        }
        early.push(start.elapsed().as_secs());
    }
    early.sort_unstable();
    early.dedup();
    assert!(early.len() > 5 && early[0] >= 3300 && *early.last().unwrap() <= 3377, "{early:?}");
}

#[tokio::test(start_paused = true)]
async fn a_secret_of_unknown_life_is_used_for_15_minutes() {
    let tokens = Tokens::lasting(HOUR).untold();
    let client = client(&tokens);
    client.me().await.unwrap();
    sleep(Duration::from_secs(700)).await;
    client.me().await.unwrap();
    assert_eq!(tokens.fetches(), 1);
    sleep(Duration::from_secs(200)).await;
    client.me().await.unwrap();
    assert_eq!(tokens.fetches(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_good_secret_survives_a_refresh_that_fails() {
    let tokens = Tokens::lasting(HOUR);
    let client = client(&tokens);
    client.me().await.unwrap();
    tokens.then([Fetched::Fails, Fetched::Panics, Fetched::Rejected]);
    sleep(HOUR - Duration::from_secs(200)).await;
    for _ in 0..100 {
        client.me().await.unwrap();
        sleep(SECOND).await;
    }
    assert_eq!(tokens.fetches(), 4, "what was rejected is not asked for again");
    assert_eq!(tokens.refusals(), 0);
}

#[tokio::test(start_paused = true)]
async fn an_outage_ends_by_itself() {
    let tokens = Tokens::lasting(HOUR);
    tokens.then([Fetched::Fails; 20]);
    let client = client(&tokens);
    let error = client.write("a").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Auth);
    assert_eq!((error.attempts(), error.may_have_been_applied()), (0, false));
    assert_eq!(
        error.to_string(),
        "POST /notes was not sent: there is no secret to authenticate with, its source failed"
    );
    assert_eq!(said(&error), "the vault is closed");
    assert_eq!(tokens.fetches(), 3, "a failed fetch is repeated as an attempt is");
    for _ in 0..100 {
        let _ = join_all((0..10).map(|_| client.me().max_retries(0))).await;
        sleep(SECOND / 10).await;
    }
    assert!(tokens.fetches() <= 10, "calls that fail do not ask each: {}", tokens.fetches());
    sleep(Duration::from_secs(60)).await;
    while client.me().max_retries(0).await.is_err() {
        sleep(SECOND).await;
    }
    assert_eq!(tokens.fetches(), 21);
}

#[tokio::test(start_paused = true)]
async fn a_call_outlives_a_failed_fetch() {
    let tokens = Tokens::lasting(HOUR);
    tokens.then([Fetched::Fails, Fetched::Fails]);
    let response = client(&tokens).me().response().await.unwrap();
    assert_eq!((response.attempts, tokens.fetches()), (1, 3));
}

#[tokio::test(start_paused = true)]
async fn what_is_rejected_stays_so_until_there_is_another_secret() {
    let tokens = Tokens::lasting(HOUR);
    tokens.then([Fetched::Rejected]);
    let client = client(&tokens);
    let start = Instant::now();
    for _ in 0..10 {
        let error = client.me().await.unwrap_err();
        assert_eq!((error.kind(), said(&error)), (ErrorKind::Auth, "the vault does not know us".to_owned()));
    }
    assert_eq!((tokens.fetches(), start.elapsed()), (1, Duration::ZERO));
    sleep(10 * HOUR).await;
    assert!(client.me().await.is_err());
    tokens.renew();
    client.me().await.unwrap();
    assert_eq!(tokens.fetches(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_secret_that_ends_at_once_is_used_once() {
    let tokens = Tokens::lasting(Duration::ZERO);
    let client = client(&tokens);
    let error = client.me().await.unwrap_err();
    assert_eq!((error.status().unwrap().as_u16(), tokens.fetches()), (401, 2));
}

#[tokio::test(start_paused = true)]
async fn a_dropped_caller_ends_no_fetch() {
    let tokens = Tokens::lasting(HOUR).slow(5 * SECOND, Duration::ZERO);
    let client = client(&tokens);
    let hasty = tokio::time::timeout(SECOND, client.me());
    let patient = async {
        sleep(SECOND / 2).await;
        client.me().await
    };
    let (hasty, patient) = tokio::join!(hasty, patient);
    assert!(hasty.is_err());
    patient.unwrap();
    assert_eq!(tokens.fetches(), 1);
}

#[tokio::test(start_paused = true)]
async fn every_caller_ends_at_its_own_deadline() {
    let tokens = Tokens::lasting(HOUR);
    tokens.then([Fetched::Hangs]);
    let client = client(&tokens);
    let start = Instant::now();
    let short = async {
        let error = client.write("a").timeout(3 * SECOND).await.unwrap_err();
        assert!(error.is_timeout() && !error.may_have_been_applied(), "{error}");
        assert_eq!(start.elapsed().as_secs(), 3);
        assert_eq!(error.to_string(), "POST /notes failed: no secret to authenticate with came within 3s");
    };
    let long = async {
        let error = client.me().max_retries(0).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Auth);
        assert_eq!(start.elapsed().as_secs(), 30, "a fetch ends");
        assert_eq!(said(&error), "the source gave no secret within 30s");
    };
    tokio::join!(short, long);
    assert_eq!(tokens.fetches(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_source_that_panics_is_a_failure() {
    let tokens = Tokens::lasting(HOUR);
    tokens.then([Fetched::Panics]);
    let client = client(&tokens);
    let error = client.me().max_retries(0).await.unwrap_err();
    assert_eq!((error.kind(), &*said(&error)), (ErrorKind::Auth, "the source panicked"));
    sleep(SECOND).await;
    client.me().await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn handles_have_a_token_each_and_their_clones_share_it() {
    let tokens = Tokens::lasting(HOUR);
    let (tenant, other) = (Tokens::lasting(HOUR), Tokens::lasting(HOUR));
    let client = client(&tokens);
    let handle = client.with_credentials(tenant.clone()).unwrap();
    for client in [client.clone(), client.clone(), handle.clone(), handle.clone()] {
        client.me().await.unwrap_or_default();
    }
    let _ = client.me().credentials(other.clone()).await;
    assert_eq!((tokens.fetches(), tenant.fetches(), other.fetches()), (1, 1, 1));
}

#[tokio::test(start_paused = true)]
async fn an_empty_secret_and_one_that_no_header_takes_are_failures() {
    for (text, message) in [
        ("", "the source gave an empty secret"),
        (
            "two words",
            "the key holds a character that no key has (a space, a line break or a letter beyond ASCII) at position \
            3; was it copied with its quotes or line end?",
        ),
    ] {
        let source = move |_: prolifi::FetchContext| async move { Ok(prolifi::Secret::new(text)) };
        let client = Client::builder(service(Auth::Bearer)).credentials(source).build().unwrap();
        let error = client.me().max_retries(0).await.unwrap_err();
        assert_eq!(said(&error), message);
    }
}

/// Two runtimes share a client; the one that fetches ends in the middle, or stands still.
#[test]
fn a_fetch_of_a_runtime_that_ends_is_begun_again_on_another() {
    let tokens = Tokens::lasting(HOUR).slow(Duration::from_millis(300), Duration::ZERO);
    let client = Arc::new(client(&tokens));
    let runtime = || tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let first = runtime();
    let begun = first.block_on(async { tokio::time::timeout(Duration::from_millis(50), client.me()).await });
    assert!(begun.is_err());
    let other = std::thread::spawn({
        let client = Arc::clone(&client);
        move || runtime().block_on(client.me().timeout(Duration::from_secs(5)))
    });
    while tokens.most_at_once() == 0 {
        std::thread::yield_now();
    }
    std::thread::sleep(Duration::from_millis(100));
    drop(first);
    other.join().unwrap().unwrap();
    assert_eq!(tokens.fetches(), 2);
}
