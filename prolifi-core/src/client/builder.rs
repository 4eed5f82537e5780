//! [`ClientBuilder`]: settings of a client, checked all at once.

mod headers;
mod retries;
mod secrets;

use std::{fmt, sync::Arc, time::Duration};

use http::{HeaderName, HeaderValue};
use tokio::sync::Semaphore;

use super::{
    Account, Client, Clock, FetchContext, Given, Inner, Limits, Observer, RetryRules, Timeout,
    schemes::Schemes,
};
use crate::{
    error::Error,
    service::{BaseUrl, Service},
    transport::Transport,
};

/// Retries after the first attempt.
const MAX_RETRIES: u32 = 2;
/// The longest answer that is read into memory, decompressed.
const MAX_BODY: u64 = 10 * 1024 * 1024;

/// Settings of a [`Client`]. Nothing is checked before [`build`](Self::build).
///
/// ```
/// use std::time::Duration;
///
/// use prolifi::{Auth, Client, Service};
///
/// let service = Service::new("https://api.example.com/v2").auth(Auth::Bearer);
/// let client = Client::builder(service)
///     .api_key("my_test_4f9a1c7be2d80356")
///     .user_agent("billing-worker/1.4")
///     .timeout(Duration::from_secs(30))
///     .attempt_timeout(Duration::from_secs(10))
///     .max_retries(4)
///     .max_body(64 * 1024)
///     .build()?;
/// assert_eq!(client.base_url(), "https://api.example.com/v2");
/// # Ok::<(), prolifi::Error>(())
/// ```
///
/// `C` is what is built: a `Client`, or a client of a service's own that holds one, by [`wrap`](Self::wrap).
pub struct ClientBuilder<C = Client> {
    settings: Settings,
    wrap: fn(Client) -> C,
}

/// What a client is made of, whatever it is wrapped in.
struct Settings {
    service: Service,
    /// Each with the name of its scheme.
    secrets: Vec<(&'static str, Given)>,
    application: Option<String>,
    /// Those of every request, or why one cannot be.
    headers: Vec<Result<(HeaderName, HeaderValue), String>>,
    transport: Option<Arc<dyn Transport>>,
    allow_plain_http: bool,
    limits: Limits,
    retries: RetryRules,
    retry_budget: bool,
    max_concurrent: Option<usize>,
    observer: Option<Arc<dyn Observer>>,
    corrects_clock: bool,
    /// Whether its bodies hold secrets.
    is_confidential: bool,
}

impl Client {
    /// Starts a client for a service.
    pub fn builder(service: impl Into<Service>) -> ClientBuilder {
        ClientBuilder::new(service.into())
    }
}

impl ClientBuilder {
    fn new(service: Service) -> Self {
        let settings = Settings {
            service,
            secrets: Vec::new(),
            application: None,
            headers: Vec::new(),
            transport: None,
            allow_plain_http: false,
            retries: RetryRules::default(),
            retry_budget: true,
            max_concurrent: None,
            observer: None,
            corrects_clock: true,
            is_confidential: false,
            limits: Limits {
                timeout: Timeout::Unset,
                attempt_timeout: None,
                idle_timeout: None,
                max_retries: MAX_RETRIES,
                redirects: 0,
                max_body: MAX_BODY,
            },
        };
        Self { settings, wrap: |client| client }
    }
}

impl<C> ClientBuilder<C> {
    /// Builds a client of a service's own, which holds the [`Client`] and has the service's methods alone.
    ///
    /// ```
    /// use prolifi::{Api, Client, ClientBuilder, Service};
    ///
    /// /// Calls GitHub. `#[api(for = GitHub)]` gives it methods.
    /// pub struct GitHub(Client);
    ///
    /// impl GitHub {
    ///     pub fn builder() -> ClientBuilder<Self> {
    ///         Client::builder(Service::new("https://api.github.com")).wrap(Self)
    ///     }
    /// }
    ///
    /// impl Api for GitHub {
    ///     fn client(&self) -> &Client {
    ///         &self.0
    ///     }
    /// }
    ///
    /// let github: GitHub = GitHub::builder().max_retries(4).build()?;
    /// # Ok::<(), prolifi::Error>(())
    /// ```
    pub fn wrap<D>(self, wrap: fn(Client) -> D) -> ClientBuilder<D> {
        ClientBuilder { settings: self.settings, wrap }
    }

    /// Calls this address in place of the service's own.
    ///
    /// ```
    /// use prolifi::{Client, Service};
    ///
    /// let service = Service::new("https://api.example.com");
    /// let client = Client::builder(service).base_url("http://127.0.0.1:4010/v1/").build()?;
    /// assert_eq!(client.base_url(), "http://127.0.0.1:4010/v1");
    /// # Ok::<(), prolifi::Error>(())
    /// ```
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.settings.service.base_url = url.into();
        self
    }

    /// How long a call may last, with all its attempts and waits. Where it is set, here or nearer to the call, it holds
    /// until the whole answer is there, one that is [streamed](crate::streaming) too. Default: 120 seconds until the head
    /// of the answer, which do not run while a long body is sent.
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.settings.limits.timeout = Timeout::OfClient(limit);
        self
    }

    /// How long one attempt may last, until the whole answer is there; of one that is [streamed](crate::streaming) the
    /// head. Default: 30 seconds until the head of the answer; 120 seconds after the last byte of a long body; for POST
    /// and PATCH, whose repetition could meet their own first attempt, until the call's deadline.
    pub fn attempt_timeout(mut self, limit: Duration) -> Self {
        self.settings.limits.attempt_timeout = Some(limit);
        self
    }

    /// How long a body that is sent or received may stand still. Default: 60 seconds while one is sent, 30 seconds while one
    /// is received; none for a stream of events or lines, which may have nothing to say.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// use prolifi::{Client, Service};
    ///
    /// let service = Service::new("https://api.example.com");
    /// let client = Client::builder(service).idle_timeout(Duration::from_secs(10)).build()?;
    /// # Ok::<(), prolifi::Error>(())
    /// ```
    pub fn idle_timeout(mut self, limit: Duration) -> Self {
        self.settings.limits.idle_timeout = Some(limit);
        self
    }

    /// The longest answer that is read, in bytes after decompression; what is packed may be as long too. Default: 10 MiB.
    pub fn max_body(mut self, bytes: u64) -> Self {
        self.settings.limits.max_body = bytes;
        self
    }

    /// Names the application in `User-Agent`, behind the library's own `prolifi-rust/<version>`.
    ///
    /// ```
    /// use prolifi::{Call, Client, Service, api, endpoint};
    ///
    /// #[api]
    /// trait Notes {
    ///     #[endpoint(GET, "/notes/7")]
    ///     fn get_note(&self) -> Call<String>;
    /// }
    ///
    /// let service = Service::new("https://api.example.com");
    /// let client = Client::builder(service).user_agent("billing-worker/1.4").build()?;
    ///
    /// let request = client.get_note().into_request()?;
    /// let agent = request.headers()["user-agent"].to_str().unwrap();
    /// assert!(agent.starts_with("prolifi-rust/") && agent.ends_with(" billing-worker/1.4"));
    /// # Ok::<(), prolifi::Error>(())
    /// ```
    pub fn user_agent(mut self, application: impl Into<String>) -> Self {
        self.settings.application = Some(application.into());
        self
    }

    /// Sends requests with this transport. Default: reqwest, with the settings of
    /// [`ReqwestTransport::new`](crate::transport::ReqwestTransport::new).
    ///
    /// ```
    /// use prolifi::{Client, Service, testing::FakeTransport};
    ///
    /// let fake = FakeTransport::new();
    /// let builder = Client::builder(Service::new("https://api.example.com"));
    /// let client = builder.transport(fake.clone()).build()?;
    /// assert!(fake.requests().is_empty());
    /// # Ok::<(), prolifi::Error>(())
    /// ```
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.settings.transport = Some(Arc::new(transport));
        self
    }

    /// How many attempts may be under way at once; the others wait for their turn, within the time that their call has.
    /// Clones of the client and its handles for other tenants share the turns. Default: as many as there are calls.
    ///
    /// A turn lasts until the answer was read, and for a streamed answer until its head has come. A call that waits for
    /// a retry or a pause has none.
    ///
    /// ```
    /// use prolifi::{Client, Service};
    ///
    /// let service = Service::new("https://api.example.com");
    /// let client = Client::builder(service).max_concurrent(8).build()?;
    /// # Ok::<(), prolifi::Error>(())
    /// ```
    pub fn max_concurrent(mut self, attempts: usize) -> Self {
        self.settings.max_concurrent = Some(attempts);
        self
    }

    /// Tells this of every call and of each of its attempts, in place of one that was set before. Default: nobody, which
    /// costs nothing.
    ///
    /// ```
    /// use prolifi::{CallEnd, Client, Observer, Service};
    ///
    /// struct Slow;
    ///
    /// impl Observer for Slow {
    ///     fn call_ended(&self, call: &CallEnd<'_>) {
    ///         if call.duration.as_secs() > 5 {
    ///             eprintln!("{} took {:?} in {} attempts", call.endpoint, call.duration, call.attempts);
    ///         }
    ///     }
    /// }
    ///
    /// let client = Client::builder(Service::new("https://api.example.com")).observe(Slow).build()?;
    /// # Ok::<(), prolifi::Error>(())
    /// ```
    pub fn observe(mut self, observer: impl Observer) -> Self {
        self.settings.observer = Some(Arc::new(observer));
        self
    }

    /// Checks the settings and makes the client. Nothing is sent.
    ///
    /// ```
    /// use prolifi::{Auth, Client, Service};
    ///
    /// let service = Service::new("https://api.example.com").auth(Auth::Bearer);
    /// let error = Client::builder(service).build().unwrap_err();
    /// assert!(error.is_build());
    /// assert_eq!(error.to_string(), "the service needs a key; call `.api_key(..)` with one that is not empty");
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Build`](crate::ErrorKind::Build), with a sentence that names the setting: a base URL
    /// that is none, or holds user info, a query or a fragment; a key that is missing, empty or no header
    /// text; a key that would cross the network in plain text; a transport that cannot be set up.
    pub fn build(self) -> Result<C, Error> {
        self.settings.build().map(self.wrap)
    }
}

impl Settings {
    fn build(self) -> Result<Client, Error> {
        let base = BaseUrl::parse(&self.service.base_url).map_err(Error::build)?;
        let mut servers = Vec::with_capacity(self.service.servers.len());
        for (name, url) in &self.service.servers {
            let server = BaseUrl::parse(url);
            servers.push((
                *name,
                server.map_err(|problem| Error::build(format!("server `{name}`: {problem}")))?,
            ));
        }
        if self.max_concurrent == Some(0) {
            return Err(Error::build("with `.max_concurrent(0)` no call would ever be sent"));
        }
        let headers = self.headers_for_all()?;
        let service_headers = self.headers_for_service(&headers).map_err(Error::build)?;
        let schemes = Schemes::new(&self.service, &self.secrets).map_err(Error::build)?;
        let transport = match self.transport {
            Some(transport) => transport,
            None => default_transport(&base)?,
        };
        let clock = Clock::new(self.corrects_clock && self.service.signs());
        let fetching = FetchContext::new(Arc::clone(&transport), self.allow_plain_http);
        let inner = Inner {
            service: Arc::new(self.service),
            base,
            servers,
            wants_attempt: transport.wants_attempt(),
            transport,
            headers,
            service_headers,
            limits: self.limits,
            retries: self.retries,
            retry_budget: self.retry_budget,
            allow_plain_http: self.allow_plain_http,
            turns: self.max_concurrent.map(|most| Arc::new(Semaphore::new(most.min(Semaphore::MAX_PERMITS)))),
            observer: self.observer,
            fetching,
            clock,
        };
        let secret = inner.service_headers.iter().find(|(_, value)| value.is_sensitive());
        if let Some((name, _)) = secret {
            inner.check_exposure(format_args!("the header `{name}`")).map_err(Error::build)?;
        }
        if schemes.hold_secrets() || self.is_confidential {
            inner.check_exposure("the key").map_err(Error::build)?;
        }
        Ok(Client { account: Arc::new(Account::new(Arc::new(inner), schemes)) })
    }
}

#[cfg(feature = "reqwest")]
fn default_transport(base: &BaseUrl) -> Result<Arc<dyn Transport>, Error> {
    let transport = crate::transport::ReqwestTransport::new()
        .map_err(|error| Error::build("the transport could not be set up").with_source(error))?;
    if base.prefix().starts_with("https:") {
        transport.check_https().map_err(|problem| Error::build(problem.to_string()))?;
    }
    Ok(Arc::new(transport))
}

#[cfg(not(feature = "reqwest"))]
fn default_transport(_: &BaseUrl) -> Result<Arc<dyn Transport>, Error> {
    Err(Error::build("there is no transport: call `.transport(..)`, or turn on the feature `reqwest`"))
}

impl<C> fmt::Debug for ClientBuilder<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("base_url", &BaseUrl::printable(&self.settings.service.base_url))
            .field("secrets", &self.settings.secrets)
            .finish_non_exhaustive()
    }
}
