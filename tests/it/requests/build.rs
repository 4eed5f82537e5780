//! Input that makes no client or no request, and what is said of it.

use prolifi::{
    Auth, Call, Environment, Error, ErrorKind, Prolifi, Service,
    customers::{Customers, UpdateCustomer},
    prelude::*,
    testing::FakeTransport,
};
use prolifi_tests::{KEY, printed, prolifi_offline};

trait Roots: Api {
    #[endpoint(GET, "/")]
    fn root(&self) -> Call<()>;
    #[endpoint(GET, "/a/<id>")]
    fn one(&self, id: &str) -> Call<()>;
    #[endpoint(GET, "/a/")]
    fn with_slash(&self) -> Call<()>;
}
impl<A: Api> Roots for A {}

#[test]
fn a_base_url_and_a_path_meet_at_one_slash() {
    for (base, root, one, with_slash) in [
        ("https://x.test", "https://x.test/", "https://x.test/a/%2F", "https://x.test/a/"),
        ("https://x.test/", "https://x.test/", "https://x.test/a/%2F", "https://x.test/a/"),
        ("https://x.test/v1", "https://x.test/v1/", "https://x.test/v1/a/%2F", "https://x.test/v1/a/"),
        ("https://x.test/v1/", "https://x.test/v1/", "https://x.test/v1/a/%2F", "https://x.test/v1/a/"),
        ("https://x.test/v1//", "https://x.test/v1/", "https://x.test/v1/a/%2F", "https://x.test/v1/a/"),
        (
            "https://x.test//v/1",
            "https://x.test//v/1/",
            "https://x.test//v/1/a/%2F",
            "https://x.test//v/1/a/",
        ),
        (
            "https://X.test:443/é",
            "https://x.test/%C3%A9/",
            "https://x.test/%C3%A9/a/%2F",
            "https://x.test/%C3%A9/a/",
        ),
        ("http://[::1]:81/v", "http://[::1]:81/v/", "http://[::1]:81/v/a/%2F", "http://[::1]:81/v/a/"),
    ] {
        let client = Client::builder(Service::new(base)).build().expect(base);
        for (call, uri) in [(client.root(), root), (client.one("/"), one), (client.with_slash(), with_slash)]
        {
            assert_eq!(call.into_request().unwrap().uri(), uri, "{base}");
        }
    }
}

/// What `build` says of these settings.
fn refused(base_url: &str, auth: Auth, key: Option<&str>) -> Error {
    let mut builder = Client::builder(Service::new(base_url).auth(auth));
    if let Some(key) = key {
        builder = builder.api_key(key);
    }
    let error = builder.build().expect_err("settings that are refused");
    assert_eq!(error.kind(), ErrorKind::Build);
    assert!(error.endpoint().is_none() && error.status().is_none());
    error
}

#[test]
fn what_is_no_base_url_is_refused_by_build() {
    for (base, expected) in [
        ("", "the base URL is not a URL"),
        ("api.example.com/v1", "the base URL is not a URL"),
        ("/v1", "the base URL is not a URL"),
        ("https://", "the base URL is not a URL"),
        ("https://a b.test", "the base URL is not a URL"),
        ("https://x.test:99999", "the base URL is not a URL"),
        ("ftp://x.test", "`ftp:`"),
        ("file:///etc", "`file:`"),
        ("https://me:canary@x.test", "user name or password"),
        ("https://me@x.test", "user name or password"),
        ("https://x.test/?canary=1", "query"),
        ("https://x.test?", "query"),
        ("https://x.test/#canary", "fragment"),
        ("https://x.test/v1\n/canary", "line break"),
        ("https://x.test/v\t1", "line break"),
    ] {
        let error = refused(base, Auth::None, None);
        assert!(error.to_string().contains(expected), "{base:?}: {error}");
        assert!(!printed(&error).contains("canary"), "{base:?}: {error}");
    }
}

#[test]
fn what_is_no_key_is_refused_by_build_and_not_repeated() {
    let header = || Auth::Header("x-api-key".parse().unwrap());
    for (auth, key, expected) in [
        (Auth::Bearer, None, "the service needs a key"),
        (Auth::Bearer, Some(""), "the service needs a key"),
        (Auth::Basic, None, "the service needs a key"),
        (header(), Some(""), "the service needs a key"),
        (Auth::Bearer, Some("canary canary"), "at position 6"),
        (Auth::Bearer, Some("canary\n"), "at position 6"),
        (Auth::Bearer, Some(" canary"), "at position 0"),
        (Auth::Bearer, Some("canary\r\nX-Evil: 1"), "at position 6"),
        (header(), Some("canaryé"), "at position 6"),
        (header(), Some("canary\0"), "at position 6"),
        (Auth::Basic, Some("canary"), "`user:password`"),
        (Auth::None, Some("canary"), "would not be sent"),
    ] {
        let error = refused("https://x.test", auth, key);
        assert!(error.to_string().contains(expected), "{key:?}: {error}");
        assert!(!printed(&error).contains("canary"), "{key:?}: {error}");
    }
}

#[test]
fn a_key_is_not_sent_in_the_open() {
    for base in ["http://x.test", "http://10.0.0.1", "http://localhost.x.test", "http://127.0.0.1.x.test"] {
        let error = refused(base, Auth::Bearer, Some(KEY));
        assert!(error.to_string().contains("plain text") && error.to_string().contains("allow_plain_http"));
        let allowed = Client::builder(Service::new(base).auth(Auth::Bearer)).api_key(KEY).allow_plain_http();
        allowed.build().expect(base);
    }
    for base in
        ["http://localhost:1", "http://127.0.0.1", "http://127.1.2.3", "http://[::1]:1", "https://x.test"]
    {
        Client::builder(Service::new(base).auth(Auth::Bearer)).api_key(KEY).build().expect(base);
    }
}

#[test]
fn a_user_agent_is_one_line() {
    let builder = Prolifi::builder(Environment::Sandbox).api_key(KEY).user_agent("shop\r\nX-Evil: 1");
    let error = builder.build().unwrap_err();
    assert!(error.to_string().contains("user agent"), "{error}");
}

#[tokio::test]
async fn what_could_not_be_built_is_told_when_the_call_is_awaited() {
    let fake = FakeTransport::new();
    let client = prolifi_offline(&fake);
    let call = client.update_customer("..", &UpdateCustomer::new()).idempotency_key("k-1");
    let error = call.await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "PATCH /customers/<id> was not sent: the path parameter `id` makes the segment `..`, which would call \
         another endpoint"
    );
    assert_eq!(error.kind(), ErrorKind::Build);
    assert_eq!(error.endpoint().unwrap().template(), "/customers/<id>");
    assert_eq!(error.idempotency_key(), Some("k-1"));
    assert_eq!((error.attempts(), error.may_have_been_applied()), (0, false));
    assert!(error.status().is_none() && error.body().is_none() && error.api().is_none());
    assert!(fake.requests().is_empty());
    fake.verify().unwrap();
}

#[tokio::test]
async fn a_path_longer_than_any_uri_is_an_error() {
    let client = prolifi_offline(&FakeTransport::new());
    let error = client.update_customer(&"x".repeat(70_000), &UpdateCustomer::new()).await.unwrap_err();
    assert!(error.is_build(), "{error}");
    assert!(error.to_string().starts_with("PATCH /customers/<id> was not sent: "), "{error}");
    assert!(printed(&error).len() < 2_000, "the path is not repeated");
}

trait Bodies: Api {
    #[endpoint(POST, "/b")]
    fn send(&self, body: &std::collections::BTreeMap<(u8, u8), u8>) -> Call<()>;
    #[endpoint(POST, "/b")]
    fn patch_list(&self, body: &[Patch<u8>]) -> Call<()>;
}
impl<A: Api> Bodies for A {}

#[tokio::test]
async fn a_body_that_is_no_json_is_an_error_of_the_call() {
    let fake = FakeTransport::new();
    let client = prolifi_offline(&fake);
    let error = client.send(&[((1, 2), 3)].into()).await.unwrap_err();
    assert!(
        error.is_build() && error.to_string().contains("the body could not be encoded as JSON"),
        "{error}"
    );
    let error = client.patch_list(&[Patch::Set(1), Patch::Keep]).await.unwrap_err();
    assert!(error.is_build() && error.to_string().contains("skip_serializing_if"), "{error}");
    assert!(fake.requests().is_empty());
}
