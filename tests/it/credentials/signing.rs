//! Signatures: over what is sent, for each attempt, by the clock of the service.

use std::{
    sync::{Arc, Mutex},
    time::{Duration, SystemTime},
};

use prolifi::{
    Auth, Body, BoxError, Client, ErrorKind, Service, Sign, ToSign,
    bytes::Bytes,
    http::{self, HeaderMap, Method, Uri},
    testing::FakeTransport,
};
use prolifi_tests::{RawServer, Reply, transports};

use super::{Accounts, KEY, OTHER, service};

/// Keeps what it was given to sign, and adds a header and a pair of the query.
#[derive(Clone, Default)]
struct Recorder {
    seen: Arc<Mutex<Vec<Seen>>>,
}

#[derive(Clone)]
struct Seen {
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Vec<u8>,
    secret: Option<String>,
    time: SystemTime,
}

impl Recorder {
    fn seen(&self) -> Vec<Seen> {
        self.seen.lock().unwrap().clone()
    }
}

impl Sign for Recorder {
    fn sign(&self, request: &mut ToSign<'_>) -> Result<(), BoxError> {
        let mut seen = self.seen.lock().unwrap();
        let number = seen.len() + 1;
        request.add_header("x-signature".parse()?, format!("signature-{number}").parse()?);
        request.add_query("signed", &format!("by {number}"))?;
        seen.push(Seen {
            method: request.method().clone(),
            uri: request.uri().clone(),
            headers: request.headers().clone(),
            body: request.body()?.to_vec(),
            secret: request.secret().map(str::to_owned),
            time: request.time(),
        });
        Ok(())
    }
}

fn client(recorder: &Recorder, fake: &FakeTransport) -> Client {
    let service = service(Auth::sign(recorder.clone()));
    Client::builder(service).api_key(KEY).transport(fake.clone()).build().unwrap()
}

fn answer(status: u16, date: SystemTime) -> http::Response<&'static str> {
    http::Response::builder().status(status).header("date", httpdate::fmt_http_date(date)).body("{}").unwrap()
}

#[tokio::test(start_paused = true)]
async fn every_attempt_is_signed_anew_after_its_wait() {
    let now = SystemTime::now();
    let fake = FakeTransport::new().answer(answer(503, now)).answer(answer(200, now));
    let recorder = Recorder::default();
    client(&recorder, &fake).me().await.unwrap();
    let sent: Vec<_> =
        fake.requests().iter().map(|request| request.headers()["x-signature"].clone()).collect();
    assert_eq!(sent, ["signature-1", "signature-2"]);
    assert!(sent.iter().all(|value| value.is_sensitive()));
    assert_eq!(recorder.seen()[1].secret.as_deref(), Some(KEY));
    assert_eq!(fake.requests()[1].uri(), "https://api.example.com/me?signed=by%202");
}

#[tokio::test]
async fn no_transport_changes_what_was_signed() {
    for (name, with) in transports() {
        let server = RawServer::always(Reply::json(200, "{}"));
        let recorder = Recorder::default();
        let service =
            Service::new(format!("{}/base%20path", server.url())).auth(Auth::sign(recorder.clone()));
        let client = with(Client::builder(service)).api_key(KEY).build().unwrap();
        client.write("a note with ünïcödé").query("odd", "'*~ &=/?").header("x-own", "a  b").await.unwrap();
        let (seen, sent) = (recorder.seen().pop().unwrap(), server.requests().pop().unwrap());
        let mut lines = sent.head.split("\r\n");
        let target = seen.uri.path_and_query().unwrap();
        assert_eq!(lines.next(), Some(&*format!("{} {target} HTTP/1.1", seen.method)), "{name}");
        let lines: Vec<_> = lines.map(|line| line.split_once(": ").unwrap()).collect();
        let value = |name: &str| {
            lines.iter().find(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| *value)
        };
        assert_eq!(value("host"), Some(seen.uri.authority().unwrap().as_str()), "{name}");
        for (header, signed) in &seen.headers {
            assert_eq!(value(header.as_str()), Some(signed.to_str().unwrap()), "{name}");
        }
        assert_eq!(sent.body, seen.body, "{name}");
    }
}

#[tokio::test(start_paused = true)]
async fn the_time_is_that_of_the_service() {
    let (hour, now) = (Duration::from_secs(3600), SystemTime::now());
    let recorder = Recorder::default();
    let fake = FakeTransport::new().answer(answer(403, now + hour)).answer(answer(200, now + hour));
    let client = client(&recorder, &fake);
    assert!(client.me().await.is_err(), "a 403 is not repeated");
    client.me().await.unwrap();
    let times: Vec<_> = recorder.seen().iter().map(|seen| seen.time).collect();
    let ahead = times[1].duration_since(times[0]).unwrap();
    assert!(ahead > hour - Duration::from_secs(5) && ahead < hour + Duration::from_secs(30), "{ahead:?}");

    let recorder = Recorder::default();
    let fake = FakeTransport::new().answer(answer(200, now + hour)).answer(answer(200, now + hour));
    let service = service(Auth::sign(recorder.clone()));
    let client = Client::builder(service).without_clock_correction().transport(fake).build().unwrap();
    client.me().await.unwrap();
    client.me().await.unwrap();
    let times: Vec<_> = recorder.seen().iter().map(|seen| seen.time).collect();
    assert!(times[1].duration_since(times[0]).unwrap() < Duration::from_secs(30));
    assert_eq!(recorder.seen()[0].secret, None, "a signer may have a key of its own");
}

#[tokio::test(start_paused = true)]
async fn a_body_that_cannot_be_read_is_said_so() {
    let (recorder, fake) = (Recorder::default(), FakeTransport::new());
    let body = Body::replayable(|| futures_util::stream::iter([Ok::<_, std::io::Error>(Bytes::from("a"))]));
    let error = client(&recorder, &fake).upload(body).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Build, 0));
    let source = std::error::Error::source(&error).unwrap();
    assert_eq!(
        source.to_string(),
        "the body is a stream, which cannot be signed before it is sent; give it as bytes"
    );
    fake.verify().unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_signer_that_fails_sends_nothing() {
    struct Broken;
    impl Sign for Broken {
        fn sign(&self, _: &mut ToSign<'_>) -> Result<(), BoxError> {
            Err("the key store is locked".into())
        }
    }
    let fake = FakeTransport::new();
    let client = Client::builder(service(Auth::sign(Broken))).transport(fake.clone()).build().unwrap();
    let error = client.write("a").await.unwrap_err();
    assert_eq!((error.kind(), error.may_have_been_applied()), (ErrorKind::Auth, false));
    assert_eq!(error.to_string(), "POST /notes was not sent: the request could not be signed");
    fake.verify().unwrap();
}

#[tokio::test(start_paused = true)]
async fn the_signature_is_over_the_other_schemes_and_its_key_may_be_a_tenants_or_fetched() {
    let now = SystemTime::now();
    let fake = (0..4).fold(FakeTransport::new(), |fake, _| fake.answer(answer(200, now)));
    let recorder = Recorder::default();
    let service = service(Auth::sign(recorder.clone())).scheme("partner", Auth::Query("key"));
    let client = Client::builder(service)
        .api_key(KEY)
        .secret("partner", OTHER)
        .transport(fake.clone())
        .build()
        .unwrap();
    client.both().await.unwrap();
    assert_eq!(recorder.seen()[0].uri.query(), Some(&*format!("key={OTHER}&signed=by%201")));
    client.with_api_key("tenant").unwrap().me().await.unwrap();
    client.me().api_key("call").await.unwrap();
    let fetched = |_: prolifi::FetchContext| async { Ok(prolifi::Secret::new("fetched")) };
    client.with_credentials(fetched).unwrap().me().await.unwrap();
    let secrets: Vec<_> = recorder.seen().into_iter().map(|seen| seen.secret.unwrap()).collect();
    assert_eq!(secrets, [KEY, "tenant", "call", "fetched"]);
}
