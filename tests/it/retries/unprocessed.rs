//! Requests that the other side says it did not process: sent again whatever they are, and not as retries.

use std::time::Duration;

use futures_util::stream;
use prolifi::{Body, ErrorKind};
use prolifi_tests::{
    Outcome::{self, Status, Unprocessed},
    Timed,
};

use super::{Methods, plain};

#[tokio::test(start_paused = true)]
async fn a_write_that_nothing_makes_safe_is_sent_again_without_a_retry() {
    let transport = Timed::new([Unprocessed, Unprocessed, Unprocessed, Status(204)]);
    plain(&transport).post().max_retries(0).await.unwrap();
    let [first, second, third] = transport.delays()[..] else { panic!("four attempts") };
    assert!(first < Duration::from_millis(2), "at once: {first:?}");
    // Then as a first and a second retry would wait.
    assert!((250..=501).contains(&second.as_millis()), "{second:?}");
    assert!((500..=1001).contains(&third.as_millis()), "{third:?}");
}

#[tokio::test(start_paused = true)]
async fn it_ends_after_five_times() {
    let transport = Timed::new([Unprocessed; 9]);
    let error = plain(&transport).post().await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Transport, 6));
    assert!(!error.may_have_been_applied());
    assert_eq!(error.to_string(), "POST /m failed: the service did not take the request");
}

#[tokio::test(start_paused = true)]
async fn it_takes_nothing_from_the_budget() {
    let transport = Timed::new([Unprocessed, Status(204)].repeat(300));
    let client = plain(&transport);
    for _ in 0..300 {
        client.post().await.unwrap();
    }
}

#[tokio::test(start_paused = true)]
async fn retries_are_counted_beside_it() {
    let mixed = [Unprocessed, Status(503), Unprocessed, Status(503), Status(503)];
    let transport = Timed::new(mixed);
    let error = plain(&transport).get().max_retries(2).await.unwrap_err();
    assert_eq!((error.status().unwrap().as_u16(), error.attempts()), (503, 5));
}

#[tokio::test(start_paused = true)]
async fn it_ends_before_the_deadline() {
    let transport = Timed::slow(Duration::from_millis(400), [Unprocessed; 9]);
    let error = plain(&transport).post().timeout(Duration::from_secs(1)).await.unwrap_err();
    assert!(!error.is_timeout() && !error.may_have_been_applied(), "{error:?}");
    assert_eq!(error.attempts(), 2);
    assert!(transport.elapsed() <= Duration::from_secs(1));
}

#[tokio::test(start_paused = true)]
async fn a_body_that_was_read_is_not_sent_again() {
    let chunk = || stream::iter([Ok::<_, std::io::Error>(prolifi::bytes::Bytes::from("chunk"))]);
    // The transport reads what it is given.
    let transport = Timed::new([Unprocessed, Status(204)]);
    let error = plain(&transport).post_body(Body::stream(chunk())).await.unwrap_err();
    assert_eq!((error.attempts(), error.may_have_been_applied()), (1, false));

    let transport = Timed::new([Unprocessed, Status(204)]);
    plain(&transport).post_body(Body::replayable(chunk)).await.unwrap();
    let bodies: Vec<_> = transport.requests().into_iter().map(|request| request.into_body()).collect();
    assert_eq!(bodies, ["chunk", "chunk"]);
}

#[tokio::test(start_paused = true)]
async fn a_doubt_that_is_older_stays() {
    let transport = Timed::new([Outcome::Lost, Unprocessed, Unprocessed, Status(404)]);
    let error = plain(&transport).harmless_post().await.unwrap_err();
    assert_eq!((error.attempts(), error.may_have_been_applied()), (4, true));
}
