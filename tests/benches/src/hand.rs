//! The same call as a good programmer writes it with reqwest: no idempotency key, no retries, no deadline, no span.

use http::HeaderMap;
use prolifi::customers::{Customer, UpdateCustomer};
use serde::Deserialize;

/// The client of a program that has no library for it.
#[derive(Debug, Clone)]
pub struct Prolifi {
    http: reqwest::Client,
    base_url: String,
    key: String,
}

#[derive(Deserialize)]
struct Envelope<T> {
    data: T,
}

impl Prolifi {
    /// A client for the server at this address.
    pub fn new(base_url: &str, key: &str) -> Self {
        Self::with_headers(base_url, key, HeaderMap::new())
    }

    /// The same, with headers that it adds to every request.
    pub fn with_headers(base_url: &str, key: &str, headers: HeaderMap) -> Self {
        let http = reqwest::Client::builder().default_headers(headers).build().expect("a client");
        Self { http, base_url: base_url.into(), key: key.into() }
    }

    /// `PATCH /customers/{id}`
    pub async fn update_customer(
        &self,
        id: &str,
        changes: &UpdateCustomer,
    ) -> Result<Customer, reqwest::Error> {
        let answer = self.request(id, changes).send().await?.error_for_status()?;
        Ok(answer.json::<Envelope<Customer>>().await?.data)
    }

    /// The request, not yet sent.
    pub fn request(&self, id: &str, changes: &UpdateCustomer) -> reqwest::RequestBuilder {
        self.http.patch(format!("{}/customers/{id}", self.base_url)).bearer_auth(&self.key).json(changes)
    }
}

/// The same request in the plain types of `http`, as one writes it for another client.
pub fn http_request(base_url: &str, key: &str, id: &str, changes: &UpdateCustomer) -> http::Request<Vec<u8>> {
    http::Request::patch(format!("{base_url}/customers/{id}"))
        .header("authorization", format!("Bearer {key}"))
        .header("content-type", "application/json")
        .header("idempotency-key", "7c9e6679-7425-40de-944b-e07fc1f90ae7")
        .body(serde_json::to_vec(changes).unwrap_or_default())
        .unwrap_or_default()
}
