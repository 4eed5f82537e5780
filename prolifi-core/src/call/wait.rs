//! [`Call::wait`]: calls from code that is not async.

use std::{future::poll_fn, sync::mpsc};

use super::{Call, decode};
use crate::{
    error::{Error, ErrorKind},
    transport::blocking,
};

// Here too, so that the docs of the facade say it.
#[cfg(feature = "blocking")]
impl<T> Call<T> {
    /// Sends the call and blocks the thread until it is answered.
    ///
    /// It runs on a thread and on connections that all blocking calls share, and never panics. On a thread
    /// of an async runtime it holds up the tasks of that thread: use it in `spawn_blocking` there, or await
    /// the call.
    ///
    /// ```no_run
    /// # use prolifi_core::{Call, Error};
    /// # fn read(call: Call<String>) -> Result<(), Error> {
    /// let note = call.wait()?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// What awaiting the call would give; [`ErrorKind::Build`](crate::ErrorKind::Build) where the system
    /// has no thread for it, [`ErrorKind::Transport`](crate::ErrorKind::Transport) after a panic in a
    /// transport of your own.
    pub fn wait(self) -> Result<T, Error> {
        let endpoint = self.endpoint();
        let key = self.key().map(str::to_owned);
        let Self { mut state, expected, decode: value } = self;
        let (sender, receiver) = mpsc::sync_channel(1);
        blocking::runtime()?.spawn(async move {
            // The receiver is gone only if its thread is.
            let _ = sender.send(poll_fn(|cx| state.poll(cx, expected)).await);
        });
        match receiver.recv() {
            Ok(answer) => decode(answer, value),
            // The runtime dropped the call, and with it the sender. What was sent until then is not known.
            Err(_) => Err(Error::new(ErrorKind::Transport, "the call panicked before it was answered")
                .with_endpoint(endpoint)
                .with_key(key.as_deref())
                .with_history(1, true)),
        }
    }
}
