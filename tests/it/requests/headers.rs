//! Which headers a request has, and who wins.

use http::{HeaderMap, HeaderValue};
use prolifi::{
    Auth, Call, Environment, Prolifi, Service,
    customers::{Customers, UpdateCustomer},
    prelude::*,
    testing::FakeTransport,
};
use prolifi_tests::{KEY, prolifi_offline};

trait Levels: Api {
    #[endpoint(GET, "/plain")]
    fn plain(&self) -> Call<()>;
    #[endpoint(GET, "/set", headers("User-Agent: endpoint/1", "X-Level" = "endpoint"))]
    fn set(
        &self,
        #[header("User-Agent")] agent: Option<&str>,
        #[header("X-Level")] level: Option<u8>,
        #[headers] more: &HeaderMap,
    ) -> Call<()>;
}
impl<A: Api> Levels for A {}

fn value<'r>(request: &'r http::Request<prolifi::Body>, name: &str) -> Option<&'r str> {
    let mut values = request.headers().get_all(name).iter().map(|value| value.to_str().unwrap());
    let value = values.next();
    assert_eq!(values.next(), None, "`{name}` was added to and not replaced");
    value
}

#[test]
fn call_beats_argument_beats_endpoint_beats_client() {
    let client = prolifi_offline(&FakeTransport::new());
    let none = HeaderMap::new();
    let map = HeaderMap::from_iter([("x-level".parse().unwrap(), HeaderValue::from_static("map"))]);
    let client_agent = concat!("prolifi-rust/", env!("CARGO_PKG_VERSION"));
    for (call, agent, level) in [
        (client.plain(), client_agent, None),
        (client.set(None, None, &none), "endpoint/1", Some("endpoint")),
        (client.set(Some("argument/1"), Some(7), &none), "argument/1", Some("7")),
        (client.set(None, None, &map), "endpoint/1", Some("map")),
        (client.set(None, Some(7), &map), "endpoint/1", Some("7")),
        (
            client
                .set(Some("argument/1"), Some(7), &map)
                .header("user-agent", "call/1")
                .header("X-LEVEL", "call"),
            "call/1",
            Some("call"),
        ),
        (client.plain().header("X-Level", "first").header("X-Level", "last"), client_agent, Some("last")),
    ] {
        let request = call.into_request().unwrap();
        assert_eq!((value(&request, "user-agent").unwrap(), value(&request, "x-level")), (agent, level));
    }
}

#[test]
fn the_application_names_itself_behind_the_library() {
    let client =
        Prolifi::builder(Environment::Sandbox).api_key(KEY).user_agent("shop/1.2 (eu)").build().unwrap();
    let request = client.plain().into_request().unwrap();
    let agent = concat!("prolifi-rust/", env!("CARGO_PKG_VERSION"), " shop/1.2 (eu)");
    assert_eq!(value(&request, "user-agent"), Some(agent));
}

#[test]
fn a_key_is_sent_as_the_service_wants_it() {
    let header = || Auth::Header("x-api-key".parse().unwrap());
    for (auth, key, name, sent) in [
        (Auth::Bearer, KEY, "authorization", format!("Bearer {KEY}")),
        (Auth::Basic, "Aladdin:open sesame", "authorization", "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==".into()),
        (header(), KEY, "x-api-key", KEY.into()),
    ] {
        let service = Service::new("https://api.example.com").auth(auth);
        let client = Client::builder(service).api_key(key).build().unwrap();
        let request = client.plain().into_request().unwrap();
        assert_eq!(value(&request, name), Some(&*sent));
        assert!(request.headers()[name].is_sensitive(), "{name}");
    }
    let open = Client::builder(Service::new("http://api.example.com")).build().unwrap();
    let request = open.plain().into_request().unwrap();
    assert_eq!(value(&request, "authorization"), None);
}

#[test]
fn a_secret_that_the_caller_sets_is_as_sensitive_as_the_clients() {
    let client = prolifi_offline(&FakeTransport::new());
    for name in ["authorization", "proxy-authorization", "cookie"] {
        let request = client.plain().header(name, "Bearer other").into_request().unwrap();
        assert_eq!(value(&request, name), Some("Bearer other"));
        assert!(request.headers()[name].is_sensitive(), "{name}");
        assert!(!format!("{request:?}").contains("other"), "{request:?}");
    }
    let service = Service::new("https://api.example.com").auth(Auth::Header("x-api-key".parse().unwrap()));
    let client = Client::builder(service).api_key(KEY).build().unwrap();
    let request = client.plain().header("X-Api-Key", "other").into_request().unwrap();
    assert!(request.headers()["x-api-key"].is_sensitive());
}

#[tokio::test]
async fn what_the_transport_writes_is_refused() {
    let fake = FakeTransport::new();
    let client = prolifi_offline(&fake);
    for name in ["Host", "content-length", "Transfer-Encoding", "CONNECTION"] {
        let map = HeaderMap::from_iter([(name.parse().unwrap(), HeaderValue::from_static("1"))]);
        for call in [client.plain().header(name, "1"), client.set(None, None, &map)] {
            let error = call.await.unwrap_err();
            assert!(error.is_build(), "{error}");
            let expected = format!("the header `{}` is written by the transport", name.to_lowercase());
            assert!(error.to_string().contains(&expected), "{error}");
        }
    }
    assert!(fake.requests().is_empty());
}

#[tokio::test]
async fn a_value_cannot_become_two_headers() {
    let fake = FakeTransport::new();
    let client = prolifi_offline(&fake);
    let none = HeaderMap::new();
    for bad in ["a\r\nX-Evil: 1", "a\nb", "a\rb", "a\0b", "\u{7f}"] {
        for call in [client.plain().header("X-Level", bad), client.set(Some(bad), None, &none)] {
            let error = call.await.unwrap_err();
            assert!(error.is_build(), "{bad:?}: {error}");
            assert!(error.to_string().contains("control character"), "{error}");
            assert!(!error.to_string().contains("Evil"), "the value is not repeated: {error}");
        }
    }
    for name in ["", "X Level", "X-Level:", "ü"] {
        let error = client.plain().header(name, "1").await.unwrap_err();
        assert!(error.to_string().contains("invalid name"), "{name:?}: {error}");
    }
    assert!(fake.requests().is_empty());
}

#[tokio::test]
async fn the_first_mistake_is_the_one_that_is_told() {
    let client = prolifi_offline(&FakeTransport::new());
    let call = client.update_customer("", &UpdateCustomer::new()).header("Host", "x").idempotency_key("");
    let error = call.await.unwrap_err();
    assert!(error.to_string().contains("`id` is empty"), "{error}");
}
