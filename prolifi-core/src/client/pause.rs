//! The pause after a 429: the limit counts the key, so every call of the client would be refused.

use std::{
    sync::{Mutex, PoisonError},
    time::Duration,
};

use tokio::time::Instant;

/// Calls that waited are released over this time, and not all in one moment.
const SPREAD: Duration = Duration::from_secs(1);

/// Until when new attempts of a client are held back.
#[derive(Debug, Default)]
pub(crate) struct Pause {
    until: Mutex<Option<Instant>>,
}

impl Pause {
    /// How much later than the others one of them is released: `random` is from 0 to 1.
    pub(crate) fn spread(random: f64) -> Duration {
        SPREAD.mul_f64(random.clamp(0.0, 1.0))
    }

    /// Holds new attempts back until then, if they are not held back for longer.
    pub(crate) fn extend(&self, until: Instant) {
        let mut current = self.until.lock().unwrap_or_else(PoisonError::into_inner);
        *current = Some(current.map_or(until, |current| current.max(until)));
    }

    /// When an attempt may begin that wants to begin now: `random`, from 0 to 1, spreads those that waited.
    pub(crate) fn release(&self, now: Instant, random: f64) -> Option<Instant> {
        let mut until = self.until.lock().unwrap_or_else(PoisonError::into_inner);
        match *until {
            Some(end) if end > now => Some(end + Self::spread(random)),
            Some(_) => {
                *until = None;
                None
            }
            None => None,
        }
    }
}
