//! The idempotency key of a request: who gets one, and which texts are keys.

use std::collections::HashSet;

use prolifi::{
    Call, Service,
    customers::{Customers, UpdateCustomer},
    prelude::*,
    testing::FakeTransport,
};
use prolifi_tests::prolifi_offline;
use uuid::{Uuid, Version};

trait Methods: Api {
    #[endpoint(GET, "/m")]
    fn get(&self) -> Call<()>;
    #[endpoint(HEAD, "/m")]
    fn head(&self) -> Call<()>;
    #[endpoint(OPTIONS, "/m")]
    fn options(&self) -> Call<()>;
    #[endpoint(POST, "/m")]
    fn post(&self) -> Call<()>;
    #[endpoint(PUT, "/m")]
    fn put(&self) -> Call<()>;
    #[endpoint(PATCH, "/m")]
    fn patch(&self) -> Call<()>;
    #[endpoint(DELETE, "/m")]
    fn delete(&self) -> Call<()>;
    #[endpoint(POST, "/m")]
    fn given(&self, #[header("Idempotency-Key")] key: Option<&str>) -> Call<()>;
}
impl<A: Api> Methods for A {}

fn plain() -> Client {
    Client::builder(Service::new("https://api.example.com")).transport(FakeTransport::new()).build().unwrap()
}

fn sent(call: Call<()>) -> Option<String> {
    let key = call.key().map(str::to_owned);
    let request = call.into_request().unwrap();
    let header = request.headers().get("idempotency-key").map(|value| value.to_str().unwrap().to_owned());
    assert_eq!(key, header, "`key` tells what is sent");
    header
}

#[test]
fn each_write_gets_a_key_where_the_service_honours_it() {
    let prolifi = prolifi_offline(&FakeTransport::new());
    let calls = |client: &Client| {
        [
            (client.get(), false),
            (client.head(), false),
            (client.options(), false),
            (client.post(), true),
            (client.put(), true),
            (client.patch(), true),
            (client.delete(), true),
        ]
    };
    for (call, writes) in calls(prolifi.client()) {
        assert_eq!(call.key().is_some(), writes, "{call:?}");
        if let Some(key) = sent(call) {
            assert_eq!(Uuid::parse_str(&key).unwrap().get_version(), Some(Version::Random), "{key}");
        }
    }
    for (call, _) in calls(&plain()) {
        assert_eq!(call.key(), None, "{call:?}");
        assert_eq!(sent(call), None);
    }
}

#[test]
fn no_two_calls_share_a_key() {
    let client = prolifi_offline(&FakeTransport::new());
    let keys: HashSet<_> = (0..100).map(|_| sent(client.post()).unwrap()).collect();
    assert_eq!(keys.len(), 100);
}

#[test]
fn a_given_key_is_sent_as_it_is() {
    for client in [prolifi_offline(&FakeTransport::new()).client(), &plain()] {
        assert_eq!(sent(client.patch().idempotency_key("rename-user_42")).unwrap(), "rename-user_42");
        assert_eq!(sent(client.get().idempotency_key("k")).unwrap(), "k");
        assert_eq!(sent(client.given(Some("argument"))).unwrap(), "argument");
        assert_eq!(sent(client.given(Some("argument")).idempotency_key("call")).unwrap(), "call");
        assert_eq!(sent(client.post().header("Idempotency-Key", "header")).unwrap(), "header");
        let longest = "k".repeat(255);
        assert_eq!(sent(client.post().idempotency_key(&longest)).unwrap(), longest);
        assert_eq!(sent(client.post().idempotency_key("!\"~")).unwrap(), "!\"~");
    }
}

#[test]
fn a_service_names_its_own_header() {
    let service =
        Service::new("https://api.example.com").idempotency_header("x-request-key".parse().unwrap());
    let client = Client::builder(service).build().unwrap();
    let call = client.post().idempotency_key("k");
    assert_eq!(call.key(), Some("k"));
    let request = call.into_request().unwrap();
    assert_eq!(request.headers()["x-request-key"], "k");
    assert!(!request.headers().contains_key("idempotency-key"));
}

#[tokio::test]
async fn what_is_no_key_is_told_before_anything_is_sent() {
    let fake = FakeTransport::new();
    let client = prolifi_offline(&fake);
    let too_long = "k".repeat(256);
    for bad in ["", " ", "a b", "a\tb", "a\nb", "schlüssel", "\0", &too_long] {
        for call in [
            client.update_customer("user_42", &UpdateCustomer::new()).idempotency_key(bad).decode::<()>(),
            client.given(Some(bad)),
        ] {
            let error = call.await.unwrap_err();
            assert!(error.is_build(), "{bad:?}: {error}");
            assert_eq!((error.attempts(), error.may_have_been_applied()), (0, false));
        }
    }
    let error = client.post().idempotency_key("a b").await.unwrap_err();
    assert!(error.to_string().contains("1 to 255 visible ASCII characters"), "{error}");
    assert!(fake.requests().is_empty());
}
