//! May it be repeated? What a retry could do.

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

#[cfg(test)]
mod tests {
    use http::StatusCode;

    use super::is_transient;

    fn statuses(is: fn(StatusCode) -> bool) -> Vec<u16> {
        (400..=511).filter(|code| StatusCode::from_u16(*code).is_ok_and(is)).collect()
    }

    #[test]
    fn six_statuses_are_transient() {
        assert_eq!(statuses(is_transient), [408, 429, 500, 502, 503, 504]);
    }
}
