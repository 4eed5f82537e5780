//! What each word means, whatever the status.

use std::time::Duration;

use prolifi::{
    Endpoint, Error, ErrorKind, Outcome, Service,
    http::{HeaderMap, HeaderName, StatusCode},
    prelude::*,
    testing::FakeTransport,
    transport::TransportError,
};
use prolifi_tests::{Outcome as Ends, Timed};
use tokio::time::Instant;

use super::{BASE, Things, answer, client};

/// The word stands in a header of the answer.
fn read(_: &Endpoint, _: StatusCode, headers: &HeaderMap, _: &[u8]) -> Outcome {
    match headers.get("x-word").map(|value| value.as_bytes()) {
        Some(b"success") => Outcome::Success,
        Some(b"refused") => Outcome::Refused,
        Some(b"again") => Outcome::Again(None),
        Some(b"later") => Outcome::Again(Some(Duration::from_secs(7))),
        Some(b"much later") => Outcome::Again(Some(Duration::from_secs(61))),
        Some(b"doubt") => Outcome::InDoubt,
        _ => Outcome::ByStatus,
    }
}

fn says(word: &'static str) -> Ends {
    Ends::With(200, "x-word", word)
}

fn asking(transport: &Timed) -> Client {
    Client::builder(Service::new(BASE).outcome(read)).transport(transport.clone()).build().unwrap()
}

#[tokio::test(start_paused = true)]
async fn a_word_is_stronger_than_the_status() {
    // Whether a plain POST and one that is harmless are sent again, and whether either may have been carried out.
    for (word, plain, harmless, applied) in [
        ("refused", false, false, false),
        ("again", true, true, false),
        ("later", true, true, false),
        ("much later", false, false, false),
        ("doubt", false, true, true),
    ] {
        for status in [200, 204, 304, 404, 409, 500, 503] {
            let reply = Ends::With(status, "x-word", word);
            for (again, call) in
                [(plain, Things::add as fn(&Client) -> Call<_>), (harmless, Things::add_once)]
            {
                let transport = Timed::new([reply, reply]);
                let error = call(&asking(&transport)).max_retries(1).await.unwrap_err();
                assert_eq!(transport.attempts(), if again { 2 } else { 1 }, "{status} {word}");
                assert_eq!(error.may_have_been_applied(), applied, "{status} {word}");
                assert_eq!(error.status().unwrap().as_u16(), status);
            }
        }
    }
}

#[tokio::test]
async fn a_success_is_the_value_whatever_its_status() {
    for status in [200, 304, 404, 500] {
        let fake = FakeTransport::new().answer(answer(status, &[("x-word", "success")], "[7]"));
        assert_eq!(client(read, &fake).add().await.unwrap(), serde_json::json!([7]), "{status}");
    }
    // And may have been carried out if it cannot be read.
    let fake = FakeTransport::new().answer(answer(404, &[("x-word", "success")], "["));
    let error = client(read, &fake).add().await.unwrap_err();
    assert!(error.is_decode() && error.may_have_been_applied());
}

#[tokio::test(start_paused = true)]
async fn a_wait_that_is_told_is_kept_and_is_a_limit() {
    let transport = Timed::new([says("later"), says("again")]);
    let error = asking(&transport).add().max_retries(1).await.unwrap_err();
    assert!((7_000..7_100).contains(&transport.delays()[0].as_millis()));
    assert_eq!((error.kind(), error.retry_after()), (ErrorKind::Api, None));

    let transport = Timed::new([says("much later")]);
    let error = asking(&transport).add().await.unwrap_err();
    assert_eq!((error.kind(), error.retry_after()), (ErrorKind::RateLimited, Some(Duration::from_secs(61))));
}

#[tokio::test(start_paused = true)]
async fn a_limit_pauses_the_client_as_a_429_does() {
    for (word, paused) in [("later", true), ("again", false), ("much later", false)] {
        let transport = Timed::new([says(word), Ends::Status(200)]);
        let service = Service::new(BASE).outcome(read).pauses_when_limited(true);
        let client = Client::builder(service).transport(transport.clone()).build().unwrap();
        client.add().max_retries(0).await.unwrap_err();
        client.read().await.unwrap();
        assert_eq!(transport.delays()[0] >= Duration::from_secs(7), paused, "{word}");
    }
}

/// Nothing remains of what a window allows: then its end is the wait.
#[tokio::test(start_paused = true)]
async fn a_window_is_waited_out_where_nothing_is_left_of_it() {
    let names = ["x-limit", "x-left", "x-reset"].map(HeaderName::from_static);
    let [limit, left, reset] = names;
    let service = Service::new(BASE)
        .outcome(|_, status, _, _| match status.as_u16() {
            403 => Outcome::Again(None),
            _ => Outcome::ByStatus,
        })
        .rate_limit_headers(limit, left)
        .rate_reset_header(reset);
    for (status, left, waits, kind) in [
        (403, "0", true, ErrorKind::RateLimited),
        (429, "0", true, ErrorKind::RateLimited),
        (403, "12", false, ErrorKind::Api),
        (429, "12", false, ErrorKind::RateLimited),
        (503, "0", false, ErrorKind::Api),
    ] {
        let reply = || answer(status, &[("x-left", left), ("x-reset", "20")], "");
        let fake = FakeTransport::new().answer(reply()).answer(reply());
        let builder = Client::builder(service.clone()).transport(fake);
        let client = builder.build().unwrap();
        let start = Instant::now();
        let error = client.add_once().max_retries(1).await.unwrap_err();
        assert_eq!(start.elapsed() >= Duration::from_secs(20), waits, "{status} {left}");
        assert_eq!((error.kind(), error.rate_limit().reset), (kind, Some(Duration::from_secs(20))));
        assert_eq!(error.retry_after().is_some(), waits, "{status} {left}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_was_in_doubt_before_stays_so() {
    let fake = FakeTransport::new().fail(TransportError::io("reset")).answer(answer(
        200,
        &[("x-word", "refused")],
        "",
    ));
    let error: Error = client(read, &fake).add_once().await.unwrap_err();
    assert!(error.may_have_been_applied());
    assert_eq!((error.attempts(), error.kind()), (2, ErrorKind::Api));
    // A request that only reads is never carried out.
    let fake = FakeTransport::new().answer(answer(200, &[("x-word", "doubt")], ""));
    assert!(!client(read, &fake).read().max_retries(0).await.unwrap_err().may_have_been_applied());
}

#[tokio::test]
async fn the_body_is_read_for_it_but_not_one_that_streams() {
    fn by_body(endpoint: &Endpoint, status: StatusCode, _: &HeaderMap, body: &[u8]) -> Outcome {
        assert!(status != 200 || endpoint.name() != "watch", "a stream is not asked about");
        if body.starts_with(b"no") { Outcome::Refused } else { Outcome::ByStatus }
    }
    let fake = FakeTransport::new()
        .answer(answer(200, &[], "no"))
        .answer(answer(200, &[], "\u{feff}no"))
        .answer(answer(200, &[], "yes"))
        .answer(answer(200, &[], "1\n2\n"))
        .answer(answer(404, &[], "no"));
    let client = client(by_body, &fake);
    assert_eq!(client.go().await.unwrap_err().kind(), ErrorKind::Api);
    assert_eq!(client.go().await.unwrap_err().status().unwrap(), 200);
    client.go().await.unwrap();
    client.watch().await.unwrap();
    client.watch().await.unwrap_err();
}

#[tokio::test(start_paused = true)]
async fn of_a_refusal_that_breaks_off_the_head_is_asked_and_of_a_success_nothing() {
    let transport =
        Timed::new([Ends::CutWith(500, "x-word", "refused"), Ends::CutWith(200, "x-word", "refused")]);
    let client = asking(&transport);
    let error = client.add().max_retries(0).await.unwrap_err();
    assert!(!error.may_have_been_applied() && error.kind() == ErrorKind::Transport);
    assert!(client.add().max_retries(0).await.unwrap_err().may_have_been_applied());
}
