//! The same call as a good programmer writes it with reqwest: no idempotency key, no retries, no deadline, no span.

use http::HeaderMap;
use prolifi::customers::{Customer, UpdateCustomer};
use serde::{Deserialize, de::DeserializeOwned};
use url::form_urlencoded;

use crate::nested::{Charge, Search};

/// The client of a program that has no library for it.
#[derive(Debug, Clone)]
pub struct Prolifi {
    http: reqwest::Client,
    base_url: String,
    key: String,
}

/// What an answer lies in.
#[derive(Debug, Deserialize)]
pub struct Envelope<T> {
    /// The value.
    pub data: T,
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

/// A request with a query that has parts, whose keys one writes down as the service documents them.
pub fn search_request(base_url: &str, search: &Search<'_>) -> http::Request<Vec<u8>> {
    let mut query = form_urlencoded::Serializer::new(format!("{base_url}/charges?"));
    query.append_pair("customer", search.customer);
    query.append_pair("created[gte]", &search.created.gte.to_string());
    query.append_pair("created[lt]", &search.created.lt.to_string());
    query.append_pair("limit", &search.limit.to_string());
    if let Some(after) = search.starting_after {
        query.append_pair("starting_after", after);
    }
    http::Request::get(query.finish())
        .header("accept", "application/json")
        .body(Vec::new())
        .unwrap_or_default()
}

/// A request with a form that has parts.
pub fn charge_request(base_url: &str, charge: &Charge<'_>) -> http::Request<Vec<u8>> {
    let mut form = form_urlencoded::Serializer::new(String::new());
    form.append_pair("amount", &charge.amount.to_string());
    form.append_pair("currency", charge.currency);
    form.append_pair("description", charge.description);
    form.append_pair("address[city]", charge.address.city);
    form.append_pair("address[line1]", charge.address.line1);
    for part in charge.expand {
        form.append_pair("expand[]", part);
    }
    http::Request::post(format!("{base_url}/charges"))
        .header("accept", "application/json")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("idempotency-key", "7c9e6679-7425-40de-944b-e07fc1f90ae7")
        .body(form.finish().into_bytes())
        .unwrap_or_default()
}

/// The value of an answer.
///
/// # Errors
///
/// What `serde_json` says.
pub fn decode<T: DeserializeOwned>(body: &[u8]) -> serde_json::Result<T> {
    serde_json::from_slice(body)
}
