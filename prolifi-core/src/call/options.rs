//! Options of a single call. They win over arguments, over the endpoint and over the client.

use std::{sync::Arc, time::Duration};

use http::{HeaderName, HeaderValue};
use serde::Serialize;

use super::Call;
use crate::{
    body::{OnProgress, Progress},
    client::{ApiKey, Credentials, Given, Timeout},
    request::{Prepared, append_query, header_value},
};

impl<T> Call<T> {
    /// How long the call may last, with all its attempts and waits, until the whole answer is there, one that is
    /// [streamed](crate::streaming) too. Over 30 s it is also how long an attempt may wait for its answer, unless
    /// [`attempt_timeout`](Self::attempt_timeout) is set.
    ///
    /// Where neither the endpoint nor the client sets one, it is 120 s until the head of the answer, which do not run while
    /// a long body is sent.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// use prolifi::{Call, Client, Service, api, endpoint, testing::FakeTransport};
    ///
    /// #[api]
    /// trait Notes {
    ///     #[endpoint(GET, "/notes/7")]
    ///     fn get_note(&self) -> Call<String>;
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread", start_paused = true)]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let fake = FakeTransport::new().hang();
    /// let builder = Client::builder(Service::new("https://api.example.com"));
    /// let client = builder.transport(fake.clone()).build()?;
    /// let error = client.get_note().timeout(Duration::from_secs(2)).await.unwrap_err();
    /// assert!(error.is_timeout());
    /// # Ok(())
    /// # }
    /// ```
    pub fn timeout(self, limit: Duration) -> Self {
        self.with(|prepared| prepared.limits.timeout = Timeout::Own(limit))
    }

    /// How long one attempt may last, until the whole answer is there; of one that is [streamed](crate::streaming) the
    /// head. Unless the endpoint or the client says otherwise it is 30 s until the head of the answer, 120 s after the last
    /// byte of a long body, and for POST and PATCH as long as the call.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// use prolifi::{Call, Client, Service, api, endpoint, http, testing::FakeTransport};
    ///
    /// #[api]
    /// trait Notes {
    ///     #[endpoint(GET, "/notes/7")]
    ///     fn get_note(&self) -> Call<String>;
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread", start_paused = true)]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// // The first attempt gets no answer.
    /// let fake = FakeTransport::new().hang().answer(http::Response::new(r#""hello""#));
    /// let builder = Client::builder(Service::new("https://api.example.com"));
    /// let client = builder.transport(fake.clone()).build()?;
    /// let response = client.get_note().attempt_timeout(Duration::from_secs(2)).response().await?;
    /// assert_eq!(response.attempts, 2);
    /// # Ok(())
    /// # }
    /// ```
    pub fn attempt_timeout(self, limit: Duration) -> Self {
        self.with(|prepared| prepared.limits.attempt_timeout = Some(limit))
    }

    /// How long a body that is sent or received may stand still: unless the endpoint or the client says otherwise 60 s
    /// while one is sent and 30 s while one is received. A stream of events or lines may be silent for as long as it likes,
    /// unless this is set.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// use prolifi::{Call, Error, streaming::{Events, Streaming}};
    ///
    /// // A service that says that it is there every 15 seconds.
    /// async fn follow(call: Call<Streaming<Events>>) -> Result<(), Error> {
    ///     let mut events = call.idle_timeout(Duration::from_secs(40)).await?;
    ///     while let Some(event) = events.next().await {
    ///         println!("{}", event?.data);
    ///     }
    ///     Ok(())
    /// }
    /// ```
    pub fn idle_timeout(self, limit: Duration) -> Self {
        self.with(|prepared| prepared.limits.idle_timeout = Some(limit))
    }

    /// How often a failed attempt is repeated where that does no harm; 0 for never. It is 2, unless the endpoint or the
    /// client says otherwise.
    ///
    /// ```
    /// use prolifi::{Call, Client, Service, api, endpoint, http, testing::FakeTransport};
    ///
    /// #[api]
    /// trait Notes {
    ///     #[endpoint(GET, "/notes/7")]
    ///     fn get_note(&self) -> Call<String>;
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let fake = FakeTransport::new().answer(http::Response::builder().status(503).body("")?);
    /// let builder = Client::builder(Service::new("https://api.example.com"));
    /// let client = builder.transport(fake.clone()).build()?;
    /// let error = client.get_note().max_retries(0).await.unwrap_err();
    /// assert_eq!(error.attempts(), 1);
    /// # Ok(())
    /// # }
    /// ```
    pub fn max_retries(self, retries: u32) -> Self {
        self.with(|prepared| prepared.limits.max_retries = retries)
    }

    /// The longest answer that is read, in bytes after decompression. Unless the endpoint or the client says otherwise it
    /// is 10 MiB.
    ///
    /// ```
    /// use prolifi::{Call, Client, ErrorKind, Service, api, endpoint, http, testing::FakeTransport};
    ///
    /// #[api]
    /// trait Notes {
    ///     #[endpoint(GET, "/notes/7")]
    ///     fn get_note(&self) -> Call<String>;
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let fake = FakeTransport::new().answer(http::Response::new(r#""longer than ten bytes""#));
    /// let builder = Client::builder(Service::new("https://api.example.com"));
    /// let client = builder.transport(fake.clone()).build()?;
    /// let error = client.get_note().max_body(10).await.unwrap_err();
    /// assert_eq!(error.kind(), ErrorKind::TooLarge);
    /// # Ok(())
    /// # }
    /// ```
    pub fn max_body(self, bytes: u64) -> Self {
        self.with(|prepared| prepared.limits.max_body = bytes)
    }

    /// Tells how much of the body a connection has taken, chunk by chunk, from the beginning for each attempt. What it has
    /// taken may still be on its way. The callback runs on the task that sends, which it must not block.
    ///
    /// ```
    /// use prolifi::{Body, Call, Client, Service, api, endpoint, http, testing::FakeTransport};
    ///
    /// #[api]
    /// trait Files {
    ///     #[endpoint(PUT, "/files/<name>")]
    ///     fn put_file(&self, name: &str, content: Body) -> Call<()>;
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let fake = FakeTransport::new().answer(http::Response::new(""));
    /// let builder = Client::builder(Service::new("https://api.example.com"));
    /// let client = builder.transport(fake.clone()).build()?;
    /// let upload = client.put_file("march.csv", Body::from("id,total\n1,20\n"));
    /// upload.on_upload(|progress| println!("{} of {:?} bytes", progress.done, progress.total)).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn on_upload(self, tell: impl Fn(Progress) + Send + Sync + 'static) -> Self {
        self.with(|prepared| prepared.on_upload = Some(OnProgress::new(tell)))
    }

    /// Sends this idempotency key: the same for every attempt, and for every later call that must not do
    /// the same thing twice. 1 to 255 visible ASCII characters.
    ///
    /// ```
    /// use prolifi::{Call, Client, Service, api, endpoint};
    ///
    /// #[api]
    /// trait Notes {
    ///     #[endpoint(GET, "/notes/7")]
    ///     fn get_note(&self) -> Call<String>;
    /// }
    ///
    /// let client = Client::builder(Service::new("https://api.example.com")).build()?;
    /// let request = client.get_note().idempotency_key("order-8431").into_request()?;
    /// assert_eq!(request.headers()["idempotency-key"], "order-8431");
    ///
    /// assert!(client.get_note().idempotency_key("two words").into_request().is_err());
    /// # Ok::<(), prolifi::Error>(())
    /// ```
    pub fn idempotency_key(self, key: impl AsRef<str>) -> Self {
        self.with(|prepared| {
            let set = prepared.set_key(key.as_ref());
            prepared.check(set);
        })
    }

    /// Sets a header, in place of one of the same name. `Host`, `Content-Length`, `Transfer-Encoding` and
    /// `Connection` are refused: the transport writes them.
    ///
    /// ```
    /// use prolifi::{Call, Client, Service, api, endpoint, http::header};
    ///
    /// #[api]
    /// trait Notes {
    ///     #[endpoint(GET, "/notes/7")]
    ///     fn get_note(&self) -> Call<String>;
    /// }
    ///
    /// let client = Client::builder(Service::new("https://api.example.com")).build()?;
    /// let call = client.get_note().header(header::ACCEPT_LANGUAGE, "de").header("x-request-source", "import");
    /// let request = call.into_request()?;
    /// assert_eq!(request.headers()["accept-language"], "de");
    /// assert_eq!(request.headers()["x-request-source"], "import");
    /// # Ok::<(), prolifi::Error>(())
    /// ```
    pub fn header<K, V>(self, name: K, value: V) -> Self
    where
        K: TryInto<HeaderName>,
        V: TryInto<HeaderValue>,
    {
        self.with(|prepared| {
            let name = name
                .try_into()
                .map_err(|_| "a header that was added to the call has an invalid name".to_owned());
            let set = name.and_then(|name| {
                let value = header_value(&name, value)?;
                prepared.set_header(name, value)
            });
            prepared.check(set);
        })
    }

    /// Follows this many redirects, of a GET or HEAD: never from https:// to http://, and to another origin without a
    /// credential, a cookie or any header but `Accept`. Default: what the endpoint declares, or else none.
    ///
    /// ```
    /// use prolifi::{Call, Client, Service, api, endpoint, http, testing::FakeTransport};
    ///
    /// #[api]
    /// trait Notes {
    ///     #[endpoint(GET, "/notes/7")]
    ///     fn get_note(&self) -> Call<String>;
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let moved = http::Response::builder().status(302).header("location", "/archive/7").body("")?;
    /// let fake = FakeTransport::new().answer(moved).answer(http::Response::new(r#""hello""#));
    /// let builder = Client::builder(Service::new("https://api.example.com"));
    /// let client = builder.transport(fake.clone()).build()?;
    ///
    /// let note = client.get_note().redirects(3).response().await?;
    /// assert_eq!((note.value.as_str(), note.redirects), ("hello", 1));
    /// assert_eq!(fake.requests()[1].uri(), "https://api.example.com/archive/7");
    /// # Ok(())
    /// # }
    /// ```
    pub fn redirects(self, at_most: u32) -> Self {
        self.with(|prepared| prepared.limits.redirects = at_most)
    }

    /// Appends to the query, in the style of the endpoint: a pair for a scalar, one for each item of a list unless the style
    /// is another, none for `None`.
    ///
    /// ```
    /// use prolifi::{Call, Client, Service, api, endpoint};
    ///
    /// #[api]
    /// trait Notes {
    ///     #[endpoint(GET, "/notes/7")]
    ///     fn get_note(&self) -> Call<String>;
    /// }
    ///
    /// let client = Client::builder(Service::new("https://api.example.com")).build()?;
    /// let call = client.get_note().query("tag", ["new", "a&b"].as_slice()).query("since", None::<u64>);
    /// let request = call.into_request()?;
    /// assert_eq!(request.uri(), "https://api.example.com/notes/7?tag=new&tag=a%26b");
    /// # Ok::<(), prolifi::Error>(())
    /// ```
    pub fn query(self, key: &str, value: impl Serialize) -> Self {
        self.with(|prepared| {
            let style = prepared.endpoint.query_style();
            let appended = append_query(&mut prepared.target, key, &value, style);
            prepared.check(appended);
        })
    }

    /// Authenticates with this key in place of the client's, in the scheme of [`Service::auth`](crate::Service::auth).
    ///
    /// The call neither sets nor obeys the pause that a 429 means for the client's own key. For many calls with one
    /// key, [`Client::with_api_key`](crate::Client::with_api_key) is a client of its own.
    ///
    /// ```
    /// use prolifi::{Auth, Call, Client, Service, api, endpoint};
    ///
    /// #[api]
    /// trait Notes {
    ///     #[endpoint(GET, "/notes/7")]
    ///     fn get_note(&self) -> Call<String>;
    /// }
    ///
    /// let service = Service::new("https://api.example.com").auth(Auth::Bearer);
    /// let client = Client::builder(service).api_key("my_test_4f9a1c7be2d80356").build()?;
    /// let request = client.get_note().api_key("my_test_c02b7d1e9a5f6634").into_request()?;
    /// assert_eq!(request.headers()["authorization"], "Bearer my_test_c02b7d1e9a5f6634");
    /// # Ok::<(), prolifi::Error>(())
    /// ```
    pub fn api_key(self, key: impl Into<ApiKey>) -> Self {
        self.authenticated(&Given::Key(key.into()))
    }

    /// Authenticates with a secret of this source in place of the client's. It is fetched for this call alone; a
    /// [`Client::with_credentials`](crate::Client::with_credentials) keeps it for others.
    ///
    /// ```
    /// use prolifi::{Auth, Call, Client, FetchContext, Secret, Service, api, endpoint, http, testing::FakeTransport};
    ///
    /// #[api]
    /// trait Notes {
    ///     #[endpoint(GET, "/notes/7")]
    ///     fn get_note(&self) -> Call<String>;
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let fake = FakeTransport::new().answer(http::Response::new(r#""hello""#));
    /// let service = Service::new("https://api.example.com").auth(Auth::Bearer);
    /// let client = Client::builder(service).api_key("my_test_4f9a1c7be2d80356").transport(fake.clone()).build()?;
    ///
    /// let token = |_: FetchContext| async { Ok(Secret::new("at_test_c02b7d1e9a5f6634")) };
    /// client.get_note().credentials(token).await?;
    /// assert_eq!(fake.requests()[0].headers()["authorization"], "Bearer at_test_c02b7d1e9a5f6634");
    /// # Ok(())
    /// # }
    /// ```
    pub fn credentials(self, source: impl Credentials) -> Self {
        self.authenticated(&Given::Source(Arc::new(source)))
    }

    fn authenticated(self, secret: &Given) -> Self {
        self.with(|prepared| {
            let client = prepared.client.for_one_call(secret).map(|client| prepared.client = client);
            prepared.check(client);
        })
    }

    /// Gives something of the caller's own to the transport, in [`Request::extensions`](http::Request::extensions) beside
    /// the [`Attempt`](crate::transport::Attempt): a tenant or a trace for a layer of middleware. It replaces what has the
    /// same type, and is not sent.
    ///
    /// ```
    /// use prolifi::{Call, Client, Service, api, endpoint};
    ///
    /// #[api]
    /// trait Notes {
    ///     #[endpoint(GET, "/notes/7")]
    ///     fn get_note(&self) -> Call<String>;
    /// }
    ///
    /// #[derive(Clone, PartialEq, Debug)]
    /// struct Tenant(&'static str);
    ///
    /// let client = Client::builder(Service::new("https://api.example.com")).build()?;
    /// let request = client.get_note().extension(Tenant("acme")).into_request()?;
    /// assert_eq!(request.extensions().get(), Some(&Tenant("acme")));
    /// # Ok::<(), prolifi::Error>(())
    /// ```
    pub fn extension(self, value: impl Clone + Send + Sync + 'static) -> Self {
        self.with(|prepared| {
            prepared.extensions.insert(value);
        })
    }

    /// Changes the request of a call that was not polled yet. After that, and for a mock, there is nothing
    /// to change.
    pub(crate) fn with(mut self, change: impl FnOnce(&mut Prepared)) -> Self {
        if let Some(prepared) = self.prepared_mut() {
            change(prepared);
        }
        self
    }
}
