//! The retry budget of a client: when much fails, retries stop before they become the load.

use std::sync::atomic::{AtomicU32, Ordering};

/// In tenths of a token.
const FULL: u32 = 1000;
const RETRY: u32 = 10;
const SUCCESS: u32 = 1;

/// 100 tokens, shared by all clones of a client. A retry takes one, a success gives a tenth back: in the
/// long run one retry for ten successes.
#[derive(Debug)]
pub(crate) struct Budget {
    /// `None` where retries are not counted.
    tenths: Option<AtomicU32>,
}

impl Budget {
    pub(crate) fn full() -> Self {
        Self { tenths: Some(AtomicU32::new(FULL)) }
    }

    pub(crate) fn unlimited() -> Self {
        Self { tenths: None }
    }

    /// Takes a token, if there is one.
    pub(crate) fn withdraw(&self) -> bool {
        let Some(tenths) = &self.tenths else { return true };
        tenths.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(RETRY)).is_ok()
    }

    /// Gives a part of a token back.
    pub(crate) fn deposit(&self) {
        if let Some(tenths) = &self.tenths
            && tenths.load(Ordering::Relaxed) < FULL
        {
            let add = |left: u32| Some((left + SUCCESS).min(FULL));
            // The closure never gives `None`, so this cannot fail.
            let _ = tenths.fetch_update(Ordering::Relaxed, Ordering::Relaxed, add);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Budget;

    #[test]
    fn a_hundred_retries_empty_it_and_ten_successes_buy_one() {
        let budget = Budget::full();
        assert_eq!((0..150).filter(|_| budget.withdraw()).count(), 100);
        for _ in 0..9 {
            budget.deposit();
        }
        assert!(!budget.withdraw());
        budget.deposit();
        assert!(budget.withdraw());
    }

    #[test]
    fn it_holds_no_more_than_a_hundred() {
        let budget = Budget::full();
        for _ in 0..1000 {
            budget.deposit();
        }
        assert_eq!((0..150).filter(|_| budget.withdraw()).count(), 100);
    }
}
