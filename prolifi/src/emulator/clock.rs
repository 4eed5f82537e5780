//! Time and ids, both of which a test can fix.

use std::time::{Duration, Instant};

use jiff::Timestamp;
use uuid::Uuid;

/// The emulator's time: the machine's or a fixed one, and in either case moved ahead by what was asked for.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Clock {
    fixed: Option<Timestamp>,
    ahead: Duration,
}

impl Clock {
    pub(super) fn fixed(at: Timestamp) -> Self {
        Self { fixed: Some(at), ..Self::default() }
    }

    pub(super) fn advance(&mut self, by: Duration) {
        self.ahead = self.ahead.saturating_add(by);
    }

    /// The time of day, for what is stored.
    pub(super) fn now(&self) -> Timestamp {
        let base = self.fixed.unwrap_or_else(Timestamp::now);
        base.saturating_add(self.ahead).unwrap_or(base)
    }

    /// A steady time for the windows of the rate limit: it passes even when the time of day is fixed, so that a
    /// caller who waits as told is let in again.
    pub(super) fn steady(&self) -> Instant {
        let now = Instant::now();
        now.checked_add(self.ahead).unwrap_or(now)
    }
}

/// Writes a time as the emulator answers it: RFC 3339 in UTC, to the microsecond.
pub(super) fn written(time: Timestamp) -> String {
    format!("{time:.6}")
}

/// Where new ids come from.
#[derive(Debug, Default)]
pub(super) enum Ids {
    #[default]
    Random,
    Seeded(Dice),
}

impl Ids {
    pub(super) fn next(&mut self) -> Uuid {
        match self {
            Self::Random => Uuid::new_v4(),
            Self::Seeded(dice) => {
                let bits = u128::from(dice.roll()) << 64 | u128::from(dice.roll());
                uuid::Builder::from_random_bytes(bits.to_be_bytes()).into_uuid()
            }
        }
    }
}

/// A small seeded generator (SplitMix64): the same numbers on every machine and in every version.
#[derive(Debug)]
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(super) fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from 0 up to but not including 1.
    pub(super) fn fraction(&mut self) -> f64 {
        // The upper 32 bits, which every f64 holds exactly.
        let upper = u32::try_from(self.roll() >> 32).unwrap_or(u32::MAX);
        f64::from(upper) / (f64::from(u32::MAX) + 1.0)
    }
}
