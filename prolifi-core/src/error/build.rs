//! How the crate makes errors and adds what it knows of the call.

use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::{ApiError, BODY_KEPT, BoxError, Error, ErrorKind, Inner, RateLimit, SharedError};
use crate::endpoint::Endpoint;

impl Error {
    pub(crate) fn new(kind: ErrorKind, problem: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            kind,
            problem: problem.into(),
            source: None,
            endpoint: None,
            status: None,
            headers: HeaderMap::new(),
            api: None,
            body: None,
            attempts: 0,
            rate_limit: RateLimit::default(),
            idempotency_key: None,
            request_id: None,
            may_have_been_applied: false,
        }))
    }

    /// Input that makes no request or no client, with a sentence that says what is wrong with it.
    ///
    /// ```
    /// use prolifi::{Call, Error};
    ///
    /// /// A mock that refuses what it is not given.
    /// fn read(id: &str) -> Call<String> {
    ///     match id {
    ///         "" => Call::ready(Err(Error::build("the id is empty"))),
    ///         id => Call::ready(Ok(id.to_owned())),
    ///     }
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// assert!(read("").await.unwrap_err().is_build());
    /// # Ok(())
    /// # }
    /// ```
    pub fn build(problem: impl Into<String>) -> Self {
        Self::new(ErrorKind::Build, problem)
    }

    /// A body that is not what the call promised, for an answer type of your own
    /// ([`FromResponse`](crate::FromResponse)). The client adds the endpoint, the status and the body.
    ///
    /// ```
    /// use prolifi::{Answer, Call, Error, FromResponse, http};
    ///
    /// /// An answer that is one number in plain text.
    /// struct Count(u64);
    ///
    /// impl FromResponse for Count {
    ///     fn from_response(answer: Answer) -> Result<Self, Error> {
    ///         let bytes = answer.bytes();
    ///         let text = std::str::from_utf8(&bytes).map_err(Error::decode)?;
    ///         text.trim().parse().map(Self).map_err(Error::decode)
    ///     }
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// assert_eq!(Call::<Count>::answer(http::Response::new("42\n")).await?.0, 42);
    /// assert!(Call::<Count>::answer(http::Response::new("many")).await.is_err());
    /// # Ok(())
    /// # }
    /// ```
    pub fn decode(source: impl Into<BoxError>) -> Self {
        Self::new(ErrorKind::Decode, "the body could not be decoded").with_source(source)
    }

    /// Another error about the same answer: what is known of the call is in it too.
    pub(crate) fn of_same_call(&self, kind: ErrorKind, problem: String) -> Self {
        let mut error = Self::new(kind, problem)
            .with_endpoint(self.0.endpoint)
            .with_key(self.idempotency_key())
            .with_rate_limit(self.0.rate_limit)
            .with_request_id(self.0.request_id.clone())
            .with_history(self.0.attempts, self.0.may_have_been_applied);
        error.0.status = self.0.status;
        error.0.headers = self.0.headers.clone();
        error.0.body = self.0.body.clone();
        error
    }

    /// Says more of the same problem.
    pub(crate) fn and(mut self, more: &str) -> Self {
        self.0.problem = format!("{}; {more}", self.0.problem);
        self
    }

    pub(crate) fn with_source(self, source: impl Into<BoxError>) -> Self {
        self.with_shared_source(source.into().into())
    }

    pub(crate) fn with_shared_source(mut self, source: SharedError) -> Self {
        self.0.source = Some(source);
        self
    }

    pub(crate) fn with_endpoint(mut self, endpoint: Option<&'static Endpoint>) -> Self {
        self.0.endpoint = endpoint;
        self
    }

    pub(crate) fn with_key(mut self, key: Option<&str>) -> Self {
        self.0.idempotency_key = key.map(str::to_owned);
        self
    }

    /// The head of the answer that the error is about.
    pub(crate) fn with_head(mut self, status: StatusCode, headers: HeaderMap) -> Self {
        self.0.status = Some(status);
        self.0.headers = headers;
        self
    }

    /// The body, cut to what is kept. The rest is freed with the answer.
    pub(crate) fn with_body(mut self, body: &Bytes) -> Self {
        self.0.body = Some(match body.len() <= BODY_KEPT {
            true => body.clone(),
            false => Bytes::copy_from_slice(&body[..BODY_KEPT]),
        });
        self
    }

    pub(crate) fn with_api(mut self, api: Option<ApiError>) -> Self {
        self.0.api = api;
        self
    }

    pub(crate) fn with_rate_limit(mut self, rate_limit: RateLimit) -> Self {
        self.0.rate_limit = rate_limit;
        self
    }

    /// How long the service asks to wait, where that is known from more than its `Retry-After`.
    pub(crate) fn with_wait(mut self, wait: Option<Duration>) -> Self {
        self.0.rate_limit.retry_after = wait.or(self.0.rate_limit.retry_after);
        self
    }

    pub(crate) fn with_request_id(mut self, id: Option<String>) -> Self {
        self.0.request_id = id;
        self
    }

    /// How often the request was sent, and whether that may have had its effect.
    pub(crate) fn with_history(mut self, attempts: u32, may_have_been_applied: bool) -> Self {
        self.0.attempts = attempts;
        self.0.may_have_been_applied = may_have_been_applied;
        self
    }
}
