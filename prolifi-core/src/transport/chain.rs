//! An error and its causes.

use std::{error::Error as StdError, io};

/// An error and all that are below it, also those that an [`io::Error`] holds and does not give as its source.
pub(super) fn chain<'a>(
    error: &'a (dyn StdError + 'static),
) -> impl Iterator<Item = &'a (dyn StdError + 'static)> {
    std::iter::successors(Some(error), |&error| match error.downcast_ref::<io::Error>() {
        Some(io) => io.get_ref().map(|inner| inner as _),
        None => error.source(),
    })
}
