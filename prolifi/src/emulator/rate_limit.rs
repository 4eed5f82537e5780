//! The rate limit: so many requests a window, each key with a counter of its own.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use http::header::{HeaderName, RETRY_AFTER};

use super::auth::Key;
use super::problem::Problem;
use super::reply::Reply;

/// Counts the requests of each key in windows that start with its first request.
#[derive(Debug)]
pub(super) struct RateLimit {
    limit: u32,
    window: Duration,
    used: HashMap<Key, Window>,
}

#[derive(Clone, Copy, Debug)]
struct Window {
    started: Instant,
    requests: u32,
}

impl RateLimit {
    pub(super) fn new(limit: u32, window: Duration) -> Self {
        Self { limit, window, used: HashMap::new() }
    }

    /// Counts one request, or says how long to wait for the next window. A refused request is not counted.
    pub(super) fn take(&mut self, key: Key, now: Instant) -> Result<(), Duration> {
        let length = self.window;
        let window = self.used.entry(key).or_insert(Window { started: now, requests: 0 });
        let passed = now.saturating_duration_since(window.started);
        if passed >= length {
            *window = Window { started: now, requests: 0 };
        } else if window.requests >= self.limit {
            return Err(length - passed);
        }
        // With a limit of 0 a fresh window admits nothing either.
        if self.limit == 0 {
            return Err(length);
        }
        window.requests += 1;
        Ok(())
    }

    /// Adds the two headers that every response carries. A request without a known key sees a full window.
    pub(super) fn mark(&self, reply: Reply, key: Option<Key>, now: Instant) -> Reply {
        let used = key.and_then(|key| self.used.get(&key));
        let current = used.filter(|window| now.saturating_duration_since(window.started) < self.window);
        let remaining = self.limit.saturating_sub(current.map_or(0, |window| window.requests));
        reply
            .header(HeaderName::from_static("x-ratelimit-limit"), self.limit)
            .header(HeaderName::from_static("x-ratelimit-remaining"), remaining)
    }
}

/// The 429 of the documentation; the wait is rounded up to whole seconds, so that obeying it is enough.
pub(super) fn too_many_requests(wait: Duration) -> Reply {
    let seconds = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
    Reply::refused(Problem::RateLimit).header(RETRY_AFTER, seconds)
}
