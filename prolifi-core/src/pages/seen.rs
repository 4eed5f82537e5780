//! [`Seen`]: whether a list goes in a circle, without the memory of all that was seen.

use std::hash::{DefaultHasher, Hash, Hasher};

/// How many marks are remembered, and so the longest circle that is found when it closes: 2 KiB at most.
const RECENT: usize = 256;

/// The marks that a list has passed.
///
/// The last ones are remembered. A longer circle is found by Brent's method: one mark is kept, and replaced at steps
/// that are ever further apart, until the list comes by it again.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// Hashes. A chance that two of a million marks share one is below one in a million.
    recent: Vec<u64>,
    kept: Option<u64>,
    steps: usize,
}

impl Seen {
    /// Whether no mark was passed yet.
    pub(super) fn is_empty(&self) -> bool {
        self.recent.is_empty()
    }

    /// Passes a mark. Whether it was passed before.
    pub(super) fn pass<M: Hash>(&mut self, mark: &M) -> bool {
        let mut hasher = DefaultHasher::new();
        mark.hash(&mut hasher);
        let hash = hasher.finish();
        if self.kept == Some(hash) || self.recent.contains(&hash) {
            return true;
        }
        if self.recent.len() < RECENT {
            self.recent.push(hash);
        } else {
            self.recent[self.steps % RECENT] = hash;
        }
        self.steps += 1;
        if self.steps.is_power_of_two() {
            self.kept = Some(hash);
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::{RECENT, Seen};

    /// After how many steps a list is stopped that runs into a circle.
    fn stopped(before: usize, circle: usize) -> usize {
        let mut seen = Seen::default();
        let mark = |step: usize| if step < before { step } else { before + (step - before) % circle };
        (0..).find(|step| seen.pass(&mark(*step))).expect("a circle")
    }

    #[test]
    fn a_circle_is_found_when_it_closes_or_has_been_gone_round_a_few_times() {
        for (before, circle) in [(0, 1), (0, 2), (5, 1), (3, RECENT), (3000, 200)] {
            assert_eq!(stopped(before, circle), before + circle);
        }
        for (before, circle) in [(0, RECENT + 1), (7, 5000), (5000, 3000)] {
            assert!(stopped(before, circle) <= 4 * (before + circle), "{before}, {circle}");
        }
    }

    #[test]
    fn a_long_list_is_no_circle() {
        let mut seen = Seen::default();
        assert!(!(0..100_000).any(|mark: u32| seen.pass(&mark)));
        assert_eq!(seen.recent.len(), RECENT);
    }
}
