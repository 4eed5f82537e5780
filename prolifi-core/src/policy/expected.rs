//! [`Expected`]: what the policy has to know of an answer type.

use http::StatusCode;

/// What the answer type of a call makes of an answer with this status.
pub(crate) type Expected = fn(StatusCode) -> Reading;

/// How an answer is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reading {
    /// Not as a value: it is an error.
    Refused,
    /// Its head is all that the value needs.
    Head,
    /// To the end.
    Whole,
    /// By the value itself, as it is received.
    Streamed,
}
