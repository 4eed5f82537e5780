//! Settings of retries.

use std::time::Duration;

use http::StatusCode;

use super::ClientBuilder;

/// When a failed attempt is followed by another. The guide `retries` says what else that depends on.
impl<C> ClientBuilder<C> {
    /// How often a failed attempt is repeated where that does no harm. Default: 2; 0 turns retries off.
    pub fn max_retries(mut self, retries: u32) -> Self {
        self.settings.limits.max_retries = retries;
        self
    }

    /// Retries without regard to how many others failed. By default a client and its clones share a budget
    /// of 100 retries, of which ten successes buy one back, so that a service in trouble is not asked
    /// several times as often.
    ///
    /// ```
    /// use prolifi::{Client, Service};
    ///
    /// // A job that runs alone and may take its time.
    /// let service = Service::new("https://api.example.com");
    /// let client = Client::builder(service).max_retries(20).without_retry_budget().build()?;
    /// # Ok::<(), prolifi::Error>(())
    /// ```
    pub fn without_retry_budget(mut self) -> Self {
        self.settings.retry_budget = false;
        self
    }

    /// The statuses after which a request is sent again, where doing it twice is the same as once. Default: 408, 429, 500,
    /// 502, 503 and 504.
    ///
    /// For what no status tells there is [`Service::outcome`](crate::Service::outcome).
    ///
    /// ```
    /// use prolifi::{Client, Service, http::StatusCode};
    ///
    /// // A service that locks what another request works on, and answers 409 until that is done.
    /// let service = Service::new("https://api.example.com");
    /// let client = Client::builder(service)
    ///     .retry_statuses([StatusCode::CONFLICT, StatusCode::TOO_MANY_REQUESTS, StatusCode::SERVICE_UNAVAILABLE])
    ///     .build()?;
    /// # Ok::<(), prolifi::Error>(())
    /// ```
    pub fn retry_statuses(mut self, statuses: impl IntoIterator<Item = StatusCode>) -> Self {
        self.settings.retries.statuses = statuses.into_iter().collect();
        self
    }

    /// How long to wait before a retry that the service has not timed: `first` before the first, doubled for each after it
    /// up to `longest`, and of that a random half to the whole. Default: 0.5 s, up to 8 s.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// use prolifi::{Client, Service};
    ///
    /// // A job that nobody waits for.
    /// let service = Service::new("https://api.example.com");
    /// let client = Client::builder(service)
    ///     .timeout(Duration::from_secs(3600))
    ///     .max_retries(10)
    ///     .backoff(Duration::from_secs(5), Duration::from_secs(300))
    ///     .build()?;
    /// # Ok::<(), prolifi::Error>(())
    /// ```
    pub fn backoff(mut self, first: Duration, longest: Duration) -> Self {
        self.settings.retries.first_backoff = first;
        self.settings.retries.longest_backoff = longest;
        self
    }

    /// The longest wait that the service may ask for: with a longer `Retry-After` a call fails at once, and says in its
    /// error how long it is. Default: 60 seconds.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// use tokio::time::Instant;
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
    /// let busy = http::Response::builder().status(503).header("retry-after", "90").body("")?;
    /// let fake = FakeTransport::new().answer(busy).answer(http::Response::new(r#""hello""#));
    /// let service = Service::new("https://api.example.com");
    /// let client = Client::builder(service).transport(fake).longest_wait(Duration::from_secs(100)).build()?;
    ///
    /// let start = Instant::now();
    /// assert_eq!(client.get_note().await?, "hello");
    /// assert!(start.elapsed() >= Duration::from_secs(90));
    /// # Ok(())
    /// # }
    /// ```
    pub fn longest_wait(mut self, wait: Duration) -> Self {
        self.settings.retries.longest_wait = wait;
        self
    }
}
