//! A request as an operation sees it.

use bytes::Bytes;
use http::HeaderMap;
use http::header::CONTENT_TYPE;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::problem::Problem;
use super::refusal::Refusal;
use super::validate::parse_uuid;

/// A request as an operation sees it: authenticated, counted, and not a repeat.
#[derive(Debug)]
pub(super) struct Request {
    /// The decoded `{id}` of the path; empty where the path has none.
    pub(super) id: String,
    /// The decoded pairs of the query.
    pub(super) query: Vec<(String, String)>,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
}

impl Request {
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

fn malformed(message: &str) -> Refusal {
    Refusal::new(Problem::InvalidRequest, message)
}
