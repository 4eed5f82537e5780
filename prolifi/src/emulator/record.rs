//! What was asked and what was answered, for a test to look at.

use std::collections::VecDeque;
use std::time::Instant;

use bytes::Bytes;
use http::header::AUTHORIZATION;
use http::request::Parts;
use http::{HeaderMap, Method, StatusCode};

/// How many requests are kept, and how many bytes of bodies; the oldest are forgotten.
const KEPT: usize = 10_000;
const KEPT_BYTES: usize = 256 * 1024 * 1024;

/// One request as it arrived, and what became of it.
///
/// ```
/// use prolifi::emulator::{SECRET_TEST_KEY, Emulator};
///
/// # #[tokio::main] async fn main() -> Result<(), Box<dyn std::error::Error>> {
///
/// let emulator = Emulator::start().await?;
/// let url = format!("{}/customers?limit=5", emulator.base_url());
/// reqwest::Client::new().get(url).bearer_auth(SECRET_TEST_KEY).send().await?;
///
/// let request = &emulator.requests()[0];
/// assert_eq!(request.method, "GET");
/// assert_eq!(request.path, "/api/v1/public/customers?limit=5");
/// assert_eq!(request.status.unwrap(), 200);
/// # Ok(()) }
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct RecordedRequest {
    /// The method.
    pub method: Method,
    /// Path and query as they were on the wire, percent-encoding and all.
    pub path: String,
    /// The headers. `Authorization` is marked sensitive, so `Debug` does not print the key.
    pub headers: HeaderMap,
    /// The body as it was sent; empty if there was none.
    pub body: Bytes,
    /// Whether the operation ran and succeeded: false for a refused request, for a replayed answer, and for a
    /// fault that struck before the operation.
    pub applied: bool,
    /// Whether a kept answer was given because the `Idempotency-Key` had been used before.
    pub replayed: bool,
    /// The answered status; `None` while there is no answer, and for good if the connection was reset, left
    /// without an answer, or given something that is no HTTP.
    pub status: Option<StatusCode>,
    /// When the request had arrived whole.
    pub received: Instant,
}

/// The requests, in the order in which they arrived.
#[derive(Debug, Default)]
pub(super) struct Record {
    requests: VecDeque<RecordedRequest>,
    bytes: usize,
    forgotten: usize,
}

impl Record {
    /// Writes down a request and gives its number.
    pub(super) fn arrived(&mut self, parts: &Parts, body: Bytes) -> usize {
        let mut headers = parts.headers.clone();
        if let Some(value) = headers.get_mut(AUTHORIZATION) {
            value.set_sensitive(true);
        }
        let path = parts.uri.path_and_query().map_or(parts.uri.path(), |both| both.as_str()).to_owned();
        self.bytes += body.len();
        self.requests.push_back(RecordedRequest {
            method: parts.method.clone(),
            path,
            headers,
            body,
            applied: false,
            replayed: false,
            status: None,
            received: Instant::now(),
        });
        while self.requests.len() > KEPT || self.bytes > KEPT_BYTES {
            let Some(oldest) = self.requests.pop_front() else { break };
            self.bytes -= oldest.body.len();
            self.forgotten += 1;
        }
        self.forgotten + self.requests.len() - 1
    }

    /// Notes that the operation ran and succeeded.
    pub(super) fn applied(&mut self, number: usize) {
        self.change(number, |request| request.applied = true);
    }

    /// Notes that a kept answer is given.
    pub(super) fn replayed(&mut self, number: usize) {
        self.change(number, |request| request.replayed = true);
    }

    /// Notes the status of the answer.
    pub(super) fn answered(&mut self, number: usize, status: StatusCode) {
        self.change(number, |request| request.status = Some(status));
    }

    pub(super) fn all(&self) -> Vec<RecordedRequest> {
        self.requests.iter().cloned().collect()
    }

    pub(super) fn clear(&mut self) {
        self.forgotten += self.requests.len();
        self.requests.clear();
        self.bytes = 0;
    }

    /// Changes the request of this number, unless it has been forgotten.
    fn change(&mut self, number: usize, change: impl FnOnce(&mut RecordedRequest)) {
        let index = number.checked_sub(self.forgotten);
        if let Some(request) = index.and_then(|index| self.requests.get_mut(index)) {
            change(request);
        }
    }
}
