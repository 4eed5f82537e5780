//! The runtime of `Call::wait` (feature `blocking`).
//!
//! All blocking calls run on one thread with a runtime of its own, so that they work anywhere: without a
//! runtime, in `spawn_blocking`, and even where blocking is a mistake. Their connections belong to that
//! runtime too: a connection of another runtime would stand still while that one is blocked.

#[cfg(any(feature = "reqwest", feature = "hyper"))]
use std::cell::Cell;
use std::{sync::OnceLock, thread};

use tokio::runtime::{Builder, Handle};

use crate::error::Error;

#[cfg(any(feature = "reqwest", feature = "hyper"))]
thread_local! {
    static ON_BLOCKING_THREAD: Cell<bool> = const { Cell::new(false) };
}

/// Whether this code runs for a blocking call, so that a transport has to use connections made for those.
#[cfg(any(feature = "reqwest", feature = "hyper"))]
pub(crate) fn is_current() -> bool {
    ON_BLOCKING_THREAD.get()
}

/// The runtime, started by the first blocking call and never stopped.
pub(crate) fn runtime() -> Result<&'static Handle, Error> {
    static RUNTIME: OnceLock<Option<Handle>> = OnceLock::new();
    let handle = RUNTIME.get_or_init(|| start().ok()).as_ref();
    handle.ok_or_else(|| Error::build("the system has no thread for blocking calls"))
}

fn start() -> std::io::Result<Handle> {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let handle = runtime.handle().clone();
    thread::Builder::new().name("prolifi-blocking".into()).spawn(move || {
        #[cfg(any(feature = "reqwest", feature = "hyper"))]
        ON_BLOCKING_THREAD.set(true);
        runtime.block_on(std::future::pending::<()>());
    })?;
    Ok(handle)
}
