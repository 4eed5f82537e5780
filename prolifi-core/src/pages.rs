//! [`Pages`]: a list that the service gives in pages, as one stream.

mod ask;
mod collect_up_to;
mod link;
mod mark;
mod options;
mod page;
mod page_stream;
mod position;
mod progress;
pub(crate) mod query_pair;
mod read_page;
mod seen;
mod slice;
mod source;
mod trail;

use std::{
    fmt,
    pin::Pin,
    task::{Context, Poll, ready},
    vec,
};

use futures_util::Stream;
use serde::de::DeserializeOwned;

pub use self::{collect_up_to::CollectUpTo, page::Page, page_stream::PageStream, position::Position};
use crate::{
    answer::Pull,
    call::{Call, FromCall},
    endpoint::Endpoint,
    error::Error,
};

/// A list that the service gives in pages, as a stream of its items: what an endpoint method returns for it.
///
/// How the next page is asked for is the [`PageShape`](crate::PageShape) of the endpoint, its trait or its service.
/// Nothing is sent before it is first polled; each page is one call, made when the items before it have
/// been taken, and dropped with its last item. It is the same request in all else: the options set here hold for each.
///
/// An error ends the stream, behind the items that came before it; [`position`](Self::position) then tells where
/// to go on. What brings the list no further is such an error: a page that is not the one that was asked for, one whose
/// items or whose token were there before, one that is empty where only its items lead on. So is a URL of a next page
/// that leaves the address of the client. What the service inserts or removes meanwhile shifts the rows of a list by
/// offsets or page numbers: an item can be given twice or left out.
///
/// ```
/// use prolifi::{Client, Error, Pages, Service, api, endpoint, http, testing::FakeTransport};
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
///     .answer(http::Response::new(r#"{"data": ["a", "b"], "pagination": {"has_more": true}}"#))
///     .answer(http::Response::new(r#"{"data": ["c"], "pagination": {"has_more": false}}"#));
/// let builder = Client::builder(Service::new("https://api.example.com"));
/// let client = builder.transport(fake.clone()).build()?;
///
/// let mut notes = client.list_notes();
/// while let Some(note) = notes.next().await {
///     println!("{}", note?);
/// }
/// assert_eq!(fake.requests()[1].uri(), "https://api.example.com/notes?offset=2");
/// # Ok(())
/// # }
/// ```
///
/// It is also a [`Stream`](https://docs.rs/futures-core/0.3/futures_core/stream/trait.Stream.html), for the combinators of
/// the futures crates.
#[must_use = "pages are asked for when the stream is polled"]
pub struct Pages<T> {
    stream: PageStream<T>,
    /// What is left of the page received last.
    rows: vec::IntoIter<T>,
}

impl<T: DeserializeOwned + 'static> FromCall for Pages<T> {
    type Answer = Page<T>;

    fn from_call(call: Call<Page<T>>) -> Self {
        Self::over(PageStream::from_call(call))
    }
}

impl<T> Pages<T> {
    /// These pages, for a mock. Nothing is sent, and the list ends with the last of them or the first error.
    ///
    /// ```
    /// use prolifi::{Page, Pages};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), prolifi::Error> {
    /// let mut pages = Pages::ready([Ok(Page::new(vec![1, 2])), Ok(Page::new(vec![3]))]);
    /// assert_eq!(pages.collect_up_to(10).await?, [1, 2, 3]);
    /// # Ok(())
    /// # }
    /// ```
    pub fn ready<I>(pages: I) -> Self
    where
        I: IntoIterator<Item = Result<Page<T>, Error>>,
        I::IntoIter: Send + 'static,
        T: Send + 'static,
    {
        Self::over(PageStream::given(pages.into_iter().map(Call::ready)))
    }

    /// Starts at a position of the same list, and forgets what was received. A position of another kind of list is an
    /// error, the only item; a mock starts where it starts.
    ///
    /// ```
    /// use prolifi::{Client, Pages, Service, api, endpoint, http, testing::FakeTransport};
    ///
    /// #[api]
    /// trait Notes {
    ///     #[endpoint(GET, "/notes")]
    ///     fn list_notes(&self) -> Pages<String>;
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let fake = FakeTransport::new().answer(http::Response::new(r#"{"data": ["a", "b"]}"#));
    /// let client = Client::builder(Service::new("https://api.example.com")).transport(fake).build()?;
    /// let mut list = client.list_notes();
    /// list.next().await;
    /// let stored = serde_json::to_string(&list.position())?;
    ///
    /// // In another process:
    /// let list = client.list_notes().start_at(serde_json::from_str(&stored)?);
    /// assert_eq!(list.into_call().into_request()?.uri(), "https://api.example.com/notes?offset=1");
    /// # Ok(())
    /// # }
    /// ```
    pub fn start_at(mut self, position: Position) -> Self {
        self.rows = Vec::new().into_iter();
        self.stream.start_at(position);
        self
    }

    /// The position of the next item. Store it to go on later with [`start_at`](Self::start_at).
    pub fn position(&self) -> Position {
        self.stream.position_before(self.rows.len())
    }

    /// The endpoint that is called; `None` for a mock.
    pub fn endpoint(&self) -> Option<&'static Endpoint> {
        self.stream.endpoint()
    }

    /// Page by page, with what the service says about each. Items received and not yet taken are asked
    /// for again.
    ///
    /// ```
    /// use prolifi::{Page, Pages};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let list = Pages::ready([Ok(Page::new(vec![1, 2])), Ok(Page::new(vec![3]))]);
    /// let mut pages = list.pages();
    /// let first = pages.next().await.expect("the list has a page")?;
    /// assert_eq!(first.items, [1, 2]);
    /// # Ok(())
    /// # }
    /// ```
    pub fn pages(mut self) -> PageStream<T> {
        if self.rows.len() > 0 {
            self.stream.start_at(self.position());
        }
        self.stream
    }

    /// The call for the next page alone: to see its request, its headers, or to wait for it.
    ///
    /// ```
    /// use prolifi::{Client, Pages, Service, api, endpoint, http, testing::FakeTransport};
    ///
    /// #[api]
    /// trait Notes {
    ///     #[endpoint(GET, "/notes")]
    ///     fn list_notes(&self) -> Pages<String>;
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let fake = FakeTransport::new()
    ///     .answer(http::Response::builder().header("etag", "v3").body(r#"{"data": ["a"], "pagination": {}}"#)?);
    /// let builder = Client::builder(Service::new("https://api.example.com"));
    /// let client = builder.transport(fake.clone()).build()?;
    /// let response = client.list_notes().into_call().response().await?;
    /// assert_eq!(response.headers["etag"], "v3");
    /// assert_eq!(response.value.items, ["a"]);
    /// # Ok(())
    /// # }
    /// ```
    pub fn into_call(self) -> Call<Page<T>>
    where
        T: DeserializeOwned + 'static,
    {
        self.pages().into_call()
    }

    /// The next item; `None` at the end of the list, and after an error.
    #[allow(
        clippy::should_implement_trait,
        reason = "a stream is asked for what comes next, as an iterator is"
    )]
    pub fn next(&mut self) -> Pull<'_, Self, Result<T, Error>>
    where
        T: DeserializeOwned + 'static,
    {
        Pull::new(
            self,
            |pages, cx| Pin::new(pages).poll_next(cx),
            #[cfg(feature = "blocking")]
            Self::wait_next,
        )
    }

    /// The next items, at most `most` of them. Those beyond stay in the stream, so that it can go on.
    ///
    /// ```
    /// use prolifi::{Page, Pages};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let mut list = Pages::ready([Ok(Page::new(vec![1, 2])), Ok(Page::new(vec![3]))]);
    /// assert_eq!(list.collect_up_to(1).await?, [1]);
    /// assert_eq!(list.collect_up_to(100).await?, [2, 3]);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// The error of a page. The items before it are dropped; to have them, take them one by one.
    pub fn collect_up_to(&mut self, most: usize) -> CollectUpTo<'_, Self, T>
    where
        T: DeserializeOwned + 'static,
    {
        CollectUpTo::new(self.next(), most)
    }

    /// The items one after the other, from code that is not async; each page blocks the thread as
    /// [`Call::wait`](crate::Call::wait) does.
    ///
    /// ```no_run
    /// use prolifi::{Error, Pages};
    ///
    /// fn print(list: Pages<String>) -> Result<(), Error> {
    ///     for note in list.wait() {
    ///         println!("{}", note?);
    ///     }
    ///     Ok(())
    /// }
    /// ```
    #[cfg(feature = "blocking")]
    pub fn wait(mut self) -> impl Iterator<Item = Result<T, Error>> + use<T>
    where
        T: DeserializeOwned + 'static,
    {
        std::iter::from_fn(move || self.wait_next())
    }

    #[cfg(feature = "blocking")]
    fn wait_next(&mut self) -> Option<Result<T, Error>>
    where
        T: DeserializeOwned + 'static,
    {
        loop {
            if let Some(row) = self.rows.next() {
                return Some(Ok(row));
            }
            match self.stream.wait_step(false)? {
                Ok(page) => self.rows = page.items.into_iter(),
                Err(error) => return Some(Err(error)),
            }
        }
    }

    fn over(stream: PageStream<T>) -> Self {
        Self { stream, rows: Vec::new().into_iter() }
    }
}

impl<T: DeserializeOwned + 'static> Stream for Pages<T> {
    type Item = Result<T, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(row) = self.rows.next() {
                return Poll::Ready(Some(Ok(row)));
            }
            match ready!(Pin::new(&mut self.stream).poll_next(cx)) {
                Some(Ok(page)) => self.rows = page.items.into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

/// Rows are moved out and never pinned.
impl<T> Unpin for Pages<T> {}

impl<T> fmt::Debug for Pages<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("stream", &self.stream)
            .field("rows_left", &self.rows.len())
            .finish_non_exhaustive()
    }
}
