//! The runtime of `Call::wait` (feature `blocking`).
//!
//! All blocking calls run on one thread with a runtime of its own, so that they work anywhere: without a
//! runtime, in `spawn_blocking`, and even where blocking is a mistake. Their connections belong to that
//! runtime too, as all connections do: one of another runtime would stand still while that one is blocked.

use std::{sync::OnceLock, thread};

use tokio::runtime::{Builder, Handle};

use crate::error::Error;

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
        runtime.block_on(std::future::pending::<()>());
    })?;
    Ok(handle)
}
