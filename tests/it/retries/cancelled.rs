//! Calls that are dropped, polled outside a runtime, or polled too often.

use std::time::Duration;

use futures_util::FutureExt;
use prolifi::{Call, customers::UpdateCustomer};
use prolifi_tests::{Outcome, RawServer, Reply, Timed, client_at};
use tokio::time::timeout;

use super::{Methods, plain, prolifi};

#[tokio::test(start_paused = true)]
async fn a_call_dropped_in_a_wait_stops_there_and_leaves_the_client_usable() {
    for outcomes in [
        [Outcome::Status(503), Outcome::Ok("7")],
        [Outcome::With(503, "retry-after", "30"), Outcome::Ok("7")],
        [Outcome::Hang, Outcome::Ok("7")],
        [Outcome::Stalled(200), Outcome::Ok("7")],
    ] {
        let transport = Timed::new(outcomes);
        let client = plain(&transport);
        timeout(Duration::from_millis(100), client.number()).await.expect_err("still waiting");
        tokio::time::sleep(Duration::from_secs(300)).await;
        assert_eq!(transport.attempts(), 1, "{outcomes:?}: nothing goes on behind the caller's back");
        assert_eq!(client.number().await.unwrap(), 7);
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_dropped_in_a_pause_was_never_sent() {
    let transport = Timed::new([Outcome::With(429, "retry-after", "10"), Outcome::Ok("7")]);
    let client = prolifi(&transport);
    client.get().max_retries(0).await.unwrap_err();
    timeout(Duration::from_secs(5), client.number()).await.expect_err("still waiting");
    assert_eq!(client.number().await.unwrap(), 7);
    assert_eq!(transport.attempts(), 2);
}

#[tokio::test]
async fn a_call_dropped_on_the_wire_hangs_up() {
    let server = RawServer::new([Reply::nothing().then_stall(), Reply::json(404, "{}")]);
    let client = client_at(&server.url());
    let call = tokio::spawn(client.update_customer("user_42", &UpdateCustomer::new()));
    server.received(1).await;
    call.abort();
    server.hung_up(1).await;
    let error = client.update_customer("user_42", &UpdateCustomer::new()).await.unwrap_err();
    assert_eq!(error.status().unwrap(), 404);
    assert_eq!(server.requests().len(), 2);
}

#[test]
fn outside_a_runtime_a_call_is_an_error_and_not_a_panic() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let transport = runtime.block_on(async { Timed::new([]) });
    let client = prolifi(&transport);
    let call = client.update_customer("user_42", &UpdateCustomer::new());
    let error = call.now_or_never().expect("an error at once").unwrap_err();
    assert!(error.is_build(), "{error:?}");
    assert!(error.to_string().contains("inside a Tokio runtime"), "{error}");
    assert!(!error.may_have_been_applied());
    assert_eq!(transport.attempts(), 0);
    // A mock needs none.
    assert_eq!(Call::ready(Ok(7)).now_or_never().unwrap().unwrap(), 7);
}

#[tokio::test(start_paused = true)]
async fn a_call_polled_after_its_end_is_an_error_and_not_a_panic() {
    let transport = Timed::new([Outcome::Ok("7"), Outcome::Status(404)]);
    let client = plain(&transport);
    for mut call in
        [client.number(), client.number(), Call::ready(Ok(7)), client.number().header("Host", "x")]
    {
        let _ = (&mut call).await;
        let error = (&mut call).await.unwrap_err();
        assert!(error.is_build(), "{error:?}");
    }
    assert_eq!(transport.attempts(), 2);
}

#[tokio::test(start_paused = true)]
async fn options_come_too_late_once_a_call_runs() {
    let transport = Timed::slow(Duration::from_millis(5), [Outcome::Ok("7")]);
    let mut call = plain(&transport).number();
    assert!((&mut call).now_or_never().is_none(), "it waits for its answer");
    let call = call.header("Host", "refused if it were in time").idempotency_key("");
    assert!(call.key().is_none() && call.endpoint().is_none());
    assert_eq!(call.await.unwrap(), 7);
}
