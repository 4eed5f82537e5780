//! Bodies that know how long they are, over each transport.

use std::{
    fs,
    path::PathBuf,
    sync::Arc,
    task::{Context, Poll},
};

use bytes::Bytes;
use futures_util::stream;
use prolifi::{
    Body, BoxError, Client, ErrorKind, Multipart, Service, http,
    prelude::*,
    testing::FakeTransport,
    transport::{
        HyperTransport, ReqwestTransport, TowerTransport, Transport, TransportError, TransportFuture,
    },
};
use prolifi_tests::{RawServer, Reply, With, transports};

use super::{Files, chunks};

#[api]
trait Forms {
    #[endpoint(POST, "/forms")]
    fn send(&self, #[multipart] form: Multipart) -> Call<()>;
}

/// Each transport that writes to a connection, and hyper below tower.
fn all() -> Vec<(&'static str, With)> {
    let below = HyperTransport::new().unwrap();
    let mut all: Vec<_> = transports().into();
    all.push((
        "tower",
        Box::new(move |builder| builder.transport(TowerTransport::new(Below(below.clone())))),
    ));
    all
}

#[derive(Clone)]
struct Below(HyperTransport);

impl tower_service::Service<http::Request<Body>> for Below {
    type Response = http::Response<Body>;
    type Error = TransportError;
    type Future = TransportFuture;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), TransportError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<Body>) -> TransportFuture {
        self.0.send(request)
    }
}

fn at(server: &RawServer, with: &With) -> Client {
    with(Client::builder(Service::new(server.url()))).build().unwrap()
}

/// A file of its own for a test, with this content.
fn file(name: &str, content: &[u8]) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, content).unwrap();
    path
}

fn form(path: &PathBuf) -> Multipart {
    Multipart::new().text("note", "March").file("sized", "a", Body::sized(chunks(3), 30)).file(
        "file",
        "b",
        Body::file(path).unwrap(),
    )
}

#[tokio::test]
async fn what_is_known_of_a_length_is_sent_over_each_transport() {
    let path = file("known_length.csv", b"id,total\n");
    for (transport, with) in all() {
        let server = RawServer::always(Reply::no_content());
        let client = at(&server, &with);
        let bodies = [
            ("sized", Body::sized(chunks(3), 30), Some(30)),
            ("a stream with its length", Body::stream(chunks(2)).length(20), Some(20)),
            ("replayable", Body::replayable(|| chunks(4)).length(40), Some(40)),
            ("a body of another library", Body::wrap(Body::from("hello")), Some(5)),
            ("a file", Body::file(&path).unwrap(), Some(9)),
            ("long bytes", Body::from(vec![b'x'; 1_000_000]), Some(1_000_000)),
            ("no stream", Body::sized(chunks(0), 0), Some(0)),
            ("a stream", Body::stream(chunks(2)), None),
        ];
        for (name, body, length) in bodies {
            client.put("a", body).await.unwrap_or_else(|error| panic!("{transport}, {name}: {error}"));
            let request = server.requests().pop().unwrap();
            let declared = request.header("content-length").map(|length| length.parse::<usize>().unwrap());
            assert_eq!(declared, length, "{transport}, {name}");
            assert_eq!(
                request.header("transfer-encoding").is_some(),
                length.is_none(),
                "{transport}, {name}"
            );
            assert_eq!(request.content().len(), length.unwrap_or(20), "{transport}, {name}");
        }
        client.send(form(&path)).await.unwrap();
        let request = server.requests().pop().unwrap();
        let length = request.body.len().to_string();
        assert_eq!(request.header("content-length"), Some(&*length), "{transport}: of the whole form");
        assert!(request.body.windows(9).any(|part| part == b"id,total\n"), "{transport}");
    }
}

/// As a proxy does: `Body` is what a transport gives as well as what it takes.
#[tokio::test]
async fn the_body_of_an_answer_is_sent_on_over_each_transport() {
    for (name, transport) in [
        ("reqwest", Arc::new(ReqwestTransport::new().unwrap()) as Arc<dyn Transport>),
        ("hyper", Arc::new(HyperTransport::new().unwrap())),
    ] {
        println!("over {name}");
        let from = RawServer::always(Reply::new(200, &[], "id,total\n7,80\n"));
        let to = RawServer::new([Reply::json(503, "{}"), Reply::no_content(), Reply::no_content()]);
        let client =
            Client::builder(Service::new(to.url())).transport(Arc::clone(&transport)).build().unwrap();
        let received = || async {
            let get = http::Request::get(from.url()).body(Body::empty()).unwrap();
            transport.send(get).await.unwrap().into_body()
        };

        // It can be read once, so there is no second attempt.
        let refused = client.put("a", received().await).await.unwrap_err();
        assert_eq!((refused.status().map(|status| status.as_u16()), refused.attempts()), (Some(503), 1));
        client.put("a", received().await.length(14)).await.unwrap();
        for request in to.requests() {
            assert_eq!(request.content(), b"id,total\n7,80\n");
            assert_eq!(request.header("content-length"), Some("14"));
        }
        assert_eq!(to.requests().len(), 2);

        client.send(Multipart::new().file("a", "a.csv", received().await)).await.unwrap();
        let form = to.requests().pop().unwrap();
        assert!(form.body.windows(14).any(|part| part == b"id,total\n7,80\n"), "as a part of a form");
        assert_eq!(form.header("content-length"), Some(&*form.body.len().to_string()));
    }
}

#[tokio::test]
async fn a_stream_that_is_not_as_long_as_it_says_fails_the_call() {
    for (transport, with) in all() {
        let rows: [(Body, &str); 5] = [
            (Body::sized(chunks(3), 31), "the stream ended after 30 of the 31 bytes it was declared with"),
            (Body::sized(chunks(3), 29), "the stream goes on behind the 29 bytes it was declared with"),
            (Body::sized(chunks(3), 20), "the stream goes on behind the 20 bytes it was declared with"),
            (
                Body::replayable(|| chunks(3)).length(31),
                "the stream ended after 30 of the 31 bytes it was declared with",
            ),
            (
                Multipart::new().file("a", "a", Body::sized(chunks(3), 35)).into(),
                "the stream ended after 30 of the 35 bytes it was declared with",
            ),
        ];
        for (body, says) in rows {
            let server = RawServer::always(Reply::no_content());
            let error = at(&server, &with).put("a", body).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Transport, "{transport}: {error:?}");
            let expected =
                format!("PUT /files/<name> failed: the body of the request could not be sent: {says}");
            assert_eq!(error.to_string(), expected, "{transport}");
            assert_eq!(error.attempts(), 1, "{transport}: the next would end the same way");
            assert!(error.may_have_been_applied(), "{transport}: the service has the beginning");
        }
    }
}

#[tokio::test]
async fn a_file_is_sent_again_and_not_once_it_has_another_length() {
    let path = file("sent_again.csv", b"id,total\n");
    let server = RawServer::new([Reply::new(503, &[("retry-after", "0")], ""), Reply::no_content()]);
    let client = at(&server, &transports().into_iter().next().unwrap().1);
    client.put("a", Body::file(&path).unwrap()).await.unwrap();
    let sent: Vec<_> = server.requests().iter().map(|request| request.content()).collect();
    assert_eq!(sent, [b"id,total\n", b"id,total\n"]);

    let shown = path.display();
    let rows = [
        (
            &b"id,total\n1,20\n"[..],
            format!("`{shown}` is longer than the 9 bytes that it had when the body was made"),
        ),
        (&b"id"[..], format!("`{shown}` is 2 bytes long, and was 9 when the body was made")),
    ];
    for (changed, says) in rows {
        let path = file("sent_again.csv", b"id,total\n");
        let body = Body::file(&path).unwrap();
        file("sent_again.csv", changed);
        let server = RawServer::always(Reply::no_content());
        let error =
            at(&server, &transports().into_iter().next().unwrap().1).put("a", body).await.unwrap_err();
        assert!(error.to_string().ends_with(&format!("could not be sent: {says}")), "{error}");
        assert_eq!(error.attempts(), 1);
    }
}

#[tokio::test]
async fn a_file_that_cannot_be_sent_says_which() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let error = Body::file(&folder).unwrap_err();
    assert_eq!(error.to_string(), format!("`{}` has no length: it is no file", folder.display()));
    let missing = folder.join("missing.csv");
    let error = Body::file(&missing).unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::NotFound);
    assert!(error.to_string().starts_with(&format!("`{}` cannot be read: ", missing.display())), "{error}");

    let path = file("gone.csv", b"id,total\n");
    let body = Body::file(&path).unwrap();
    fs::remove_file(&path).unwrap();
    let fake = FakeTransport::new();
    let client = Client::builder(Service::new("https://x.test")).transport(fake).build().unwrap();
    let error = client.put("a", body).max_retries(0).await.unwrap_err();
    let expected = format!("could not be sent: `{}` cannot be opened: ", path.display());
    assert!(error.to_string().contains(&expected), "{error}");
}

#[tokio::test]
async fn a_stream_that_fails_is_the_cause_and_may_be_sent_again() {
    let broken = || stream::iter([Ok(Bytes::from("one")), Err(BoxError::from("the disk is gone"))]);
    for (transport, with) in all() {
        let server = RawServer::always(Reply::no_content());
        let call = at(&server, &with).put("a", Body::replayable(broken).length(10)).max_retries(1);
        let error = call.await.unwrap_err();
        assert!(
            error.to_string().ends_with("the body of the request could not be sent: the disk is gone"),
            "{transport}: {error}"
        );
        assert_eq!(error.attempts(), 2, "{transport}");
    }
}
