//! [`Head`]: what is known of an answer beside its body.

use std::{
    sync::Arc,
    time::{Duration, SystemTime},
};

use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

use super::retry_after;
use crate::{
    endpoint::Endpoint,
    error::{Error, RateLimit},
    service::Service,
};

/// What is known of an answer beside its body.
#[derive(Debug, Clone)]
pub(crate) struct Head {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    /// Tells what the headers mean; `None` for a mock.
    pub(crate) service: Option<Arc<Service>>,
    pub(crate) endpoint: Option<&'static Endpoint>,
    pub(crate) key: Option<HeaderValue>,
    pub(crate) attempts: u32,
    /// Whether an error about this answer has to say so.
    pub(crate) may_have_been_applied: bool,
}

/// Headers are read when they are asked for: most answers become a value, which asks for none.
impl Head {
    /// How long the service asks to wait.
    pub(crate) fn retry_after(&self) -> Option<Duration> {
        retry_after::read(&self.headers, SystemTime::now())
    }

    /// What the answer says about the caller's allowance.
    pub(crate) fn rate_limit(&self) -> RateLimit {
        let number =
            |name: &Option<HeaderName>| self.headers.get(name.as_ref()?)?.to_str().ok()?.trim().parse().ok();
        RateLimit {
            limit: self.service().and_then(|service| number(&service.rate_limit_header)),
            remaining: self.service().and_then(|service| number(&service.rate_remaining_header)),
            retry_after: self.retry_after(),
        }
    }

    /// Whether the answer was given before, for the same idempotency key.
    pub(crate) fn is_replayed(&self) -> bool {
        self.service().is_some_and(|service| service.is_replayed(&self.headers))
    }

    pub(crate) fn service(&self) -> Option<&Service> {
        self.service.as_deref()
    }

    /// Adds what is known without the body.
    pub(crate) fn describe(&self, error: Error) -> Error {
        error
            .with_endpoint(self.endpoint)
            .with_key(self.key.as_ref().and_then(|key| key.to_str().ok()))
            .with_head(self.status, self.headers.clone())
            .with_rate_limit(self.rate_limit())
            .with_request_id(self.service().and_then(|service| service.request_id(&self.headers)))
            .with_history(self.attempts, self.may_have_been_applied)
    }
}
