//! [`Head`]: what is known of an answer beside its body.

use std::sync::Arc;

use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

use super::{
    encoding::{is_packed, unread_encoding},
    moments::{retry_after, until_reset},
};
use crate::{
    endpoint::Endpoint,
    error::{Error, ErrorKind, RateLimit, Redaction},
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
    pub(crate) redirects: u32,
    /// Whether an error about this answer has to say so.
    pub(crate) may_have_been_applied: bool,
    /// What such an error must not show.
    pub(crate) redaction: Redaction,
}

/// Whether a request that was answered with this status may have been carried out. A 4xx says that it was not; 408
/// is a timeout, and 409 can mean that an earlier attempt of the same request is still at work.
pub(crate) fn leaves_doubt(status: StatusCode) -> bool {
    !status.is_client_error() || matches!(status.as_u16(), 408 | 409)
}

/// What the headers say about the caller's allowance, where the service names those that do.
pub(crate) fn rate_limit(service: Option<&Service>, headers: &HeaderMap) -> RateLimit {
    let number = |name: &Option<HeaderName>| headers.get(name.as_ref()?)?.to_str().ok()?.trim().parse().ok();
    RateLimit {
        limit: service.and_then(|service| number(&service.rate_limit_header)),
        remaining: service.and_then(|service| number(&service.rate_remaining_header)),
        reset: service.and_then(|service| until_reset(headers, service.rate_reset_header.as_ref()?)),
        retry_after: retry_after(headers),
    }
}

/// Headers are read when they are asked for: most answers become a value, which asks for none.
impl Head {
    /// What the answer says about the caller's allowance.
    pub(crate) fn rate_limit(&self) -> RateLimit {
        rate_limit(self.service(), &self.headers)
    }

    /// Whether the answer was given before, for the same idempotency key.
    pub(crate) fn is_replayed(&self) -> bool {
        self.service().is_some_and(|service| service.is_replayed(&self.headers))
    }

    /// The service's own name for the request.
    pub(crate) fn request_id(&self) -> Option<&HeaderValue> {
        self.service()?.request_id(&self.headers)
    }

    pub(crate) fn service(&self) -> Option<&Service> {
        self.service.as_deref()
    }

    /// Adds what is known without the body.
    pub(crate) fn describe(&self, error: Error) -> Error {
        let error = match unread_encoding(&self.headers) {
            Some(encoding) if error.kind() == ErrorKind::Decode => error.and(&is_packed(encoding)),
            _ => error,
        };
        error
            .with_endpoint(self.endpoint)
            .with_key(self.key.as_ref().and_then(|key| key.to_str().ok()))
            .with_head(self.status, self.headers.clone())
            .with_rate_limit(self.rate_limit())
            .with_request_id(self.request_id().and_then(|id| id.to_str().ok()).map(str::to_owned))
            .with_history(self.attempts, self.may_have_been_applied)
            .redact(&self.redaction)
    }
}

#[cfg(test)]
mod tests {
    use http::StatusCode;

    use super::leaves_doubt;

    #[test]
    fn of_the_4xx_two_leave_doubt() {
        let statuses = (400..500).filter_map(|code| StatusCode::from_u16(code).ok());
        let doubtful: Vec<_> = statuses.filter(|status| leaves_doubt(*status)).collect();
        assert_eq!(doubtful, [StatusCode::REQUEST_TIMEOUT, StatusCode::CONFLICT]);
        assert!(leaves_doubt(StatusCode::INTERNAL_SERVER_ERROR) && leaves_doubt(StatusCode::OK));
    }
}
