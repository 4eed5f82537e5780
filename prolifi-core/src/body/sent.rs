//! [`Sent`]: how far a connection has taken the body of a request.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::Waker,
};

use tokio::time::Instant;

use super::{of_length::WrongLength, progress::OnProgress};
use crate::error::BoxError;

/// What the body of an attempt tells of itself while it is taken, chunk by chunk.
#[derive(Debug)]
pub(crate) struct Sent {
    state: Mutex<State>,
    total: Option<u64>,
    on_progress: Option<OnProgress>,
}

#[derive(Debug)]
struct State {
    taken: u64,
    /// When something was taken last, or when it ended.
    moved: Instant,
    ended: bool,
    /// Why it could not be read to its end.
    failure: Option<BodyError>,
    /// Who waits for its end.
    waiting: Option<Waker>,
}

/// Why a body could not be read to its end.
#[derive(Debug, Clone)]
pub(crate) struct BodyError {
    pub(crate) problem: String,
    /// Whether it will be the same the next time.
    pub(crate) lasting: bool,
}

/// How far a body was at some moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Reached {
    pub(crate) taken: u64,
    pub(crate) total: Option<u64>,
    pub(crate) moved: Instant,
    pub(crate) ended: bool,
}

impl Sent {
    pub(super) fn new(total: Option<u64>, on_progress: Option<OnProgress>) -> Arc<Self> {
        let state = State { taken: 0, moved: Instant::now(), ended: false, failure: None, waiting: None };
        Arc::new(Self { state: Mutex::new(state), total, on_progress })
    }

    /// How far it is.
    pub(crate) fn reached(&self) -> Reached {
        let State { taken, moved, ended, .. } = *self.lock();
        Reached { taken, total: self.total, moved, ended }
    }

    /// Has this task woken at the end of the body.
    pub(crate) fn wake_at_end(&self, waker: &Waker) {
        let mut state = self.lock();
        match &mut state.waiting {
            Some(waiting) => waiting.clone_from(waker),
            waiting => *waiting = Some(waker.clone()),
        }
    }

    /// Why the body could not be read to its end, if it could not.
    pub(crate) fn failure(&self) -> Option<BodyError> {
        self.lock().failure.clone()
    }

    /// A chunk of so many bytes was taken.
    pub(super) fn took(&self, bytes: usize) {
        let done = {
            let mut state = self.lock();
            state.taken += bytes as u64;
            state.moved = Instant::now();
            state.taken
        };
        if let Some(on_progress) = &self.on_progress {
            on_progress.tell(done, self.total);
        }
    }

    pub(super) fn ended(&self) {
        let waiting = {
            let mut state = self.lock();
            if state.ended {
                return;
            }
            (state.ended, state.moved) = (true, Instant::now());
            state.waiting.take()
        };
        if let Some(waiting) = waiting {
            waiting.wake();
        }
    }

    pub(super) fn failed(&self, error: &BoxError) {
        let lasting = error.is::<WrongLength>();
        self.lock().failure = Some(BodyError { problem: error.to_string(), lasting });
        self.ended();
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
