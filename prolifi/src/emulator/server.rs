//! What there is behind the socket.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::faults::Faults;
use super::idempotency::Idempotency;
use super::rate_limit::RateLimit;
use super::record::Record;
use super::state::State;

/// Everything there is behind the socket, shared by all connections.
#[derive(Clone)]
pub(super) struct Shared(Arc<Mutex<Server>>);

/// The parts of the server.
pub(super) struct Server {
    pub(super) state: State,
    pub(super) rate_limit: RateLimit,
    pub(super) idempotency: Idempotency,
    pub(super) faults: Faults,
    pub(super) record: Record,
    pub(super) live_mode: bool,
    pub(super) ip_restricted: bool,
    pub(super) latency: Duration,
}

impl Shared {
    pub(super) fn new(server: Server) -> Self {
        Self(Arc::new(Mutex::new(server)))
    }

    pub(super) fn lock(&self) -> MutexGuard<'_, Server> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
