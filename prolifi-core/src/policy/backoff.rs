//! Backoff: how long to wait before a retry that the service has not timed itself.

use std::time::Duration;

/// Before the first retry; doubled for each one after it.
const BASE: Duration = Duration::from_millis(500);
/// Doubling ends here.
const CAP: Duration = Duration::from_secs(8);

/// The wait before retry number `retry`, which counts from 0: 0.5 s doubling to 8 s, times 0.5 to 1 as
/// `random`, from 0 to 1, says. The spread keeps clients that failed together from returning together.
pub(super) fn delay(retry: u32, random: f64) -> Duration {
    let full = BASE.saturating_mul(2_u32.saturating_pow(retry)).min(CAP);
    full.mul_f64(0.5 + random.clamp(0.0, 1.0) / 2.0)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::delay;

    #[test]
    fn it_doubles_to_eight_seconds() {
        let full: Vec<_> = (0..7).map(|retry| delay(retry, 1.0).as_millis()).collect();
        assert_eq!(full, [500, 1000, 2000, 4000, 8000, 8000, 8000]);
        assert_eq!(delay(u32::MAX, 1.0), Duration::from_secs(8));
    }

    #[test]
    fn chance_takes_off_at_most_half() {
        assert_eq!(delay(0, 0.0), Duration::from_millis(250));
        assert_eq!(delay(4, 0.0), Duration::from_secs(4));
        assert_eq!(delay(1, 0.5), Duration::from_millis(750));
    }
}
