//! [`Attempt`]: a request on its way through one of the libraries, until it is answered, fails or is dropped.

use std::sync::Arc;

use http::{Uri, Version};
use tokio::time::Instant;

use super::{
    TransportError,
    cut::{is_cut, report},
    error::Stage,
    library_errors::{is_calm_demanded, is_ping_unanswered},
    life::Seen,
    pools::Pool,
    request_body::Taken,
    settings::PING_INTERVAL,
};

/// Watches a request for its pool: whether the connections are still good, and what became of the request when its
/// time is up (see [`cut`](super::cut)).
pub(super) struct Attempt<C: Send + Sync + 'static> {
    pool: Arc<Pool<C>>,
    seen: Seen,
    taken: Taken,
    began: Instant,
    ended: bool,
}

impl<C: Send + Sync + 'static> Attempt<C> {
    pub(super) fn new(pool: Arc<Pool<C>>, server: &Uri, taken: Taken) -> Self {
        let seen = pool.life.seen(server);
        Self { pool, seen, taken, began: Instant::now(), ended: false }
    }

    /// What holds the connections.
    pub(super) fn client(&self) -> &C {
        &self.pool.client
    }

    /// There is an answer.
    pub(super) fn answered(mut self, version: Version) {
        self.ended = true;
        self.pool.life.answered(self.seen, version);
    }

    /// There is none; of a request that no connection took, nothing was sent, whatever failed.
    pub(super) fn failed(mut self, error: TransportError) -> TransportError {
        self.ended = true;
        if self.are_pings_disliked(&error) {
            self.pool.leave(false);
        } else if error.stage() == Stage::Timeout {
            self.leave_if_silent();
        }
        if self.taken.is_unsent() { error.unsent() } else { error }
    }

    /// Whether the server closed the connection because it was asked too often whether it is there. It should say so
    /// (RFC 9113, section 7), but what it says to the connection is seldom heard by a request: one that
    /// is lost after a PING was due counts too.
    fn are_pings_disliked(&self, error: &TransportError) -> bool {
        let lost_after_ping = || {
            error.stage() == Stage::Io
                && self.pool.life.is_shared(self.seen)
                && self.began.elapsed() >= PING_INTERVAL
                && !is_ping_unanswered(error)
        };
        self.pool.pings && (is_calm_demanded(error) || lost_after_ping())
    }

    /// No PING may have been due yet, so that a dead connection would be given to the next attempt too.
    fn leave_if_silent(&self) {
        if self.pool.life.is_silent_since(self.seen) {
            self.pool.leave(true);
        }
    }
}

impl<C: Send + Sync + 'static> Drop for Attempt<C> {
    fn drop(&mut self) {
        if self.ended || !is_cut() {
            return;
        }
        let unsent = self.taken.is_unsent();
        report(!unsent);
        if !unsent {
            self.leave_if_silent();
        }
    }
}
