//! How the crate makes errors and adds what it knows of the call.

use std::borrow::Cow;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::{ApiError, BODY_KEPT, Error, ErrorKind, Inner};
use crate::{Endpoint, RateLimit, body::BoxError};

impl Error {
    pub(crate) fn new(kind: ErrorKind, problem: impl Into<Cow<'static, str>>) -> Self {
        Self(Box::new(Inner {
            kind,
            problem: problem.into().into_owned(),
            source: None,
            endpoint: None,
            status: None,
            headers: HeaderMap::new(),
            api: None,
            body: None,
            attempts: 0,
            rate_limit: RateLimit::default(),
            idempotency_key: None,
            request_id: None,
            may_have_been_applied: false,
        }))
    }

    /// Input that makes no request or no client, with a sentence that says what is wrong with it.
    pub fn build(problem: impl Into<Cow<'static, str>>) -> Self {
        Self::new(ErrorKind::Build, problem)
    }

    /// A body that is not what the call promised, for an answer type of your own
    /// ([`FromResponse`](crate::FromResponse)). The client adds the endpoint, the status and the body.
    pub fn decode(source: impl Into<BoxError>) -> Self {
        Self::new(ErrorKind::Decode, "the body could not be decoded").with_source(source)
    }

    pub(crate) fn with_source(mut self, source: impl Into<BoxError>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    pub(crate) fn with_endpoint(mut self, endpoint: Option<&'static Endpoint>) -> Self {
        self.0.endpoint = endpoint;
        self
    }

    pub(crate) fn with_key(mut self, key: Option<&str>) -> Self {
        self.0.idempotency_key = key.map(str::to_owned);
        self
    }

    /// The head of the answer that the error is about.
    pub(crate) fn with_head(mut self, status: StatusCode, headers: HeaderMap) -> Self {
        self.0.status = Some(status);
        self.0.headers = headers;
        self
    }

    /// The body, cut to what is kept. The rest is freed with the answer.
    pub(crate) fn with_body(mut self, body: &Bytes) -> Self {
        self.0.body = Some(match body.len() <= BODY_KEPT {
            true => body.clone(),
            false => Bytes::copy_from_slice(&body[..BODY_KEPT]),
        });
        self
    }

    pub(crate) fn with_api(mut self, api: Option<ApiError>) -> Self {
        self.0.api = api;
        self
    }

    pub(crate) fn with_rate_limit(mut self, rate_limit: RateLimit) -> Self {
        self.0.rate_limit = rate_limit;
        self
    }

    pub(crate) fn with_request_id(mut self, id: Option<String>) -> Self {
        self.0.request_id = id;
        self
    }

    /// How often the request was sent, and whether that may have had its effect.
    pub(crate) fn with_history(mut self, attempts: u32, may_have_been_applied: bool) -> Self {
        self.0.attempts = attempts;
        self.0.may_have_been_applied = may_have_been_applied;
        self
    }
}
