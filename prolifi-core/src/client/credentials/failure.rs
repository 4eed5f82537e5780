//! [`FetchFailure`]: why there is no secret, and when to ask again.

use std::{error::Error as StdError, fmt, time::Duration};

use tokio::time::Instant;

use crate::error::{BoxError, Error, SharedError};

/// The first wait after a fetch that failed; it doubles.
const FIRST_WAIT: Duration = Duration::from_millis(500);
/// The longest wait of our own.
const LONGEST_WAIT: Duration = Duration::from_secs(5);
/// The longest wait that a token endpoint can ask for.
const LONGEST_ASKED: Duration = Duration::from_secs(600);

/// Says of a source's error that asking again is of no use: the source's own credentials were refused, and stay so until
/// it is given others.
///
/// A source gives it as its error. The error that a call fails with holds what is inside.
///
/// ```
/// use prolifi::{BoxError, FetchContext, Rejected, Secret};
///
/// async fn fetch(_: FetchContext) -> Result<Secret, BoxError> {
///     Err(Rejected::new("the vault does not know this role").into())
/// }
/// ```
#[derive(Debug)]
pub struct Rejected(BoxError);

impl Rejected {
    /// Marks an error as final.
    pub fn new(source: impl Into<BoxError>) -> Self {
        Self(source.into())
    }
}

impl fmt::Display for Rejected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the credentials were rejected")
    }
}

impl StdError for Rejected {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(self.0.as_ref())
    }
}

/// A fetch that failed, for all that waited for it and those that come before the next.
#[derive(Debug, Clone)]
pub(crate) struct FetchFailure {
    pub(crate) source: SharedError,
    /// Whether asking again is of no use.
    pub(crate) is_final: bool,
    /// No fetch begins before.
    pub(crate) again_at: Instant,
}

impl FetchFailure {
    /// What follows from an error of the source: `before` others have failed in a row, and `random` is from 0 to 1.
    pub(super) fn new(error: BoxError, before: u32, random: f64) -> Self {
        let (error, is_final) = match error.downcast::<Rejected>() {
            Ok(rejected) => (rejected.0, true),
            Err(error) => (error, false),
        };
        let asked = error.downcast_ref::<Error>().and_then(Error::retry_after).unwrap_or_default();
        let own = FIRST_WAIT.saturating_mul(1 << before.min(8)).min(LONGEST_WAIT);
        // The upper half is random, so that many processes do not ask in one moment.
        let own = own.mul_f64(0.5 + random.clamp(0.0, 1.0) / 2.0);
        let again_at = Instant::now() + own.max(asked.min(LONGEST_ASKED));
        Self { source: error.into(), is_final, again_at }
    }
}
