//! The runtime of `Call::wait` (feature `blocking`).
//!
//! All blocking calls run on one thread with a runtime of its own, so that they work anywhere: without a
//! runtime, in `spawn_blocking`, and even where blocking is a mistake. Their connections belong to that
//! runtime too, as all connections do: one of another runtime would stand still while that one is blocked.

use std::{
    process,
    sync::{
        Arc, OnceLock,
        mpsc::{Receiver, RecvTimeoutError, sync_channel},
    },
    task::{Context, Poll, Wake, Waker},
    thread::{self, Thread, ThreadId},
    time::Duration,
};

use tokio::runtime::{Builder, Handle};

use crate::error::Error;

/// How long the runtime may take to show that it still runs.
const SIGN_OF_LIFE: Duration = Duration::from_millis(500);

/// The runtime, its only thread, and the process that this thread is in.
struct Running {
    runtime: Handle,
    thread: ThreadId,
    process: u32,
}

static RUNNING: OnceLock<Option<Running>> = OnceLock::new();

/// The runtime, started by the first blocking call and never stopped.
///
/// # Errors
///
/// Where waiting for it would never end: on its own thread, and in a process that was forked from the one that the
/// thread is in; and where there can be none.
pub(crate) fn runtime() -> Result<&'static Handle, Error> {
    let Some(running) = RUNNING.get_or_init(|| start().ok()) else {
        return Err(Error::build("the system has no thread for blocking calls"));
    };
    check(running)?;
    Ok(&running.runtime)
}

/// Waits for what is polled, which is driven by a runtime elsewhere.
///
/// # Errors
///
/// Where waiting for it would never end, if the runtime is that of blocking calls.
pub(crate) fn wait_for<T>(mut poll: impl FnMut(&mut Context<'_>) -> Poll<T>) -> Result<T, Error> {
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut cx = Context::from_waker(&waker);
    loop {
        if let Poll::Ready(value) = poll(&mut cx) {
            return Ok(value);
        }
        if let Some(Some(running)) = RUNNING.get() {
            check(running)?;
        }
        thread::park();
    }
}

/// Wakes a thread that waits.
struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

/// # Errors
///
/// Where the thread cannot be waited for.
fn check(running: &Running) -> Result<(), Error> {
    if running.process != process::id() {
        return Err(Error::build(
            "the thread of blocking calls is in the process that this one was forked from; fork before the first \
             `wait()`, or await the call",
        ));
    }
    if running.thread == thread::current().id() {
        return Err(Error::build(
            "`wait()` would block the thread that all blocking calls run on: this is the transport, the body or a \
             callback of one; await the call there",
        ));
    }
    Ok(())
}

fn start() -> std::io::Result<Running> {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let handle = runtime.handle().clone();
    let thread = thread::Builder::new().name("prolifi-blocking".into()).spawn(move || {
        runtime.block_on(std::future::pending::<()>());
    })?;
    Ok(Running { runtime: handle, thread: thread.thread().id(), process: process::id() })
}

/// Why a task did not send what was waited for.
pub(crate) enum Lost {
    /// It is gone.
    Dropped,
    /// Its runtime does not run: something on it blocks.
    Blocked,
}

/// Waits for what a task of the runtime sends. The task keeps its own time; what is waited for here, after `limit`, is
/// that it can.
pub(crate) fn receive<T>(runtime: &Handle, receiver: &Receiver<T>, limit: Duration) -> Result<T, Lost> {
    let mut patience = limit;
    loop {
        match receiver.recv_timeout(patience) {
            Ok(received) => return Ok(received),
            Err(RecvTimeoutError::Disconnected) => return Err(Lost::Dropped),
            Err(RecvTimeoutError::Timeout) if is_running(runtime) => patience = SIGN_OF_LIFE,
            // What was sent at the last moment is not lost.
            Err(RecvTimeoutError::Timeout) => return receiver.try_recv().map_err(|_| Lost::Blocked),
        }
    }
}

fn is_running(runtime: &Handle) -> bool {
    let (sender, receiver) = sync_channel(1);
    runtime.spawn(async move {
        // The receiver may have given up.
        let _ = sender.send(());
    });
    receiver.recv_timeout(SIGN_OF_LIFE).is_ok()
}
