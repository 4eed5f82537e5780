//! A server that does the worst, over real sockets and every transport: survived with the right kind of error,
//! within the deadline, with nothing sent twice that must not be.

mod gzip;
mod heads;

use std::time::Duration;

use prolifi::{Body, Call, Environment, Error, ErrorKind, Raw, Service, prelude::*};
use prolifi_tests::{KEY, Outcome, RawServer, Reply, Timed, With, build, printed, transports};

trait Operations: Api {
    #[endpoint(POST, "/write")]
    fn write(&self, body: &str) -> Call<String>;
    #[endpoint(POST, "/write")]
    fn upload(&self, body: Body) -> Call<String>;
    #[endpoint(GET, "/read")]
    fn read(&self) -> Call<String>;
    #[endpoint(GET, "/maybe")]
    fn maybe(&self) -> Call<Option<String>>;
    #[endpoint(GET, "/raw")]
    fn raw(&self) -> Call<Raw>;
    #[endpoint(GET, "/part", headers("Range: bytes=0-1"))]
    fn part(&self) -> Call<Raw>;
}
impl Operations for Client {}

/// A client of a service that honours no idempotency key, so that nothing makes a write safe to repeat.
fn client(server: &RawServer, transport: &With) -> Client {
    let service = Service::new(server.url()).auth(prolifi::Auth::Bearer);
    build(transport(Client::builder(service)))
}

/// A head that promises more than comes.
const HEAD: &str = "HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n";

/// So long does a stalled attempt last: real time, and no test looks at how much of it has passed.
const SHORT: Duration = Duration::from_millis(150);

fn faults() -> Vec<(&'static str, Reply, ErrorKind)> {
    use ErrorKind::{Api, Decode, RateLimited, Redirect, Timeout, TooLarge, Transport};
    let line = "x-filler: abcdefghijklmnopqrstuvwxyz\r\n";
    let endless = |reply: Reply, bytes: Vec<u8>| reply.and(bytes, 200);
    vec![
        ("closes", Reply::nothing(), Transport),
        ("resets before the head", Reply::nothing().then_reset(), Transport),
        ("resets in the head", Reply::raw("HTTP/1.1 200 ").then_reset(), Transport),
        ("resets behind the head", Reply::raw(HEAD).then_reset(), Transport),
        ("stalls before the head", Reply::nothing().then_stall(), Timeout),
        ("stalls in the head", Reply::raw("HTTP/1.1 200 OK\r\ncontent-").then_stall(), Timeout),
        ("stalls behind the head", Reply::raw(HEAD).then_stall(), Timeout),
        ("stalls in the body", Reply::raw(HEAD).and("\"", 1).then_stall(), Timeout),
        ("truncates", Reply::raw(HEAD).and("\"abc", 1), Transport),
        ("says a wrong length", Reply::raw("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n\"abc\""), Decode),
        ("says no length", Reply::raw("HTTP/1.1 200 OK\r\ncontent-length: x\r\n\r\n\"abc\""), Transport),
        ("talks garbage", Reply::raw(vec![0xff; 4096]), Transport),
        ("talks TLS", Reply::raw(&b"\x15\x03\x03\0\x02\x02\x28"[..]), Transport),
        (
            "sends headers without end",
            endless(Reply::raw("HTTP/1.1 200 OK\r\n"), line.repeat(100).into()),
            Transport,
        ),
        (
            "sends one header without end",
            endless(Reply::raw("HTTP/1.1 200 OK\r\nx: "), vec![b'x'; 1 << 16]),
            Transport,
        ),
        ("sends a status without end", endless(Reply::raw("HTTP/1.1 200 "), vec![b'O'; 1 << 16]), Transport),
        (
            "sends a body without end",
            Reply::raw("HTTP/1.1 200 OK\r\n\r\n").and(vec![b' '; 1 << 20], 100),
            TooLarge,
        ),
        ("redirects", Reply::new(308, &[("location", "http://127.0.0.1:1/elsewhere")], ""), Redirect),
        ("is down", Reply::new(503, &[], "<html>"), Api),
        ("has enough", Reply::new(429, &[("retry-after", "86400")], ""), RateLimited),
        (
            "will say when, in 1999",
            Reply::new(503, &[("retry-after", "Fri, 31 Dec 1999 23:59:59 GMT")], ""),
            Api,
        ),
        (
            "will say when, in 9999",
            Reply::new(429, &[("retry-after", "Fri, 31 Dec 9999 23:59:59 GMT")], ""),
            RateLimited,
        ),
    ]
}

fn assert_said(what: &str, error: &Error, kind: ErrorKind) {
    assert_eq!(error.kind(), kind, "{what}: {error:?}");
    let text = printed(error);
    assert!(!text.contains(KEY) && !text.contains("canary"), "{what}: {text}");
    assert!(text.len() < 20_000, "{what}: {} bytes of error", text.len());
}

#[tokio::test]
async fn a_write_that_nothing_makes_safe_is_sent_once() {
    for (transport, with) in &transports() {
        for (name, reply, kind) in faults() {
            let what = format!("{transport}, a server that {name}");
            let server = RawServer::always(reply);
            let client = client(&server, with);
            let error = client.write("canary").attempt_timeout(SHORT.max(long(kind))).await.expect_err(&what);
            assert_said(&what, &error, kind);
            assert_eq!((server.requests().len(), error.attempts()), (1, 1), "{what}");
            assert_eq!(server.requests()[0].body, b"\"canary\"", "{what}");
            // Only a refusal says that nothing was done.
            assert_eq!(error.may_have_been_applied(), kind != ErrorKind::RateLimited, "{what}");
        }
    }
}

/// What does not stall gets time enough on a busy machine.
fn long(kind: ErrorKind) -> Duration {
    if kind == ErrorKind::Timeout { Duration::ZERO } else { Duration::from_secs(30) }
}

#[tokio::test]
async fn the_client_is_usable_after_every_fault() {
    for (transport, with) in &transports() {
        for (name, reply, kind) in faults() {
            let server = RawServer::new([reply, Reply::json(200, "\"fine\"")]);
            let client = client(&server, with);
            let limit = SHORT.max(long(kind));
            client.write("x").attempt_timeout(limit).await.unwrap_err();
            let answer = client.read().max_retries(0).await;
            assert_eq!(answer.unwrap(), "fine", "{transport}, a server that {name}");
        }
    }
}

#[tokio::test]
async fn a_read_is_asked_for_again_and_gets_through() {
    // All at once, since each waits before its second attempt.
    let transports = transports();
    let mut reads = Vec::new();
    for (transport, with) in &transports {
        for (name, reply, kind) in faults() {
            let again = matches!(kind, ErrorKind::Transport | ErrorKind::Timeout)
                || name == "is down"
                || name.contains("1999");
            if again {
                reads.push(async move {
                    let server = RawServer::new([reply, Reply::json(200, "\"fine\"")]);
                    let client = client(&server, with);
                    // Time enough for the second attempt on a busy machine; all the first ones wait together.
                    let call = client.read().attempt_timeout(Duration::from_secs(3).max(long(kind)));
                    let response = call.response().await.expect(name);
                    let read = (&*response.value, response.attempts);
                    assert_eq!(read, ("fine", 2), "{transport}, a server that {name}");
                });
            }
        }
    }
    assert!(reads.len() > 30, "{}", reads.len());
    futures_util::future::join_all(reads).await;
}

#[tokio::test]
async fn the_whole_call_ends_at_its_deadline_whatever_the_server_does() {
    for (transport, with) in &transports() {
        let stalls = faults().into_iter().filter(|(_, _, kind)| *kind == ErrorKind::Timeout);
        for (name, reply, _) in stalls {
            let server = RawServer::always(reply);
            let client = client(&server, with);
            let error = client.read().timeout(SHORT).await.unwrap_err();
            assert!(error.is_timeout(), "{transport}, a server that {name}: {error:?}");
            assert_eq!(error.attempts(), 1);
            server.hung_up(1).await;
        }
    }
}

#[tokio::test]
async fn a_redirect_is_not_followed_and_takes_no_key_anywhere() {
    for (transport, with) in &transports() {
        let elsewhere = RawServer::always(Reply::json(200, "\"gotcha\""));
        for status in [301, 302, 303, 307, 308] {
            let location = format!("{}/elsewhere", elsewhere.url());
            let server = RawServer::always(Reply::new(status, &[("location", &location)], ""));
            let error = client(&server, with).read().await.unwrap_err();
            assert_said(transport, &error, ErrorKind::Redirect);
            assert_eq!(error.headers()["location"], *location);
            assert_eq!(server.requests().len(), 1);
        }
        assert_eq!((elsewhere.connections(), elsewhere.requests().len()), (0, 0), "{transport}");
    }
}

#[tokio::test]
async fn a_refused_connection_is_tried_again_for_a_write_too() {
    for (transport, with) in &transports() {
        let server = RawServer::new([]);
        let client = client(&server, with);
        let address = server.address();
        drop(server);
        // The thread of the server lets go of the port in its own time.
        while std::net::TcpStream::connect(address).is_ok() {
            tokio::task::yield_now().await;
        }
        let error = client.write("canary").await.unwrap_err();
        assert_said(transport, &error, ErrorKind::Connect);
        assert_eq!((error.attempts(), error.may_have_been_applied()), (3, false));
        assert!(error.to_string().contains(&address.to_string()), "{error}");
    }
}

#[tokio::test]
async fn an_upload_that_is_refused_half_way_is_an_error_and_not_a_hang() {
    for (transport, with) in &transports() {
        let server = RawServer::always(Reply::nothing());
        let client = client(&server, with);
        let chunks = futures_util::stream::iter((0..3).map(|number| match number {
            0 | 1 => Ok(bytes::Bytes::from_static(b"chunk")),
            _ => Err(std::io::Error::other("the file is gone")),
        }));
        let error = client.upload(Body::stream(chunks)).await.unwrap_err();
        assert_said(transport, &error, ErrorKind::Transport);
        assert_eq!((error.attempts(), error.may_have_been_applied()), (1, true), "{transport}");
        assert!(printed(&error).contains("the file is gone"), "{transport}: {error:?}");
        assert_eq!(server.requests().len(), 0, "it never was a whole request");
    }
}

#[tokio::test(start_paused = true)]
async fn a_storm_of_429_is_not_answered_with_a_storm() {
    let transport = Timed::new([Outcome::With(429, "retry-after", "1"); 1_000]);
    let client = build(Client::builder(Environment::Sandbox).transport(transport.clone()));
    let calls = (0..200).map(|_| client.write("x").timeout(Duration::from_secs(10)));
    let results = futures_util::future::join_all(calls).await;
    for error in results.into_iter().map(Result::unwrap_err) {
        assert!(error.is_rate_limited(), "{error:?}");
        assert!(!error.may_have_been_applied(), "{error:?}");
    }
    assert!(transport.elapsed() <= Duration::from_secs(10), "{:?}", transport.elapsed());
    // Each pause ends with the first that is refused again: about one request a second, and not 600.
    let attempts = transport.attempts();
    assert!(attempts <= 20, "{attempts} attempts");
}
