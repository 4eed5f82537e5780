//! Every attempt sends the same request, and a body that is gone is not sent again.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use bytes::Bytes;
use futures_util::stream;
use prolifi::{Body, customers::UpdateCustomer};
use prolifi_tests::{Outcome, Timed};

use super::{Methods, plain, prolifi};

fn assert_identical(transport: &Timed, attempts: usize) {
    let requests = transport.requests();
    assert_eq!(requests.len(), attempts);
    for request in &requests[1..] {
        assert_eq!(request.method(), requests[0].method());
        assert_eq!(request.uri(), requests[0].uri());
        assert_eq!(request.headers(), requests[0].headers());
        assert_eq!(request.body(), requests[0].body());
    }
}

#[tokio::test(start_paused = true)]
async fn one_key_and_the_same_bytes_for_all_attempts() {
    let transport = Timed::new([Outcome::Lost, Outcome::Status(500), Outcome::Status(503)]);
    let client = prolifi(&transport);
    let changes = UpdateCustomer::new().first_name("Jane");
    let call = client.update_customer("user_42", &changes).query("a", 1).header("X-Trace", "7");
    let key = call.key().unwrap().to_owned();
    let error = call.await.unwrap_err();
    assert_identical(&transport, 3);
    let first = &transport.requests()[0];
    assert_eq!(first.headers()["idempotency-key"], key);
    assert_eq!(first.body(), r#"{"first_name":"Jane"}"#);
    assert_eq!(error.idempotency_key(), Some(&*key));

    // The same write once more, by another call with the key of the first.
    transport.then(Outcome::Status(404));
    let again = client.update_customer("user_42", &changes).idempotency_key(error.idempotency_key().unwrap());
    again.await.unwrap_err();
    assert_eq!(transport.requests()[3].headers()["idempotency-key"], key);
}

#[tokio::test(start_paused = true)]
async fn a_stream_that_is_made_anew_is_sent_whole_each_time() {
    let made = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&made);
    let body = Body::replayable(move || {
        count.fetch_add(1, Ordering::Relaxed);
        stream::iter(["a", "b", "c"].map(|text| Ok::<_, std::io::Error>(Bytes::from(text))))
    });
    let transport = Timed::new([Outcome::Lost, Outcome::Status(503), Outcome::Status(204)]);
    plain(&transport).put_body(body.content_type("text/csv".parse().unwrap())).await.unwrap();
    assert_identical(&transport, 3);
    let first = &transport.requests()[0];
    assert_eq!(
        (&first.body()[..], &first.headers()["content-type"]),
        (&b"abc"[..], &"text/csv".parse().unwrap())
    );
    assert_eq!(made.load(Ordering::Relaxed), 3);
}

fn once() -> Body {
    Body::stream(stream::iter(["a", "b"].map(|text| Ok::<_, std::io::Error>(Bytes::from(text)))))
}

#[tokio::test(start_paused = true)]
async fn a_stream_is_sent_again_only_while_it_is_unread() {
    // No connection twice: the stream is as it was. Then it is read, and lost.
    let transport = Timed::new([Outcome::Refused, Outcome::Refused, Outcome::Lost]);
    let error = plain(&transport).put_body(once()).await.unwrap_err();
    assert_eq!((error.attempts(), error.may_have_been_applied()), (3, true));
    assert_eq!(transport.requests()[2].body(), "ab");

    let transport = Timed::new([Outcome::Refused, Outcome::Status(503)]);
    let error = plain(&transport).put_body(once()).await.unwrap_err();
    assert_eq!((error.attempts(), error.status().unwrap().as_u16()), (2, 503));

    let transport = Timed::new([Outcome::Refused, Outcome::Status(204)]);
    plain(&transport).put_body(once()).await.unwrap();
    assert_eq!(transport.requests()[1].body(), "ab");
}

#[tokio::test(start_paused = true)]
async fn a_stream_that_fails_is_a_failed_attempt() {
    let transport = Timed::new([Outcome::Status(204)]);
    let broken = Body::stream(stream::iter([Ok(Bytes::from("a")), Err("the file is gone")]));
    let error = plain(&transport).put_body(broken).await.unwrap_err();
    assert_eq!((error.attempts(), error.may_have_been_applied()), (1, true));
    assert!(prolifi_tests::printed(&error).contains("the file is gone"), "{error:?}");
}
