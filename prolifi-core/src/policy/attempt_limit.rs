//! [`Limit`]: how long an attempt may last.

use std::time::Duration;

use http::Method;
use tokio::time::Instant;

use crate::request::Prepared;

/// How long an attempt lasts, unless it is told otherwise.
const ATTEMPT_TIMEOUT: Duration = Duration::from_secs(30);

/// How long an attempt may last, and when it ends.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limit {
    pub(super) lasts: Duration,
    pub(super) ends: Instant,
}

impl Limit {
    /// That of the call, of the endpoint or of the client, in this order; and never longer than what is left of the call.
    ///
    /// A POST or PATCH is not cut short: what the service does with a repeat that meets its own first attempt is not
    /// documented.
    pub(super) fn of_attempt(prepared: &Prepared, now: Instant, deadline: Instant) -> Self {
        let default = match prepared.endpoint.method() {
            Method::POST | Method::PATCH => None,
            _ => Some(ATTEMPT_TIMEOUT),
        };
        let own = prepared.limits.attempt_timeout.or(default);
        own.and_then(|lasts| Some(Self { lasts, ends: now.checked_add(lasts)? }))
            .filter(|limit| limit.ends < deadline)
            .unwrap_or(Self { lasts: prepared.limits.timeout, ends: deadline })
    }
}
