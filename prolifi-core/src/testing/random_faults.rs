//! [`RandomFaults`]: a share of the requests that something goes wrong with, the same for the same seed.

use super::fault::Fault;

pub(super) struct RandomFaults {
    rate: f64,
    chance: fastrand::Rng,
    faults: Vec<Fault>,
}

impl RandomFaults {
    pub(super) fn new(rate: f64, seed: u64, faults: Vec<Fault>) -> Self {
        Self { rate, chance: fastrand::Rng::with_seed(seed), faults }
    }

    /// What goes wrong with the next request, if anything does.
    pub(super) fn next(&mut self) -> Option<&Fault> {
        let strikes = self.chance.f64() < self.rate;
        let which = self.chance.usize(..self.faults.len().max(1));
        self.faults.get(which).filter(|_| strikes)
    }
}
