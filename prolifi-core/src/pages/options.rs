//! Options of a list, which hold for each of its pages.

use std::time::Duration;

use http::{HeaderName, HeaderValue};
use serde::Serialize;

use super::{Pages, ask, mark::Mark, page::Page};
use crate::{
    call::Call,
    client::{ApiKey, Credentials},
};

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

    /// How long a page that is received may stand still, as [`Call::idle_timeout`] says.
    pub fn idle_timeout(self, limit: Duration) -> Self {
        self.with(|call| call.idle_timeout(limit))
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
    /// use prolifi::{Client, Pages, Service, api, endpoint};
    ///
    /// #[api]
    /// trait Notes {
    ///     #[endpoint(GET, "/notes")]
    ///     fn list_notes(&self) -> Pages<String>;
    /// }
    ///
    /// let client = Client::builder(Service::new("https://api.example.com")).build()?;
    /// let list = client.list_notes().header("x-request-source", "export").query("tag", "new").max_retries(5);
    /// let request = list.into_call().into_request()?;
    /// assert_eq!(request.headers()["x-request-source"], "export");
    /// assert_eq!(request.uri().query(), Some("tag=new"));
    /// # Ok::<(), prolifi::Error>(())
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

    /// Reads every page with a secret of this source, as [`Call::credentials`] does: it is fetched once for the list.
    pub fn credentials(self, source: impl Credentials) -> Self {
        self.with(|call| call.credentials(source))
    }

    /// Appends to the query, as [`Call::query`] does.
    pub fn query(self, key: &str, value: impl Serialize) -> Self {
        self.with(|call| call.query(key, value))
    }

    /// Gives something of the caller's own to the transport with every page, as [`Call::extension`] does.
    pub fn extension(self, value: impl Clone + Send + Sync + 'static) -> Self {
        self.with(|call| call.extension(value))
    }

    /// How many items a page holds at most: the query parameter, or whatever it is, in which the service takes that.
    /// Unless it is set, the size is the service's own.
    ///
    /// ```
    /// use prolifi::{Client, PageShape, Pages, Service, api, endpoint};
    ///
    /// #[api]
    /// trait Notes {
    ///     #[endpoint(GET, "/notes")]
    ///     fn list_notes(&self) -> Pages<String>;
    /// }
    ///
    /// let service = Service::new("https://api.example.com").page_shape(PageShape::LINK);
    /// let client = Client::builder(service).build()?;
    /// let request = client.list_notes().page_size(50).into_call().into_request()?;
    /// assert_eq!(request.uri().query(), Some("per_page=50"));
    /// # Ok::<(), prolifi::Error>(())
    /// ```
    ///
    /// The list is an error where its shape does not say how the size is asked for.
    pub fn page_size(self, items: u64) -> Self {
        let size = self.stream.shape().size;
        self.with(|call| {
            call.with(|prepared| {
                let set = size.map_or_else(
                    || Err("the page shape does not say how the size of a page is asked for".into()),
                    |to| ask::write(prepared, to, Some(&Mark::Number(items))),
                );
                prepared.check(set);
            })
        })
    }

    fn with(mut self, change: impl FnOnce(Call<Page<T>>) -> Call<Page<T>>) -> Self {
        self.stream.change(change);
        self
    }
}
