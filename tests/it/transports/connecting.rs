//! What ends before there is a connection: nothing was sent, and the error says why.

use std::time::Duration;

use prolifi::{Body, Call, Client, ErrorKind, Service, prelude::*};
use prolifi_tests::{RawServer, Reply, transports};

use super::Raw;

trait Operations: Api {
    #[endpoint(POST, "/write")]
    fn write(&self, body: &str) -> Call<String>;
    #[endpoint(POST, "/write")]
    fn write_nothing(&self) -> Call<String>;
    #[endpoint(POST, "/write")]
    fn upload(&self, body: Body) -> Call<String>;
    #[endpoint(DELETE, "/write")]
    fn remove(&self) -> Call<String>;
}
impl Operations for Client {}

const SHORT: Duration = Duration::from_millis(200);

#[tokio::test]
async fn a_limit_that_ends_before_there_is_a_connection_leaves_no_doubt() {
    for (transport, with) in &transports() {
        // It accepts, and says nothing to the TLS hello.
        let silent = Raw::start().await;
        let url = silent.url().replace("http:", "https:");
        let client = with(Client::builder(Service::new(url))).build().unwrap();
        let body = || Body::stream(futures_util::stream::iter([Ok::<_, std::io::Error>("x".into())]));
        for call in [client.write("x"), client.write_nothing(), client.upload(body()), client.remove()] {
            let error = call.timeout(SHORT).await.unwrap_err();
            assert_eq!((error.kind(), error.attempts()), (ErrorKind::Timeout, 1), "{transport}: {error:?}");
            assert!(!error.may_have_been_applied(), "{transport}: {error:?}");
            let said = error.to_string();
            assert!(
                said.ends_with("failed: no connection could be made within 200ms"),
                "{transport}: {said}"
            );
        }
        // It is repeated as what could not be sent.
        let call = client.write("x").attempt_timeout(SHORT).timeout(Duration::from_secs(20));
        let error = call.await.unwrap_err();
        assert_eq!((error.attempts(), error.may_have_been_applied()), (3, false), "{transport}: {error:?}");
    }
}

#[tokio::test]
async fn one_that_ends_behind_it_does() {
    for (transport, with) in &transports() {
        let server = RawServer::always(Reply::nothing().then_stall());
        let client = with(Client::builder(Service::new(server.url()))).build().unwrap();
        let body = || Body::stream(futures_util::stream::iter([Ok::<_, std::io::Error>("x".into())]));
        for call in [client.write("x"), client.write_nothing(), client.upload(body())] {
            let error = call.timeout(SHORT).await.unwrap_err();
            assert!(error.is_timeout() && error.may_have_been_applied(), "{transport}: {error:?}");
        }
        assert_eq!(server.requests().len(), 3, "{transport}");
    }
}

#[tokio::test]
async fn why_there_is_none_is_said() {
    for (transport, with) in &transports() {
        let (silent, plain) = (Raw::start().await, Raw::start().await);
        let rows = [
            (Raw::start().await.url(), "connection refused (os error 111)"),
            ("http://no-such-host.invalid".to_owned(), "no such host"),
            (silent.url().replace("http:", "https:"), "no answer in time"),
            (plain.url().replace("http:", "https:"), "the other side does not speak TLS"),
        ];
        let calls = rows.map(async |(url, reason)| {
            let client = with(Client::builder(Service::new(url))).build().unwrap();
            let error = client.write("x").max_retries(0).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Connect, "{transport}: {error:?}");
            assert!(
                error.to_string().contains(&format!("could be made: {reason}")),
                "{transport}: {error:?}"
            );
        });
        let answer = async { plain.accept().await.answer("400 Bad Request", "").await };
        tokio::join!(futures_util::future::join_all(calls), answer);
    }
}
