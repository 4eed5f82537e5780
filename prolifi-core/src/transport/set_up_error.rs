//! [`SetUpError`]: a transport without the connections of one kind.

use std::{error::Error as StdError, fmt, sync::Arc};

#[cfg(feature = "reqwest")]
use super::chain::chain;

/// Why a transport that could be made has no connection of this kind to give.
#[derive(Debug, Clone)]
pub(super) struct SetUpError(pub(super) Arc<str>);

impl SetUpError {
    /// What could not be done, and the cause nearest to the fault: a copy, since it is said for every request.
    #[cfg(feature = "reqwest")]
    pub(super) fn of(what: &str, error: &(dyn StdError + 'static)) -> Self {
        let cause = chain(error).last().unwrap_or(error);
        Self(format!("{what}: {cause}").into())
    }
}

impl fmt::Display for SetUpError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl StdError for SetUpError {}
