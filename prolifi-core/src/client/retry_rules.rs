//! [`RetryRules`]: after which answers a request is sent again, and when.

use std::time::Duration;

use http::StatusCode;

/// What a client is told of retries beside their number.
#[derive(Debug, Clone)]
pub(crate) struct RetryRules {
    /// Of answers that may be other ones if the request is sent again.
    pub(crate) statuses: Vec<StatusCode>,
    /// The backoff before the first retry; doubled for each one after it.
    pub(crate) first_backoff: Duration,
    /// Doubling ends here.
    pub(crate) longest_backoff: Duration,
    /// The longest wait that the service may ask for. A longer one is for the caller to decide about.
    pub(crate) longest_wait: Duration,
}

impl Default for RetryRules {
    fn default() -> Self {
        Self {
            statuses: vec![
                StatusCode::REQUEST_TIMEOUT,
                StatusCode::TOO_MANY_REQUESTS,
                StatusCode::INTERNAL_SERVER_ERROR,
                StatusCode::BAD_GATEWAY,
                StatusCode::SERVICE_UNAVAILABLE,
                StatusCode::GATEWAY_TIMEOUT,
            ],
            first_backoff: Duration::from_millis(500),
            longest_backoff: Duration::from_secs(8),
            longest_wait: Duration::from_secs(60),
        }
    }
}

impl RetryRules {
    /// The wait before retry number `retry`, which counts from 0, if the service has not timed it: doubled for each,
    /// times 0.5 to 1 as `random`, from 0 to 1, says. The spread keeps clients that failed together from returning
    /// together.
    pub(crate) fn backoff(&self, retry: u32, random: f64) -> Duration {
        let full = self.first_backoff.saturating_mul(2_u32.saturating_pow(retry)).min(self.longest_backoff);
        full.mul_f64(0.5 + random.clamp(0.0, 1.0) / 2.0)
    }

    /// Whether an answer may be another one if the request is sent again.
    pub(crate) fn is_transient(&self, status: StatusCode) -> bool {
        !status.is_success() && self.statuses.contains(&status)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use http::StatusCode;

    use super::RetryRules;

    #[test]
    fn it_doubles_to_eight_seconds() {
        let rules = RetryRules::default();
        let full: Vec<_> = (0..7).map(|retry| rules.backoff(retry, 1.0).as_millis()).collect();
        assert_eq!(full, [500, 1000, 2000, 4000, 8000, 8000, 8000]);
        assert_eq!(rules.backoff(u32::MAX, 1.0), Duration::from_secs(8));
    }

    #[test]
    fn chance_takes_off_at_most_half() {
        let rules = RetryRules::default();
        assert_eq!(rules.backoff(0, 0.0), Duration::from_millis(250));
        assert_eq!(rules.backoff(4, 0.0), Duration::from_secs(4));
        assert_eq!(rules.backoff(1, 0.5), Duration::from_millis(750));
    }

    #[test]
    fn six_statuses_are_transient() {
        let rules = RetryRules::default();
        let statuses = (100..=599).filter_map(|code| StatusCode::from_u16(code).ok());
        let transient: Vec<_> =
            statuses.filter(|status| rules.is_transient(*status)).map(|s| s.as_u16()).collect();
        assert_eq!(transient, [408, 429, 500, 502, 503, 504]);
    }
}
