//! [`Call::wait`]: calls from code that is not async.

use std::{
    future::poll_fn,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc,
    },
    time::Duration,
};

use super::Call;
use crate::{
    error::{Error, ErrorKind},
    transport::blocking::{self, Lost},
};

// Here too, so that the docs of the facade say it.
#[cfg(feature = "blocking")]
impl<T> Call<T> {
    /// Sends the call and blocks the thread until it is answered.
    ///
    /// It runs on a thread and on connections that all blocking calls share, and never panics. On a thread
    /// of an async runtime it holds up the tasks of that thread: use it in `spawn_blocking` there, or await
    /// the call. What blocks that shared thread, such as a body that is read with blocking calls, holds up all of
    /// them; a call that it holds up beyond its own deadline ends with an error half a second later.
    ///
    /// ```no_run
    /// use prolifi::{Call, Error};
    ///
    /// fn read(call: Call<String>) -> Result<(), Error> {
    ///     let note = call.wait()?;
    ///     Ok(())
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// What awaiting the call would give; [`ErrorKind::Build`](crate::ErrorKind::Build) where the system
    /// has no thread for it, inside of a transport, a body or a callback of another `wait()`, and in a process that was
    /// forked after one; [`ErrorKind::Transport`](crate::ErrorKind::Transport) after a panic in a
    /// transport of your own.
    pub fn wait(self) -> Result<T, Error> {
        let endpoint = self.endpoint();
        let has_effects = endpoint.is_none_or(|endpoint| !endpoint.is_safe());
        let key = self.key().map(str::to_owned);
        let limit = self.prepared().map_or(Duration::ZERO, |prepared| prepared.limits.timeout.lasts());
        let describe = |error: Error| error.with_endpoint(endpoint).with_key(key.as_deref());
        let runtime = blocking::runtime().map_err(describe)?;

        let Self { mut course, reader } = self;
        let mut held = course.held.take();
        let (sender, receiver) = mpsc::sync_channel(1);
        // Whoever comes first: the task, or the caller who waits no longer for it to begin.
        let begun = Arc::new(AtomicBool::new(false));
        let begins = Arc::clone(&begun);
        let task = runtime.spawn(async move {
            if !begins.swap(true, Ordering::Relaxed) {
                // The receiver is gone only if its thread is.
                let _ = sender.send(poll_fn(|cx| course.poll(cx)).await);
            }
        });
        match blocking::receive(runtime, &receiver, limit) {
            Ok(Ok((answer, mut context))) => {
                reader.read(answer, &mut held).map_err(|error| context.end_with(error))
            }
            Ok(Err(error)) => Err(error),
            // The runtime dropped the call, and with it the sender. What was sent until then is not known.
            Err(Lost::Dropped) => {
                let error = Error::new(ErrorKind::Transport, "the call panicked before it was answered");
                Err(describe(error).with_history(1, has_effects))
            }
            Err(Lost::Blocked) => {
                task.abort();
                let begun = begun.swap(true, Ordering::Relaxed);
                let problem = format!("no answer within {limit:?}: the thread of blocking calls is blocked");
                let error = Error::new(ErrorKind::Timeout, problem);
                Err(describe(error).with_history(begun.into(), begun && has_effects))
            }
        }
    }
}
