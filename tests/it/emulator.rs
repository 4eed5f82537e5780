//! The emulator seen from outside: a plain HTTP client against the real socket, and nothing of prolifi's client.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking, helpers too"
)]

mod authentication;
mod customers;
mod entitlements;
mod events;
mod faults;
mod idempotency;
mod invoices;
mod operations;
mod plans;
mod rate_limit;
mod recording;
mod subscriptions;
mod update_customer;

use http::Method;
use prolifi::emulator::{Emulator, EmulatorBuilder, SECRET_TEST_KEY};
use serde_json::{Value, json};

/// An emulator with one customer, and an HTTP client without retries.
struct Visit {
    emulator: Emulator,
    http: reqwest::Client,
}

/// An answer, read whole.
#[derive(Debug)]
struct Seen {
    status: u16,
    headers: http::HeaderMap,
    body: Value,
}

impl Visit {
    async fn new() -> Self {
        Self::with(Emulator::builder()).await
    }

    async fn with(builder: EmulatorBuilder) -> Self {
        let jane = json!({
            "id": JANE,
            "external_id": "user_42",
            "email": "jane@example.com",
            "first_name": "Jane",
            "last_name": "Doe",
            "phone": "+1 555 0100",
        });
        let emulator = builder.customer(jane).start().await.expect("a free port");
        Self { emulator, http: reqwest::Client::builder().no_proxy().build().expect("a client") }
    }

    /// A request with the secret test key.
    fn request(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        self.anonymous(method, path).bearer_auth(SECRET_TEST_KEY)
    }

    /// A request without a key.
    fn anonymous(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        self.http.request(method, format!("{}{path}", self.emulator.base_url()))
    }

    async fn get(&self, path: &str) -> Seen {
        see(self.request(Method::GET, path)).await
    }

    async fn post(&self, path: &str, body: Value) -> Seen {
        see(self.request(Method::POST, path).json(&body)).await
    }

    async fn patch(&self, path: &str, body: Value) -> Seen {
        see(self.request(Method::PATCH, path).json(&body)).await
    }

    async fn delete(&self, path: &str) -> Seen {
        see(self.request(Method::DELETE, path)).await
    }
}

impl Seen {
    /// The `data` of a success.
    fn data(&self) -> &Value {
        assert!((200..300).contains(&self.status), "{self:?}");
        &self.body["data"]
    }

    /// The type of a failure.
    fn problem(&self) -> &str {
        self.body["error"]["type"].as_str().unwrap_or_else(|| panic!("no error: {self:?}"))
    }

    /// The fields that a 422 names, in its order.
    fn fields(&self) -> Vec<&str> {
        assert_eq!((self.status, self.problem()), (422, "validation_error"), "{self:?}");
        let errors = self.body["error"]["errors"].as_array().expect("a list");
        errors.iter().map(|error| error["field"].as_str().expect("a name")).collect()
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().expect("text"))
    }
}

/// The UUID of the one customer.
const JANE: &str = "7c9e6679-7425-40de-944b-e07fc1f90ae7";

async fn see(request: reqwest::RequestBuilder) -> Seen {
    let response = request.send().await.expect("an answer");
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    let bytes = response.bytes().await.expect("a whole body");
    let body = if bytes.is_empty() { Value::Null } else { serde_json::from_slice(&bytes).expect("JSON") };
    Seen { status, headers, body }
}
