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
}

impl<T> Response<T> {
    /// Reads the value with `decode`, and keeps the rest.
    pub(crate) fn read(
        answer: Answer,
        decode: impl FnOnce(Answer) -> Result<T, Error>,
    ) -> Result<Self, Error> {
        let head = Arc::clone(&answer.head);
        let (rate_limit, replayed) = (head.rate_limit(), head.is_replayed());
        let value = decode(answer)?;
        // The only reference left, unless the value keeps the answer.
        let Head { status, headers, attempts, redirects, .. } = Arc::unwrap_or_clone(head);
        Ok(Self { value, status, headers, rate_limit, replayed, attempts, redirects })
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
