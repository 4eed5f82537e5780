//! Requests as plain data: what a call would send, looked at without a server.

mod build;
mod client_headers;
mod finite;
mod headers;
mod idempotency;
mod roles;

use prolifi::{
    Call, Environment, Patch, Prolifi,
    customers::{Customers, UpdateCustomer},
    prelude::*,
    testing::FakeTransport,
};
use prolifi_tests::{KEY, prolifi_offline};

#[tokio::test]
async fn update_customer_is_the_documented_request() {
    let client = prolifi_offline(&FakeTransport::new());
    let changes = UpdateCustomer::new().first_name("Jane").last_name("Doe").phone(Patch::Clear);
    let call = client.update_customer("user_42", &changes);

    let endpoint = call.endpoint().unwrap();
    assert_eq!(endpoint.to_string(), "PATCH /customers/<id>");
    let key = call.key().unwrap().to_owned();
    let request = call.into_request().unwrap();

    assert_eq!(request.method(), "PATCH");
    assert_eq!(request.uri(), "https://sandbox.prolifi.co/api/v1/public/customers/user_42");
    assert_eq!(
        request.body().as_bytes().unwrap(),
        br#"{"first_name":"Jane","last_name":"Doe","phone":null}"#
    );
    let headers = request.headers();
    assert_eq!(headers.len(), 6, "{headers:?}");
    assert_eq!(headers["accept"], "application/json");
    assert_eq!(headers["accept-encoding"], "gzip");
    assert_eq!(headers["authorization"], format!("Bearer {KEY}"));
    assert!(headers["authorization"].is_sensitive());
    assert_eq!(headers["content-type"], "application/json");
    assert_eq!(headers["user-agent"], concat!("prolifi-rust/", env!("CARGO_PKG_VERSION")));
    assert_eq!(headers["idempotency-key"], key);
}

#[tokio::test]
async fn production_is_another_address_and_nothing_else() {
    let client = Prolifi::builder(Environment::Production).api_key(KEY).build().unwrap();
    let request = client.update_customer("user_42", &UpdateCustomer::new()).into_request().unwrap();
    assert_eq!(request.uri(), "https://api.prolifi.co/api/v1/public/customers/user_42");
    assert_eq!(request.body().as_bytes().unwrap(), b"{}");
}

#[test]
fn a_request_needs_no_runtime_and_no_server() {
    let client = prolifi_offline(&FakeTransport::new());
    let request = client.update_customer("a b", &UpdateCustomer::new()).into_request().unwrap();
    assert_eq!(request.uri().path(), "/api/v1/public/customers/a%20b");
}

#[tokio::test]
async fn into_request_is_what_is_sent() {
    let fake = FakeTransport::new().answer(http::Response::builder().status(404).body("").unwrap());
    let client = prolifi_offline(&fake);
    let build = || {
        let changes = UpdateCustomer::new().email("newemail@example.com");
        client
            .update_customer("ü/1", &changes)
            .idempotency_key("k-1")
            .header("X-Trace", "7")
            .query("a", vec![1, 2])
    };
    let built = build().into_request().unwrap();
    build().await.unwrap_err();
    let sent = &fake.requests()[0];
    assert_eq!(
        (built.method(), built.uri(), built.headers(), built.version()),
        (sent.method(), sent.uri(), sent.headers(), sent.version())
    );
    assert_eq!(built.body().as_bytes().unwrap(), sent.body());
    assert_eq!(sent.uri().path_and_query().unwrap(), "/api/v1/public/customers/%C3%BC%2F1?a=1&a=2");
}

trait Things: Api {
    #[endpoint(POST, "/things")]
    fn add_thing(&self, thing: Option<&str>) -> Call<()>;
    #[endpoint(POST, "/raw")]
    fn add_raw(&self, body: prolifi::Body) -> Call<()>;
    #[endpoint(POST, "/form")]
    fn add_form(&self, #[form] pairs: &[(&str, &str)]) -> Call<()>;
    #[endpoint(GET, "/things")]
    fn things(&self) -> Call<()>;
}
impl<A: Api> Things for A {}

#[test]
fn the_body_says_what_it_is() {
    let client = prolifi_offline(&FakeTransport::new());
    let csv = || prolifi::Body::from("a,b").content_type("text/csv".parse().unwrap());
    for (call, content_type, body) in [
        (client.add_thing(Some("x")), Some("application/json"), r#""x""#),
        (client.add_thing(None), None, ""),
        (client.add_raw("plain".into()), Some("text/plain; charset=utf-8"), "plain"),
        (client.add_raw(csv()), Some("text/csv"), "a,b"),
        (client.add_raw(vec![98, 99].into()), None, "bc"),
        (client.add_raw(csv()).header("Content-Type", "text/html"), Some("text/html"), "a,b"),
        (
            client.add_form(&[("a b", "c&d"), ("a b", "ü")]),
            Some("application/x-www-form-urlencoded"),
            "a+b=c%26d&a+b=%C3%BC",
        ),
        (client.things(), None, ""),
    ] {
        let request = call.into_request().unwrap();
        let found = request.headers().get("content-type").map(|value| value.to_str().unwrap());
        assert_eq!(found, content_type, "{body}");
        assert_eq!(request.body().as_bytes().unwrap(), body.as_bytes());
    }
}

#[test]
fn a_mock_has_no_request() {
    let error = Call::<()>::ready(Ok(())).into_request().unwrap_err();
    assert!(error.is_build());
}
