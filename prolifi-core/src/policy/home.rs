//! [`Home`]: the runtime that a call was begun on, and stays with.

use std::{cell::Cell, panic::catch_unwind, time::Duration};

use tokio::{
    runtime::{Handle, Id},
    time::sleep,
};

use crate::error::Error;

thread_local! {
    /// The runtime that this thread saw last with timers.
    static HAS_TIMERS: Cell<Option<Id>> = const { Cell::new(None) };
}

/// The runtime whose timers and connections a call has. It gets no further on another one, which drives neither.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Home(Id);

impl Home {
    /// The runtime of this thread.
    ///
    /// # Errors
    ///
    /// `Build` where there is none, or one without timers, which no limit could be kept on.
    pub(super) fn find() -> Result<Self, Error> {
        let Some(home) = current() else {
            return Err(Error::build("a call has to be awaited inside a Tokio runtime"));
        };
        if HAS_TIMERS.get() != Some(home.0) {
            // A runtime does not tell whether it has timers, but by a panic.
            if catch_unwind(|| drop(sleep(Duration::ZERO))).is_err() {
                return Err(Error::build(
                    "the Tokio runtime has no timers, which the limits of a call need: turn them on with \
                     `Builder::enable_time` or `enable_all`",
                ));
            }
            HAS_TIMERS.set(Some(home.0));
        }
        Ok(home)
    }

    /// Whether this thread runs for the same runtime.
    pub(super) fn is_current(self) -> bool {
        current() == Some(self)
    }
}

fn current() -> Option<Home> {
    Handle::try_current().ok().map(|runtime| Home(runtime.id()))
}
