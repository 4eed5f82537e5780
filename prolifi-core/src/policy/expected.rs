//! [`Expected`]: what the policy has to know of an answer type.

use http::StatusCode;

/// What the answer type of a call takes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Expected {
    pub(crate) accepts: fn(StatusCode) -> bool,
    pub(crate) streamed: bool,
}
