//! Which request is struck by which fault.

use std::collections::VecDeque;

use http::Method;

use super::clock::Dice;
use super::fault::Fault;

/// The faults that are waiting for their request, and those that come at random.
#[derive(Debug, Default)]
pub(super) struct Faults {
    next: VecDeque<Fault>,
    random: Option<Random>,
}

#[derive(Debug)]
struct Random {
    rate: f64,
    dice: Dice,
    faults: Vec<Fault>,
}

impl Faults {
    pub(super) fn queue(&mut self, fault: Fault) {
        self.next.push_back(fault);
    }

    /// Strikes this share of the requests, each with one of the faults.
    pub(super) fn at_random(&mut self, rate: f64, seed: u64, faults: Vec<Fault>) {
        self.random = Some(Random { rate, dice: Dice::new(seed), faults });
    }

    /// Forgets every fault.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// The fault for a request that has just arrived: the first that waits for it, else perhaps one at random.
    pub(super) fn next(&mut self, method: &Method) -> Option<Fault> {
        if let Some(index) = self.next.iter().position(|fault| fault.is_for(method)) {
            let fault = self.next.get_mut(index)?;
            let struck = fault.clone();
            if !fault.count_down() {
                self.next.remove(index);
            }
            return Some(struck);
        }
        let random = self.random.as_mut()?;
        // Rolled for every request, so that what one is dealt does not depend on the others' methods.
        let (strikes, pick) = (random.dice.fraction() < random.rate, random.dice.roll());
        let candidates: Vec<&Fault> = random.faults.iter().filter(|fault| fault.is_for(method)).collect();
        let index = usize::try_from(pick.checked_rem(candidates.len() as u64)?).ok()?;
        candidates.get(index).filter(|_| strikes).map(|fault| (*fault).clone())
    }
}
