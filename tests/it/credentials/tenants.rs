//! Handles and keys of single calls: one pool, and no account pays for another.

use std::time::Duration;

use prolifi::{Auth, Client, Service};
use prolifi_tests::{Outcome, RawServer, Reply, Timed, transports};
use tokio::time::Instant;

use super::{Accounts, KEY, OTHER, service};

fn pausing(timed: &Timed) -> Client {
    let service = service(Auth::Bearer).pauses_when_limited(true);
    Client::builder(service).api_key(KEY).transport(timed.clone()).build().unwrap()
}

#[test]
fn a_forgotten_tenant_is_an_error() {
    let client = Client::builder(service(Auth::Bearer).auth_per_call()).build().unwrap();
    let error = client.me().into_request().unwrap_err();
    assert_eq!(
        error.to_string(),
        "GET /me was not sent: the call was given no key, and the service takes one from each call (`auth_per_call`): \
         use `Client::with_api_key(..)`, or `.api_key(..)` on the call"
    );
    assert!(client.health().into_request().is_ok(), "what needs no key is called without one");
    for call in [client.me().api_key(OTHER), client.with_api_key(OTHER).unwrap().me()] {
        assert_eq!(call.into_request().unwrap().headers()["authorization"], *format!("Bearer {OTHER}"));
    }
    assert!(client.with_api_key("").is_err());
    assert!(client.me().api_key("two words").into_request().is_err());
}

#[tokio::test(start_paused = true)]
async fn a_limited_tenant_holds_up_no_other() {
    let timed =
        Timed::new([Outcome::With(429, "retry-after", "7")].into_iter().chain([Outcome::Status(200); 9]));
    let client = pausing(&timed);
    let (one, other) = (client.with_api_key(KEY).unwrap(), client.with_api_key(OTHER).unwrap());
    assert!(one.me().max_retries(0).await.unwrap_err().is_rate_limited());
    let start = Instant::now();
    other.me().await.unwrap();
    client.me().await.unwrap();
    one.me().api_key(OTHER).await.unwrap();
    assert_eq!(start.elapsed(), Duration::ZERO);
    one.clone().me().await.unwrap();
    assert!(start.elapsed() >= Duration::from_secs(7), "its own clones wait");
}

#[tokio::test(start_paused = true)]
async fn a_key_of_one_call_sets_no_pause() {
    let timed = Timed::new([Outcome::With(429, "retry-after", "7"), Outcome::Status(200)]);
    let client = pausing(&timed);
    assert!(client.me().api_key(OTHER).max_retries(0).await.unwrap_err().is_rate_limited());
    let start = Instant::now();
    client.me().await.unwrap();
    assert_eq!(start.elapsed(), Duration::ZERO);
}

#[tokio::test(start_paused = true)]
async fn each_handle_has_a_retry_budget_and_a_single_call_spends_the_clients() {
    let timed = Timed::new([Outcome::Refused; 400]);
    let client = pausing(&timed);
    let handle = client.with_api_key(OTHER).unwrap();
    for _ in 0..60 {
        let _ = client.me().api_key(OTHER).await;
    }
    assert_eq!(timed.attempts(), 60 + 100, "the budget is one for all calls of the client");
    let _ = client.me().await;
    assert_eq!(timed.attempts(), 161, "it is used up");
    let _ = handle.me().await;
    assert_eq!(timed.attempts(), 164, "the handle has its own");
}

#[tokio::test]
async fn all_handles_share_one_connection() {
    for (name, with) in transports() {
        let server = RawServer::always(Reply::json(200, "{}"));
        let service = Service::new(server.url()).auth(Auth::Bearer).auth_per_call();
        let client = with(Client::builder(service)).build().unwrap();
        for number in 0..20 {
            let key = format!("tenant-{number}");
            client.with_api_key(&*key).unwrap().me().await.unwrap();
            client.me().api_key(&*key).await.unwrap();
            let request = server.requests().pop().unwrap();
            assert!(
                request.head.contains(&format!("authorization: Bearer {key}\r\n")),
                "{name}: {}",
                request.head
            );
        }
        assert_eq!(server.connections(), 1, "{name}");
    }
}

#[tokio::test]
async fn the_pages_of_a_list_are_all_read_with_its_key() {
    use prolifi::{PageShape, http, testing::FakeTransport};
    let page = |body: &'static str| http::Response::new(body);
    let fake = FakeTransport::new()
        .answer(page(r#"{"data":[1],"pagination":{"total":2,"limit":1,"offset":0,"has_more":true}}"#))
        .answer(page(r#"{"data":[2],"pagination":{"total":2,"limit":1,"offset":1,"has_more":false}}"#));
    let service = service(Auth::Bearer).auth_per_call().page_shape(PageShape::OFFSET);
    let client = Client::builder(service).transport(fake.clone()).build().unwrap();
    assert_eq!(client.notes().api_key(OTHER).collect_up_to(9).await.unwrap(), [1, 2]);
    for request in fake.requests() {
        assert_eq!(request.headers()["authorization"], *format!("Bearer {OTHER}"));
    }
}
