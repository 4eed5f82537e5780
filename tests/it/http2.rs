//! HTTP/2 as services speak it, over TLS and over each transport: what was not processed, what is dead, what is slow.
//!
//! The transports trust what the system trusts, so these tests run in a process of their own that trusts the authority
//! of the tests: [`they_pass_where_the_server_is_trusted`] starts it.

mod client_certificate;
mod goaway;
mod nginx;
mod pings;
mod silence;

use std::time::Duration;

use prolifi::{Call, ErrorKind, Service, prelude::*};
use prolifi_tests::{
    Act, Certificate, Event, Http2Server, With, printed, rerun_trusting, transports, trusts_test_authority,
};

trait Operations: Api {
    #[endpoint(POST, "/write")]
    fn write(&self, body: &str) -> Call<String>;
    #[endpoint(GET, "/read")]
    fn read(&self) -> Call<String>;
}
impl Operations for Client {}

/// A client of a service that honours no idempotency key, so that nothing makes a write safe to repeat.
fn client(url: &str, with: &With) -> Client {
    with(Client::builder(Service::new(url))).build().expect("a client")
}

/// A server that answers every request, unless this says otherwise.
fn server(behave: impl Fn(usize, usize, u32) -> Option<Vec<Act>> + Send + Sync + 'static) -> Http2Server {
    Http2Server::start(Certificate::Good, move |event| match event {
        Event::Request { connection, number, stream } => {
            behave(connection, number, stream).unwrap_or_else(|| vec![Act::Answer(stream)])
        }
        Event::Ping { .. } => vec![Act::Pong],
    })
}

#[test]
fn they_pass_where_the_server_is_trusted() {
    if !trusts_test_authority() {
        let passed = rerun_trusting("http2::");
        assert!(passed > 12, "{passed} tests passed");
    }
}

#[tokio::test]
async fn a_connection_is_shared() {
    if !trusts_test_authority() {
        return;
    }
    for (transport, with) in &transports() {
        let server = server(|_, _, _| None);
        let client = client(&server.url(), with);
        assert_eq!(client.read().await.unwrap(), "fine", "{transport}");
        let calls = (0..50).map(|_| client.write("x"));
        assert!(futures_util::future::join_all(calls).await.iter().all(Result::is_ok), "{transport}");
        assert_eq!((server.connections(), server.requests()), (1, 51), "{transport}");
    }
}

#[tokio::test]
async fn a_head_may_be_as_long_as_over_http_1() {
    if !trusts_test_authority() {
        return;
    }
    for (transport, with) in &transports() {
        for length in [20_000, 100_000, 400_000] {
            let server = server(move |_, _, stream| Some(vec![Act::AnswerWithHead(stream, length)]));
            let client = client(&server.url(), with);
            let answer = client.write("x").response().await;
            let answer = answer.unwrap_or_else(|error| panic!("{transport}, {length}: {error:?}"));
            let filler: usize = answer.headers.get_all("x-filler").iter().map(|value| value.len()).sum();
            assert!(filler > length * 9 / 10, "{transport}: {filler} of {length}");
        }
    }
}

#[tokio::test]
async fn a_wrong_certificate_is_named_and_tried_once() {
    if !trusts_test_authority() {
        return;
    }
    for (transport, with) in &transports() {
        let rows = [
            (Certificate::Expired, "certificate expired"),
            (Certificate::Elsewhere, "certificate is for another host"),
        ];
        for (certificate, reason) in rows {
            let server = Http2Server::start(certificate, |_| Vec::new());
            let error = client(&server.url(), with).write("x").await.unwrap_err();
            assert_eq!((error.kind(), error.attempts()), (ErrorKind::Connect, 1), "{transport}: {error:?}");
            assert!(!error.may_have_been_applied());
            let address = server.url().replace("https://", "");
            assert_eq!(
                error.to_string(),
                format!("POST /write failed: no connection to {address} could be made: {reason}"),
                "{transport}: {}",
                printed(&error)
            );
        }
    }
}

#[test]
fn each_runtime_has_its_own_connection() {
    if !trusts_test_authority() {
        return;
    }
    let runtime = || tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    for (transport, with) in &transports() {
        let server = server(|_, _, _| None);
        let client = client(&server.url(), with);
        let (idle, gone) = (runtime(), runtime());
        idle.block_on(async { client.read().await.unwrap() });
        gone.block_on(async { client.read().await.unwrap() });
        drop(gone);
        let call = client.write("x").timeout(Duration::from_secs(5));
        assert_eq!(runtime().block_on(call).unwrap(), "fine", "{transport}");
        assert_eq!(server.connections(), 3, "{transport}");
        idle.block_on(async { client.read().await.unwrap() });
        assert_eq!(server.connections(), 3, "{transport}: its own was kept");
    }
}
