//! [`Outcome`]: what an answer means, where its status is not the whole truth.

use std::time::Duration;

use http::{HeaderMap, StatusCode};

use crate::endpoint::Endpoint;

/// What became of a request, by its answer; what [`Service::outcome`](crate::Service::outcome) says.
///
/// One word decides three things: whether the request is sent again, whether the answer is an error, and what
/// [`Error::may_have_been_applied`](crate::Error::may_have_been_applied) says of it.
///
/// | | is sent again | otherwise the answer is | may have been applied |
/// |---|---|---|---|
/// | `ByStatus` | as its status says, by the table of the guide `retries` | what its status says | as its status says |
/// | `Success` | no | the value, whatever its status | yes |
/// | `Refused` | no | an error | no |
/// | `Again` | yes, whatever its method | an error | no |
/// | `InDoubt` | where doing it twice is the same as once | an error | perhaps |
///
/// ```
/// use prolifi::{Call, Client, Outcome, Service, api, endpoint, http, testing::FakeTransport};
///
/// #[api]
/// trait Channels {
///     #[endpoint(POST, "/join")]
///     fn join(&self) -> Call<()>;
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// // A service whose errors have the status 200.
/// let service = Service::new("https://api.example.com").outcome(|_, status, _, body| {
///     match status.is_success() && body.starts_with(br#"{"ok":false"#) {
///         true => Outcome::Refused,
///         false => Outcome::ByStatus,
///     }
/// });
/// let fake = FakeTransport::new().answer(http::Response::new(r#"{"ok":false,"error":"is_archived"}"#));
/// let client = Client::builder(service).transport(fake).build()?;
///
/// let error = client.join().await.unwrap_err();
/// assert_eq!(error.to_string(), "POST /join failed: 200 is_archived");
/// assert!(!error.may_have_been_applied());
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Outcome {
    /// What its status says, as without the question.
    #[default]
    ByStatus,
    /// It was carried out, and the body is its value.
    Success,
    /// It was not carried out, and will not be.
    Refused,
    /// It was not carried out, and may be if it is sent again: after this time, or without one after what the answer's
    /// `Retry-After` or rate limit says, or else with the usual backoff.
    ///
    /// Where there is such a time, it is a rate limit: the error is
    /// [`RateLimited`](crate::ErrorKind::RateLimited), and the client pauses if it
    /// [does so after a 429](crate::Service::pauses_when_limited).
    Again(Option<Duration>),
    /// It may have been carried out.
    InDoubt,
}

/// Says what an answer means.
pub(crate) type ReadOutcome = fn(&Endpoint, StatusCode, &HeaderMap, &[u8]) -> Outcome;
