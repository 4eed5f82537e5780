//! [`Error`]: everything a caller needs after a call that failed.

mod api_error;
mod build;
mod display;
mod kind;

use std::{error::Error as StdError, time::Duration};

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde::de::DeserializeOwned;

pub(crate) use self::api_error::read_common_error;
pub use self::{
    api_error::{ApiError, FieldError},
    kind::ErrorKind,
};
use crate::{Endpoint, RateLimit, body::BoxError, json};

/// How much of an answer's body an error keeps.
const BODY_KEPT: usize = 64 * 1024;

/// A call that did not come to a value.
///
/// One pointer wide. [`kind`](Self::kind) says what happened, the other methods what is known of it; what
/// the service answered is kept, also where it could not be read. `Display` is one line, `source` is the
/// layer below, and neither shows a key, a filled path or a value of the body.
///
/// After a write that failed, ask [`may_have_been_applied`](Self::may_have_been_applied).
pub struct Error(Box<Inner>);

struct Inner {
    kind: ErrorKind,
    /// What went wrong, as the end of a sentence that begins with the endpoint.
    problem: String,
    source: Option<BoxError>,
    endpoint: Option<&'static Endpoint>,
    status: Option<StatusCode>,
    headers: HeaderMap,
    api: Option<ApiError>,
    body: Option<Bytes>,
    attempts: u32,
    rate_limit: RateLimit,
    idempotency_key: Option<String>,
    request_id: Option<String>,
    may_have_been_applied: bool,
}

impl Error {
    /// What happened, in one of a few classes.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// Whether nothing was sent because the call or the client could not be built.
    pub fn is_build(&self) -> bool {
        self.kind() == ErrorKind::Build
    }

    /// Whether no connection could be made.
    pub fn is_connect(&self) -> bool {
        self.kind() == ErrorKind::Connect
    }

    /// Whether an attempt or the whole call ran out of time.
    pub fn is_timeout(&self) -> bool {
        self.kind() == ErrorKind::Timeout
    }

    /// Whether the service refused the call because there were too many (429).
    pub fn is_rate_limited(&self) -> bool {
        self.kind() == ErrorKind::RateLimited
    }

    /// Whether the answer arrived and its body was not what the call promised.
    pub fn is_decode(&self) -> bool {
        self.kind() == ErrorKind::Decode
    }

    /// The status of the answer, if one arrived.
    pub fn status(&self) -> Option<StatusCode> {
        self.0.status
    }

    /// The headers of the answer; empty if none arrived.
    pub fn headers(&self) -> &HeaderMap {
        &self.0.headers
    }

    /// What the service says is wrong, if its answer said so in a shape that the client knows.
    pub fn api(&self) -> Option<&ApiError> {
        self.0.api.as_ref()
    }

    /// The endpoint that was called; `None` for an error of [`ClientBuilder::build`](crate::ClientBuilder::build).
    pub fn endpoint(&self) -> Option<&'static Endpoint> {
        self.0.endpoint
    }

    /// How many attempts were begun.
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// How long the service asked to wait before the next request.
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.rate_limit.retry_after
    }

    /// What the answer said about the caller's allowance.
    pub fn rate_limit(&self) -> RateLimit {
        self.0.rate_limit
    }

    /// The idempotency key that every attempt carried. With it, the same write can be tried again later,
    /// also by another process, without being applied twice where the service honours keys.
    pub fn idempotency_key(&self) -> Option<&str> {
        self.0.idempotency_key.as_deref()
    }

    /// The service's own name for the request, to quote to its support.
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// The body of the answer as it came, cut at 64 KiB. Present for every answer with a body that could
    /// be received, an undecodable one included.
    pub fn body(&self) -> Option<&Bytes> {
        self.0.body.as_ref()
    }

    /// Reads the body of the answer as JSON of a type of your own.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Decode`] where there is no body or it does not fit.
    pub fn decode_body<U: DeserializeOwned>(&self) -> Result<U, Error> {
        let body = self.0.body.as_deref().unwrap_or_default();
        json::from_slice(body, None).map_err(|problem| {
            let mut error = Error::new(ErrorKind::Decode, problem.to_string());
            error.0.endpoint = self.0.endpoint;
            error.0.status = self.0.status;
            error.0.body = self.0.body.clone();
            error
        })
    }

    /// Whether the service may have carried out what was asked: the question after a failed write.
    ///
    /// `false` is a promise: no attempt was sent, or each was answered with a 4xx other than 408 and 409
    /// and none before it was left in doubt. `true` after a timeout, a lost connection, a 5xx, an answer
    /// that could not be read, and a 4xx that follows such an attempt. Then ask the service, or send the
    /// write again with the same [`idempotency_key`](Self::idempotency_key).
    pub fn may_have_been_applied(&self) -> bool {
        self.0.may_have_been_applied
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}
