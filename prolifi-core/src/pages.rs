//! [`Pages`]: a list that the service gives in pages, as one stream.

mod offset;
mod page;
mod page_stream;

use std::{
    fmt,
    future::poll_fn,
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
    vec,
};

use futures_util::Stream;
use http::{HeaderName, HeaderValue};
use serde::{Serialize, de::DeserializeOwned};

pub use self::{page::Page, page_stream::PageStream};
use crate::{
    call::{Call, FromCall},
    client::ApiKey,
    endpoint::Endpoint,
    error::Error,
};

/// A list that the service gives in pages, as a stream of its items: what an endpoint method returns for it.
///
/// Nothing is sent before it is first polled; each page is one call, made when the items before it have
/// been taken, and dropped with its last item. A page starts where the rows received so far end, whatever
/// limit was asked for, and is the same request in all else: the options set here hold for each.
///
/// An error ends the stream, behind the items that came before it; [`offset`](Self::offset) then tells where
/// to go on. A page that brings the list no further is such an error: one that is empty and says that there are more,
/// one that tells another offset than was asked for, and one that tells none and holds the items of the page before. What the service inserts or removes meanwhile shifts the rows: an item can be given
/// twice or left out, as in every list with offsets.
///
/// ```
/// use prolifi_core::{Client, Error, Pages, Service, http, testing::FakeTransport};
/// # use prolifi_core::__private as p;
/// # fn list_notes(client: &Client) -> Pages<String> {
/// #     static ENDPOINT: p::Endpoint = p::Endpoint::new("list_notes", "GET", "/notes", &[p::PathPart::Literal("/notes")], &[]);
/// #     p::Request::new(client, &ENDPOINT, &[], &[]).finish()
/// # }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Error> {
/// let fake = FakeTransport::new()
///     .answer(http::Response::new(r#"{"data": ["a", "b"], "pagination": {"has_more": true}}"#))
///     .answer(http::Response::new(r#"{"data": ["c"], "pagination": {"has_more": false}}"#));
/// let client = Client::builder(Service::new("https://api.example.com")).transport(fake.clone()).build()?;
///
/// let mut notes = list_notes(&client);
/// while let Some(note) = notes.next().await {
///     println!("{}", note?);
/// }
/// assert_eq!(notes.offset(), 3);
/// assert_eq!(fake.requests()[1].uri(), "https://api.example.com/notes?offset=2");
/// # Ok(())
/// # }
/// ```
///
/// It is also a [`Stream`], for the combinators of the futures crates.
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
    /// # use prolifi_core::{Page, Pages};
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), prolifi_core::Error> {
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

    /// Starts with the row at this offset, counted from 0, and forgets what was received.
    ///
    /// ```
    /// # use prolifi_core::{Client, Service};
    /// # use prolifi_core::{Pages, __private as p};
    /// # fn list_notes(client: &Client) -> Pages<String> {
    /// #     static ENDPOINT: p::Endpoint = p::Endpoint::new("list_notes", "GET", "/notes", &[p::PathPart::Literal("/notes")], &[]);
    /// #     p::Request::new(client, &ENDPOINT, &[], &[]).finish()
    /// # }
    ///
    /// # let client = Client::builder(Service::new("https://api.example.com")).build()?;
    /// let request = list_notes(&client).start_at(40).into_call().into_request()?;
    /// assert_eq!(request.uri(), "https://api.example.com/notes?offset=40");
    /// # Ok::<(), prolifi_core::Error>(())
    /// ```
    pub fn start_at(mut self, offset: u64) -> Self {
        self.rows = Vec::new().into_iter();
        self.stream.move_to(offset);
        self
    }

    /// The offset of the next item: how many rows of the list lie before it. Store it to go on later with
    /// [`start_at`](Self::start_at).
    ///
    /// ```
    /// use prolifi_core::{Page, Pages};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let mut list = Pages::ready([Ok(Page::new(vec![1, 2, 3]))]);
    /// list.next().await;
    /// assert_eq!(list.offset(), 1);
    /// # Ok(())
    /// # }
    /// ```
    pub fn offset(&self) -> u64 {
        self.stream.offset().saturating_sub(self.rows.len() as u64)
    }

    /// The endpoint that is called; `None` for a mock.
    pub fn endpoint(&self) -> Option<&'static Endpoint> {
        self.stream.endpoint()
    }

    /// Page by page, with what the service says about each. Items received and not yet taken are asked
    /// for again.
    ///
    /// ```
    /// use prolifi_core::{Page, Pages};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let list = Pages::ready([Ok(Page::new(vec![1, 2])), Ok(Page::new(vec![3]))]);
    /// let mut pages = list.pages();
    /// let first = pages.next().await.expect("the list has a page")?;
    /// assert_eq!(first.items, [1, 2]);
    /// # Ok(())
    /// # }
    /// ```
    pub fn pages(mut self) -> PageStream<T> {
        if self.rows.len() > 0 {
            self.stream.move_to(self.offset());
        }
        self.stream
    }

    /// The call for the next page alone: to see its request, its headers, or to wait for it.
    ///
    /// ```
    /// # use prolifi_core::{Client, Service, http, testing::FakeTransport};
    /// # use prolifi_core::{Pages, __private as p};
    /// # fn list_notes(client: &Client) -> Pages<String> {
    /// #     static ENDPOINT: p::Endpoint = p::Endpoint::new("list_notes", "GET", "/notes", &[p::PathPart::Literal("/notes")], &[]);
    /// #     p::Request::new(client, &ENDPOINT, &[], &[]).finish()
    /// # }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fake = FakeTransport::new()
    /// #     .answer(http::Response::builder().header("etag", "v3").body(r#"{"data": ["a"], "pagination": {}}"#)?);
    /// # let client = Client::builder(Service::new("https://api.example.com")).transport(fake.clone()).build()?;
    /// let response = list_notes(&client).into_call().response().await?;
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
    pub async fn next(&mut self) -> Option<Result<T, Error>>
    where
        T: DeserializeOwned + 'static,
    {
        poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }

    /// The next items, at most `most` of them. Those beyond stay in the stream, so that it can go on.
    ///
    /// ```
    /// use prolifi_core::{Page, Pages};
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
    pub async fn collect_up_to(&mut self, most: usize) -> Result<Vec<T>, Error>
    where
        T: DeserializeOwned + 'static,
    {
        let mut items = Vec::new();
        while items.len() < most
            && let Some(item) = self.next().await
        {
            items.push(item?);
        }
        Ok(items)
    }

    fn over(stream: PageStream<T>) -> Self {
        Self { stream, rows: Vec::new().into_iter() }
    }
}

/// Options of the pages that were not yet asked for; each is a call of its own.
impl<T> Pages<T> {
    /// How long the call for one page may last, with all its attempts and waits.
    pub fn timeout(self, limit: Duration) -> Self {
        self.with(|call| call.timeout(limit))
    }

    /// How long one attempt may last.
    pub fn attempt_timeout(self, limit: Duration) -> Self {
        self.with(|call| call.attempt_timeout(limit))
    }

    /// How often a failed attempt is repeated; 0 for never.
    pub fn max_retries(self, retries: u32) -> Self {
        self.with(|call| call.max_retries(retries))
    }

    /// The longest page that is read, in bytes after decompression.
    pub fn max_body(self, bytes: u64) -> Self {
        self.with(|call| call.max_body(bytes))
    }

    /// Sets a header, as [`Call::header`] does.
    ///
    /// ```
    /// # use prolifi_core::{Client, Service};
    /// # use prolifi_core::{Pages, __private as p};
    /// # fn list_notes(client: &Client) -> Pages<String> {
    /// #     static ENDPOINT: p::Endpoint = p::Endpoint::new("list_notes", "GET", "/notes", &[p::PathPart::Literal("/notes")], &[]);
    /// #     p::Request::new(client, &ENDPOINT, &[], &[]).finish()
    /// # }
    ///
    /// # let client = Client::builder(Service::new("https://api.example.com")).build()?;
    /// let list = list_notes(&client).header("x-request-source", "export").query("tag", "new").max_retries(5);
    /// let request = list.into_call().into_request()?;
    /// assert_eq!(request.headers()["x-request-source"], "export");
    /// assert_eq!(request.uri().query(), Some("tag=new"));
    /// # Ok::<(), prolifi_core::Error>(())
    /// ```
    pub fn header<K, V>(self, name: K, value: V) -> Self
    where
        K: TryInto<HeaderName>,
        V: TryInto<HeaderValue>,
    {
        self.with(|call| call.header(name, value))
    }

    /// Reads every page with this key in place of the client's, as [`Call::api_key`] does.
    pub fn api_key(self, key: impl Into<ApiKey>) -> Self {
        self.with(|call| call.api_key(key))
    }

    /// Appends to the query, as [`Call::query`] does.
    pub fn query(self, key: &str, value: impl Serialize) -> Self {
        self.with(|call| call.query(key, value))
    }

    fn with(mut self, change: impl FnOnce(Call<Page<T>>) -> Call<Page<T>>) -> Self {
        self.stream.change(change);
        self
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
