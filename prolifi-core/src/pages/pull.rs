//! The futures of `next` and its like: awaited, or waited for.

use std::{
    fmt,
    future::Future,
    pin::Pin,
    task::{Context, Poll, ready},
};

use crate::error::Error;

/// The next item or page: await it, or call `wait()` from code that is not async (feature `blocking`).
///
/// ```
/// use prolifi::{Error, Pages};
///
/// async fn first(list: &mut Pages<String>) -> Option<Result<String, Error>> {
///     list.next().await
/// }
/// ```
///
/// It can be dropped at any time: the page that is being asked for then comes with the next one.
#[must_use = "nothing is asked for until it is awaited"]
pub struct Pull<'a, S, I> {
    source: &'a mut S,
    poll: fn(&mut S, &mut Context<'_>) -> Poll<Option<I>>,
    #[cfg(feature = "blocking")]
    wait: fn(&mut S) -> Option<I>,
}

impl<'a, S, I> Pull<'a, S, I> {
    pub(super) fn new(
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
    pub fn wait(self) -> Option<I> {
        (self.wait)(self.source)
    }
}

impl<S, I> Future for Pull<'_, S, I> {
    type Output = Option<I>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<I>> {
        (self.poll)(self.source, cx)
    }
}

/// The items of [`Pages::collect_up_to`](crate::Pages::collect_up_to): await them, or call `wait()` from code that is not
/// async (feature `blocking`).
///
/// ```
/// use prolifi::{Error, Pages};
///
/// async fn ten(list: &mut Pages<String>) -> Result<Vec<String>, Error> {
///     list.collect_up_to(10).await
/// }
/// ```
#[must_use = "nothing is asked for until it is awaited"]
pub struct CollectUpTo<'a, S, T> {
    next: Pull<'a, S, Result<T, Error>>,
    most: usize,
    items: Vec<T>,
}

impl<'a, S, T> CollectUpTo<'a, S, T> {
    pub(super) fn new(next: Pull<'a, S, Result<T, Error>>, most: usize) -> Self {
        Self { next, most, items: Vec::new() }
    }

    /// Blocks the thread until they are there, as [`Call::wait`](crate::Call::wait) does.
    ///
    /// # Errors
    ///
    /// The error of a page.
    #[cfg(feature = "blocking")]
    pub fn wait(mut self) -> Result<Vec<T>, Error> {
        while self.items.len() < self.most
            && let Some(item) = (self.next.wait)(self.next.source)
        {
            self.items.push(item?);
        }
        Ok(self.items)
    }
}

impl<S, T> Future for CollectUpTo<'_, S, T> {
    type Output = Result<Vec<T>, Error>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        while self.items.len() < self.most {
            match ready!(Pin::new(&mut self.next).poll(cx)) {
                Some(item) => {
                    let item = item?;
                    self.items.push(item);
                }
                None => break,
            }
        }
        Poll::Ready(Ok(std::mem::take(&mut self.items)))
    }
}

/// Items are moved and never pinned.
impl<S, T> Unpin for CollectUpTo<'_, S, T> {}

impl<S, I> fmt::Debug for Pull<'_, S, I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pull").finish_non_exhaustive()
    }
}

impl<S, T> fmt::Debug for CollectUpTo<'_, S, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CollectUpTo").field("most", &self.most).finish_non_exhaustive()
    }
}
