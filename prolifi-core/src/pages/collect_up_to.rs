//! [`CollectUpTo`]: the first items of a list, awaited or waited for.

use std::{
    fmt,
    future::Future,
    pin::Pin,
    task::{Context, Poll, ready},
};

use crate::{answer::Pull, error::Error};

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
            && let Some(item) = self.next.wait_again()
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

impl<S, T> fmt::Debug for CollectUpTo<'_, S, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CollectUpTo").field("most", &self.most).finish_non_exhaustive()
    }
}
