//! [`Error`]: everything a caller needs after a call that failed.

mod answered;
mod api_error;
mod build;
mod display;
mod kind;
mod rate_limit;
mod redaction;

use std::{error::Error as StdError, sync::Arc};

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

pub(crate) use self::redaction::Redaction;
pub use self::{
    api_error::{ApiError, FieldError},
    kind::ErrorKind,
    rate_limit::RateLimit,
};
use crate::endpoint::Endpoint;

/// How much of an answer's body an error keeps.
pub(crate) const BODY_KEPT: usize = 64 * 1024;

/// A call that did not come to a value.
///
/// One pointer wide. [`kind`](Self::kind) says what happened, the other methods what is known of it; what
/// the service answered is kept, also where it could not be read. `Display` is one line, `source` is the
/// layer below. Neither shows a key, a filled path or a value of the body; of an answer that is an error,
/// its message and those of its fields.
///
/// | [`kind`](Self::kind) | what happened |
/// |---|---|
/// | [`Build`](ErrorKind::Build) | the client or the request could not be built |
/// | [`Auth`](ErrorKind::Auth) | there was no secret to authenticate with, or the last one was refused and there is no other |
/// | [`Connect`](ErrorKind::Connect) | there was no connection |
/// | [`Timeout`](ErrorKind::Timeout) | an attempt or the call ran out of time, or a body stood still |
/// | [`Transport`](ErrorKind::Transport) | the connection failed before the answer was complete |
/// | [`Redirect`](ErrorKind::Redirect) | a redirect that was not followed |
/// | [`RateLimited`](ErrorKind::RateLimited) | too many requests, or a wait that is longer than the call may last |
/// | [`TooLarge`](ErrorKind::TooLarge), [`Decode`](ErrorKind::Decode) | the answer came, and is too long or not what was promised |
/// | [`Api`](ErrorKind::Api) | the service answered with an error: [`api`](Self::api), [`body`](Self::body) |
///
/// After a write that failed, ask [`may_have_been_applied`](Self::may_have_been_applied):
///
/// | the error | may have been applied | what to do |
/// |---|---|---|
/// | `Build`, `Auth`, `Connect`, `RateLimited`, a 4xx but 408 and 409 | no | correct the request or the key, or wait; then call again |
/// | `Timeout`, `Transport`, `Redirect`, a 5xx, 408, 409 | perhaps, unless it is known that nothing was sent | call again with the same [`idempotency_key`](Self::idempotency_key) |
/// | `TooLarge`, `Decode` after a 2xx | yes | do not call again: read the resource, or [`body`](Self::body) |
/// | any of these after an attempt that was in doubt | perhaps | as for a timeout |
/// | any of these of a request that only reads | no | call again |
///
/// ```
/// use prolifi::{Call, ErrorKind, http};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let body = r#"{"error": {"type": "no_such_note", "message": "Gone."}}"#;
/// let answer = http::Response::builder().status(404).body(body)?;
/// let call = Call::<u32>::answer(answer);
/// let error = call.await.unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::Api);
/// assert_eq!(error.status().unwrap(), 404);
/// assert_eq!(error.to_string(), "404 no_such_note: Gone.");
/// # Ok(())
/// # }
/// ```
pub struct Error(Box<Inner>);

/// Any error, boxed.
///
/// ```
/// use prolifi::{BoxError, transport::TransportError};
///
/// let source: BoxError = "the socket was closed".into();
/// assert!(!TransportError::io(source).is_connect());
/// ```
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// An error that several calls fail with.
pub(crate) type SharedError = Arc<dyn StdError + Send + Sync>;

struct Inner {
    kind: ErrorKind,
    /// What went wrong, as the end of a sentence that begins with the endpoint.
    problem: String,
    source: Option<SharedError>,
    endpoint: Option<&'static Endpoint>,
    status: Option<StatusCode>,
    headers: HeaderMap,
    api: Option<ApiError>,
    body: Option<Bytes>,
    attempts: u32,
    rate_limit: RateLimit,
    idempotency_key: Option<String>,
    request_id: Option<String>,
    may_have_been_applied: bool,
}

impl Error {
    /// What happened, in one of a few classes.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// Whether nothing was sent because the call or the client could not be built.
    ///
    /// ```
    /// use prolifi::{Client, Service};
    ///
    /// let error = Client::builder(Service::new("not an address")).build().unwrap_err();
    /// assert!(error.is_build());
    /// ```
    pub fn is_build(&self) -> bool {
        self.kind() == ErrorKind::Build
    }

    /// Whether no connection could be made.
    ///
    /// ```
    /// use prolifi::{prelude::*, testing::FakeTransport, transport::TransportError};
    ///
    /// #[api]
    /// trait Notes {
    ///     #[endpoint(GET, "/notes/7")]
    ///     fn get_note(&self) -> Call<String>;
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let fake = FakeTransport::new().fail(TransportError::connect("nobody listens"));
    /// let builder = Client::builder(Service::new("https://api.example.com"));
    /// let client = builder.transport(fake.clone()).build()?;
    /// let error = client.get_note().max_retries(0).await.unwrap_err();
    /// assert!(error.is_connect() && !error.may_have_been_applied());
    /// # Ok(())
    /// # }
    /// ```
    pub fn is_connect(&self) -> bool {
        self.kind() == ErrorKind::Connect
    }

    /// Whether an attempt or the whole call ran out of time.
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
    pub fn is_timeout(&self) -> bool {
        self.kind() == ErrorKind::Timeout
    }

    /// Whether the service refused the call because there were too many (429, or what the service
    /// [says](crate::Outcome::Again) is the same).
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
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let limited = http::Response::builder().status(429).header("retry-after", "90").body("")?;
    /// let fake = FakeTransport::new().answer(limited);
    /// let builder = Client::builder(Service::new("https://api.example.com"));
    /// let client = builder.transport(fake.clone()).build()?;
    /// let error = client.get_note().await.unwrap_err();
    /// assert!(error.is_rate_limited());
    /// assert_eq!(error.retry_after(), Some(Duration::from_secs(90)));
    /// # Ok(())
    /// # }
    /// ```
    pub fn is_rate_limited(&self) -> bool {
        self.kind() == ErrorKind::RateLimited
    }

    /// Whether the answer arrived and its body was not what the call promised.
    ///
    /// ```
    /// use prolifi::{Call, http};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let error = Call::<u32>::answer(http::Response::new(r#""seven""#)).await.unwrap_err();
    /// assert!(error.is_decode());
    /// // The place and what is wrong there, and not the value.
    /// let says = "200, but the value does not fit the type (line 1, column 7): expected u32, found a string";
    /// assert_eq!(error.to_string(), says);
    /// # Ok(())
    /// # }
    /// ```
    pub fn is_decode(&self) -> bool {
        self.kind() == ErrorKind::Decode
    }

    /// The endpoint that was called; `None` for an error of [`ClientBuilder::build`](crate::ClientBuilder::build).
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
    /// let fake = FakeTransport::new().answer(http::Response::builder().status(404).body("")?);
    /// let builder = Client::builder(Service::new("https://api.example.com"));
    /// let client = builder.transport(fake.clone()).build()?;
    /// let error = client.get_note().await.unwrap_err();
    /// // A label for metrics, without the values of the path.
    /// assert_eq!(error.endpoint().unwrap().name(), "get_note");
    /// # Ok(())
    /// # }
    /// ```
    pub fn endpoint(&self) -> Option<&'static Endpoint> {
        self.0.endpoint
    }

    /// How many attempts were begun.
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
    /// # #[tokio::main(flavor = "current_thread", start_paused = true)]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let unavailable = || http::Response::builder().status(503).body("");
    /// let fake = FakeTransport::new().answer(unavailable()?).answer(unavailable()?).answer(unavailable()?);
    /// let builder = Client::builder(Service::new("https://api.example.com"));
    /// let client = builder.transport(fake.clone()).build()?;
    /// let error = client.get_note().max_retries(2).await.unwrap_err();
    /// assert_eq!(error.attempts(), 3);
    /// # Ok(())
    /// # }
    /// ```
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// The idempotency key that every attempt carried. With it, the same write can be tried again later,
    /// also by another process, without being applied twice where the service honours keys.
    ///
    /// ```
    /// use prolifi::{http, prelude::*, testing::FakeTransport, transport::TransportError};
    ///
    /// #[api]
    /// trait Notes {
    ///     #[endpoint(GET, "/notes/7")]
    ///     fn get_note(&self) -> Call<String>;
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let fake = FakeTransport::new()
    ///     .fail(TransportError::io("connection reset"))
    ///     .answer(http::Response::new(r#""hello""#));
    /// let builder = Client::builder(Service::new("https://api.example.com"));
    /// let client = builder.transport(fake.clone()).build()?;
    /// let error = client.get_note().max_retries(0).idempotency_key("order-8431").await.unwrap_err();
    /// let key = error.idempotency_key().expect("the call had a key").to_owned();
    ///
    /// // Later, perhaps in another process:
    /// client.get_note().idempotency_key(key).await?;
    /// assert_eq!(fake.requests()[1].headers()["idempotency-key"], "order-8431");
    /// # Ok(())
    /// # }
    /// ```
    pub fn idempotency_key(&self) -> Option<&str> {
        self.0.idempotency_key.as_deref()
    }

    /// Whether the service may have carried out what was asked: the question after a failed write.
    ///
    /// `false` is a promise: no attempt was sent, or each was answered with a 4xx other than 408 and 409
    /// and none before it was left in doubt, or there was nothing to carry out, since the method only reads (GET,
    /// HEAD, OPTIONS and TRACE, unless the endpoint is declared `idempotent = false`). The head of an answer is enough,
    /// also where its body was lost. `true` for a write after a timeout, a lost connection, a 5xx, an answer
    /// that could not be read, and a 4xx that follows such an attempt. Then ask the service, or send the
    /// write again with the same [`idempotency_key`](Self::idempotency_key).
    ///
    /// Where the service's own word is read ([`Service::outcome`](crate::Service::outcome)), that is what counts.
    ///
    /// ```
    /// use prolifi::{http, prelude::*, testing::FakeTransport, transport::TransportError};
    ///
    /// #[api]
    /// trait Notes {
    ///     #[endpoint(POST, "/notes")]
    ///     fn add_note(&self) -> Call<String>;
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let fake = FakeTransport::new()
    ///     .answer(http::Response::builder().status(422).body("")?)
    ///     .fail(TransportError::io("connection reset"));
    /// let builder = Client::builder(Service::new("https://api.example.com"));
    /// let client = builder.transport(fake.clone()).build()?;
    /// let refused = client.add_note().await.unwrap_err();
    /// assert!(!refused.may_have_been_applied());
    ///
    /// let lost = client.add_note().max_retries(0).await.unwrap_err();
    /// assert!(lost.may_have_been_applied());
    /// # Ok(())
    /// # }
    /// ```
    pub fn may_have_been_applied(&self) -> bool {
        self.0.may_have_been_applied
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}
