//! What the server says it did not process: never in doubt, and sent again.

use std::time::Duration;

use futures_util::{StreamExt, stream};
use prolifi::{Client, ErrorKind};
use prolifi_tests::{Act, Certificate, acceptor, transports, trusts_test_authority};
use tokio::net::TcpListener;

use super::{Operations, client, server};

#[tokio::test]
async fn a_write_that_was_refused_gets_through() {
    if !trusts_test_authority() {
        return;
    }
    let refusals: [fn(u32) -> Vec<Act>; 4] = [
        |stream| vec![Act::Reset(stream, Act::REFUSED_STREAM)],
        |_| vec![Act::GoAway(0, 0), Act::Close],
        // Whatever the reason: the stream was not looked at.
        |_| vec![Act::GoAway(0, 2), Act::Close],
        |stream| vec![Act::GoAway(stream - 1, 0)],
    ];
    for (transport, with) in &transports() {
        for (index, refusal) in refusals.into_iter().enumerate() {
            let server = server(move |connection, number, stream| {
                (connection == 1 && number == 2).then(|| refusal(stream))
            });
            let client = client(&server.url(), with);
            client.read().await.unwrap();
            let answer = client.write("x").max_retries(0).response().await;
            let answer = answer.unwrap_or_else(|error| panic!("{transport}, {index}: {error:?}"));
            assert_eq!(answer.attempts, 2, "{transport}, {index}");
            assert_eq!(server.requests(), 3, "{transport}, {index}");
        }
    }
}

#[tokio::test]
async fn a_write_that_is_refused_for_good_was_not_applied() {
    if !trusts_test_authority() {
        return;
    }
    for (transport, with) in &transports() {
        let server = server(|_, _, stream| Some(vec![Act::Reset(stream, Act::REFUSED_STREAM)]));
        let call = client(&server.url(), with).write("x").timeout(Duration::from_secs(1));
        let error = call.await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Transport, "{transport}: {error:?}");
        assert!(!error.may_have_been_applied(), "{transport}: {error:?}");
        assert!(error.attempts() > 1 && error.to_string().contains("did not take the request"), "{error}");
    }
}

#[tokio::test]
async fn a_stream_that_was_looked_at_leaves_doubt() {
    if !trusts_test_authority() {
        return;
    }
    for (transport, with) in &transports() {
        let cases: [fn(u32) -> Vec<Act>; 3] = [
            |stream| vec![Act::Reset(stream, 2)],
            |stream| vec![Act::Reset(stream, 8)],
            |stream| vec![Act::GoAway(stream, 0), Act::Close],
        ];
        for case in cases {
            let server = server(move |_, _, stream| Some(case(stream)));
            let error = client(&server.url(), with).write("x").await.unwrap_err();
            assert_eq!((error.kind(), error.attempts()), (ErrorKind::Transport, 1), "{transport}: {error:?}");
            assert!(error.may_have_been_applied(), "{transport}");
        }
    }
}

/// How many requests: 3,000, or as many as `PROLIFI_TEST_REQUESTS` says.
fn requests() -> usize {
    std::env::var("PROLIFI_TEST_REQUESTS").map_or(3_000, |count| count.parse().expect("a number"))
}

/// All of them, 64 at once, none with a key.
async fn storm(client: &Client, what: &str) {
    let calls = stream::iter(0..requests()).map(|_| client.write("x").timeout(Duration::from_secs(60)));
    let failed: Vec<_> =
        calls.buffer_unordered(64).filter_map(async |answer| answer.err()).take(3).collect().await;
    assert!(failed.is_empty(), "{what}: {failed:?}");
}

/// As nginx does: no stream behind the thousandth is looked at, and nobody waits for the client to notice.
#[tokio::test]
async fn all_get_through_while_connections_come_and_go() {
    if !trusts_test_authority() {
        return;
    }
    for (transport, with) in &transports() {
        let server = server(|_, number, stream| match number {
            ..1_000 => None,
            1_000 => Some(vec![Act::GoAway(stream, 0), Act::Answer(stream)]),
            _ => Some(Vec::new()),
        });
        storm(&client(&server.url(), with), transport).await;
        assert!(server.connections() >= requests() / 1_000, "{transport}: {}", server.connections());
    }
}

/// The same with the server of the `h2` crate, which warns first.
#[tokio::test]
async fn all_get_through_where_the_server_says_goodbye() {
    if !trusts_test_authority() {
        return;
    }
    for (transport, with) in &transports() {
        let url = polite_server();
        storm(&client(&url, with), transport).await;
    }
}

/// Shuts each connection down after a thousand requests. It ends with the process.
fn polite_server() -> String {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let url = format!("https://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let listener = TcpListener::from_std(listener).unwrap();
            let acceptor = acceptor(Certificate::Good, &["h2"]);
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                let acceptor = acceptor.clone();
                tokio::spawn(async move {
                    let mut connection = h2::server::handshake(acceptor.accept(stream).await?).await?;
                    let mut number = 0;
                    while let Some(request) = connection.accept().await {
                        let (_, mut respond) = request?;
                        number += 1;
                        if number == 1_000 {
                            connection.graceful_shutdown();
                        }
                        let head = http::Response::builder().header("content-type", "application/json");
                        let mut body = respond.send_response(head.body(())?, false)?;
                        body.send_data("\"fine\"".into(), true)?;
                    }
                    Ok::<_, Box<dyn std::error::Error + Send + Sync>>(())
                });
            }
        });
    });
    url
}
