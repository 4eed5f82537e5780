//! A 401: one more attempt where there is a new secret, and the answer otherwise.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use futures_util::future::join_all;
use prolifi::{
    Auth, Body, Client, Credentials, ErrorKind, FetchContext, Secret, bytes::Bytes, http,
    testing::FakeTransport,
};
use prolifi_tests::{Fetched, Tokens};
use tokio::time::sleep;

use super::{Accounts, HOUR, SECOND, client, said, service};

#[tokio::test(start_paused = true)]
async fn after_a_401_one_more_attempt_with_a_new_secret() {
    let tokens = Tokens::lasting(HOUR);
    let client = client(&tokens);
    client.me().await.unwrap();
    tokens.revoke();
    let response = client.write("a").max_retries(0).response().await.unwrap();
    assert_eq!(response.attempts, 2);
    assert_eq!(tokens.answers()[1..], [(401, "token-1".to_owned()), (200, "token-2".to_owned())]);
    assert_eq!(tokens.refused(), [None, Some("token-1".to_owned())]);
}

#[tokio::test(start_paused = true)]
async fn a_second_401_is_the_answer() {
    let tokens = Tokens::lasting(Duration::ZERO).untold();
    let client = client(&tokens);
    let error = client.me().await.unwrap_err();
    assert_eq!((error.kind(), error.status().unwrap().as_u16(), error.attempts()), (ErrorKind::Api, 401, 2));
    assert_eq!(tokens.fetches(), 2);
    // The second was new; it is not thrown away for what may be no fault of its own.
    assert!(client.me().await.is_err());
    assert_eq!(tokens.fetches(), 3);
}

#[tokio::test(start_paused = true)]
async fn the_same_secret_is_not_shown_twice() {
    let tokens = Tokens::lasting(HOUR);
    let client = client(&tokens);
    client.me().await.unwrap();
    tokens.revoke();
    tokens.then([Fetched::Same]);
    let error = client.me().await.unwrap_err();
    assert_eq!((error.status().unwrap().as_u16(), error.attempts()), (401, 1));
}

#[tokio::test(start_paused = true)]
async fn without_a_new_secret_the_401_is_told() {
    let tokens = Tokens::lasting(HOUR);
    let client = client(&tokens);
    client.me().await.unwrap();
    tokens.revoke();
    tokens.then([Fetched::Rejected]);
    let error = client.write("a").await.unwrap_err();
    assert_eq!((error.kind(), error.status().unwrap().as_u16()), (ErrorKind::Auth, 401));
    assert!(!error.may_have_been_applied());
    assert_eq!(
        error.to_string(),
        "POST /notes failed: the service refused the secret (401), and there is no new one: its source failed"
    );
    assert_eq!(said(&error), "the vault does not know us");
}

#[tokio::test(start_paused = true)]
async fn a_late_401_of_an_old_secret_costs_no_fetch() {
    let tokens = Tokens::lasting(HOUR).slow(Duration::ZERO, 3 * SECOND);
    let client = client(&tokens);
    client.me().await.unwrap();
    // A thousand are on their way when the token ends; their 401s arrive over two seconds.
    let calls = join_all((0..1000).map(|number| {
        let client = client.clone();
        async move {
            sleep(Duration::from_millis(2 * number)).await;
            client.me().await
        }
    }));
    let revoke = async {
        sleep(2 * SECOND + SECOND / 2).await;
        tokens.revoke();
    };
    let (calls, ()) = tokio::join!(calls, revoke);
    calls.into_iter().for_each(|call| call.unwrap());
    assert_eq!(tokens.fetches(), 2);
}

#[tokio::test(start_paused = true)]
async fn only_a_body_that_can_be_sent_again_is() {
    let tokens = Tokens::lasting(HOUR);
    let client = client(&tokens);
    client.me().await.unwrap();
    tokens.revoke();
    let once = || Body::stream(futures_util::stream::iter([Ok::<_, std::io::Error>(Bytes::from("a"))]));
    // The transport of this test does not read it, so that it could be sent again.
    client.upload(once()).await.unwrap();
    assert_eq!(tokens.fetches(), 2);
}

/// A source of `token-1`, `token-2` and so on.
fn numbered() -> impl Credentials {
    let count = Arc::new(AtomicUsize::new(0));
    move |_: FetchContext| {
        let number = count.fetch_add(1, Ordering::Relaxed) + 1;
        async move { Ok(Secret::new(format!("token-{number}"))) }
    }
}

fn script(statuses: &[u16]) -> FakeTransport {
    let answer = |status: &u16| http::Response::builder().status(*status).body("{}").unwrap();
    statuses.iter().fold(FakeTransport::new(), |fake, status| fake.answer(answer(status)))
}

#[tokio::test(start_paused = true)]
async fn the_attempt_after_a_401_is_the_same_but_for_its_secret() {
    let fake = script(&[401, 503, 200]);
    let service = service(Auth::Bearer).idempotency_header(http::HeaderName::from_static("idempotency-key"));
    let client = Client::builder(service).credentials(numbered()).transport(fake.clone()).build().unwrap();
    let response = client.write("a").max_retries(1).response().await.unwrap();
    assert_eq!(response.attempts, 3, "it is no retry");
    let mut requests = fake.requests();
    let tokens: Vec<_> =
        requests.iter_mut().map(|request| request.headers_mut().remove("authorization").unwrap()).collect();
    assert_eq!(tokens, ["Bearer token-1", "Bearer token-2", "Bearer token-2"]);
    for request in &requests {
        assert_eq!(request.headers(), requests[0].headers());
        assert_eq!(request.body(), requests[0].body());
    }
    assert!(requests[0].headers().contains_key("idempotency-key"));
}

#[tokio::test(start_paused = true)]
async fn a_403_is_the_answer_and_so_is_a_401_to_a_body_that_is_gone() {
    let fake = script(&[403, 401, 200]);
    let builder = Client::builder(service(Auth::Bearer)).credentials(numbered());
    let client = builder.transport(fake.clone()).build().unwrap();
    assert_eq!(client.me().await.unwrap_err().status().unwrap(), 403);
    let body = Body::stream(futures_util::stream::iter([Ok::<_, std::io::Error>(Bytes::from("a"))]));
    let error = client.upload(body).await.unwrap_err();
    assert_eq!((error.kind(), error.status().unwrap().as_u16()), (ErrorKind::Api, 401));
    client.me().await.unwrap();
    let tokens: Vec<_> =
        fake.requests().iter().map(|request| request.headers()["authorization"].clone()).collect();
    assert_eq!(
        tokens,
        ["Bearer token-1", "Bearer token-1", "Bearer token-2"],
        "what was refused is thrown away"
    );
}
