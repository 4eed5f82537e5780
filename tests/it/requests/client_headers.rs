//! Headers of every request: of the service, then of the client, the endpoint and the call, and of no other server.

use prolifi::{
    Auth, Call, Service,
    http::{HeaderName, HeaderValue},
    prelude::*,
    testing::FakeTransport,
};
use prolifi_tests::printed;

#[api]
trait Versioned {
    #[endpoint(GET, "/plain")]
    fn plain(&self) -> Call<()>;
    #[endpoint(GET, "/own", headers("X-Version: 3"), auth = "partner")]
    fn own(&self) -> Call<()>;
    #[endpoint(GET)]
    fn at(&self, #[url] url: &str) -> Call<()>;
}

fn service() -> Service {
    let header = HeaderName::from_static;
    Service::new("https://api.example.com")
        .auth(Auth::Bearer)
        .scheme("partner", Auth::Header(header("x-partner")))
        .idempotency_header(header("x-once"))
        .header(header("x-version"), HeaderValue::from_static("1"))
        .header(header("x-region"), HeaderValue::from_static("eu"))
}

fn builder() -> prolifi::ClientBuilder {
    Client::builder(service()).api_key("sk_test_1").secret("partner", "sk_test_2")
}

#[tokio::test]
async fn the_narrower_word_wins() {
    let client = builder().header("X-Version", "2").header("user-agent", "mine").build().unwrap();
    let version = |call: Call<()>| {
        let request = call.into_request().unwrap();
        assert_eq!(
            (&request.headers()["x-region"], &request.headers()["user-agent"]),
            (&"eu".parse().unwrap(), &"mine".parse().unwrap())
        );
        assert_eq!(request.headers().get_all("x-version").iter().count(), 1);
        request.headers()["x-version"].to_str().unwrap().to_owned()
    };
    assert_eq!(version(client.plain()), "2");
    assert_eq!(version(client.own()), "3");
    assert_eq!(version(client.own().header("x-version", "4")), "4");
    assert_eq!(version(client.with_api_key("sk_test_3").unwrap().plain()), "2");
    // An address of the service, and one that is not.
    assert_eq!(version(client.at("https://api.example.com/next")), "2");
    let away = client.at("https://elsewhere.example.net/next").into_request().unwrap();
    assert!(
        ["x-version", "x-region", "authorization"].iter().all(|name| !away.headers().contains_key(*name))
    );
}

#[test]
fn what_cannot_be_a_header_of_all_requests_is_an_error_of_the_client() {
    for (name, value, says) in [
        ("no name", "1", "a header that was added to the client has an invalid name"),
        (
            "x-team",
            "a\nb",
            "the value of the header `x-team` holds a line break or another control character",
        ),
        ("Host", "evil.test", "the header `host` is written by the transport and cannot be set"),
        ("content-length", "0", "the header `content-length` is written by the transport and cannot be set"),
        ("x-once", "7", "the header `x-once` is the idempotency key, which each call has for itself"),
    ] {
        let error = builder().header(name, value).build().unwrap_err();
        assert!(error.is_build());
        assert_eq!(error.to_string(), says);
    }
}

#[tokio::test]
async fn a_secret_among_them_is_as_safe_as_one_of_a_scheme() {
    let secret = "Bearer sk_test_4f9a1c7be2d80356aa17";
    for name in ["authorization", "cookie", "x-partner"] {
        let service = service().auth(Auth::None);
        let exposed = Client::builder(service.clone()).secret("partner", "sk_test_2").header(name, secret);
        let error = exposed.base_url("http://billing.internal").build().unwrap_err();
        assert!(error.to_string().contains("would be sent in plain text"), "{error}");

        let quoting = prolifi::http::Response::builder()
            .status(401)
            .body(format!(r#"{{"error": {{"type": "no", "message": "not {secret}"}}}}"#))
            .unwrap();
        let builder = Client::builder(service).secret("partner", "sk_test_2").header(name, secret);
        assert!(!format!("{builder:?}").contains("4f9a"));
        let client = builder.transport(FakeTransport::new().answer(quoting)).build().unwrap();
        let request = client.plain().into_request().unwrap();
        assert!(request.headers()[name].is_sensitive());
        let error = client.plain().await.unwrap_err();
        assert!(!printed(&error).contains("4f9a"), "{name}: {}", printed(&error));
    }
}

#[tokio::test]
async fn the_name_of_a_request_is_beside_its_value_and_in_its_error() {
    let service = service().request_id_header(HeaderName::from_static("x-request-id"));
    let answer = |status: u16| {
        prolifi::http::Response::builder().status(status).header("x-request-id", "r-17").body("").unwrap()
    };
    let nameless = prolifi::http::Response::new("");
    let fake = FakeTransport::new().answer(answer(204)).answer(nameless).answer(answer(404));
    let builder = Client::builder(service).api_key("sk_test_1").secret("partner", "sk_test_2");
    let client = builder.transport(fake).build().unwrap();
    assert_eq!(client.plain().response().await.unwrap().request_id(), Some("r-17"));
    assert_eq!(client.plain().response().await.unwrap().request_id(), None);
    assert_eq!(client.plain().await.unwrap_err().request_id(), Some("r-17"));
}
