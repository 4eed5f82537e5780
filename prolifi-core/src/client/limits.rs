//! [`Limits`]: how long and how often a call is tried, and how much of its answer is read.

use std::time::Duration;

use crate::endpoint::Endpoint;

/// The whole of a call until the head of its answer, its waits included, where nobody says otherwise.
const TIMEOUT: Duration = Duration::from_secs(120);

/// The limits of a call.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    pub(crate) timeout: Timeout,
    pub(crate) attempt_timeout: Option<Duration>,
    pub(crate) idle_timeout: Option<Duration>,
    pub(crate) max_retries: u32,
    pub(crate) redirects: u32,
    pub(crate) max_body: u64,
}

/// How long a call may last, and who says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Timeout {
    /// Nobody: it does not run while a long body is on its way.
    Unset,
    /// The client, for all of its calls.
    OfClient(Duration),
    /// The endpoint or the call itself, which knows how long it takes.
    Own(Duration),
}

impl Limits {
    /// Those of a call: what the endpoint declares, over what the client says.
    pub(crate) fn of(self, endpoint: &Endpoint) -> Self {
        Self {
            timeout: endpoint.declared_timeout().map_or(self.timeout, Timeout::Own),
            attempt_timeout: endpoint.declared_attempt_timeout().or(self.attempt_timeout),
            idle_timeout: endpoint.declared_idle_timeout().or(self.idle_timeout),
            max_retries: endpoint.declared_max_retries().unwrap_or(self.max_retries),
            redirects: endpoint.declared_redirects().unwrap_or(self.redirects),
            max_body: endpoint.declared_max_body().unwrap_or(self.max_body),
        }
    }
}

impl Timeout {
    pub(crate) fn lasts(self) -> Duration {
        match self {
            Self::Unset => TIMEOUT,
            Self::OfClient(limit) | Self::Own(limit) => limit,
        }
    }

    /// Whether it holds whatever is on its way.
    pub(crate) fn is_set(self) -> bool {
        self != Self::Unset
    }
}
