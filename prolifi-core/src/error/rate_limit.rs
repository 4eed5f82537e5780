//! [`RateLimit`]: what an answer says about the caller's allowance.

use std::time::Duration;

/// The rate limit as the service reported it with one answer.
///
/// Which headers carry it is set on the [`Service`](crate::Service); a header that is absent or not a
/// number is `None`.
///
/// ```
/// use prolifi_core::{Client, Service, http::{self, HeaderName}, testing::FakeTransport};
/// # use prolifi_core::{Call, __private as p};
/// # fn get_note(client: &Client) -> Call<String> {
/// #     static ENDPOINT: p::Endpoint = p::Endpoint::new("get_note", "GET", "/notes/7", &[p::PathPart::Literal("/notes/7")], &[]);
/// #     p::Request::new(client, &ENDPOINT, &[], &[]).finish()
/// # }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let service = Service::new("https://api.example.com")
///     .rate_limit_headers(HeaderName::from_static("x-limit"), HeaderName::from_static("x-left"));
/// # let answer = http::Response::builder().header("x-limit", "1000").header("x-left", "998").body(r#""hello""#)?;
/// # let client = Client::builder(service).transport(FakeTransport::new().answer(answer)).build()?;
///
/// let rate_limit = get_note(&client).response().await?.rate_limit;
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
    /// How long to wait before the next request (`Retry-After`, RFC 9110, section 10.2.3).
    pub retry_after: Option<Duration>,
}
