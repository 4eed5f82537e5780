//! [`Routes`]: a service made of declared endpoints, for tests.

use std::{
    fmt, io,
    panic::Location,
    sync::{Arc, Mutex},
};

use http::HeaderName;
use http_body_util::BodyExt;

use super::{
    exact,
    fail::fail,
    fault::Fault,
    into_call::IntoCall,
    once,
    random_faults::RandomFaults,
    received::Received,
    rule::Rule,
    server,
    state::{State, lock},
    template,
};
use crate::{
    body::Body,
    endpoint::{Endpoint, Route},
    service::Service,
    transport::{Attempt, Transport, TransportError, TransportFuture},
};

/// A transport whose routes are declared endpoints, for tests of code that makes calls.
///
/// A route is made from the constant that `#[api]` writes beside a trait, so that no path is typed twice, and renaming a
/// method breaks the test that names it. Of the routes to an endpoint the newest that takes a request answers, so that a
/// test can override what its set-up made. What no route takes fails its call, with the nearest route and what differs;
/// it is not repeated, and nothing reaches a network.
///
/// When it is dropped, it fails the test if a route was not asked as often as [`times`](Rule::times) says or if there
/// was a request that no route takes; a clone, such as that of the client, does not, and nothing does while the test is
/// failing already. [`verify`](Self::verify) says the same before.
///
/// ```
/// use prolifi::{Call, Client, Service, api, endpoint, testing::Routes};
///
/// #[derive(Debug, PartialEq, serde::Serialize, serde::Deserialize)]
/// struct Note {
///     text: String,
/// }
///
/// #[api(envelope = "data")]
/// trait Notes {
///     #[endpoint(GET, "/notes/<id>")]
///     fn get_note(&self, id: u64) -> Call<Note>;
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), prolifi::Error> {
/// let routes = Routes::new();
/// let note = Note { text: "Paid in cash".to_owned() };
/// routes.on(NOTES.get_note).with("id", 7).reply(&note);
///
/// let builder = Client::builder(Service::new("https://api.example.com"));
/// let client = builder.transport(routes.clone()).build()?;
/// assert_eq!(client.get_note(7).await?, note);
///
/// let error = client.get_note(8).await.unwrap_err().to_string();
/// assert!(error.contains("the path argument `id` is `8`, and should be `7`"), "{error}");
/// # routes.verify().unwrap_err();
/// # Ok(())
/// # }
/// ```
pub struct Routes {
    state: Arc<Mutex<State>>,
    key_header: HeaderName,
    /// Whether it is the one that the test made.
    is_first: bool,
}

impl Routes {
    /// A kit without routes, which takes no request, for a service as most are: its idempotency keys are in
    /// `Idempotency-Key`, and the pages of its lists as [`PageShape::OFFSET`](crate::PageShape::OFFSET) says.
    pub fn new() -> Self {
        Self::of(Service::new(""))
    }

    /// A kit that stands for this service: with its name for the header of idempotency keys, and its shape of pages.
    ///
    /// ```
    /// use prolifi::{Service, http::HeaderName, testing::Routes};
    ///
    /// fn service() -> Service {
    ///     Service::new("https://api.example.com").idempotency_header(HeaderName::from_static("x-request-key"))
    /// }
    /// let routes = Routes::of(service());
    /// ```
    pub fn of(service: impl Into<Service>) -> Self {
        const KEY: HeaderName = HeaderName::from_static("idempotency-key");
        let service = service.into();
        let state = State { shape: service.page_shape, ..State::default() };
        let key_header = service.idempotency_header.unwrap_or(KEY);
        Self { state: Arc::new(Mutex::new(state)), key_header, is_first: true }
    }

    /// A new route to an endpoint. See [`Rule`] for what it takes and answers.
    #[track_caller]
    pub fn on<T>(&self, route: Route<T>) -> Rule<T> {
        Rule::new(&self.state, route.endpoint(), Location::caller())
    }

    /// A new route for one call: it takes only requests with the same path, query, headers and body. The idempotency key is
    /// no part of that, and of a list not what asks for one of its pages.
    ///
    /// ```
    /// use prolifi::{Call, Client, Service, api, endpoint, testing::Routes};
    ///
    /// #[api]
    /// trait Notes {
    ///     #[endpoint(POST, "/customers/<id>/notes?tag=<tags>")]
    ///     fn add_note(&self, id: &str, tags: &[&str], text: &str) -> Call<u64>;
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), prolifi::Error> {
    /// let routes = Routes::new();
    /// let builder = Client::builder(Service::new("https://api.example.com"));
    /// let client = builder.transport(routes.clone()).build()?;
    /// routes.when(client.add_note("c1", &["a"], "Paid")).reply(&7);
    ///
    /// assert_eq!(client.add_note("c1", &["a"], "Paid").await?, 7);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Panics
    ///
    /// If the call could not be built, was polled, or is a mock; if its body is a stream.
    #[track_caller]
    pub fn when<C: IntoCall>(&self, call: C) -> Rule<C::Answer> {
        let call = call.into_call();
        let Some(prepared) = call.prepared() else {
            fail("the call has no request: it was sent already, or is a mock")
        };
        match exact::of_call(prepared, C::IS_LIST.then(|| prepared.page_shape())) {
            Ok((endpoint, matchers)) => {
                let rule = Rule::new(&self.state, endpoint, Location::caller());
                matchers.into_iter().fold(rule, Rule::matching)
            }
            Err(problem) => fail(&problem),
        }
    }

    /// Serves the routes on 127.0.0.1 as well, for a program that takes an address, and gives its base URL. It ends with
    /// the kit.
    ///
    /// The endpoint of a request is told by its method and its path, behind any base; of several that fit, the one whose
    /// template says more of it. What no route takes is answered with 501 and why. Waits are real ones here: a paused
    /// clock does not move the server's.
    ///
    /// ```
    /// use prolifi::{Call, Client, Service, api, endpoint, testing::Routes};
    ///
    /// #[api]
    /// trait Notes {
    ///     #[endpoint(GET, "/notes/<id>")]
    ///     fn get_note(&self, id: u64) -> Call<String>;
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let routes = Routes::new();
    /// routes.on(NOTES.get_note).reply(&"hello".to_owned());
    ///
    /// let client = Client::builder(Service::new(routes.serve()?)).build()?;
    /// assert_eq!(client.get_note(7).await?, "hello");
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// What the system says, where there is no port or no thread.
    pub fn serve(&self) -> io::Result<String> {
        let (url, stop) = server::serve(Arc::clone(&self.state))?;
        lock(&self.state).servers.push(stop);
        Ok(url)
    }

    /// All requests so far, in the order in which they came.
    pub fn requests(&self) -> Vec<Received> {
        lock(&self.state).records.iter().map(|record| record.received.clone()).collect()
    }

    /// Those to one endpoint, whether one of its routes answered or none.
    pub fn requests_to<T>(&self, route: Route<T>) -> Vec<Received> {
        let is_to = |endpoint: Option<&'static Endpoint>| {
            endpoint.is_some_and(|endpoint| template::is_same(endpoint, route.endpoint()))
        };
        let state = lock(&self.state);
        let own = state.records.iter().filter(|record| is_to(record.received.endpoint));
        own.map(|record| record.received.clone()).collect()
    }

    /// Lets something go wrong with a share of the requests, from 0.0 to 1.0: one of the faults, drawn evenly. The same
    /// seed strikes the same requests, counted in the order in which they arrive.
    ///
    /// ```
    /// use prolifi::testing::{Fault, Routes};
    ///
    /// let routes = Routes::new();
    /// routes.random_faults(0.2, 42, [Fault::unreachable(), Fault::reset(), Fault::cut_body(10)]);
    /// ```
    pub fn random_faults(&self, rate: f64, seed: u64, faults: impl IntoIterator<Item = Fault>) {
        let faults = RandomFaults::new(rate, seed, faults.into_iter().collect());
        lock(&self.state).random_faults = Some(faults);
    }

    /// Asserts that no write can have been carried out twice: that none was sent again under another idempotency key, or
    /// without one, after it was carried out or may have been, and that no key was used for two writes that differ.
    ///
    /// Two requests are the same write where method, address and body are equal, whichever call they are of: a program
    /// that calls again in place of being repeated by the client is found too. A `PUT` and a `DELETE`, and what is
    /// declared `idempotent`, may be sent again.
    ///
    /// ```
    /// use prolifi::{Call, Client, Service, api, endpoint, http::HeaderName, testing::{Fault, Routes}};
    ///
    /// #[api]
    /// trait Notes {
    ///     #[endpoint(POST, "/notes")]
    ///     fn add_note(&self, text: &str) -> Call<u64>;
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread", start_paused = true)]
    /// # async fn main() -> Result<(), prolifi::Error> {
    /// let routes = Routes::new();
    /// routes.on(NOTES.add_note).fault(Fault::reset()).reply(&7).times(2);
    ///
    /// let service = Service::new("https://api.example.com");
    /// let service = service.idempotency_header(HeaderName::from_static("idempotency-key"));
    /// let client = Client::builder(service).transport(routes.clone()).build()?;
    /// client.add_note("Paid in cash").await?;
    /// routes.assert_exactly_once();
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Panics
    ///
    /// If one can have been, with its endpoint and what was wrong.
    #[track_caller]
    pub fn assert_exactly_once(&self) {
        let doubled = once::doubled(&lock(&self.state).records, &self.key_header);
        if let Some(problem) = doubled {
            fail(&problem);
        }
    }

    /// Checks that every route was asked as often as it expects, and nothing else was.
    ///
    /// # Errors
    ///
    /// [`Unmet`], which names each. It is then not said once more at the end.
    pub fn verify(&self) -> Result<(), Unmet> {
        let mut state = lock(&self.state);
        state.is_verified = true;
        let problems = state.problems();
        if problems.is_empty() { Ok(()) } else { Err(Unmet { problems }) }
    }
}

impl Default for Routes {
    fn default() -> Self {
        Self::new()
    }
}

/// The same routes. Only the one that was made first verifies them at its end.
impl Clone for Routes {
    fn clone(&self) -> Self {
        Self { state: Arc::clone(&self.state), key_header: self.key_header.clone(), is_first: false }
    }
}

impl Transport for Routes {
    fn send(&self, request: http::Request<Body>) -> TransportFuture {
        let state = Arc::clone(&self.state);
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let body = body.collect().await.map_err(TransportError::io)?.to_bytes();
            let asked = parts.extensions.get::<Attempt>().map(Attempt::endpoint);
            let played = lock(&state).answer(http::Request::from_parts(parts, body), asked);
            played.map_err(TransportError::unexpected)?.happen().await
        })
    }
}

impl Drop for Routes {
    fn drop(&mut self) {
        if !self.is_first {
            return;
        }
        let mut state = lock(&self.state);
        state.servers.clear();
        let verifies = !state.is_verified && !std::thread::panicking();
        drop(state);
        if verifies && let Err(unmet) = self.verify() {
            fail(&unmet.to_string());
        }
    }
}

impl fmt::Debug for Routes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = lock(&self.state);
        f.debug_struct("Routes")
            .field("routes", &state.routes.len())
            .field("requests", &state.records.len())
            .finish()
    }
}

/// What was not as the routes of a kit expect.
///
/// ```
/// use prolifi::{Call, api, endpoint, testing::Routes};
///
/// #[api]
/// trait Notes {
///     #[endpoint(GET, "/notes/<id>")]
///     fn get_note(&self, id: u64) -> Call<String>;
/// }
///
/// let routes = Routes::new();
/// routes.on(NOTES.get_note).reply(&"hello".to_owned()).times(1..);
/// let unmet = routes.verify().unwrap_err().to_string();
/// assert!(unmet.ends_with("was never asked, and is to be asked at least once"), "{unmet}");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unmet {
    problems: Vec<String>,
}

/// A line for each.
impl fmt::Display for Unmet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.problems.join("\n"))
    }
}

impl std::error::Error for Unmet {}
