//! [`RateLimit`]: what an answer says about the caller's allowance.

use std::time::Duration;

use http::{HeaderMap, HeaderName};

use crate::Service;

/// The rate limit as the service reported it with one answer.
///
/// Which headers carry it is set on the [`Service`](crate::Service); a header that is absent or not a
/// number is `None`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct RateLimit {
    /// How many requests the current window allows.
    pub limit: Option<u64>,
    /// How many of them are left.
    pub remaining: Option<u64>,
    /// How long to wait before the next request (`Retry-After`, RFC 9110, section 10.2.3).
    pub retry_after: Option<Duration>,
}

impl RateLimit {
    /// Reads the headers that the service uses.
    pub(crate) fn read(
        headers: &HeaderMap,
        service: Option<&Service>,
        retry_after: Option<Duration>,
    ) -> Self {
        let number =
            |name: &Option<HeaderName>| headers.get(name.as_ref()?)?.to_str().ok()?.trim().parse().ok();
        Self {
            limit: service.and_then(|service| number(&service.rate_limit_header)),
            remaining: service.and_then(|service| number(&service.rate_remaining_header)),
            retry_after,
        }
    }
}
