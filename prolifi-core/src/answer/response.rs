//! [`Response`]: a value, with what came around it.

use std::sync::Arc;

use http::{HeaderMap, HeaderValue, StatusCode};

use super::{Answer, FromResponse, Head};
use crate::error::{Error, RateLimit};

/// A decoded answer together with its status and headers; what [`Call::response`](crate::Call::response) gives.
///
/// ```
/// use prolifi::{Call, Response, http};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let call = Call::<u32>::answer(http::Response::builder().status(201).header("location", "/notes/7").body("7")?);
/// let Response { value, status, headers, .. } = call.response().await?;
/// assert_eq!((value, status.as_u16()), (7, 201));
/// assert_eq!(headers["location"], "/notes/7");
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Response<T> {
    /// The decoded body.
    pub value: T,
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// What the answer says about the caller's allowance.
    pub rate_limit: RateLimit,
    /// Whether the service gave an earlier answer again, for a repeated idempotency key.
    pub replayed: bool,
    /// How many attempts the call took.
    pub attempts: u32,
    /// How many redirects were followed in the last of them.
    pub redirects: u32,
    request_id: Option<HeaderValue>,
}

impl<T> Response<T> {
    /// The service's own name for the request, to quote to its support, where the service
    /// [says which header](crate::Service::request_id_header) has it.
    ///
    /// ```
    /// use prolifi::{http, http::HeaderName, prelude::*, testing::FakeTransport};
    ///
    /// #[api]
    /// trait Notes {
    ///     #[endpoint(GET, "/notes/7")]
    ///     fn get_note(&self) -> Call<String>;
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = http::Response::builder().header("x-request-id", "r-17").body(r#""hello""#)?;
    /// let service = Service::new("https://api.example.com").request_id_header(HeaderName::from_static("x-request-id"));
    /// let client = Client::builder(service).transport(FakeTransport::new().answer(answer)).build()?;
    /// assert_eq!(client.get_note().response().await?.request_id(), Some("r-17"));
    /// # Ok(())
    /// # }
    /// ```
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_ref()?.to_str().ok()
    }

    /// Reads the value with `decode`, and keeps the rest.
    pub(crate) fn read(
        answer: Answer,
        decode: impl FnOnce(Answer) -> Result<T, Error>,
    ) -> Result<Self, Error> {
        let head = Arc::clone(&answer.head);
        let (rate_limit, replayed) = (head.rate_limit(), head.is_replayed());
        let request_id = head.request_id().cloned();
        let value = decode(answer)?;
        // The only reference left, unless the value keeps the answer.
        let Head { status, headers, attempts, redirects, .. } = Arc::unwrap_or_clone(head);
        Ok(Self { value, status, headers, rate_limit, replayed, attempts, redirects, request_id })
    }
}

#[diagnostic::do_not_recommend]
impl<T: FromResponse> FromResponse for Response<T> {
    const STREAMED: bool = T::STREAMED;
    const IS_FEED: bool = T::IS_FEED;

    fn media_types() -> HeaderValue {
        T::media_types()
    }

    fn takes(headers: &HeaderMap) -> bool {
        T::takes(headers)
    }

    fn accepts(status: StatusCode) -> bool {
        T::accepts(status)
    }

    fn reads_body(status: StatusCode) -> bool {
        T::reads_body(status)
    }

    fn from_response(answer: Answer) -> Result<Self, Error> {
        Self::read(answer, T::from_response)
    }
}
