//! [`Attempt`]: a request on its way through one of the libraries, until it is answered, fails or is dropped.

use super::{
    TransportError,
    cut::{is_cut, report},
    request_body::Taken,
};

/// Says what became of a request when its time is up: see [`cut`](super::cut).
pub(super) struct Attempt {
    taken: Taken,
    ended: bool,
}

impl Attempt {
    pub(super) fn new(taken: Taken) -> Self {
        Self { taken, ended: false }
    }

    /// There is an answer.
    pub(super) fn answered(mut self) {
        self.ended = true;
    }

    /// There is none; of a request that no connection took, nothing was sent, whatever failed.
    pub(super) fn failed(mut self, error: TransportError) -> TransportError {
        self.ended = true;
        if self.taken.is_unsent() { error.unsent() } else { error }
    }
}

impl Drop for Attempt {
    fn drop(&mut self) {
        if !self.ended && is_cut() {
            report(!self.taken.is_unsent());
        }
    }
}
