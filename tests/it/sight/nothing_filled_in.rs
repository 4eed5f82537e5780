//! Everything that a call tells anybody: spans, events and what an observer hears, read for what must not be in it.

use std::sync::{Arc, Mutex};

use prolifi::{
    AttemptEnd, Auth, CallEnd, ClientBuilder, Endpoint, Observer, Outcome, Service, http, prelude::*,
    testing::FakeTransport, transport::TransportError,
};
use prolifi_tests::{RawServer, Reply, transports};

use crate::capture::Capture;

/// Each stands in a place of its own.
const CANARIES: [&str; 8] = [
    "canary-path",
    "canary-query",
    "canary-header",
    "canary-cookie",
    "canary-body",
    "canary-key",
    "canary-answer",
    "canary-extension",
];

#[api]
trait Things {
    #[endpoint(POST, "/things/<name>?<q>&fixed=yes")]
    fn add(
        &self,
        name: &str,
        q: &str,
        #[header("x-canary")] header: &str,
        #[cookie("session")] cookie: &str,
        #[body] body: &str,
    ) -> Call<String>;
    #[endpoint(GET, "/things/<name>?<q>", redirects = 1)]
    fn get(&self, name: &str, q: &str) -> Call<u8>;
}

#[derive(Debug, Clone)]
struct Tag(#[expect(dead_code, reason = "it would be seen if it were printed")] &'static str);

/// Keeps all that there is to be printed.
#[derive(Clone, Default)]
struct Everything(Arc<Mutex<String>>);

impl Everything {
    fn add(&self, told: impl std::fmt::Debug) {
        self.0.lock().unwrap().push_str(&format!("{told:?}\n"));
    }
}

impl Observer for Everything {
    fn call_began(&self, endpoint: &'static Endpoint) {
        self.add(endpoint);
    }
    fn attempt_ended(&self, end: &AttemptEnd<'_>) {
        self.add((end, end.error_type()));
    }
    fn call_ended(&self, end: &CallEnd<'_>) {
        self.add((end, end.error_type()));
    }
}

fn client(builder: ClientBuilder, everything: &Everything) -> Client {
    builder.api_key("canary-key").observe(everything.clone()).build().unwrap()
}

fn service(url: &str) -> Service {
    Service::new(url).auth(Auth::Bearer).outcome(|_, _, headers, _| match headers.contains_key("x-refused") {
        true => Outcome::Refused,
        false => Outcome::ByStatus,
    })
}

/// Of every kind; the values of an answer are nobody's business either.
fn answers() -> Vec<Reply> {
    let json = "\"canary-answer\"";
    let head = [("x-answer", "canary-answer"), ("location", "/canary-answer?canary-answer")];
    vec![
        Reply::new(200, &head, json),
        Reply::new(200, &head, "{\"canary-answer\": 1"),
        Reply::new(200, &[("x-refused", "canary-answer")], "{\"error\": \"canary-answer\"}"),
        Reply::new(422, &head, "{\"error\": {\"type\": \"canary-answer\", \"message\": \"canary-answer\"}}"),
        Reply::new(302, &head, json),
        Reply::new(404, &head, json),
        Reply::nothing().then_reset(),
        Reply::raw("canary-answer\r\n\r\n"),
    ]
}

async fn calls(client: &Client, count: usize) {
    for _ in 0..count {
        let call = client.add("canary-path", "canary-query", "canary-header", "canary-cookie", "canary-body");
        let call = call.extension(Tag("canary-extension")).query("more", "canary-query");
        drop(call.idempotency_key("canary-header").max_retries(0).await);
        drop(client.get("canary-path", "canary-query").max_retries(0).await);
    }
}

#[track_caller]
fn assert_told(log: &str, everything: &Everything) {
    let heard = everything.0.lock().unwrap();
    for canary in CANARIES {
        assert!(!log.contains(canary), "the log shows {canary}:\n{log}");
        assert!(!heard.contains(canary), "the observer hears {canary}:\n{heard}");
    }
    // Values of the query that are declared are no part of the template of the path.
    assert!(log.contains("url.template=/things/<name> "), "{log}");
    assert!(log.contains("otel.name=POST /things/<name> "), "{log}");
    assert!(!log.contains("fixed"), "{log}");
    for kind in ["decode", "api", "transport", "build"] {
        assert!(log.contains(&format!("error.type={kind}")), "{kind}:\n{log}");
        assert!(heard.contains(&format!("Some(\"{kind}\")")), "{kind}:\n{heard}");
    }
}

#[tokio::test]
async fn no_span_event_or_metric_holds_what_was_filled_in() {
    for (name, with) in transports() {
        let capture = Capture::start();
        let everything = Everything::default();
        let server = RawServer::new(answers().into_iter().chain(answers()));
        let client = client(with(Client::builder(service(&server.url()))), &everything);
        calls(&client, answers().len()).await;
        drop(client.get("..", "canary-query").await);
        assert!(server.requests().len() >= 8, "{name}");
        assert_told(&capture.text(), &everything);
    }
}

#[tokio::test]
async fn nor_does_one_of_a_call_whose_transport_is_the_tests_own() {
    let capture = Capture::start();
    let everything = Everything::default();
    let fake = FakeTransport::new()
        .answer(http::Response::new("\"canary-answer\""))
        .answer(http::Response::new("\"canary-answer\""))
        .fail(TransportError::io("canary-answer"))
        .answer(http::Response::builder().status(500).body("canary-answer").unwrap());
    let builder = Client::builder(service("https://api.example.com")).transport(fake);
    let client = client(builder, &everything);
    calls(&client, 3).await;
    drop(client.get("..", "canary-query").await);
    assert_told(&capture.text(), &everything);
}
