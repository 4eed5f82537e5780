//! [`ErrorKind`].

/// The classes of [`Error`](crate::Error), told apart by what a caller can do.
///
/// ```
/// use prolifi::{Error, ErrorKind};
///
/// /// What a worker does with a call that failed.
/// fn is_worth_another_run(error: &Error) -> bool {
///     match error.kind() {
///         ErrorKind::Connect | ErrorKind::Timeout | ErrorKind::Transport | ErrorKind::RateLimited => true,
///         ErrorKind::Api => error.status().is_some_and(|status| status.is_server_error()),
///         _ => false,
///     }
/// }
///
/// assert!(!is_worth_another_run(&Error::build("the id is empty")));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The client or the request could not be built. Nothing was sent; the caller's input is at fault. In a test, also a
    /// request that the test did not expect.
    Build,
    /// There was no secret to authenticate with: its source failed, or could not sign the request. Nothing was sent; or,
    /// where [`status`](crate::Error::status) is 401, the service refused the last secret and there was no new one.
    Auth,
    /// No connection could be made. Nothing was sent.
    Connect,
    /// An attempt or the whole call ran out of time, or a body stood still for too long.
    Timeout,
    /// The connection failed before the answer was complete, or the body of the request did.
    Transport,
    /// The service answered with a redirect that was not followed.
    Redirect,
    /// The service answered 429, [said](crate::Outcome::Again) that there were too many requests in another way, or asked for
    /// a wait that is longer than the call allows.
    RateLimited,
    /// The answer is longer than the call allows.
    TooLarge,
    /// The answer arrived, and its body is not what the call promised.
    Decode,
    /// The service answered with an error.
    Api,
}

impl ErrorKind {
    /// Its name for metrics and logs: `error.type` in OpenTelemetry's conventions for HTTP clients.
    ///
    /// ```
    /// use prolifi::ErrorKind;
    ///
    /// assert_eq!(ErrorKind::RateLimited.name(), "rate_limited");
    /// ```
    pub const fn name(self) -> &'static str {
        match self {
            Self::Build => "build",
            Self::Auth => "auth",
            Self::Connect => "connect",
            Self::Timeout => "timeout",
            Self::Transport => "transport",
            Self::Redirect => "redirect",
            Self::RateLimited => "rate_limited",
            Self::TooLarge => "too_large",
            Self::Decode => "decode",
            Self::Api => "api",
        }
    }
}
