//! `Retry-After`: obeyed, up to a minute, and never less than the service asks.

use std::time::{Duration, SystemTime};

use prolifi::{Call, Client, ErrorKind};
use prolifi_tests::{Outcome, Timed};

use super::{Methods, plain, prolifi};

const fn after(status: u16, value: &'static str) -> Outcome {
    Outcome::With(status, "retry-after", value)
}

#[tokio::test(start_paused = true)]
async fn the_service_says_when_and_backoff_is_the_least() {
    for (status, value, least, most) in [
        (503, "3", 3_000, 3_001),
        (503, "1.5", 1_500, 1_501),
        (500, " 7 ", 7_000, 7_001),
        (502, "60", 60_000, 60_001),
        (504, "60.0", 60_000, 60_001),
        (408, "2", 2_000, 2_001),
        (429, "3", 3_000, 3_001),
        (503, "0", 250, 501),
        (503, "0.1", 250, 501),
        (503, "Wed, 21 Oct 2015 07:28:00 GMT", 250, 501),
        (503, "Sunday, 06-Nov-94 08:49:37 GMT", 250, 501),
        (503, "-1", 250, 501),
        (503, "soon", 250, 501),
        (503, "", 250, 501),
        (503, "1e3", 250, 501),
        (503, "NaN", 250, 501),
        (503, "120 s", 250, 501),
        (503, "99999999999999999999", 250, 501),
    ] {
        let transport = Timed::new([after(status, value), Outcome::Status(204)]);
        plain(&transport).get().await.expect(value);
        let delay = transport.delays()[0].as_millis();
        assert!((least..=most).contains(&delay), "{status}, {value:?}: {delay} ms");
    }
}

#[tokio::test(start_paused = true)]
async fn the_head_is_obeyed_whatever_becomes_of_its_body() {
    let limit = Duration::from_secs(1);
    for status in [429, 503] {
        for broken in [Outcome::CutWith, Outcome::StalledWith] {
            let broken = |value| broken(status, "retry-after", value);
            let transport = Timed::new([broken("7"), Outcome::Status(204)]);
            plain(&transport).get().attempt_timeout(limit).await.unwrap();
            let delay = transport.delays()[0].as_millis();
            assert!((7_000..=8_002).contains(&delay), "{status}: {delay} ms");

            let transport = Timed::new([broken("61")]);
            let error = plain(&transport).get().attempt_timeout(limit).await.unwrap_err();
            assert_eq!(
                (error.attempts(), error.retry_after()),
                (1, Some(Duration::from_secs(61))),
                "{status}"
            );
        }
    }
}

#[tokio::test(start_paused = true)]
async fn longer_than_a_minute_is_the_callers_business() {
    let requests: [fn(&Client) -> Call<()>; 2] = [|client| client.get(), |client| client.patch()];
    for request in requests {
        for (value, wait) in [("61", 61), ("60.001", 60), ("3600", 3600), ("18446744073709551615", u64::MAX)]
        {
            for status in [429, 503] {
                let transport = Timed::new([after(status, value)]);
                let error = request(&prolifi(&transport)).await.unwrap_err();
                assert_eq!(error.attempts(), 1, "{status} {value}");
                assert_eq!(error.retry_after().unwrap().as_secs(), wait);
                assert_eq!(error.rate_limit().retry_after, error.retry_after());
                assert_eq!(transport.elapsed(), Duration::ZERO, "it fails at once");
                assert_eq!(error.kind() == ErrorKind::RateLimited, status == 429);
            }
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_wait_beyond_the_deadline_is_not_begun() {
    for (timeout, attempts) in [(10_001, 2), (10_000, 1), (9_999, 1), (1, 1)] {
        let transport = Timed::new([after(503, "10"), Outcome::Status(204)]);
        let call = plain(&transport).get().timeout(Duration::from_millis(timeout));
        let result = call.await;
        assert_eq!(transport.attempts(), attempts, "{timeout} ms");
        if attempts == 1 {
            let error = result.unwrap_err();
            assert_eq!(error.status().unwrap(), 503, "the last answer is the error");
            assert_eq!(error.retry_after(), Some(Duration::from_secs(10)));
            assert_eq!(transport.elapsed(), Duration::ZERO);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_date_counts_from_the_date_of_the_answer() {
    // Both clocks are decades off, and agree with each other.
    let skewed = http::Response::builder()
        .status(503)
        .header("date", "Sun, 06 Nov 1994 08:49:37 GMT")
        .header("retry-after", "Sun, 06 Nov 1994 08:49:57 GMT")
        .body("")
        .unwrap();
    let fake = prolifi::testing::FakeTransport::new().answer(skewed).answer(http::Response::new("null"));
    let client =
        Client::builder(prolifi::Service::new("https://x.test")).transport(fake.clone()).build().unwrap();
    let started = tokio::time::Instant::now();
    client.get().await.unwrap();
    assert_eq!(started.elapsed().as_millis() / 10, 2_000, "20 s");
    fake.verify().unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_date_without_another_counts_from_now() {
    // Ten minutes ahead is longer than a minute by any clock that is not wrong by as much.
    let value = httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(600));
    let answer = http::Response::builder().status(503).header("retry-after", value).body("").unwrap();
    let fake = prolifi::testing::FakeTransport::new().answer(answer);
    let client = Client::builder(prolifi::Service::new("https://x.test")).transport(fake).build().unwrap();
    let error = client.get().await.unwrap_err();
    let wait = error.retry_after().unwrap();
    assert!((Duration::from_secs(500)..=Duration::from_secs(600)).contains(&wait), "{wait:?}");
    assert_eq!(error.attempts(), 1);
}

#[tokio::test(start_paused = true)]
async fn the_wait_is_told_on_success_and_on_every_error() {
    let transport = Timed::new([after(200, "5"), after(404, "6")]);
    let client = plain(&transport);
    let response = client.get().response().await.unwrap();
    assert_eq!(response.rate_limit.retry_after, Some(Duration::from_secs(5)));
    let error = client.get().await.unwrap_err();
    assert_eq!(error.retry_after(), Some(Duration::from_secs(6)));
    assert_eq!(transport.elapsed(), Duration::ZERO, "neither is waited for");
}
