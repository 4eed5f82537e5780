//! [`Pull`]: the future of `next` and its like, awaited or waited for.

use std::{
    fmt,
    future::Future,
    pin::Pin,
    task::{Context, Poll},
};

/// What comes next of a list or a stream: await it, or call `wait()` from code that is not async (feature `blocking`).
///
/// ```
/// use prolifi::{Error, Pages};
///
/// async fn first(list: &mut Pages<String>) -> Option<Result<String, Error>> {
///     list.next().await
/// }
/// ```
///
/// It can be dropped at any time: what it waited for then comes with the next one.
#[must_use = "nothing is asked for until it is awaited"]
pub struct Pull<'a, S, I> {
    source: &'a mut S,
    poll: fn(&mut S, &mut Context<'_>) -> Poll<Option<I>>,
    #[cfg(feature = "blocking")]
    wait: fn(&mut S) -> Option<I>,
}

impl<'a, S, I> Pull<'a, S, I> {
    pub(crate) fn new(
        source: &'a mut S,
        poll: fn(&mut S, &mut Context<'_>) -> Poll<Option<I>>,
        #[cfg(feature = "blocking")] wait: fn(&mut S) -> Option<I>,
    ) -> Self {
        Self {
            source,
            poll,
            #[cfg(feature = "blocking")]
            wait,
        }
    }

    /// Blocks the thread until it is there, as [`Call::wait`](crate::Call::wait) does.
    #[cfg(feature = "blocking")]
    pub fn wait(mut self) -> Option<I> {
        self.wait_again()
    }

    #[cfg(feature = "blocking")]
    pub(crate) fn wait_again(&mut self) -> Option<I> {
        (self.wait)(self.source)
    }
}

impl<S, I> Future for Pull<'_, S, I> {
    type Output = Option<I>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<I>> {
        (self.poll)(self.source, cx)
    }
}

impl<S, I> fmt::Debug for Pull<'_, S, I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pull").finish_non_exhaustive()
    }
}
