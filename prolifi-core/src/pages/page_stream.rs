//! [`PageStream`]: from one page to the next, and never in circles.

use std::{
    fmt,
    future::Future,
    pin::Pin,
    task::{Context, Poll, ready},
};

use futures_util::Stream;
use serde::de::DeserializeOwned;

use super::{
    ask,
    mark::Mark,
    page::Page,
    position::Position,
    progress::Problem,
    slice::{Asked, Slice},
    source::{Received, Source},
    trail::Trail,
};
use crate::{
    answer::Pull,
    call::Call,
    endpoint::{Endpoint, PageShape},
    error::{Error, ErrorKind},
};

/// A list page by page: what [`Pages::pages`](crate::Pages::pages) gives.
///
/// ```
/// use prolifi::{Page, Pages};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), prolifi::Error> {
/// let list = Pages::ready([Ok(Page::new(vec![1, 2])), Ok(Page::new(vec![3]))]);
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
    trail: Trail,
    running: Option<(Asked, Call<Received<T>>)>,
    /// What is given in place of the next page.
    failed: Option<Error>,
    ended: bool,
}

impl<T> PageStream<T> {
    pub(super) fn from_call(call: Call<Page<T>>) -> Self
    where
        T: 'static,
    {
        let Some(prepared) = call.prepared() else { return Self::given(std::iter::once(call)) };
        let shape = prepared.page_shape();
        Self::new(Source::Request(call), shape)
    }

    pub(super) fn given(calls: impl Iterator<Item = Call<Page<T>>> + Send + 'static) -> Self {
        Self::new(Source::Given(Box::new(calls)), PageShape::OFFSET)
    }

    fn new(source: Source<T>, shape: PageShape) -> Self {
        Self { source, trail: Trail::new(shape), running: None, failed: None, ended: false }
    }

    /// The position of the next page, for [`Pages::start_at`](crate::Pages::start_at).
    pub fn position(&self) -> Position {
        self.position_before(0)
    }

    /// The next page; `None` at the end of the list, and after an error.
    #[allow(
        clippy::should_implement_trait,
        reason = "a stream is asked for what comes next, as an iterator is"
    )]
    pub fn next(&mut self) -> Pull<'_, Self, Result<Page<T>, Error>>
    where
        T: DeserializeOwned + 'static,
    {
        Pull::new(
            self,
            |pages, cx| pages.poll_step(false, cx),
            #[cfg(feature = "blocking")]
            |pages| pages.wait_step(false),
        )
    }

    /// The page before the one that was received last, where the service offers it; `None` where there is none.
    /// [`next`](Self::next) then goes on behind that page.
    ///
    /// ```
    /// use prolifi::{Error, http, prelude::*, testing::FakeTransport};
    ///
    /// #[api]
    /// trait Notes {
    ///     #[endpoint(GET, "/notes")]
    ///     fn list_notes(&self) -> Pages<String>;
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Error> {
    /// let fake = FakeTransport::new()
    ///     .answer(http::Response::new(r#"["a"]"#))
    ///     .answer(http::Response::new(r#"["b"]"#))
    ///     .answer(http::Response::new(r#"["a"]"#));
    /// let service = Service::new("https://api.example.com").page_shape(PageShape::PAGE);
    /// let client = Client::builder(service).transport(fake.clone()).build()?;
    ///
    /// let mut pages = client.list_notes().pages();
    /// pages.next().await;
    /// pages.next().await;
    /// pages.previous().await;
    /// assert_eq!(fake.requests()[2].uri(), "https://api.example.com/notes?page=1");
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Beside those of a page, [`ErrorKind::Build`] where the shape of the list does not say how the page before is asked
    /// for.
    pub fn previous(&mut self) -> Pull<'_, Self, Result<Page<T>, Error>>
    where
        T: DeserializeOwned + 'static,
    {
        Pull::new(
            self,
            |pages, cx| pages.poll_step(true, cx),
            #[cfg(feature = "blocking")]
            |pages| pages.wait_step(true),
        )
    }

    /// The pages one after the other, from code that is not async; each blocks the thread as
    /// [`Call::wait`](crate::Call::wait) does.
    #[cfg(feature = "blocking")]
    pub fn wait(mut self) -> impl Iterator<Item = Result<Page<T>, Error>> + use<T>
    where
        T: DeserializeOwned + 'static,
    {
        std::iter::from_fn(move || self.wait_step(false))
    }

    /// The call for the next page alone.
    pub fn into_call(mut self) -> Call<Page<T>>
    where
        T: DeserializeOwned + 'static,
    {
        match self.failed.take() {
            Some(error) => Call::failed(error),
            None => self.source.into_call(&self.trail.shape, self.trail.ahead()),
        }
    }

    /// The position before so many rows of the page received last.
    pub(super) fn position_before(&self, rows: usize) -> Position {
        let mut position = self.trail.position_before(rows as u64);
        if position.at.is_none()
            && let Some(prepared) = self.source.prepared()
        {
            position.at = ask::asked(prepared, &self.trail.shape.next).map(Mark::Number);
        }
        position
    }

    /// A mock gives what it was given, wherever that is.
    pub(super) fn start_at(&mut self, position: Position) {
        (self.running, self.failed, self.ended) = (None, None, false);
        let Some(prepared) = self.source.prepared() else { return };
        match Trail::from(self.trail.shape, position) {
            Ok(trail) => self.trail = trail,
            Err(problem) => self.failed = Some(prepared.describe(Error::build(problem))),
        }
    }

    pub(super) fn shape(&self) -> &PageShape {
        &self.trail.shape
    }

    pub(super) fn endpoint(&self) -> Option<&'static Endpoint> {
        self.source.endpoint()
    }

    pub(super) fn change(&mut self, change: impl FnOnce(Call<Page<T>>) -> Call<Page<T>>) {
        self.source.change(change);
    }
}

/// One step, to the next page or to the one before.
impl<T: DeserializeOwned + 'static> PageStream<T> {
    fn poll_step(&mut self, back: bool, cx: &mut Context<'_>) -> Poll<Option<Result<Page<T>, Error>>> {
        if let Some(done) = self.begin(back) {
            return Poll::Ready(done);
        }
        let Some((_, call)) = &mut self.running else { return Poll::Ready(None) };
        let result = ready!(Pin::new(call).poll(cx));
        let asked = self.running.take().map(|(asked, _)| asked);
        Poll::Ready(self.finish(asked.unwrap_or_default(), result))
    }

    #[cfg(feature = "blocking")]
    pub(super) fn wait_step(&mut self, back: bool) -> Option<Result<Page<T>, Error>> {
        if let Some(done) = self.begin(back) {
            return done;
        }
        let (asked, call) = self.running.take()?;
        self.finish(asked, call.wait())
    }

    /// Makes the call for a page, unless one is running. What it comes to without a call is returned.
    fn begin(&mut self, back: bool) -> Option<Option<Result<Page<T>, Error>>> {
        if self.running.is_some() {
            return None;
        }
        if let Some(error) = self.failed.take() {
            self.ended = true;
            return Some(Some(Err(error)));
        }
        let asked = match (back, self.trail.ahead()) {
            (true, _) if self.source.is_mock() || !self.trail.leads_back() => {
                let error = Error::build("the list goes forward only: its page shape says no way back");
                return Some(Some(Err(error.with_endpoint(self.endpoint()))));
            }
            (true, _) => self.trail.before().cloned(),
            (false, _) if self.ended => None,
            (false, _) if self.source.is_mock() => {
                Some(Asked { mark: self.position().at, ..Asked::default() })
            }
            (false, ahead) => ahead.cloned(),
        };
        let Some(mut asked) = asked else { return Some(None) };
        let Some(call) = self.source.call(self.trail.shape, &asked) else {
            self.ended = true;
            return Some(None);
        };
        if asked.mark.is_none() {
            // The request can begin at an offset by itself.
            asked.mark = self.position().at;
        }
        self.running = Some((asked, call));
        None
    }

    fn finish(&mut self, asked: Asked, result: Result<Received<T>, Error>) -> Option<Result<Page<T>, Error>> {
        let Received { mut page, marks, context } = match result {
            Ok(received) => received,
            Err(error) => {
                self.ended = true;
                return Some(Err(error));
            }
        };
        if asked.back && page.items.is_empty() {
            return None;
        }
        if let Some(rows) = self.trail.rows_until_here(&asked) {
            page.items.truncate(usize::try_from(rows).unwrap_or(usize::MAX));
        }
        let skip = usize::try_from(asked.skip).unwrap_or(usize::MAX).min(page.items.len());
        let slice = Slice::new(&self.trail.shape, asked, &page, marks);
        if self.source.is_mock() {
            self.trail.stand_behind(slice, true);
            return Some(Ok(page));
        }
        let error = |problem| context.describe(Error::new(ErrorKind::Decode, problem));
        match self.trail.arrive(slice) {
            Ok(()) => self.ended = false,
            Err(Problem::Behind(problem)) => self.failed = Some(error(problem)),
            Err(Problem::Refused(problem)) => {
                self.ended = true;
                return Some(Err(error(problem)));
            }
        }
        page.items.drain(..skip);
        Some(Ok(page))
    }
}

impl<T: DeserializeOwned + 'static> Stream for PageStream<T> {
    type Item = Result<Page<T>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_step(false, cx)
    }
}

/// Pages are moved out and never pinned.
impl<T> Unpin for PageStream<T> {}

impl<T> fmt::Debug for PageStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PageStream")
            .field("endpoint", &self.endpoint().map(|endpoint| format!("{endpoint}")))
            .field("position", &self.position())
            .field("ended", &self.ended)
            .finish_non_exhaustive()
    }
}
