//! 401, 403, 404, 422: the error value of each, whole.

use prolifi::{
    ErrorExt, ErrorKind, ErrorType, KeyKind,
    customers::{Customers, UpdateCustomer},
    emulator::{Fault, PUBLIC_LIVE_KEY, PUBLIC_TEST_KEY, Problem, SECRET_LIVE_KEY, SECRET_TEST_KEY},
    prelude::*,
};
use prolifi_tests::{KEY, printed};
use serde_json::{Value, json};

use super::{client, emulator, only};

fn changes() -> UpdateCustomer {
    UpdateCustomer::new().first_name("Canary")
}

#[tokio::test]
async fn every_documented_refusal_is_typed_and_kept() {
    let rows = [
        (KEY, "user_42", changes(), 401, ErrorType::AuthenticationError, "The API key is not known."),
        (
            PUBLIC_TEST_KEY,
            "user_42",
            changes(),
            403,
            ErrorType::PermissionError,
            "Public keys (pk_*) are read-only. Use a secret key (sk_*) for write operations.",
        ),
        (SECRET_TEST_KEY, "nobody", changes(), 404, ErrorType::NotFound, "No such customer."),
        (
            SECRET_TEST_KEY,
            "user_42",
            changes().email("not an address"),
            422,
            ErrorType::ValidationError,
            "The request data is invalid.",
        ),
    ];
    for (key, id, changes, status, error_type, message) in rows {
        let emulator = emulator().await;
        let call = client(&emulator, key).update_customer(id, &changes).idempotency_key("k-1");
        let error = call.await.unwrap_err();

        assert_eq!(error.kind(), ErrorKind::Api, "{error}");
        assert_eq!(error.status().unwrap(), status);
        assert_eq!(error.error_type(), Some(error_type.clone()));
        let api = error.api().unwrap();
        assert_eq!((&*api.error_type, &*api.message), (error_type.as_str(), message));
        assert_eq!(error.endpoint().unwrap().to_string(), "PATCH /customers/<id>");
        assert_eq!(error.idempotency_key(), Some("k-1"));
        assert_eq!((error.attempts(), error.may_have_been_applied()), (1, false));
        assert_eq!(error.headers()["content-type"], "application/json");
        assert!(!error.is_build() && !error.is_timeout() && !error.is_decode() && !error.is_rate_limited());
        let expected = format!("PATCH /customers/<id> failed: {status} {error_type}: {}", api.message);
        assert!(error.to_string().starts_with(&expected), "{error}");
        assert!(!error.to_string().contains('\n'));
        assert!(std::error::Error::source(&error).is_none());

        // The body is kept as it came, and can be read as a type of the caller's own.
        let body: Value = error.decode_body().unwrap();
        assert_eq!(body["error"]["type"], error_type.as_str());
        assert_eq!(body["error"]["message"], api.message);
        assert_eq!(serde_json::from_slice::<Value>(error.body().unwrap()).unwrap(), body);

        let request = only(&emulator);
        assert!(!request.applied, "an error that says it was not applied tells the truth");
        assert_eq!(request.status.unwrap(), status);
        let text = printed(&error);
        assert!(!text.contains(key) && !text.contains("Canary") && !text.contains("user_42"), "{text}");
    }
}

#[tokio::test]
async fn each_wrong_field_is_told_with_its_message() {
    let emulator = emulator().await;
    // Fields of the wrong type cannot be written with `UpdateCustomer`; a trait of one's own can.
    trait Untyped: Api {
        #[endpoint(PATCH, "/customers/<id>", envelope = "data")]
        fn update(&self, id: &str, changes: &Value) -> Call<Value>;
    }
    impl<A: Api> Untyped for A {}
    let client = client(&emulator, SECRET_TEST_KEY);
    let wrong =
        json!({ "email": "a@b@c", "first_name": 1, "last_name": [], "phone": true, "country_id": "NG" });
    let error = client.update("user_42", &wrong).await.unwrap_err();
    let api = error.api().unwrap();
    let mut fields: Vec<_> = api.errors.iter().map(|error| (&*error.field, &*error.message)).collect();
    fields.sort_unstable();
    assert_eq!(
        fields,
        [
            ("country_id", "The country_id field must be a valid UUID."),
            ("email", "The email field must be a valid email address."),
            ("first_name", "The first_name field must be a string."),
            ("last_name", "The last_name field must be a string."),
            ("phone", "The phone field must be a string."),
        ]
    );
    // One line has room for three of them.
    let text = error.to_string();
    assert!(text.ends_with("; and 2 more"), "{text}");
    assert_eq!(text.matches("must be").count(), 3, "{text}");
}

#[tokio::test]
async fn a_live_key_is_the_servers_business() {
    let emulator = emulator().await;
    for key in [SECRET_LIVE_KEY, PUBLIC_LIVE_KEY] {
        assert!(KeyKind::of(key).unwrap().is_live());
        let error = client(&emulator, key).update_customer("user_42", &changes()).await.unwrap_err();
        assert_eq!(
            (error.status().unwrap().as_u16(), error.error_type()),
            (403, Some(ErrorType::PermissionError))
        );
    }
    emulator.set_live_mode(true);
    client(&emulator, SECRET_LIVE_KEY).update_customer("user_42", &changes()).await.unwrap();
    let error = client(&emulator, PUBLIC_LIVE_KEY).update_customer("user_42", &changes()).await.unwrap_err();
    assert_eq!(error.error_type(), Some(ErrorType::PermissionError));
}

#[tokio::test]
async fn all_nine_error_types_are_told_apart() {
    for problem in Problem::ALL {
        // Each with a client of its own: a 429 pauses one.
        let emulator = emulator().await;
        let client = client(&emulator, SECRET_TEST_KEY);
        emulator.fail_next(Fault::problem(problem));
        let error = client.update_customer("user_42", &changes()).max_retries(0).await.unwrap_err();
        let error_type = error.error_type().unwrap();
        assert_eq!(error_type.as_str(), problem.name());
        assert!(!matches!(error_type, ErrorType::Unknown(_)), "{error}");
        assert_eq!(error.status().unwrap(), problem.status());
        let limited = problem == Problem::RateLimit;
        assert_eq!(error.is_rate_limited(), limited);
        assert_eq!(error.kind() == ErrorKind::RateLimited, limited);
        assert_eq!(error.retry_after().is_some(), limited);
        // A conflict can come from an earlier attempt, and a 5xx from anywhere behind the operation.
        let doubtful = matches!(problem, Problem::Conflict | Problem::Api);
        assert_eq!(error.may_have_been_applied(), doubtful, "{error}");
    }
}

#[tokio::test]
async fn an_error_type_that_is_not_documented_is_kept_as_it_is() {
    let emulator = emulator().await;
    let body =
        r#"{"error":{"type":"quota_exceeded","message":"No\nmore\u202e.","errors":[{"field":"a"},{}]}}"#;
    emulator.fail_next(Fault::body(http::StatusCode::PAYMENT_REQUIRED, "application/json", body));
    let error = client(&emulator, SECRET_TEST_KEY).update_customer("user_42", &changes()).await.unwrap_err();
    assert_eq!(error.error_type(), Some(ErrorType::Unknown("quota_exceeded".into())));
    let api = error.api().unwrap();
    assert_eq!((api.message.as_str(), api.errors.len()), ("No\nmore\u{202e}.", 2));
    assert_eq!(error.body().unwrap(), body);
    // Text of the server stays on its line, and cannot turn it around.
    assert_eq!(
        error.to_string(),
        "PATCH /customers/<id> failed: 402 quota_exceeded: No\\nmore\\u{202e}. — a"
    );
}

#[tokio::test]
async fn a_message_of_the_server_is_cut() {
    let emulator = emulator().await;
    let body = json!({ "error": { "type": "x".repeat(9_000), "message": "y".repeat(9_000) } }).to_string();
    emulator.fail_next(Fault::body(http::StatusCode::BAD_REQUEST, "application/json", body));
    let error = client(&emulator, SECRET_TEST_KEY).update_customer("user_42", &changes()).await.unwrap_err();
    let text = error.to_string();
    assert!(text.chars().count() < 500 && text.contains("y…"), "{text}");
    assert_eq!(error.api().unwrap().message.len(), 9_000);
}
