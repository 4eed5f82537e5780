//! Tokens of a token endpoint: what is asked, what is kept, and what is told.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use base64::{Engine, prelude::BASE64_STANDARD};
use futures_util::future::join_all;
use prolifi::{
    Auth, Client, Credentials, Error, ErrorKind,
    bytes::Bytes,
    http::{self, Request},
    oauth::{ClientCredentials, RefreshToken},
    testing::FakeTransport,
};
use prolifi_tests::{RawServer, Reply, printed, transports};
use tokio::time::{Instant, sleep};

use super::{Accounts, service};

const SECRET: &str = "cs_test_4f9a1c7be2d80356aa17";
const ADDRESS: &str = "https://login.example.com/oauth/token";

fn source() -> ClientCredentials {
    ClientCredentials::new(ADDRESS, "worker", SECRET)
}

fn client(fake: &FakeTransport, source: impl Credentials) -> Client {
    Client::builder(service(Auth::Bearer)).credentials(source).transport(fake.clone()).build().unwrap()
}

fn json(status: u16, body: &str) -> http::Response<String> {
    http::Response::builder().status(status).body(body.to_owned()).unwrap()
}

fn granted(token: &str) -> http::Response<String> {
    json(200, &format!(r#"{{"access_token":"{token}","token_type":"Bearer","expires_in":3600}}"#))
}

fn ok() -> http::Response<String> {
    json(200, "{}")
}

fn body(request: &Request<Bytes>) -> &str {
    std::str::from_utf8(request.body()).unwrap()
}

/// The error of the token endpoint, which the call's error holds.
fn inside(error: &Error) -> &Error {
    std::error::Error::source(error)
        .and_then(|source| source.downcast_ref())
        .expect("the endpoint's own error")
}

#[tokio::test(start_paused = true)]
async fn a_token_is_asked_for_as_the_rfc_says_and_used() {
    let fake = FakeTransport::new().answer(granted("at-1")).answer(ok()).answer(ok());
    let source = ClientCredentials::new(ADDRESS, "wor ker:1", "s&cret");
    let client =
        client(&fake, source.scopes(["a:read", "a:write"]).audience("https://api").field("resource", "x"));
    client.me().await.unwrap();
    client.me().await.unwrap();
    let requests = fake.requests();
    assert_eq!((requests[0].method(), requests[0].uri()), (&http::Method::POST, &ADDRESS.parse().unwrap()));
    assert_eq!(requests[0].headers()["content-type"], "application/x-www-form-urlencoded");
    let basic = BASE64_STANDARD.encode("wor%20ker%3A1:s%26cret");
    assert_eq!(requests[0].headers()["authorization"], *format!("Basic {basic}"));
    let fields: Vec<_> = url::form_urlencoded::parse(requests[0].body()).into_owned().collect();
    let expected = [
        ("audience", "https://api"),
        ("grant_type", "client_credentials"),
        ("resource", "x"),
        ("scope", "a:read a:write"),
    ];
    assert_eq!(fields, expected.map(|(key, value)| (key.to_owned(), value.to_owned())));
    assert!(requests[1..].iter().all(|request| request.headers()["authorization"] == "Bearer at-1"));
    fake.verify().unwrap();
}

#[tokio::test(start_paused = true)]
async fn id_and_secret_can_stand_in_the_body() {
    let fake = FakeTransport::new().answer(granted("at-1")).answer(ok());
    let source =
        ClientCredentials::new("https://login.example.com/o/token/", "worker", "s&cret").secret_in_body();
    client(&fake, source).me().await.unwrap();
    let request = &fake.requests()[0];
    assert_eq!(request.uri().path(), "/o/token/");
    assert!(!request.headers().contains_key("authorization"));
    assert_eq!(body(request), "client_id=worker&client_secret=s%26cret&grant_type=client_credentials");
}

#[tokio::test(start_paused = true)]
async fn a_life_is_read_as_it_is_written() {
    for (life, seconds) in [("60", 60), ("\"60\"", 60), ("60.5", 60), ("null", 900), ("\"soon\"", 900)] {
        let answer =
            json(200, &format!(r#"{{"access_token":"at","token_type":"bearer","expires_in":{life}}}"#));
        let fake = FakeTransport::new()
            .answer(answer)
            .answer(ok())
            .answer(ok())
            .answer(granted("at-2"))
            .answer(ok());
        let client = client(&fake, source());
        client.me().await.unwrap();
        sleep(Duration::from_secs(seconds * 3 / 4)).await;
        client.me().await.unwrap();
        sleep(Duration::from_secs(seconds / 4)).await;
        client.me().await.unwrap();
        fake.verify().unwrap_or_else(|error| panic!("{life}: {error}"));
    }
}

#[tokio::test(start_paused = true)]
async fn a_wrong_secret_is_final_until_there_is_another() {
    let refusal = r#"{"error":"invalid_client","error_description":"cs_test_4f9a1c7be2d80356aa17 is wrong"}"#;
    let fake = FakeTransport::new().answer(json(401, refusal)).answer(granted("at-1")).answer(ok());
    let source = Arc::new(source());
    let client = client(&fake, Arc::clone(&source));
    for _ in 0..3 {
        let error = client.write("a").await.unwrap_err();
        assert_eq!((error.kind(), error.may_have_been_applied()), (ErrorKind::Auth, false));
        assert_eq!(inside(&error).to_string(), "POST <token_endpoint> failed: 401 invalid_client");
        let text = printed(&error);
        assert!(!text.contains("4f9a1c7be2d8"), "{text}");
    }
    assert_eq!(fake.requests().len(), 1);
    source.set_secret("another");
    client.write("a").await.unwrap();
    fake.verify().unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_limited_endpoint_is_asked_again_after_its_wait() {
    let limited =
        || http::Response::builder().status(429).header("retry-after", "20").body("slow down").unwrap();
    let fake = FakeTransport::new().answer(limited()).answer(granted("at-1")).answer(ok()).answer(ok());
    let client = client(&fake, source());
    let start = Instant::now();
    let hasty = client.me().max_retries(0).await.unwrap_err();
    assert!(inside(&hasty).is_rate_limited());
    assert_eq!(hasty.retry_after().unwrap().as_secs(), 20);
    let other = client.me().max_retries(0).await.unwrap_err();
    assert_eq!((other.kind(), fake.requests().len()), (ErrorKind::Auth, 1), "nothing is asked meanwhile");
    client.me().await.unwrap();
    assert_eq!(start.elapsed().as_secs(), 20);
    client.me().await.unwrap();
    fake.verify().unwrap();
}

#[tokio::test(start_paused = true)]
async fn what_is_no_token_is_told_without_what_was_written() {
    for answer in [
        json(200, "<html>at_secret_4711"),
        json(200, r#"{"access_token":{"at_secret_4711":1}}"#),
        json(200, r#"{"access_token":"at_secret_4711","token_type":"mac"}"#),
        json(400, r#"{"error":"at_secret_4711","error_description":"at_secret_4711"}"#),
        json(503, "at_secret_4711"),
    ] {
        let fake = FakeTransport::new().answer(answer);
        let error = client(&fake, source()).me().max_retries(0).await.unwrap_err();
        let text = printed(&error);
        assert!(error.kind() == ErrorKind::Auth && !text.contains("at_secret"), "{text}");
    }
}

#[tokio::test(start_paused = true)]
async fn no_secret_goes_to_a_token_endpoint_over_plain_http() {
    for source in [
        ClientCredentials::new("http://login.internal/token", "worker", SECRET),
        ClientCredentials::new("http://login.internal/token", "worker", SECRET).secret_in_body(),
    ] {
        let fake = FakeTransport::new();
        let error = client(&fake, source).me().max_retries(0).await.unwrap_err();
        assert!(
            inside(&error).to_string().contains("in plain text to login.internal:80"),
            "{}",
            inside(&error)
        );
        fake.verify().unwrap();
    }
}

#[tokio::test(start_paused = true)]
async fn a_refresh_token_is_rotated_stored_and_used() {
    let rotated = |access: &str, refresh: &str| {
        json(200, &format!(r#"{{"access_token":"{access}","expires_in":60,"refresh_token":"{refresh}"}}"#))
    };
    let fake = FakeTransport::new()
        .answer(rotated("at-1", "rt-2"))
        .answer(ok())
        .answer(json(400, r#"{"error":"invalid_grant"}"#))
        .answer(rotated("at-2", "rt-9"))
        .answer(ok());
    let stored = Arc::new(Mutex::new(Vec::new()));
    let store = Arc::clone(&stored);
    let source = RefreshToken::new(ADDRESS, "app", "rt-1")
        .on_rotation(move |token| store.lock().unwrap().push(token.to_owned()));
    let source = Arc::new(source);
    let client = client(&fake, Arc::clone(&source));
    client.me().await.unwrap();
    assert_eq!(*stored.lock().unwrap(), ["rt-2"]);
    sleep(Duration::from_secs(60)).await;
    for _ in 0..3 {
        let error = client.me().await.unwrap_err();
        assert_eq!(inside(&error).api().unwrap().error_type, "invalid_grant");
    }
    source.set_token("rt-8");
    client.me().await.unwrap();
    assert_eq!(*stored.lock().unwrap(), ["rt-2", "rt-9"]);
    let grants: Vec<_> = fake
        .requests()
        .iter()
        .map(|request| body(request).to_owned())
        .filter(|body| !body.is_empty())
        .collect();
    let expected = |token: &str| format!("client_id=app&grant_type=refresh_token&refresh_token={token}");
    assert_eq!(grants, [expected("rt-1"), expected("rt-2"), expected("rt-8")]);
    fake.verify().unwrap();
}

/// On real sockets: an endpoint that is slow, then down, then wrong, then limited, then well.
#[tokio::test]
async fn a_token_endpoint_on_a_socket_that_misbehaves() {
    let slow = Reply::json(200, r#"{"access_token":"at-1","expires_in":3600}"#);
    for (name, with) in transports() {
        let api = RawServer::always(Reply::json(200, "{}"));
        let tokens = RawServer::new([
            Reply::nothing().then_reset(),
            Reply::json(200, "<html>"),
            Reply::new(429, &[("retry-after", "1")], ""),
            slow.clone(),
        ]);
        let source = ClientCredentials::new(format!("{}/token", tokens.url()), "worker", SECRET);
        let service = prolifi::Service::new(api.url()).auth(Auth::Bearer);
        let client = with(Client::builder(service)).credentials(source).build().unwrap();
        let calls = join_all((0..50).map(|_| client.me().max_retries(5))).await;
        calls.into_iter().for_each(|call| call.unwrap());
        assert_eq!(tokens.requests().len(), 4, "{name}");
        assert!(
            api.requests().iter().all(|request| request.head.contains("authorization: Bearer at-1\r\n")),
            "{name}"
        );

        // Nobody listens.
        let closed = format!("{}/token", tokens.url());
        drop(tokens);
        let down = client.with_credentials(ClientCredentials::new(closed, "worker", SECRET)).unwrap();
        let error = down.me().max_retries(0).await.unwrap_err();
        assert!(error.kind() == ErrorKind::Auth && !error.may_have_been_applied(), "{name}: {error}");
    }
}
