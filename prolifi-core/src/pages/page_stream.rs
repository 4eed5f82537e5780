//! [`PageStream`]: from one page to the next, and never in circles.

use std::{
    fmt,
    future::{Future, poll_fn},
    pin::Pin,
    task::{Context, Poll, ready},
};

use futures_util::Stream;
use serde::de::DeserializeOwned;

use super::{
    offset,
    page::{Page, fingerprint},
};
use crate::{
    call::Call,
    endpoint::Endpoint,
    error::{Error, ErrorKind},
};

/// A list page by page: what [`Pages::pages`](crate::Pages::pages) gives.
///
/// ```
/// # use prolifi_core::{Page, Pages};
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), prolifi_core::Error> {
/// # let list = Pages::ready([Ok(Page::new(vec![1, 2])), Ok(Page::new(vec![3]))]);
/// let mut pages = list.pages();
/// while let Some(page) = pages.next().await {
///     let page = page?;
///     println!("{} of {:?}", page.items.len(), page.total);
/// }
/// # Ok(())
/// # }
/// ```
#[must_use = "pages are asked for when the stream is polled"]
pub struct PageStream<T> {
    source: Source<T>,
    /// Where the next page begins.
    offset: u64,
    /// Whether the service is told so, which for a first page it need not be.
    is_asked: bool,
    running: Option<Call<Marked<T>>>,
    /// Of the items of the page before, where that page did not say its offset.
    fingerprint: Option<u64>,
    ended: bool,
}

/// A page, and the fingerprint of its items.
type Marked<T> = (Page<T>, Option<u64>);

enum Source<T> {
    /// The request of each page, but for its offset.
    Request(Call<Page<T>>),
    /// A mock.
    Given(Box<dyn Iterator<Item = Call<Page<T>>> + Send>),
    /// A request that could be made only once.
    Spent,
}

impl<T> PageStream<T> {
    pub(super) fn from_call(call: Call<Page<T>>) -> Self
    where
        T: 'static,
    {
        match call.prepared() {
            Some(prepared) => {
                let key = prepared.client.inner().service.page_shape.offset_parameter;
                let start = offset::read(&prepared.target, key);
                Self::new(Source::Request(call), start.unwrap_or(0), start.is_some())
            }
            None => Self::given(std::iter::once(call)),
        }
    }

    pub(super) fn given(calls: impl Iterator<Item = Call<Page<T>>> + Send + 'static) -> Self {
        Self::new(Source::Given(Box::new(calls)), 0, false)
    }

    fn new(source: Source<T>, offset: u64, is_asked: bool) -> Self {
        Self { source, offset, is_asked, running: None, fingerprint: None, ended: false }
    }

    /// The offset of the next page: how many rows of the list lie before it.
    pub fn offset(&self) -> u64 {
        self.offset
    }

    /// The next page; `None` at the end of the list, and after an error.
    pub async fn next(&mut self) -> Option<Result<Page<T>, Error>>
    where
        T: DeserializeOwned + 'static,
    {
        poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }

    /// The call for the next page alone.
    pub fn into_call(mut self) -> Call<Page<T>>
    where
        T: DeserializeOwned + 'static,
    {
        const NO_PAGE: &str = "the list has no further page";
        match self.source {
            Source::Request(mut call) => {
                ask(&mut call, self.is_asked.then_some(self.offset));
                call
            }
            Source::Given(ref mut calls) => {
                calls.next().unwrap_or_else(|| Call::failed(Error::build(NO_PAGE)))
            }
            Source::Spent => Call::failed(Error::build(NO_PAGE)),
        }
    }

    pub(super) fn move_to(&mut self, offset: u64) {
        (self.offset, self.is_asked) = (offset, true);
        (self.running, self.fingerprint, self.ended) = (None, None, false);
    }

    pub(super) fn endpoint(&self) -> Option<&'static Endpoint> {
        match &self.source {
            Source::Request(call) => call.endpoint(),
            Source::Given(_) | Source::Spent => None,
        }
    }

    pub(super) fn change(&mut self, change: impl FnOnce(Call<Page<T>>) -> Call<Page<T>>) {
        self.source = match std::mem::replace(&mut self.source, Source::Spent) {
            Source::Request(call) => Source::Request(change(call)),
            other => other,
        };
    }
}

impl<T: DeserializeOwned + 'static> PageStream<T> {
    /// The call for the next page, with its checks; `None` where a mock has no more.
    fn call(&mut self) -> Option<Call<Marked<T>>> {
        let mut call = match &mut self.source {
            Source::Given(calls) => {
                return Some(calls.next()?.then(|answer, decode| Ok((decode(answer)?, None))));
            }
            Source::Request(call) => call.again(),
            Source::Spent => None,
        };
        if call.is_none() {
            call = match std::mem::replace(&mut self.source, Source::Spent) {
                Source::Request(call) => Some(call),
                _ => None,
            };
        }
        let Some(mut call) = call else {
            return Some(Call::failed(Error::build(
                "the body of the request is a stream, which cannot be sent again for the next page",
            )));
        };
        let asked = self.is_asked.then_some(self.offset);
        ask(&mut call, asked);
        let (start, before) = (self.offset, self.fingerprint);
        Some(call.then(move |answer, decode| {
            let (body, shape) = (answer.bytes(), answer.page_shape());
            let page = decode(answer)?;
            // A page that tells its offset is known by that.
            let mark = if page.offset.is_none() { fingerprint(&body, shape) } else { None };
            check(&page, start, asked, mark.is_some() && mark == before)?;
            Ok((page, mark))
        }))
    }

    /// Stands behind the page that was received.
    fn advance(&mut self, (page, mark): Marked<T>) -> Page<T> {
        let start = page.offset.filter(|_| !self.is_asked).unwrap_or(self.offset);
        self.offset = start.saturating_add(page.items.len() as u64);
        self.is_asked = true;
        self.fingerprint = mark;
        self.ended = !matches!(self.source, Source::Given(_)) && !page.goes_on(self.offset);
        page
    }
}

/// Puts the offset into the query. Without one, the request stays as it was built.
fn ask<T>(call: &mut Call<Page<T>>, offset: Option<u64>) {
    if let Some(offset) = offset
        && let Some(prepared) = call.prepared_mut()
    {
        let key = prepared.client.inner().service.page_shape.offset_parameter;
        if let Some(target) = offset::write(&prepared.target, key, offset) {
            prepared.target = target;
        }
    }
}

/// Refuses a page that brings the list no further.
fn check<T>(page: &Page<T>, start: u64, asked: Option<u64>, is_repeated: bool) -> Result<(), Error> {
    let next = start.saturating_add(page.items.len() as u64);
    if page.items.is_empty() && !page.goes_on(next) {
        return Ok(());
    }
    let problem = match (asked, page.offset) {
        _ if page.items.is_empty() => "it is empty and says that there are more".to_owned(),
        (Some(asked), Some(given)) if asked != given => {
            format!("offset {asked} was asked for, and it begins at {given}")
        }
        _ if is_repeated => "its items are those of the page before".to_owned(),
        _ => return Ok(()),
    };
    Err(Error::new(
        ErrorKind::Decode,
        format!("the page at offset {start} brings the list no further: {problem}"),
    ))
}

impl<T: DeserializeOwned + 'static> Stream for PageStream<T> {
    type Item = Result<Page<T>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        if this.ended {
            return Poll::Ready(None);
        }
        if this.running.is_none() {
            this.running = this.call();
        }
        let Some(call) = &mut this.running else {
            this.ended = true;
            return Poll::Ready(None);
        };
        let result = ready!(Pin::new(call).poll(cx));
        this.running = None;
        this.ended = result.is_err();
        Poll::Ready(Some(result.map(|page| this.advance(page))))
    }
}

/// Pages are moved out and never pinned.
impl<T> Unpin for PageStream<T> {}

impl<T> fmt::Debug for PageStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PageStream")
            .field("endpoint", &self.endpoint().map(|endpoint| format!("{endpoint}")))
            .field("offset", &self.offset)
            .field("ended", &self.ended)
            .finish_non_exhaustive()
    }
}
