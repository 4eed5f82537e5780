//! [`TransportError`]: how sending can fail.

use std::{error::Error as StdError, fmt};

use super::reason;
use crate::error::BoxError;

/// Why a transport has no answer.
///
/// Which of the four it is decides whether the request may be repeated.
///
/// ```
/// use std::io;
///
/// use prolifi::transport::TransportError;
///
/// /// What an error of a socket says of the request.
/// fn classify(error: io::Error) -> TransportError {
///     match error.kind() {
///         io::ErrorKind::ConnectionRefused => TransportError::connect(error),
///         io::ErrorKind::TimedOut => TransportError::timeout(error),
///         _ => TransportError::io(error),
///     }
/// }
///
/// assert!(classify(io::ErrorKind::ConnectionRefused.into()).is_connect());
/// assert!(!classify(io::ErrorKind::BrokenPipe.into()).is_connect());
/// ```
#[derive(Debug)]
pub struct TransportError {
    stage: Stage,
    source: BoxError,
}

/// How far a request had come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    Connect,
    Unprocessed,
    Timeout,
    Io,
    /// It came to a test that did not expect it.
    #[cfg(feature = "testing")]
    Unexpected,
}

impl TransportError {
    /// No connection could be made. This is a promise: **no byte of the request was sent**, so that every
    /// request may be repeated.
    pub fn connect(source: impl Into<BoxError>) -> Self {
        Self { stage: Stage::Connect, source: source.into() }
    }

    /// There was a connection, and the request was not processed: the other side says so (in HTTP/2 a `GOAWAY`
    /// that leaves the request's stream out, or `REFUSED_STREAM`: RFC 9113, sections 6.8 and 8.7), or the
    /// connection closed before it took the request.
    ///
    /// This is a promise: **nothing was done**. The client sends the request again whatever its method, at once the
    /// first time, and not as one of its retries.
    ///
    /// ```
    /// use prolifi::transport::TransportError;
    ///
    /// let refused = TransportError::unprocessed("the server is shutting down");
    /// assert!(refused.is_unprocessed() && !refused.is_connect());
    /// ```
    pub fn unprocessed(source: impl Into<BoxError>) -> Self {
        Self { stage: Stage::Unprocessed, source: source.into() }
    }

    /// A limit of the transport's own ran out, after bytes may have been sent.
    pub fn timeout(source: impl Into<BoxError>) -> Self {
        Self { stage: Stage::Timeout, source: source.into() }
    }

    /// The connection failed after bytes may have been sent.
    pub fn io(source: impl Into<BoxError>) -> Self {
        Self { stage: Stage::Io, source: source.into() }
    }

    /// A test did not expect the request, and why, in a sentence that goes into the error of the call. Nothing was
    /// sent, and sending it again would not help.
    #[cfg(feature = "testing")]
    pub(crate) fn unexpected(problem: String) -> Self {
        Self { stage: Stage::Unexpected, source: problem.into() }
    }

    /// Whether no connection could be made, so that nothing was sent.
    pub fn is_connect(&self) -> bool {
        self.stage == Stage::Connect
    }

    /// Whether there was a connection, and it is certain that the request was not processed.
    pub fn is_unprocessed(&self) -> bool {
        self.stage == Stage::Unprocessed
    }

    /// The same of a request that was not given to any connection.
    #[cfg(any(feature = "reqwest", feature = "hyper"))]
    pub(super) fn unsent(self) -> Self {
        let stage = match self.stage {
            Stage::Connect | Stage::Timeout => Stage::Connect,
            Stage::Unprocessed | Stage::Io => Stage::Unprocessed,
            #[cfg(feature = "testing")]
            Stage::Unexpected => Stage::Unexpected,
        };
        Self { stage, ..self }
    }

    pub(crate) fn stage(&self) -> Stage {
        self.stage
    }

    /// The cause in a few words, if it is one that is known to hold no secret.
    pub(crate) fn reason(&self) -> Option<String> {
        #[cfg(feature = "testing")]
        if self.stage == Stage::Unexpected {
            return Some(self.source.to_string());
        }
        reason::of(&*self.source)
    }

    /// Whether another attempt would fail in the same way.
    pub(crate) fn is_lasting(&self) -> bool {
        #[cfg(feature = "testing")]
        if self.stage == Stage::Unexpected {
            return true;
        }
        reason::is_lasting(&*self.source)
    }

    pub(crate) fn into_source(self) -> BoxError {
        self.source
    }
}

/// One line: how far it came, and why it came no further.
impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.stage {
            Stage::Connect => "no connection could be made",
            Stage::Unprocessed => "the request was not processed",
            Stage::Timeout => "the transport ran out of time",
            Stage::Io => "the connection failed",
            #[cfg(feature = "testing")]
            Stage::Unexpected => "the test did not expect this request",
        })?;
        match self.reason() {
            Some(reason) => write!(f, ": {reason}"),
            None => Ok(()),
        }
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(self.source.as_ref())
    }
}
