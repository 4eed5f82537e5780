//! [`Clock`]: what time it is for the service, which a signature has to tell.

use std::{
    sync::atomic::{AtomicI64, Ordering},
    time::{Duration, SystemTime},
};

use http::{HeaderMap, header};

/// A difference up to this is the way of an answer, or the part of a second that `Date` does not tell.
const NONE: Duration = Duration::from_secs(2);
/// A greater difference is no clock that goes wrong.
const MOST: Duration = Duration::from_secs(24 * 60 * 60);
/// An answer that took longer tells too little of when its `Date` was written.
const LONGEST_WAY: Duration = Duration::from_secs(10);

/// How far the service's clock is ahead of ours, as its answers tell.
#[derive(Debug)]
pub(crate) struct Clock {
    /// In milliseconds.
    ahead: AtomicI64,
    corrects: bool,
}

impl Clock {
    pub(crate) fn new(corrects: bool) -> Self {
        Self { ahead: AtomicI64::new(0), corrects }
    }

    /// The time of the service, when it is `here` by our own clock.
    pub(crate) fn time(&self, here: SystemTime) -> SystemTime {
        let ahead = self.ahead.load(Ordering::Relaxed);
        let by = Duration::from_millis(ahead.unsigned_abs());
        let there = if ahead < 0 { here.checked_sub(by) } else { here.checked_add(by) };
        there.unwrap_or(here)
    }

    /// Learns from the answer to a request that was sent and answered at these times. `Date` was written in the middle
    /// between, unless a cache has kept the answer, which says so with `Age` (RFC 9110, section 6.6.1; RFC 9111,
    /// section 5.1).
    pub(crate) fn learn(&self, headers: &HeaderMap, sent: SystemTime, answered: SystemTime) {
        let Some(date) =
            headers.get(header::DATE).filter(|_| self.corrects && !headers.contains_key(header::AGE))
        else {
            return;
        };
        let date = date.to_str().ok().and_then(|date| httpdate::parse_http_date(date).ok());
        let way = answered.duration_since(sent).ok().filter(|way| *way <= LONGEST_WAY);
        let (Some(date), Some(way)) = (date, way) else { return };
        let middle = sent + way / 2;
        let (difference, is_ahead) = match date.duration_since(middle) {
            Ok(ahead) => (ahead, true),
            Err(behind) => (behind.duration(), false),
        };
        if difference > MOST {
            return;
        }
        let difference = if difference < NONE { Duration::ZERO } else { difference };
        let ahead = i64::try_from(difference.as_millis()).unwrap_or(0);
        self.ahead.store(if is_ahead { ahead } else { -ahead }, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::{Clock, Duration, HeaderMap, SystemTime, header};

    const HOUR: Duration = Duration::from_secs(3600);

    /// How far the clock is ahead in seconds after an answer with this date.
    fn ahead(clock: &Clock, date: SystemTime, age: bool) -> i64 {
        let now = SystemTime::UNIX_EPOCH + 1000 * 24 * HOUR;
        let mut headers = HeaderMap::new();
        headers.insert(header::DATE, httpdate::fmt_http_date(date).parse().unwrap());
        if age {
            headers.insert(header::AGE, "1".parse().unwrap());
        }
        clock.learn(&headers, now - Duration::from_secs(2), now + Duration::from_secs(2));
        let time = clock.time(now);
        time.duration_since(now)
            .map_or_else(|behind| -(behind.duration().as_secs() as i64), |ahead| ahead.as_secs() as i64)
    }

    #[test]
    fn it_is_learnt_within_bounds_and_from_answers_of_the_service_alone() {
        let now = SystemTime::UNIX_EPOCH + 1000 * 24 * HOUR;
        let clock = Clock::new(true);
        assert_eq!(ahead(&clock, now + HOUR, false), 3600);
        assert_eq!(ahead(&clock, now + 25 * HOUR, false), 3600, "beyond the bound");
        assert_eq!(ahead(&clock, now - HOUR, true), 3600, "from a cache");
        assert_eq!(ahead(&clock, now - HOUR, false), -3600);
        assert_eq!(ahead(&clock, now + Duration::from_secs(1), false), 0);
        assert_eq!(ahead(&Clock::new(false), now + HOUR, false), 0, "turned off");
    }
}
