//! [`TransportError`]: how sending can fail.

use std::{error::Error as StdError, fmt};

use crate::error::BoxError;

/// Why a transport has no answer.
///
/// Which of the three it is decides whether the request may be repeated.
///
/// ```
/// use std::io;
///
/// use prolifi_core::transport::TransportError;
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
    Timeout,
    Io,
}

impl TransportError {
    /// No connection could be made. This is a promise: **no byte of the request was sent**, so that every
    /// request may be repeated.
    pub fn connect(source: impl Into<BoxError>) -> Self {
        Self { stage: Stage::Connect, source: source.into() }
    }

    /// A limit of the transport's own ran out, after bytes may have been sent.
    pub fn timeout(source: impl Into<BoxError>) -> Self {
        Self { stage: Stage::Timeout, source: source.into() }
    }

    /// The connection failed after bytes may have been sent.
    pub fn io(source: impl Into<BoxError>) -> Self {
        Self { stage: Stage::Io, source: source.into() }
    }

    /// Whether it is certain that nothing was sent.
    pub fn is_connect(&self) -> bool {
        self.stage == Stage::Connect
    }

    pub(crate) fn stage(&self) -> Stage {
        self.stage
    }

    pub(crate) fn into_source(self) -> BoxError {
        self.source
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.stage {
            Stage::Connect => "no connection could be made",
            Stage::Timeout => "the transport ran out of time",
            Stage::Io => "the connection failed",
        })
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(self.source.as_ref())
    }
}
