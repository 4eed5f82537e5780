//! Redirects: followed only where that was asked for, a checked hop at a time, with nothing for another origin.

use prolifi::{Auth, Call, ErrorKind, FromResponse, Service, http, prelude::*, testing::FakeTransport};
use prolifi_tests::{RawServer, Reply};

#[api(redirects = 2)]
trait Moved {
    #[endpoint(GET, "/a/<id>?<page>", headers("Accept: text/plain", "X-Own: 1"))]
    fn get(&self, id: u8, page: Option<u8>, #[cookie("session")] session: Option<&str>) -> Call<String>;
    #[endpoint(GET, "/a", redirects = 0)]
    fn stay(&self) -> Call<String>;
    #[endpoint(POST, "/a")]
    fn post(&self) -> Call<String>;
    #[endpoint(GET, "/a/search")]
    fn with_body(&self, #[body] query: &str) -> Call<String>;
    #[endpoint(GET, "/a/where")]
    fn place(&self) -> Call<Place>;
}

#[derive(Debug, FromResponse)]
enum Place {
    #[status(302)]
    Elsewhere,
    #[status(200)]
    Here,
}

const BASE: &str = "https://api.example.com/v1";

fn client(fake: &FakeTransport) -> Client {
    let service = Service::new(BASE).auth(Auth::Bearer).server("files", "https://files.example.com");
    Client::builder(service).api_key("sk_test_1").transport(fake.clone()).max_retries(0).build().unwrap()
}

fn redirect(status: u16, location: &str) -> http::Response<&'static str> {
    http::Response::builder().status(status).header("location", location).body("moved").unwrap()
}

fn found() -> http::Response<&'static str> {
    http::Response::new("\"found\"")
}

#[tokio::test]
async fn a_hop_within_the_origin_is_the_same_request() {
    for (status, location, target) in [
        (301, "/v1/b/7", "https://api.example.com/v1/b/7"),
        (302, "b?x=1#top", "https://api.example.com/v1/a/b?x=1"),
        (303, "https://api.example.com:443/c", "https://api.example.com/c"),
        (307, "//api.example.com/d", "https://api.example.com/d"),
        (308, "?page=2", "https://api.example.com/v1/a/7?page=2"),
    ] {
        let fake = FakeTransport::new().answer(redirect(status, location)).answer(found());
        let response = client(&fake).get(7, None, Some("s")).response().await.unwrap();
        assert_eq!((response.value.as_str(), response.redirects, response.attempts), ("found", 1, 1));
        let requests = fake.requests();
        assert_eq!(requests[1].uri(), target);
        assert_eq!(requests[1].method(), "GET");
        assert_eq!(requests[1].headers(), requests[0].headers());
    }
}

#[tokio::test]
async fn another_origin_gets_accept_and_nothing_else_and_so_does_all_behind_it() {
    for away in [
        "https://evil.example.net/x",
        "https://api.example.com:8443/x",
        "https://files.example.com/x",
        "//api.example.com.evil.test/x",
    ] {
        let fake =
            FakeTransport::new().answer(redirect(302, away)).answer(redirect(302, BASE)).answer(found());
        let response =
            client(&fake).get(7, Some(1), Some("s")).header("authorization", "Bearer other").response().await;
        assert_eq!(response.unwrap().redirects, 2);
        for request in &fake.requests()[1..] {
            let names: Vec<_> = request.headers().keys().map(http::HeaderName::as_str).collect();
            assert_eq!(names, ["accept"], "{}", request.uri());
            assert_eq!(request.headers()["accept"], "text/plain");
        }
    }
}

#[tokio::test]
async fn a_hop_that_is_not_made_is_an_error_with_its_reason() {
    for (location, reason) in [
        (Some("http://api.example.com/v1"), "from https:// to another scheme"),
        (Some("ftp://api.example.com"), "from https:// to another scheme"),
        (Some("https://user:secret@api.example.com"), "user name or password"),
        (Some("https://"), "leads to no URL"),
        (None, "has no `Location`"),
    ] {
        let mut response = redirect(302, "/");
        match location {
            Some(location) => drop(response.headers_mut().insert("location", location.parse().unwrap())),
            None => drop(response.headers_mut().remove("location")),
        }
        let fake = FakeTransport::new().answer(response);
        let error = client(&fake).get(7, None, None).await.unwrap_err();
        assert_eq!(
            (error.kind(), error.status().map(|status| status.as_u16())),
            (ErrorKind::Redirect, Some(302))
        );
        let text = error.to_string();
        assert!(text.contains(reason) && !text.contains("secret"), "{text}");
        assert!(!error.may_have_been_applied());
        assert_eq!(fake.requests().len(), 1);
    }
}

#[tokio::test]
async fn only_as_many_are_followed_as_was_said() {
    let around = || (0..4).fold(FakeTransport::new(), |fake, _| fake.answer(redirect(302, "/again")));
    let fake = around();
    let error = client(&fake).get(7, None, None).await.unwrap_err();
    assert!(error.to_string().contains("more than 2 redirects"), "{error}");
    assert_eq!(fake.requests().len(), 3);

    for call in [
        |client: &Client| client.stay(),
        |client: &Client| client.get(7, None, None).redirects(0),
        |client: &Client| client.post().redirects(5),
        |client: &Client| client.with_body("x"),
    ] {
        let fake = around();
        let error = call(&client(&fake)).await.unwrap_err();
        assert_eq!((error.kind(), fake.requests().len()), (ErrorKind::Redirect, 1));
    }
    let fake = around().answer(found());
    assert_eq!(client(&fake).stay().redirects(4).response().await.unwrap().redirects, 4);
}

#[tokio::test]
async fn a_redirect_that_the_type_takes_is_the_answer() {
    let fake = FakeTransport::new().answer(redirect(302, "/v1/b"));
    assert!(matches!(client(&fake).place().await.unwrap(), Place::Elsewhere));
    let fake = FakeTransport::new().answer(redirect(301, "/v1/b")).answer(found());
    assert!(matches!(client(&fake).place().await.unwrap(), Place::Here));
}

#[tokio::test(start_paused = true)]
async fn an_attempt_begins_at_the_first_address() {
    let busy = http::Response::builder().status(503).body("").unwrap();
    let fake = FakeTransport::new()
        .answer(redirect(302, "/b"))
        .answer(busy)
        .answer(redirect(302, "/b"))
        .answer(found());
    let response = client(&fake).get(7, None, None).max_retries(1).response().await.unwrap();
    assert_eq!((response.attempts, response.redirects), (2, 1));
    let targets: Vec<_> = fake.requests().iter().map(|request| request.uri().path().to_owned()).collect();
    assert_eq!(targets, ["/v1/a/7", "/b", "/v1/a/7", "/b"]);
}

/// On the wire, two ports being two origins.
#[tokio::test]
async fn a_key_does_not_reach_the_other_server() {
    let other = RawServer::always(Reply::json(200, "\"found\""));
    let server = RawServer::always(Reply::new(307, &[("location", &format!("{}/x", other.url()))], ""));
    let service = Service::new(server.url()).auth(Auth::Bearer);
    let client = Client::builder(service).api_key("sk_test_1").build().unwrap();
    assert_eq!(client.get(7, None, Some("s")).await.unwrap(), "found");
    assert_eq!(server.requests()[0].header("authorization"), Some("Bearer sk_test_1"));
    let requests = other.requests();
    assert_eq!((requests[0].target(), requests[0].header("accept")), ("/x", Some("text/plain")));
    for name in ["authorization", "cookie", "x-own", "user-agent"] {
        assert_eq!(requests[0].header(name), None, "{name}");
    }
}
