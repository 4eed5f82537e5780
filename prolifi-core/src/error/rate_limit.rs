//! [`RateLimit`]: what an answer says about the caller's allowance.

use std::time::Duration;

/// The rate limit as the service reported it with one answer.
///
/// Which headers carry it is set on the [`Service`](crate::Service); a header that is absent or not a
/// number is `None`.
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
/// let service = Service::new("https://api.example.com")
///     .rate_limit_headers(HeaderName::from_static("x-limit"), HeaderName::from_static("x-left"));
/// let answer = http::Response::builder().header("x-limit", "1000").header("x-left", "998").body(r#""hello""#)?;
/// let client = Client::builder(service).transport(FakeTransport::new().answer(answer)).build()?;
///
/// let rate_limit = client.get_note().response().await?.rate_limit;
/// assert_eq!((rate_limit.limit, rate_limit.remaining), (Some(1000), Some(998)));
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct RateLimit {
    /// How many requests the current window allows.
    pub limit: Option<u64>,
    /// How many of them are left.
    pub remaining: Option<u64>,
    /// How long it is until the window ends and the allowance is whole again
    /// ([`Service::rate_reset_header`](crate::Service::rate_reset_header)).
    pub reset: Option<Duration>,
    /// How long to wait before the next request (`Retry-After`, RFC 9110, section 10.2.3).
    pub retry_after: Option<Duration>,
}
