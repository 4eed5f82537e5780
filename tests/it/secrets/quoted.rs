//! A service that writes the caller's own secret into its answer.

use std::{
    collections::HashMap,
    sync::atomic::{AtomicU32, Ordering},
};

use prolifi::{
    Auth, BoxError, Call, Error, Service, Sign, ToSign,
    http::{self, HeaderName},
    prelude::*,
    testing::FakeTransport,
};
use prolifi_tests::{KEY, printed};

use super::assert_clean;

trait Notes: Api {
    #[endpoint(GET, "/note")]
    fn note(&self) -> Call<HashMap<String, u8>>;
    #[endpoint(GET, "/note", auth = "partner")]
    fn partner_note(&self) -> Call<u8>;
}
impl Notes for Client {}

const ID: HeaderName = HeaderName::from_static("x-request-id");

/// An answer that quotes what it was sent in every place of which something is printed.
fn quoting(status: u16, secret: &str) -> http::Response<String> {
    let body = format!(
        r#"{{"error": {{"type": "bad {secret}", "message": "The key `{secret}` ({secret}) is not known.",
            "errors": [{{"field": "{secret}", "message": "no {secret}"}}]}}}}"#
    );
    http::Response::builder().status(status).header(ID, format!("for {secret}")).body(body).unwrap()
}

fn builder(auth: Auth, answer: http::Response<String>) -> prolifi::ClientBuilder {
    let service = Service::new("https://notes.test").auth(auth).request_id_header(ID);
    Client::builder(service).transport(FakeTransport::new().answer(answer))
}

#[track_caller]
fn assert_redacted(error: &Error, secret: &str) {
    let said = printed(error);
    assert!(!said.contains(secret), "`{secret}` is in {said}");
    assert!(said.contains("[redacted]"), "{said}");
    if secret == KEY {
        assert_clean("an error", &said);
    }
    let api = error.api().expect("what the service says");
    assert!(!format!("{} {} {:?}", api.error_type, api.message, api.errors).contains(secret));
    assert_eq!(error.request_id(), Some("for [redacted]"));
    assert!(error.body().unwrap().windows(secret.len()).any(|part| part == secret.as_bytes()), "as it came");
}

#[tokio::test]
async fn the_key_of_the_client_is_redacted_in_what_the_service_says() {
    for auth in [
        Auth::Bearer,
        Auth::Scheme("Token"),
        Auth::Header(HeaderName::from_static("x-api-key")),
        Auth::Query("api_key"),
    ] {
        for status in [400, 401, 404, 429, 302] {
            let client = builder(auth.clone(), quoting(status, KEY)).api_key(KEY).build().unwrap();
            assert_redacted(&client.note().max_retries(0).await.unwrap_err(), KEY);
        }
    }
    // What is sent, what it says, and the part of it that is secret.
    for secret in ["amFuZTpvcGVuLXNlc2FtZQ==", "jane:open-sesame", "open-sesame"] {
        let client = builder(Auth::Basic, quoting(401, secret)).api_key("jane:open-sesame").build().unwrap();
        assert_redacted(&client.note().await.unwrap_err(), secret);
    }
}

#[tokio::test]
async fn a_secret_that_the_call_set_is_redacted_too() {
    let client = builder(Auth::None, quoting(401, KEY)).build().unwrap();
    assert_redacted(&client.note().header("Authorization", format!("Bearer {KEY}")).await.unwrap_err(), KEY);

    let client = builder(Auth::None, quoting(401, KEY)).build().unwrap();
    let cookie = format!("session={KEY}");
    let error = client.note().header("Cookie", &cookie).await.unwrap_err();
    assert_redacted(&error, KEY);

    let client =
        builder(Auth::Bearer, quoting(401, KEY)).api_key("sk_test_of_another_account").build().unwrap();
    assert_redacted(&client.note().api_key(KEY).await.unwrap_err(), KEY);

    let service = Service::new("https://notes.test").request_id_header(ID).scheme("partner", Auth::Bearer);
    let fake = FakeTransport::new().answer(quoting(403, KEY));
    let client = Client::builder(service).secret("partner", KEY).transport(fake).build().unwrap();
    assert_redacted(&client.partner_note().await.unwrap_err(), KEY);
}

#[tokio::test]
async fn a_secret_of_the_query_is_redacted_as_it_was_written_too() {
    let (secret, written) = ("qk+9d21f7/c04b==", "qk%2B9d21f7%2Fc04b%3D%3D");
    for quoted in [secret, written] {
        let client = builder(Auth::Query("api_key"), quoting(401, quoted)).api_key(secret).build().unwrap();
        assert_redacted(&client.note().await.unwrap_err(), quoted);
    }
}

/// A signature that is another for each request.
struct Numbered(AtomicU32);

impl Sign for Numbered {
    fn sign(&self, request: &mut ToSign<'_>) -> Result<(), BoxError> {
        let number = self.0.fetch_add(1, Ordering::Relaxed);
        request.add_header("x-signature".parse()?, format!("signature-{number}").parse()?);
        Ok(())
    }
}

#[tokio::test]
async fn a_signature_is_redacted_also_behind_a_redirect() {
    for quoted in ["signature-0", "signature-1"] {
        let service = Service::new("https://notes.test")
            .auth(Auth::sign(Numbered(AtomicU32::new(0))))
            .request_id_header(ID);
        let moved = http::Response::builder().status(302).header("location", "/notes/7").body("").unwrap();
        let fake = FakeTransport::new().answer(moved).answer(quoting(403, quoted));
        let client = Client::builder(service).transport(fake).build().unwrap();
        assert_redacted(&client.note().redirects(1).await.unwrap_err(), quoted);
    }
}

#[tokio::test]
async fn the_place_in_a_body_does_not_show_it_either() {
    let body = format!(r#"{{"{KEY}": "text"}}"#);
    let answer = http::Response::builder().header(ID, KEY).body(body).unwrap();
    let client = builder(Auth::Bearer, answer).api_key(KEY).build().unwrap();
    let error = client.note().await.unwrap_err();
    assert!(error.is_decode());
    assert_clean("a decode error", &printed(&error));
    assert!(error.to_string().contains("`[redacted]`"), "{error}");
}
