//! [`FakeTransport`]: answers in the order of a script.

use std::{
    collections::VecDeque,
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use bytes::Bytes;
use http_body_util::BodyExt;
use tokio::time::sleep;

use crate::{
    body::Body,
    transport::{Transport, TransportError, TransportFuture},
};

/// A transport that gives the answers it was told to, in order, and records what it was asked.
///
/// Clones share the script and the record: give one to the client and keep one. A request beyond the
/// script fails its call, which is not repeated, and is remembered; [`verify`](Self::verify) reports it, and a script
/// that was not used up. No request ever reaches a network.
///
/// ```
/// use prolifi::{Call, Client, Service, api, endpoint, http, testing::FakeTransport};
///
/// #[api]
/// trait Notes {
///     #[endpoint(GET, "/notes")]
///     fn get_note(&self) -> Call<String>;
/// }
///
/// # #[tokio::main(flavor = "current_thread", start_paused = true)]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let fake = FakeTransport::new()
///     .answer(http::Response::builder().status(503).body("")?)
///     .answer(http::Response::new(r#""hello""#));
/// let builder = Client::builder(Service::new("https://api.example.com"));
/// let client = builder.transport(fake.clone()).build()?;
///
/// assert_eq!(client.get_note().await?, "hello");
/// assert_eq!(fake.requests().len(), 2);
/// fake.verify()?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Default)]
pub struct FakeTransport {
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    script: VecDeque<Step>,
    requests: Vec<http::Request<Bytes>>,
    unexpected: usize,
}

/// What happens to one request.
struct Step {
    delay: Duration,
    outcome: Outcome,
}

enum Outcome {
    Answer(Box<http::Response<Body>>),
    Fail(TransportError),
    Hang,
}

impl FakeTransport {
    /// A transport that expects no request yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Answers the next request with this.
    pub fn answer<B: Into<Body>>(self, response: http::Response<B>) -> Self {
        self.then(Outcome::Answer(Box::new(response.map(Into::into))))
    }

    /// Fails the next request with this.
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
    /// # #[tokio::main(flavor = "current_thread", start_paused = true)]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let fake = FakeTransport::new()
    ///     .fail(TransportError::io("connection reset"))
    ///     .answer(http::Response::new(r#""hello""#));
    /// let builder = Client::builder(Service::new("https://api.example.com"));
    /// let client = builder.transport(fake.clone()).build()?;
    /// assert_eq!(client.get_note().await?, "hello");
    /// # Ok(())
    /// # }
    /// ```
    pub fn fail(self, error: TransportError) -> Self {
        self.then(Outcome::Fail(error))
    }

    /// Never answers the next request.
    pub fn hang(self) -> Self {
        self.then(Outcome::Hang)
    }

    /// Lets the last scripted step take this long.
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
    /// # #[tokio::main(flavor = "current_thread", start_paused = true)]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let fake = FakeTransport::new().answer(http::Response::new(r#""hello""#)).after(Duration::from_secs(3));
    /// let builder = Client::builder(Service::new("https://api.example.com"));
    /// let client = builder.transport(fake.clone()).build()?;
    /// assert!(client.get_note().timeout(Duration::from_secs(1)).await.unwrap_err().is_timeout());
    /// # Ok(())
    /// # }
    /// ```
    pub fn after(self, delay: Duration) -> Self {
        if let Some(step) = self.lock().script.back_mut() {
            step.delay = delay;
        }
        self
    }

    /// The requests so far, with their whole bodies.
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
    /// let fake = FakeTransport::new().answer(http::Response::new(r#""hello""#));
    /// let builder = Client::builder(Service::new("https://api.example.com"));
    /// let client = builder.transport(fake.clone()).build()?;
    /// client.get_note().await?;
    /// let request = &fake.requests()[0];
    /// assert_eq!(request.uri(), "https://api.example.com/notes/7");
    /// assert!(request.body().is_empty());
    /// # Ok(())
    /// # }
    /// ```
    pub fn requests(&self) -> Vec<http::Request<Bytes>> {
        self.lock().requests.clone()
    }

    /// Checks that the script was used up and that nothing else was asked.
    ///
    /// # Errors
    ///
    /// [`Unverified`], which says how many steps are left or requests were too many.
    pub fn verify(&self) -> Result<(), Unverified> {
        let state = self.lock();
        match (state.script.len(), state.unexpected) {
            (0, 0) => Ok(()),
            (unused, unexpected) => Err(Unverified { unused, unexpected }),
        }
    }

    fn then(self, outcome: Outcome) -> Self {
        self.lock().script.push_back(Step { delay: Duration::ZERO, outcome });
        self
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Transport for FakeTransport {
    fn send(&self, request: http::Request<Body>) -> TransportFuture {
        let fake = self.clone();
        let step = fake.lock().script.pop_front();
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            // Without the query, where a secret may stand.
            let line = format!("{} {}", parts.method, parts.uri.path());
            // A failure to connect sends nothing, and so reads nothing either.
            let body = match &step {
                Some(Step { outcome: Outcome::Fail(error), .. }) if error.is_connect() => {
                    body.to_bytes().unwrap_or_default()
                }
                _ => body.collect().await.map_err(TransportError::io)?.to_bytes(),
            };
            fake.lock().requests.push(http::Request::from_parts(parts, body));
            let Some(step) = step else {
                fake.lock().unexpected += 1;
                return Err(TransportError::unexpected(format!("the script has no answer left for {line}")));
            };
            sleep(step.delay).await;
            match step.outcome {
                Outcome::Answer(answer) => Ok(*answer),
                Outcome::Fail(error) => Err(error),
                Outcome::Hang => std::future::pending().await,
            }
        })
    }
}

/// The requests were not those of the script.
///
/// ```
/// use prolifi::{http, testing::FakeTransport};
///
/// let fake = FakeTransport::new().answer(http::Response::new("7"));
/// assert_eq!(
///     fake.verify().unwrap_err().to_string(),
///     "1 scripted steps were not used, and 0 requests were unexpected"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unverified {
    unused: usize,
    unexpected: usize,
}

impl fmt::Display for Unverified {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} scripted steps were not used, and {} requests were unexpected",
            self.unused, self.unexpected
        )
    }
}

impl std::error::Error for Unverified {}

impl fmt::Debug for FakeTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.lock();
        f.debug_struct("FakeTransport")
            .field("steps_left", &state.script.len())
            .field("requests", &state.requests.len())
            .finish()
    }
}
