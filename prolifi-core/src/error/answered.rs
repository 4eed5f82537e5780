//! What an error knows of the answer, if one arrived.

use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::{ApiError, Error, RateLimit};

impl Error {
    /// The status of the answer, if one arrived.
    pub fn status(&self) -> Option<StatusCode> {
        self.0.status
    }

    /// The headers of the answer; empty if none arrived.
    ///
    /// ```
    /// use prolifi::{Call, http};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let answer = http::Response::builder().status(503).header("server", "gateway/2").body("")?;
    /// let call = Call::<u32>::answer(answer);
    /// let error = call.await.unwrap_err();
    /// assert_eq!(error.headers()["server"], "gateway/2");
    /// # Ok(())
    /// # }
    /// ```
    pub fn headers(&self) -> &HeaderMap {
        &self.0.headers
    }

    /// What the service says is wrong, if its answer said so in a shape that the client knows.
    ///
    /// ```
    /// use prolifi::{Call, http};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let body = r#"{"error": {"type": "invalid", "message": "No.", "errors": [{"field": "email", "message": "is no address"}]}}"#;
    /// let call = Call::<u32>::answer(http::Response::builder().status(422).body(body)?);
    /// let error = call.await.unwrap_err();
    /// let api = error.api().expect("a body in one of the common shapes");
    /// assert_eq!(api.error_type, "invalid");
    /// assert_eq!((&*api.errors[0].field, &*api.errors[0].message), ("email", "is no address"));
    /// # Ok(())
    /// # }
    /// ```
    pub fn api(&self) -> Option<&ApiError> {
        self.0.api.as_ref()
    }

    /// How long the service asked to wait before the next request.
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.rate_limit.retry_after
    }

    /// What the answer said about the caller's allowance.
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
    /// let fake = FakeTransport::new().answer(http::Response::builder().status(404).header("x-left", "12").body("")?);
    /// let service = Service::new("https://api.example.com")
    ///     .rate_limit_headers(HeaderName::from_static("x-limit"), HeaderName::from_static("x-left"));
    /// let client = Client::builder(service).transport(fake).build()?;
    ///
    /// let error = client.get_note().await.unwrap_err();
    /// assert_eq!(error.rate_limit().remaining, Some(12));
    /// assert_eq!(error.rate_limit().limit, None);
    /// # Ok(())
    /// # }
    /// ```
    pub fn rate_limit(&self) -> RateLimit {
        self.0.rate_limit
    }

    /// The service's own name for the request, to quote to its support.
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
    /// let missing = http::Response::builder().status(404).header("x-request-id", "r-17").body("")?;
    /// let fake = FakeTransport::new().answer(missing);
    /// let service = Service::new("https://api.example.com")
    ///     .request_id_header(HeaderName::from_static("x-request-id"));
    /// let client = Client::builder(service).transport(fake).build()?;
    ///
    /// let error = client.get_note().await.unwrap_err();
    /// assert_eq!(error.request_id(), Some("r-17"));
    /// # Ok(())
    /// # }
    /// ```
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// The body of the answer as it came, cut at 64 KiB. Present for every answer with a body that could
    /// be received, an undecodable one included.
    ///
    /// ```
    /// use prolifi::{Call, http};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let call = Call::<u32>::answer(http::Response::builder().status(502).body("<h1>Bad Gateway</h1>")?);
    /// let error = call.await.unwrap_err();
    /// assert_eq!(error.body().unwrap(), "<h1>Bad Gateway</h1>");
    /// # Ok(())
    /// # }
    /// ```
    pub fn body(&self) -> Option<&Bytes> {
        self.0.body.as_ref()
    }
}
