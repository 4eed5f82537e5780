//! What is known of an answer is kept, whatever becomes of its body; and where its body is not needed, it is known
//! enough.

use std::time::Duration;

use prolifi::ErrorKind;
use prolifi_tests::{RawServer, Reply, transports};

use super::{Operations, SHORT, assert_said, client};

fn head(status: u16, more: &str) -> String {
    format!("HTTP/1.1 {status} Status\r\nx-seen: yes\r\n{more}\r\n")
}

/// Bodies that do not arrive whole, and what the call makes of them.
fn broken(status: u16) -> Vec<(&'static str, Reply, ErrorKind)> {
    let long = "content-length: 100\r\n";
    vec![
        ("stalls behind the head", Reply::raw(head(status, long)).then_stall(), ErrorKind::Timeout),
        (
            "stalls in the body",
            Reply::raw(head(status, long)).and("{\"error", 1).then_stall(),
            ErrorKind::Timeout,
        ),
        (
            "stalls in a chunk",
            Reply::raw(head(status, "transfer-encoding: chunked\r\n")).and("9\r\n{\"", 1).then_stall(),
            ErrorKind::Timeout,
        ),
        ("cuts the body", Reply::raw(head(status, long)).and("{\"error", 1), ErrorKind::Transport),
        ("resets in the body", Reply::raw(head(status, long)).and("{", 1).then_reset(), ErrorKind::Transport),
        (
            "breaks a chunk",
            Reply::raw(head(status, "transfer-encoding: chunked\r\n")).and("xyz\r\n", 1),
            ErrorKind::Transport,
        ),
    ]
}

#[tokio::test]
async fn a_refusal_is_one_also_if_its_body_never_ends() {
    for (transport, with) in &transports() {
        for (status, applied) in
            [(400, false), (404, false), (422, false), (408, true), (409, true), (200, true), (503, true)]
        {
            for (name, reply, kind) in broken(status) {
                let what = format!("{transport}, a {status} that {name}");
                let server = RawServer::always(reply);
                let error = client(&server, with)
                    .write("x")
                    .timeout(SHORT * 4)
                    .max_retries(0)
                    .await
                    .expect_err(&what);
                assert_said(&what, &error, kind);
                assert_eq!(error.status().unwrap().as_u16(), status, "{what}");
                assert_eq!(error.headers()["x-seen"], "yes", "{what}");
                assert_eq!(error.may_have_been_applied(), applied, "{what}");
                let read =
                    client(&server, with).read().timeout(SHORT * 4).max_retries(0).await.expect_err(&what);
                assert!(!read.may_have_been_applied() && read.status().is_some(), "{what}");
            }
        }
    }
}

#[tokio::test]
async fn a_body_that_nobody_reads_is_no_failure_and_no_repeat() {
    for (transport, with) in &transports() {
        let endless = Reply::raw(head(200, "")).and(vec![b' '; 1 << 16], 1_000);
        let long = ("never ends", endless, ErrorKind::TooLarge);
        for (name, reply, _) in broken(200).into_iter().chain([long]) {
            let what = format!("{transport}, a body that {name}");
            // The same script for both calls: a connection that was not read to its end is not used again.
            let server = RawServer::always(reply);
            let client = client(&server, with);
            for call in 1..=2 {
                let response = client.write("x").decode::<()>().response().await.expect(&what);
                assert_eq!(
                    (response.attempts, response.headers["x-seen"].as_bytes()),
                    (1, &b"yes"[..]),
                    "{what}"
                );
                assert_eq!(server.requests().len(), call, "{what}");
            }
        }
    }
}

#[tokio::test]
async fn the_connection_of_a_body_that_nobody_reads_is_used_again_if_it_can_be() {
    for (transport, with) in &transports() {
        let server = RawServer::always(Reply::json(200, "{\"data\": [1, 2, 3]}"));
        let client = client(&server, with);
        for _ in 0..5 {
            client.write("x").decode::<()>().await.unwrap();
        }
        assert_eq!((server.requests().len(), server.connections()), (5, 1), "{transport}");
    }
}

#[tokio::test]
async fn without_time_nothing_reaches_the_server() {
    for (transport, with) in &transports() {
        let server = RawServer::always(Reply::json(200, "\"fine\""));
        let client = client(&server, with);
        for call in [client.write("x").timeout(Duration::ZERO), client.read().attempt_timeout(Duration::ZERO)]
        {
            let error = call.await.unwrap_err();
            assert!(error.is_timeout() && !error.may_have_been_applied(), "{transport}: {error:?}");
        }
        assert_eq!((server.connections(), server.requests().len()), (0, 0), "{transport}");
    }
}
