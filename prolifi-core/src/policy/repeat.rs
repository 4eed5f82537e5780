//! May it be repeated? What a retry could do, and what an attempt may have done.

use http::StatusCode;

use crate::endpoint::Endpoint;

/// Which failures of a request may be followed by another attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Repeat {
    /// Every transient one: doing it twice is the same as doing it once.
    Always,
    /// Only one after which it is certain that nothing was sent.
    Unsent,
}

impl Repeat {
    /// What the endpoint, the method and the idempotency key allow.
    ///
    /// A key counts where the service honours it, and where the caller set it, who then knows that it does.
    pub(super) fn of(endpoint: &Endpoint, has_key: bool) -> Self {
        let harmless = match endpoint.declared_idempotent() {
            Some(declared) => declared,
            // Minted or set: without a header of the service's own, only the caller can have set it.
            None => endpoint.is_idempotent() || has_key,
        };
        if harmless { Self::Always } else { Self::Unsent }
    }
}

/// Whether an answer may be another one if the request is sent again.
pub(super) fn is_transient(status: StatusCode) -> bool {
    matches!(status.as_u16(), 408 | 429 | 500 | 502 | 503 | 504)
}

/// Whether a request that was answered with this status may have been carried out. A 4xx says that it was
/// not; 408 is a timeout, and 409 can mean that an earlier attempt of the same request is still at work.
pub(super) fn leaves_doubt(status: StatusCode) -> bool {
    !status.is_client_error() || matches!(status.as_u16(), 408 | 409)
}

#[cfg(test)]
mod tests {
    use http::StatusCode;

    use super::{is_transient, leaves_doubt};

    fn statuses(is: fn(StatusCode) -> bool) -> Vec<u16> {
        (400..=511).filter(|code| StatusCode::from_u16(*code).is_ok_and(is)).collect()
    }

    #[test]
    fn six_statuses_are_transient() {
        assert_eq!(statuses(is_transient), [408, 429, 500, 502, 503, 504]);
    }

    #[test]
    fn of_the_4xx_two_leave_doubt() {
        let doubtful: Vec<_> = statuses(leaves_doubt).into_iter().filter(|code| *code < 500).collect();
        assert_eq!(doubtful, [408, 409]);
        assert!(leaves_doubt(StatusCode::INTERNAL_SERVER_ERROR) && leaves_doubt(StatusCode::OK));
    }
}
