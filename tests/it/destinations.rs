//! Where a request goes beside the client's base URL: named servers of the service, and whole URLs that it gave.

use prolifi::{Auth, Body, Call, Service, http::HeaderName, prelude::*, testing::FakeTransport};

#[api(base = "/v3")]
trait Files {
    #[endpoint(GET, "/files/<id>")]
    fn file(&self, id: u32) -> Call<()>;
    #[endpoint(POST, "/files/<id>?<part>", server = "uploads")]
    fn put_part(&self, id: u32, part: u8, content: Body) -> Call<()>;
    #[endpoint(POST, "/files", server = "archive")]
    fn lost(&self) -> Call<()>;
    #[endpoint(PUT, headers("X-Kind: csv"), idempotent = true)]
    fn put_at(&self, #[url] address: &str, #[header("X-Part")] part: u8, content: Body) -> Call<()>;
    #[endpoint(GET)]
    fn next(&self, #[url] address: &http::Uri) -> Call<()>;
}

fn service() -> Service {
    Service::new("https://api.example.com/root")
        .auth(Auth::Bearer)
        .idempotency_header(HeaderName::from_static("idempotency-key"))
        .server("uploads", "https://uploads.example.com/up/")
}

fn client() -> Client {
    Client::builder(service()).api_key("sk_test_1").transport(FakeTransport::new()).build().unwrap()
}

#[test]
fn an_endpoint_lives_on_the_server_it_names() {
    let request = client().put_part(7, 1, "x".into()).into_request().unwrap();
    assert_eq!(request.uri(), "https://uploads.example.com/up/v3/files/7?part=1");
    assert_eq!(request.headers()["authorization"], "Bearer sk_test_1");
    assert_eq!(client().file(7).into_request().unwrap().uri(), "https://api.example.com/root/v3/files/7");

    let error = client().lost().into_request().unwrap_err();
    assert!(error.is_build());
    assert!(
        error.to_string().contains("POST /v3/files") && error.to_string().contains("no server `archive`"),
        "{error}"
    );
}

#[test]
fn a_server_that_is_none_is_an_error_of_the_client() {
    let build = |url: &str| Client::builder(service().server("uploads", url)).api_key("sk_test_1").build();
    for (url, part) in [
        ("uploads.example.com", "server `uploads`: the base URL is not a URL"),
        ("http://uploads.example.com", "would be sent in plain text to uploads.example.com:80"),
    ] {
        let error = build(url).unwrap_err().to_string();
        assert!(error.contains(part), "{error}");
    }
}

#[test]
fn the_clients_own_origins_get_its_secrets_and_no_other_does() {
    let client = client();
    for (url, sent, trusted) in [
        (
            "https://api.example.com/root/v3/files/8?a=1&b",
            "https://api.example.com/root/v3/files/8?a=1&b",
            true,
        ),
        ("https://api.example.com:443/else%2F?x=%20", "https://api.example.com/else%2F?x=%20", true),
        ("HTTPS://Uploads.Example.com/1#top", "https://uploads.example.com/1", true),
        (
            "https://bucket.example.net/k?signature=a%2Bb%3D",
            "https://bucket.example.net/k?signature=a%2Bb%3D",
            false,
        ),
        ("https://api.example.com:8443/files", "https://api.example.com:8443/files", false),
        ("https://api.example.com.evil.test/files", "https://api.example.com.evil.test/files", false),
        ("http://127.0.0.1:9/files", "http://127.0.0.1:9/files", false),
    ] {
        let request = client.put_at(url, 1, "x".into()).query("c", 2).into_request().unwrap();
        let joined = if sent.contains('?') { "&c=2" } else { "?c=2" };
        assert_eq!(request.uri().to_string(), format!("{sent}{joined}"));
        assert_eq!(request.headers().contains_key("authorization"), trusted, "{url}");
        assert_eq!(request.headers().contains_key("idempotency-key"), trusted, "{url}");
        assert_eq!(
            (&request.headers()["x-kind"], &request.headers()["x-part"]),
            (&"csv".parse().unwrap(), &"1".parse().unwrap())
        );
        assert!(request.headers().contains_key("user-agent"));
    }
    let next = client.next(&"https://api.example.com/root/v3/files?after=9".parse().unwrap());
    assert_eq!(next.endpoint().unwrap().to_string(), "GET <address>");
    assert_eq!(next.into_request().unwrap().uri(), "https://api.example.com/root/v3/files?after=9");
}

#[test]
fn a_url_that_is_no_address_is_refused_without_being_printed() {
    for (url, reason) in [
        ("/files/7?token=hidden", "is not a whole URL"),
        ("", "is not a whole URL"),
        ("//api.example.com/hidden", "is not a whole URL"),
        ("ftp://api.example.com/hidden", "begins with `ftp:`"),
        ("https://user:hidden@api.example.com/", "user name or password"),
        ("https://api.example.com/\nhidden", "control character"),
        ("http://api.example.com/hidden", "in plain text"),
    ] {
        let error = client().put_at(url, 1, "x".into()).into_request().unwrap_err();
        let text = format!("{error} {error:?}");
        assert!(error.is_build() && text.contains(reason) && !text.contains("hidden"), "{url}: {text}");
    }
}
