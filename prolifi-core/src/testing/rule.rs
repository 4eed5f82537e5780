//! [`Rule`]: one route of a kit.

use std::{
    borrow::Borrow,
    marker::PhantomData,
    sync::{Arc, Mutex},
    time::Duration,
};

use http::{HeaderName, HeaderValue, Response, StatusCode};
use serde::{Serialize, de::DeserializeOwned};

use super::{
    fail::fail,
    fault::Fault,
    matcher::{self, Matcher},
    page_writer::PageWriter,
    received::Received,
    state::{RouteState, State, lock},
    step::{Kind, Step},
    times::Times,
    to_response::{ToResponse, json_response, json_text, response},
};
use crate::{body::Body, endpoint::Endpoint, pages::Page};

/// One route of a kit: which requests to its endpoint it takes, and what it answers.
///
/// It takes all of them until a matcher says otherwise, and holds from the line on that makes it: nothing has to be
/// finished. Several answers are given in turn, and the last of them again and again. `T` is what the endpoint answers.
///
/// ```
/// use prolifi::{Call, Client, Service, api, endpoint, testing::Routes};
///
/// #[api(envelope = "data")]
/// trait Notes {
///     #[endpoint(GET, "/notes/<id>")]
///     fn get_note(&self, id: u64) -> Call<String>;
/// }
///
/// # #[tokio::main(flavor = "current_thread", start_paused = true)]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let routes = Routes::new();
/// let note = routes.on(NOTES.get_note).with("id", 7).reply_status(503, ()).reply(&"hello".to_owned()).times(2);
///
/// let builder = Client::builder(Service::new("https://api.example.com"));
/// let client = builder.transport(routes.clone()).build()?;
/// assert_eq!(client.get_note(7).await?, "hello");
/// assert_eq!(note.requests().len(), 2);
/// # Ok(())
/// # }
/// ```
pub struct Rule<T> {
    state: Arc<Mutex<State>>,
    index: usize,
    endpoint: &'static Endpoint,
    answer: PhantomData<fn() -> T>,
}

/// Which requests it takes.
impl<T> Rule<T> {
    /// Takes only requests whose argument with this name has this value: of the path, the query, a header, a cookie, or
    /// the body, wherever the declaration puts it. `None` is an argument that is absent.
    ///
    /// A body of JSON is compared as a value, so that its order does not matter. Of a struct or map in the query, every
    /// field that `value` has must be there.
    ///
    /// ```
    /// use prolifi::{Call, api, endpoint, testing::Routes};
    ///
    /// #[api]
    /// trait Notes {
    ///     #[endpoint(POST, "/customers/<id>/notes?tag=<tags>")]
    ///     fn add_note(&self, id: &str, tags: &[&str], #[header("X-Source")] source: Option<&str>, text: &str) -> Call<()>;
    /// }
    ///
    /// let routes = Routes::new();
    /// routes.on(NOTES.add_note).with("id", "c1").with("tags", ["a", "b"]).with("source", "import").with("text", "Paid");
    /// ```
    ///
    /// # Panics
    ///
    /// If the endpoint has no such argument, with the names that it has, or if the value cannot be sent there.
    #[track_caller]
    pub fn with<V: Serialize>(self, argument: &str, value: V) -> Self {
        match matcher::of_argument(self.endpoint, argument, &value) {
            Ok(matcher) => self.matching(matcher),
            Err(problem) => fail(&problem),
        }
    }

    /// Takes only requests with this header, of which the declaration need not know.
    ///
    /// # Panics
    ///
    /// If it is no header.
    #[track_caller]
    pub fn header(self, name: &str, value: &str) -> Self {
        match (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            (Ok(name), Ok(value)) => self.matching(matcher::header_is(name, Some(value))),
            _ => fail(&format!("`{name}` cannot be a header with this value")),
        }
    }

    /// Takes only requests whose body, read as JSON, is such a value.
    ///
    /// ```
    /// use prolifi::{Call, api, endpoint, testing::Routes};
    ///
    /// #[derive(serde::Deserialize)]
    /// struct NewNote {
    ///     text: String,
    /// }
    ///
    /// #[api]
    /// trait Notes {
    ///     #[endpoint(POST, "/notes")]
    ///     fn add_note(&self, note: &serde_json::Value) -> Call<()>;
    /// }
    ///
    /// let routes = Routes::new();
    /// routes.on(NOTES.add_note).body_where(|note: NewNote| note.text.len() > 1000).reply_status(413, ());
    /// ```
    pub fn body_where<V: DeserializeOwned + 'static>(
        self,
        is_such: impl Fn(V) -> bool + Send + Sync + 'static,
    ) -> Self {
        self.matching(Box::new(move |request| match request.read_body().map(&is_such) {
            Ok(true) => None,
            Ok(false) => Some("the body is not such as `body_where` wants it".to_owned()),
            Err(problem) => Some(format!("the body cannot be read: {problem}")),
        }))
    }

    /// Expects so many requests: a number, or a range such as `1..`. [`Routes::verify`](crate::testing::Routes::verify)
    /// and the end of the kit hold it against what was asked. Default: any number.
    pub fn times(self, times: impl Into<Times>) -> Self {
        let times = times.into();
        self.change(|route| route.times = times)
    }
}

/// What it answers.
impl<T> Rule<T> {
    /// Answers with this value, as the endpoint has it read: in its envelope, with its content type.
    ///
    /// # Panics
    ///
    /// If the value cannot be written: a number of it is NaN, say.
    #[track_caller]
    pub fn reply(self, value: &T) -> Self
    where
        T: ToResponse,
    {
        match value.to_response(self.endpoint) {
            Ok(reply) => self.step(Kind::Reply(reply)),
            Err(problem) => fail(&problem),
        }
    }

    /// Answers with this value as JSON, in the envelope: for an endpoint whose type can only be read.
    ///
    /// # Panics
    ///
    /// If the value cannot be JSON.
    #[track_caller]
    pub fn reply_json<V: Serialize>(self, value: V) -> Self {
        self.reply_status(200, value)
    }

    /// Answers with this status, and a body of JSON: `()` for none. That of a 2xx goes into the envelope, every other
    /// is the whole body.
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
    /// # async fn main() -> Result<(), prolifi::Error> {
    /// let routes = Routes::new();
    /// let missing = serde_json::json!({"error": {"type": "no_such_note", "message": "It was deleted."}});
    /// routes.on(NOTES.get_note).reply_status(404, missing);
    ///
    /// let builder = Client::builder(Service::new("https://api.example.com"));
    /// let client = builder.transport(routes.clone()).build()?;
    /// let error = client.get_note(7).await.unwrap_err();
    /// assert_eq!(error.api().unwrap().error_type, "no_such_note");
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Panics
    ///
    /// If it is no status, or the body cannot be JSON.
    #[track_caller]
    pub fn reply_status<V: Serialize>(self, status: u16, body: V) -> Self {
        let Ok(status) = StatusCode::from_u16(status) else {
            fail(&format!("{status} is no status of HTTP"))
        };
        match json_response(status, self.endpoint, &body) {
            Ok(reply) => self.step(Kind::Reply(reply)),
            Err(problem) => fail(&problem),
        }
    }

    /// Answers with this, as it is: for headers, a stream, or a body that is not JSON. A [`Body::stream`] is given once, and
    /// is empty afterwards; a [`Body::replayable`] is given each time.
    ///
    /// ```
    /// use prolifi::{Call, api, endpoint, http, streaming::{Events, Streaming}, testing::Routes};
    ///
    /// #[api]
    /// trait Notes {
    ///     #[endpoint(GET, "/notes/changes")]
    ///     fn changes(&self) -> Call<Streaming<Events>>;
    /// }
    ///
    /// let events = http::Response::builder().header("content-type", "text/event-stream");
    /// let routes = Routes::new();
    /// routes.on(NOTES.changes).respond(events.body("data: one\n\ndata: two\n\n")?);
    /// # Ok::<(), http::Error>(())
    /// ```
    pub fn respond<B: Into<Body>>(self, reply: Response<B>) -> Self {
        let (parts, body) = reply.into_parts();
        let mut reply = response(parts.status, body.into());
        reply.headers_mut().extend(parts.headers);
        self.step(Kind::Reply(reply))
    }

    /// Lets something go wrong, in its turn: with the answer that is given next.
    ///
    /// ```
    /// use prolifi::{Call, Client, Service, api, endpoint, testing::{Fault, Routes}};
    ///
    /// #[api]
    /// trait Notes {
    ///     #[endpoint(GET, "/notes/<id>")]
    ///     fn get_note(&self, id: u64) -> Call<String>;
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread", start_paused = true)]
    /// # async fn main() -> Result<(), prolifi::Error> {
    /// let routes = Routes::new();
    /// routes.on(NOTES.get_note).fault(Fault::cut_body(3)).reply(&"hello".to_owned()).times(2);
    ///
    /// let builder = Client::builder(Service::new("https://api.example.com"));
    /// let client = builder.transport(routes.clone()).build()?;
    /// assert_eq!(client.get_note(7).await?, "hello");
    /// # Ok(())
    /// # }
    /// ```
    pub fn fault(self, fault: Fault) -> Self {
        self.step(Kind::Fault(fault))
    }

    /// Lets the last answer, or the last fault, take this long.
    pub fn after(self, delay: Duration) -> Self {
        self.change(|route| {
            if let Some(step) = route.steps.last_mut() {
                step.delay = delay;
            }
        })
    }
}

/// What it answers, where that is a list.
impl<T> Rule<Page<T>> {
    /// One page more of the list: its items. What the shape of the endpoint's pages says beside them is written, the way
    /// to the next page too, and each request is answered with the page that it asks for.
    ///
    /// ```
    /// use prolifi::{Client, PageShape, Pages, Service, api, endpoint, testing::Routes};
    ///
    /// #[api(pages = PageShape::LINK)]
    /// trait Notes {
    ///     #[endpoint(GET, "/notes")]
    ///     fn list_notes(&self) -> Pages<String>;
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), prolifi::Error> {
    /// let routes = Routes::new();
    /// let notes = ["a", "b", "c"].map(str::to_owned);
    /// routes.on(NOTES.list_notes).page(&notes[..2]).page(&notes[2..]).times(2);
    ///
    /// let builder = Client::builder(Service::new("https://api.example.com"));
    /// let client = builder.transport(routes.clone()).build()?;
    /// assert_eq!(client.list_notes().collect_up_to(10).await?, notes);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Panics
    ///
    /// If an item cannot be JSON.
    #[track_caller]
    pub fn page<I: Borrow<T>>(self, items: impl IntoIterator<Item = I>) -> Self
    where
        T: Serialize,
    {
        self.push_page(items.into_iter().map(|item| json_text(item.borrow())).collect())
    }

    /// The same of items as JSON, for a type that can only be read.
    ///
    /// # Panics
    ///
    /// If an item cannot be JSON.
    #[track_caller]
    pub fn page_json<V: Serialize>(self, items: impl IntoIterator<Item = V>) -> Self {
        self.push_page(items.into_iter().map(|item| json_text(&item)).collect())
    }

    #[track_caller]
    fn push_page(self, items: Result<Vec<String>, String>) -> Self {
        let items = items.unwrap_or_else(|problem| fail(&problem));
        self.change(|route| {
            route.pages.push(items);
            route.steps.push(Step::new(Kind::Page));
        })
    }
}

/// What it was asked.
impl<T> Rule<T> {
    /// The requests that it answered so far.
    pub fn requests(&self) -> Vec<Received> {
        let state = lock(&self.state);
        let own = state.records.iter().filter(|record| record.route == Some(self.index));
        own.map(|record| record.received.clone()).collect()
    }
}

impl<T> Rule<T> {
    pub(super) fn new(
        state: &Arc<Mutex<State>>,
        endpoint: &'static Endpoint,
        made_at: &'static std::panic::Location<'static>,
    ) -> Self {
        let mut locked = lock(state);
        let index = locked.routes.len();
        let shape = endpoint.page_shape().copied().unwrap_or(locked.shape);
        locked.routes.push(RouteState::new(endpoint, PageWriter::new(shape), made_at));
        drop(locked);
        Self { state: Arc::clone(state), index, endpoint, answer: PhantomData }
    }

    pub(super) fn matching(self, matcher: Matcher) -> Self {
        self.change(|route| route.matchers.push(matcher))
    }

    fn step(self, kind: Kind) -> Self {
        self.change(|route| route.steps.push(Step::new(kind)))
    }

    fn change(self, change: impl FnOnce(&mut RouteState)) -> Self {
        if let Some(route) = lock(&self.state).routes.get_mut(self.index) {
            change(route);
        }
        self
    }
}

impl<T> std::fmt::Debug for Rule<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Rule({})", self.endpoint)
    }
}
