//! What the service remembers, and a request as an operation sees it.

use std::collections::HashMap;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, StatusCode};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::clock::{Clock, Ids};
use super::customers::Customer;
use super::events::{Definition, Events};
use super::invoices::Invoice;
use super::plans::Plan;
use super::problem::{Problem, Refusal};
use super::reply::Reply;
use super::subscriptions::Subscription;
use super::validate::parse_uuid;

/// What an operation comes to.
pub(super) type Outcome = Result<Reply, Refusal>;

/// Everything that the service remembers. One set of data serves test and live keys.
#[derive(Debug, Default)]
pub(super) struct State {
    pub(super) clock: Clock,
    pub(super) ids: Ids,
    pub(super) customers: Vec<Customer>,
    pub(super) plans: Vec<Plan>,
    pub(super) subscriptions: Vec<Subscription>,
    pub(super) invoices: Vec<Invoice>,
    pub(super) definitions: Vec<Definition>,
    pub(super) events: Events,
    /// Names of countries by id.
    pub(super) countries: HashMap<Uuid, String>,
}

impl State {
    /// Whether something has this id.
    pub(super) fn has(&self, id: Uuid) -> bool {
        self.customers.iter().any(|customer| customer.id == id)
            || self.plans.iter().any(|plan| plan.id == id)
            || self.subscriptions.iter().any(|subscription| subscription.id == id)
            || self.invoices.iter().any(|invoice| invoice.id == id)
            || self.definitions.iter().any(|definition| definition.id == id)
    }
}

/// A request as an operation sees it: authenticated, counted, and not a repeat.
#[derive(Debug)]
pub(super) struct Call {
    /// The decoded `{id}` of the path; empty where the path has none.
    pub(super) id: String,
    /// The decoded pairs of the query.
    pub(super) query: Vec<(String, String)>,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
}

impl Call {
    /// The body, which must be a JSON object; an absent one is read as an empty object.
    pub(super) fn object(&self) -> Result<Map<String, Value>, Refusal> {
        if self.body.is_empty() {
            return Ok(Map::new());
        }
        if !self.is_json() {
            return Err(malformed("The request body must be sent as application/json."));
        }
        match serde_json::from_slice(&self.body) {
            Ok(Value::Object(object)) => Ok(object),
            Ok(_) => Err(malformed("The request body must be a JSON object.")),
            Err(_) => Err(malformed("The request body is not valid JSON.")),
        }
    }

    /// The value of a query parameter; of several, the last.
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        self.query.iter().rev().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The value of a query parameter that must be a UUID.
    pub(super) fn uuid(&self, name: &str) -> Result<Option<Uuid>, Refusal> {
        let refused = || Refusal::field(name, format!("The {name} field must be a valid UUID."));
        self.parameter(name).map(|text| parse_uuid(text).ok_or_else(refused)).transpose()
    }

    fn is_json(&self) -> bool {
        let value = self.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let media_type = value.split(';').next().unwrap_or_default().trim();
        media_type.eq_ignore_ascii_case("application/json")
    }
}

/// A 200 with `data`.
pub(super) fn ok(data: Value) -> Outcome {
    Ok(Reply::data(StatusCode::OK, data))
}

/// A 201 with `data`.
pub(super) fn created(data: Value) -> Outcome {
    Ok(Reply::data(StatusCode::CREATED, data))
}

fn malformed(message: &str) -> Refusal {
    Refusal::new(Problem::InvalidRequest, message)
}
