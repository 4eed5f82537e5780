//! [`Service`]: what is one service's own, as plain data.

mod address;
mod auth;
mod base_url;
mod header_rules;
mod outcome;
mod sign;

use std::fmt;

use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

pub(crate) use self::outcome::ReadOutcome;
pub(crate) use self::{
    address::{ENCODED, with_pair},
    auth::DEFAULT,
    base_url::BaseUrl,
};
pub use self::{
    auth::Auth,
    outcome::Outcome,
    sign::{Sign, Signer, StreamedBody, ToSign},
};
use crate::{
    endpoint::{Endpoint, PageShape},
    error::ApiError,
};

/// A service: its address and its habits.
///
/// ```
/// use prolifi::{Auth, Client, Service, http::HeaderName};
///
/// let service = Service::new("https://api.example.com/v2")
///     .auth(Auth::Bearer)
///     .idempotency_header(HeaderName::from_static("idempotency-key"));
/// let client = Client::builder(service).api_key("my_test_4f9a1c7be2d80356").build()?;
/// # Ok::<(), prolifi::Error>(())
/// ```
///
/// Left alone, a service takes no authentication, honours no idempotency key, and has its errors read in
/// the shapes that are common (see [`error_reader`](Self::error_reader)).
#[derive(Clone)]
pub struct Service {
    pub(crate) base_url: String,
    /// Those beside the one at the base URL.
    pub(crate) servers: Vec<(&'static str, String)>,
    pub(crate) auth: Auth,
    /// Those that endpoints name.
    pub(crate) schemes: Vec<(&'static str, Auth)>,
    pub(crate) auth_per_call: bool,
    /// Those of every request.
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
    pub(crate) idempotency_header: Option<HeaderName>,
    pub(crate) replayed_header: Option<HeaderName>,
    pub(crate) request_id_header: Option<HeaderName>,
    pub(crate) rate_limit_header: Option<HeaderName>,
    pub(crate) rate_remaining_header: Option<HeaderName>,
    pub(crate) rate_reset_header: Option<HeaderName>,
    pub(crate) pauses_when_limited: bool,
    pub(crate) page_shape: PageShape,
    /// `None` for the shapes that are common.
    pub(crate) read_error: Option<ErrorReader>,
    /// `None` where the status says it all.
    pub(crate) read_outcome: Option<ReadOutcome>,
}

/// Reads the body of an answer that is an error; `None` where the body has another shape.
pub(crate) type ErrorReader = fn(StatusCode, &HeaderMap, &[u8]) -> Option<ApiError>;

impl Service {
    /// A service at this address. It is checked when the client is built.
    pub fn new(base_url: impl Into<String>) -> Self {
        Self {
            base_url: base_url.into(),
            servers: Vec::new(),
            auth: Auth::None,
            schemes: Vec::new(),
            auth_per_call: false,
            headers: Vec::new(),
            idempotency_header: None,
            replayed_header: None,
            request_id_header: None,
            rate_limit_header: None,
            rate_remaining_header: None,
            rate_reset_header: None,
            pauses_when_limited: false,
            page_shape: PageShape::default(),
            read_error: None,
            read_outcome: None,
        }
    }

    /// Another server of the service, for the endpoints with `server = "name"`. It gets the secrets of the client as the
    /// one at the base URL does.
    ///
    /// ```
    /// use prolifi::{Call, Client, Service, api, endpoint};
    ///
    /// #[api]
    /// trait Notes {
    ///     #[endpoint(PUT, "/files", server = "uploads")]
    ///     fn put_file(&self) -> Call<()>;
    /// }
    ///
    /// let service = Service::new("https://api.example.com").server("uploads", "https://uploads.example.com");
    /// let client = Client::builder(service).build()?;
    ///
    /// // `#[endpoint(PUT, "/files", server = "uploads")]`
    /// assert_eq!(client.put_file().into_request()?.uri(), "https://uploads.example.com/files");
    /// # Ok::<(), prolifi::Error>(())
    /// ```
    pub fn server(mut self, name: &'static str, url: impl Into<String>) -> Self {
        self.servers.retain(|(known, _)| *known != name);
        self.servers.push((name, url.into()));
        self
    }

    /// A header that every request to the service has: its version, say. A client can replace it
    /// ([`ClientBuilder::header`](crate::ClientBuilder::header)), and so can an endpoint and a call.
    ///
    /// ```
    /// use prolifi::{Service, http::{HeaderName, HeaderValue}};
    ///
    /// let service = Service::new("https://api.example.com")
    ///     .header(HeaderName::from_static("x-version"), HeaderValue::from_static("2026-03-13"));
    /// ```
    pub fn header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.push((name, value));
        self
    }

    /// The header in which the service honours an idempotency key: with it, every POST, PATCH, PUT and
    /// DELETE gets a key of its own and may be repeated. Default: none.
    ///
    /// ```
    /// use prolifi::{Call, Client, Service, api, endpoint, http::HeaderName};
    ///
    /// #[api]
    /// trait Notes {
    ///     #[endpoint(POST, "/notes")]
    ///     fn add_note(&self) -> Call<()>;
    /// }
    ///
    /// let service = Service::new("https://api.example.com").idempotency_header(HeaderName::from_static("x-once"));
    /// let client = Client::builder(service).build()?;
    ///
    /// // A write has a key before it is sent.
    /// let request = client.add_note().into_request()?;
    /// assert_eq!(request.headers()["x-once"].len(), 36);
    /// # Ok::<(), prolifi::Error>(())
    /// ```
    pub fn idempotency_header(mut self, name: HeaderName) -> Self {
        self.idempotency_header = Some(name);
        self
    }

    /// The header that says `true` on an answer given again for a repeated idempotency key. Default: none.
    ///
    /// ```
    /// use prolifi::{http::{self, HeaderName}, prelude::*, testing::FakeTransport};
    ///
    /// #[api]
    /// trait Notes {
    ///     #[endpoint(GET, "/notes/7")]
    ///     fn get_note(&self) -> Call<String>;
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let service = Service::new("https://api.example.com").replayed_header(HeaderName::from_static("x-replayed"));
    /// let fake = FakeTransport::new().answer(http::Response::builder().header("x-replayed", "true").body(r#""hello""#)?);
    /// let client = Client::builder(service).transport(fake).build()?;
    /// assert!(client.get_note().response().await?.replayed);
    /// # Ok(())
    /// # }
    /// ```
    pub fn replayed_header(mut self, name: HeaderName) -> Self {
        self.replayed_header = Some(name);
        self
    }

    /// The header with the service's own name for a request. Default: none.
    pub fn request_id_header(mut self, name: HeaderName) -> Self {
        self.request_id_header = Some(name);
        self
    }

    /// The headers that tell how many requests a window allows, and how many are left. Default: none.
    pub fn rate_limit_headers(mut self, limit: HeaderName, remaining: HeaderName) -> Self {
        self.rate_limit_header = Some(limit);
        self.rate_remaining_header = Some(remaining);
        self
    }

    /// The header that tells when the window of [`rate_limit_headers`](Self::rate_limit_headers) ends: in seconds, as
    /// seconds or milliseconds since 1970, as a date of HTTP, or as one of RFC 3339 in UTC. Default: none.
    ///
    /// A 429 without a `Retry-After` is waited out until then, unless some of the allowance is left: then it was
    /// another limit.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// use prolifi::{http::{self, HeaderName}, prelude::*, testing::FakeTransport};
    ///
    /// #[api]
    /// trait Notes {
    ///     #[endpoint(GET, "/notes/7")]
    ///     fn get_note(&self) -> Call<String>;
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let service = Service::new("https://api.example.com").rate_reset_header(HeaderName::from_static("x-reset"));
    /// let limited = http::Response::builder().status(429).header("x-reset", "90").body("")?;
    /// let client = Client::builder(service).transport(FakeTransport::new().answer(limited)).build()?;
    ///
    /// let error = client.get_note().await.unwrap_err();
    /// assert_eq!(error.rate_limit().reset, Some(Duration::from_secs(90)));
    /// # Ok(())
    /// # }
    /// ```
    pub fn rate_reset_header(mut self, name: HeaderName) -> Self {
        self.rate_reset_header = Some(name);
        self
    }

    /// Whether a 429 that says how long to wait holds back every new attempt of the client until then: right
    /// where the limit counts the key, and not the single operation. Default: no.
    ///
    /// ```
    /// use tokio::time::{Duration, Instant};
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
    /// let service = Service::new("https://api.example.com").pauses_when_limited(true);
    /// let limited = http::Response::builder().status(429).header("retry-after", "5").body("")?;
    /// let fake = FakeTransport::new().answer(limited).answer(http::Response::new(r#""hello""#));
    /// let client = Client::builder(service).transport(fake).build()?;
    ///
    /// let start = Instant::now();
    /// assert!(client.get_note().max_retries(0).await.unwrap_err().is_rate_limited());
    /// // Another call waits for what the first was told.
    /// client.get_note().await?;
    /// assert!(start.elapsed() >= Duration::from_secs(5));
    /// # Ok(())
    /// # }
    /// ```
    pub fn pauses_when_limited(mut self, pauses: bool) -> Self {
        self.pauses_when_limited = pauses;
        self
    }

    /// How the pages of a list are written, for [`Pages`](crate::Pages) and [`Page`](crate::Page). Default:
    /// [`PageShape::default`].
    pub fn page_shape(mut self, shape: PageShape) -> Self {
        self.page_shape = shape;
        self
    }

    /// Reads error bodies that have a shape of the service's own.
    ///
    /// The default reads the shapes that are widely used: `{"error": {..}}` with `type`, `code` or `status` and
    /// `message`; problem details (RFC 9457); OAuth's (RFC 6749, section 5.2); JSON:API's; `{"errors": {"field":
    /// ["..."]}}`; those of Google, Microsoft, GitHub and others. A reader of your own is given the body without
    /// a byte-order mark, cut at 64 KiB as [`Error::body`](crate::Error::body) is, and returns `None` for what it
    /// does not know: the error keeps the status and the body all the same.
    ///
    /// ```
    /// use prolifi::{ApiError, Service, http::header::CONTENT_TYPE};
    ///
    /// // A service that answers `!code sentence` as plain text, and anything else from its proxy.
    /// let service = Service::new("https://api.example.com").error_reader(|_, headers, body| {
    ///     if headers.get(CONTENT_TYPE)? != "text/plain" {
    ///         return None;
    ///     }
    ///     let (code, sentence) = std::str::from_utf8(body).ok()?.strip_prefix('!')?.split_once(' ')?;
    ///     Some(ApiError::new(code, sentence))
    /// });
    /// ```
    pub fn error_reader(mut self, read: fn(StatusCode, &HeaderMap, &[u8]) -> Option<ApiError>) -> Self {
        self.read_error = Some(read);
        self
    }

    /// Says what an answer means, where its status is not the whole truth: a 200 that holds an error, a 403 that is a rate
    /// limit, a header that says whether to try again. It is given the endpoint, the status, the headers and the body;
    /// what it has no word for is [`Outcome::ByStatus`]. Default: the status says it all.
    ///
    /// It is asked once for each answer, but not for a body that is streamed, nor for a redirect that is followed. The
    /// body is whole, unpacked and without a byte-order mark; it is empty where a refusal broke off behind its head. With
    /// it, every call reads its body, also one whose value needs none.
    ///
    /// ```
    /// use prolifi::{Outcome, Service};
    ///
    /// // A header that knows better than the status.
    /// let service = Service::new("https://api.example.com").outcome(|_, _, headers, _| {
    ///     match headers.get("x-should-retry").map(|value| value.as_bytes()) {
    ///         Some(b"true") => Outcome::Again(None),
    ///         Some(b"false") => Outcome::Refused,
    ///         _ => Outcome::ByStatus,
    ///     }
    /// });
    /// ```
    pub fn outcome(mut self, read: fn(&Endpoint, StatusCode, &HeaderMap, &[u8]) -> Outcome) -> Self {
        self.read_outcome = Some(read);
        self
    }

    /// How the pages of an endpoint are written.
    pub(crate) fn page_shape_of(&self, endpoint: Option<&Endpoint>) -> PageShape {
        endpoint.and_then(Endpoint::page_shape).copied().unwrap_or(self.page_shape)
    }

    /// Whether an answer was given before, for the same idempotency key.
    pub(crate) fn is_replayed(&self, headers: &HeaderMap) -> bool {
        let value = self.replayed_header.as_ref().and_then(|name| headers.get(name));
        value.is_some_and(|value| value.as_bytes().eq_ignore_ascii_case(b"true"))
    }

    /// The service's own name for a request.
    pub(crate) fn request_id<'h>(&self, headers: &'h HeaderMap) -> Option<&'h HeaderValue> {
        headers.get(self.request_id_header.as_ref()?)
    }
}

impl fmt::Debug for Service {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Service")
            .field("base_url", &BaseUrl::printable(&self.base_url))
            .field("auth", &self.auth)
            .field("idempotency_header", &self.idempotency_header)
            .finish_non_exhaustive()
    }
}
