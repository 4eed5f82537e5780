//! What the errors of the HTTP and TLS libraries mean, the same whichever transport met them.

use std::error::Error as StdError;

use h2::Reason;
use hyper_util::client::legacy;

use super::{TransportError, chain::chain};
use crate::error::BoxError;

/// How far the request had come that failed with this.
pub(super) fn classify(error: BoxError) -> TransportError {
    if is_connect(&*error) {
        TransportError::connect(error)
    } else if is_unprocessed(&*error) {
        TransportError::unprocessed(error)
    } else {
        TransportError::io(error)
    }
}

/// Whether the other side dislikes how often it was asked whether it is there (RFC 9113, section 7).
pub(super) fn is_calm_demanded(error: &(dyn StdError + 'static)) -> bool {
    chain(error)
        .filter_map(|error| error.downcast_ref::<h2::Error>())
        .any(|error| error.is_remote() && error.reason() == Some(Reason::ENHANCE_YOUR_CALM))
}

/// Whether a connection was given up because a PING was not answered.
pub(super) fn is_ping_unanswered(error: &(dyn StdError + 'static)) -> bool {
    chain(error).filter_map(|error| error.downcast_ref::<hyper::Error>()).any(hyper::Error::is_timeout)
}

/// Whether no connection was made: none was given to the request, for another reason than that it was not needed.
fn is_connect(error: &(dyn StdError + 'static)) -> bool {
    chain(error).filter_map(|error| error.downcast_ref::<legacy::Error>()).any(|error| {
        let was_canceled = error.source().and_then(|source| source.downcast_ref::<hyper::Error>()).is_none();
        error.is_connect() || (error.connect_info().is_none() && !was_canceled)
    })
}

/// Whether the request was not processed, though there may have been a connection.
fn is_unprocessed(error: &(dyn StdError + 'static)) -> bool {
    chain(error).any(|error| {
        if let Some(error) = error.downcast_ref::<h2::Error>() {
            let refused = error.is_reset() && error.reason() == Some(Reason::REFUSED_STREAM);
            return error.is_remote() && (error.is_go_away() || refused);
        }
        if let Some(error) = error.downcast_ref::<hyper::Error>() {
            // It gave the request back: the connection was closed, or never ready.
            return error.is_canceled();
        }
        error.downcast_ref::<legacy::Error>().is_some_and(|error| error.connect_info().is_none())
    })
}
