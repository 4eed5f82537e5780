//! What a client is told of retries beside their number; left alone, it is what the other tests here expect.

use std::time::Duration;

use prolifi::{Client, ErrorKind, Service, http::StatusCode};
use prolifi_tests::{Outcome, Timed};

use super::{Methods, plain, prolifi};

fn builder(transport: &Timed) -> prolifi::ClientBuilder {
    Client::builder(Service::new("https://api.example.com")).transport(transport.clone())
}

#[tokio::test(start_paused = true)]
async fn only_the_statuses_that_were_named_are_repeated() {
    for (status, again) in [(409, true), (425, true), (503, false), (429, false), (500, false)] {
        let transport = Timed::new([Outcome::Status(status), Outcome::Status(204)]);
        let client = builder(&transport)
            .retry_statuses([StatusCode::CONFLICT, StatusCode::TOO_EARLY])
            .build()
            .unwrap();
        assert_eq!(client.get().await.is_ok(), again, "{status}");
    }
    // A success is one, whatever was named.
    let transport = Timed::new([Outcome::Status(204)]);
    let client = builder(&transport).retry_statuses([StatusCode::NO_CONTENT]).build().unwrap();
    client.get().await.unwrap();
    // And what is not safe to repeat is not.
    let transport = Timed::new([Outcome::Status(409)]);
    let client = builder(&transport).retry_statuses([StatusCode::CONFLICT]).build().unwrap();
    assert_eq!(client.post().await.unwrap_err().attempts(), 1);
}

#[tokio::test(start_paused = true)]
async fn the_backoff_begins_and_ends_where_it_was_told_to() {
    let transport = Timed::new([Outcome::Lost; 9]);
    let client = builder(&transport)
        .backoff(Duration::from_secs(2), Duration::from_secs(5))
        .max_retries(4)
        .build()
        .unwrap();
    client.get().await.unwrap_err();
    for (delay, full) in transport.delays().iter().zip([2_000, 4_000, 5_000, 5_000]) {
        assert!((full / 2..=full + 1).contains(&delay.as_millis()), "{delay:?} of {full} ms");
    }

    let transport = Timed::new([Outcome::Lost; 3]);
    let client = builder(&transport).backoff(Duration::ZERO, Duration::MAX).build().unwrap();
    client.get().await.unwrap_err();
    assert_eq!(transport.elapsed(), Duration::ZERO);
}

#[tokio::test(start_paused = true)]
async fn a_longer_wait_is_obeyed_by_who_has_the_time() {
    for (longest, waits) in [(90, true), (89, false)] {
        let transport = Timed::new([Outcome::With(503, "retry-after", "90"), Outcome::Status(204)]);
        let client = builder(&transport).longest_wait(Duration::from_secs(longest)).build().unwrap();
        assert_eq!(client.get().await.is_ok(), waits, "{longest}");
    }
    let transport = Timed::new([Outcome::With(429, "retry-after", "1"), Outcome::Status(204)]);
    let client = builder(&transport).longest_wait(Duration::ZERO).build().unwrap();
    assert_eq!(client.get().await.unwrap_err().retry_after(), Some(Duration::from_secs(1)));
}

/// Whatever is wrong with its body: its head has said all.
#[tokio::test(start_paused = true)]
async fn a_429_is_one_also_if_its_body_is_too_long_or_damaged() {
    let limited = Outcome::With(429, "retry-after", "10");
    // `{}`, which is too long by a byte; and bytes that are not packed as they say.
    let damaged = prolifi::http::Response::builder()
        .status(429)
        .header("retry-after", "10")
        .header("content-encoding", "gzip")
        .body("no gzip")
        .unwrap();
    let too_long = Timed::new([limited, Outcome::Status(204)]);
    let client = prolifi(&too_long);
    client.get().max_body(1).await.unwrap();
    assert!(too_long.delays()[0] >= Duration::from_secs(10));

    let fake = prolifi::testing::FakeTransport::new().answer(damaged.clone()).answer(damaged);
    let client = Client::builder(Service::new("https://api.example.com")).transport(fake).build().unwrap();
    let error = client.get().max_retries(1).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::RateLimited, 2));
    assert_eq!(error.retry_after(), Some(Duration::from_secs(10)));

    let others = Timed::new([limited, Outcome::Status(204)]);
    let client = prolifi(&others);
    client.get().max_retries(0).max_body(1).await.unwrap_err();
    client.delete().await.unwrap();
    assert!(others.delays()[0] >= Duration::from_secs(10), "the client was paused");
    // A POST that nothing makes safe is not repeated.
    let transport = Timed::new([limited]);
    assert_eq!(plain(&transport).post().max_body(1).await.unwrap_err().attempts(), 1);
}
