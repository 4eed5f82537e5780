//! May it be repeated? What a retry could do.

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
