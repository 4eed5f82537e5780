//! [`Call`]: a request that is built, and sent when it is awaited.

mod async_result;
mod from_call;
mod options;
mod reader;
mod reading;
mod request;
#[cfg(feature = "blocking")]
mod wait;

use std::{
    fmt,
    future::Future,
    pin::Pin,
    task::{Context, Poll, ready},
};

use bytes::Bytes;

use self::reader::{Reader, given_away};
pub use self::{async_result::AsyncResult, from_call::FromCall, request::Request};
use crate::{
    answer::{self, Answer, FromResponse, Reading, Wanted},
    body::Body,
    endpoint::Endpoint,
    error::Error,
    policy::{self, Running},
    request::Prepared,
};

/// A request that is built and not yet sent. Await it for the value.
///
/// It is complete and borrows nothing, so it can be stored, joined or given to `tokio::spawn`. Nothing
/// happens before it is first polled; dropping it stops it at any time. Until then its options can be
/// changed.
///
/// What could not be built (an empty path value, say) is an error when the call is awaited; nothing was sent.
#[must_use = "a call does nothing until it is awaited"]
pub struct Call<T> {
    state: State,
    wanted: &'static Wanted,
    reader: Reader<T>,
}

enum State {
    Built(Box<Prepared>),
    Running(Running),
    Answered(Box<Answer>),
    Failed(Error),
    Done,
}

impl<T> Call<T> {
    pub(crate) fn new(mut prepared: Box<Prepared>) -> Self
    where
        T: FromResponse,
    {
        let wanted = Wanted::of::<T>();
        prepared.wanted = wanted;
        Self { state: State::Built(prepared), wanted, reader: Reader::of_type() }
    }

    /// A call that comes to this result, for a mock. Nothing is sent.
    ///
    /// ```
    /// use prolifi::Call;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), prolifi::Error> {
    /// let call: Call<u32> = Call::ready(Ok(7));
    /// assert_eq!(call.await?, 7);
    /// # Ok(())
    /// # }
    /// ```
    pub fn ready(result: Result<T, Error>) -> Self
    where
        T: Send + 'static,
    {
        match result {
            Ok(value) => {
                let answer = Answer::given(http::Response::new(Bytes::new()));
                Self {
                    state: State::Answered(answer),
                    wanted: Wanted::ANYTHING,
                    reader: Reader::of_value(value),
                }
            }
            Err(error) => Self::failed(error),
        }
    }

    /// A call that is answered with this response, for a mock. Nothing is sent, and the answer is read as
    /// a real one is: a 404 becomes the error that it would be. A body of a 2xx is the value itself, since
    /// there is no endpoint whose envelope it could stand in.
    ///
    /// ```
    /// use prolifi::{Call, http};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() {
    /// let missing = http::Response::builder().status(404).body(r#"{"error": {"type": "no_such_note"}}"#).unwrap();
    /// let error = Call::<u32>::answer(missing).await.unwrap_err();
    /// assert_eq!(error.api().unwrap().error_type, "no_such_note");
    /// # }
    /// ```
    pub fn answer<B: Into<Bytes>>(response: http::Response<B>) -> Self
    where
        T: FromResponse,
    {
        let answer = Answer::given(response.map(Into::into));
        Self { state: State::Answered(answer), wanted: Wanted::of::<T>(), reader: Reader::of_type() }
    }

    /// The endpoint that is called; `None` for a mock.
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
    /// let client = Client::builder(Service::new("https://api.example.com")).build()?;
    /// let call = client.get_note();
    /// assert_eq!(call.endpoint().map(|endpoint| endpoint.template()), Some("/notes/7"));
    /// # Ok::<(), prolifi::Error>(())
    /// ```
    pub fn endpoint(&self) -> Option<&'static Endpoint> {
        self.prepared().map(|prepared| prepared.endpoint)
    }

    /// The idempotency key that will be sent, readable before that so that it can be stored first.
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
    /// let client = Client::builder(Service::new("https://api.example.com")).build()?;
    /// let call = client.get_note().idempotency_key("note-7");
    /// assert_eq!(call.key(), Some("note-7"));
    /// # Ok::<(), prolifi::Error>(())
    /// ```
    pub fn key(&self) -> Option<&str> {
        self.prepared().and_then(|prepared| prepared.key())
    }

    /// The complete request, with an absolute URI and all headers, in place of sending it.
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
    /// let client = Client::builder(Service::new("https://api.example.com")).build()?;
    /// let request = client.get_note().header("x-request-source", "import").into_request()?;
    /// assert_eq!(request.uri(), "https://api.example.com/notes/7");
    /// assert_eq!(request.headers()["x-request-source"], "import");
    /// # Ok::<(), prolifi::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Build`](crate::ErrorKind::Build) for what could not be built, and for a mock.
    pub fn into_request(self) -> Result<http::Request<Body>, Error> {
        match self.state {
            State::Built(prepared) => prepared.into_request(),
            _ => Err(Error::build("the call has no request: it was sent already, or is a mock")),
        }
    }

    /// A call that fails with this.
    pub(crate) fn failed(error: Error) -> Self {
        Self { state: State::Failed(error), wanted: Wanted::ANYTHING, reader: Reader::of_nothing() }
    }

    /// The same call once more; `None` unless it is built without a problem, not yet polled, and has a body
    /// that can be sent again.
    pub(crate) fn again(&self) -> Option<Self>
    where
        T: FromResponse,
    {
        self.prepared()?.again().map(Self::new)
    }

    /// The same call, with more to do when its answer is read.
    pub(crate) fn then<U, F>(self, read: F) -> Call<U>
    where
        T: 'static,
        F: FnOnce(Answer, Reader<T>) -> Result<U, Error> + Send + 'static,
    {
        Call { state: self.state, wanted: self.wanted, reader: self.reader.then(read) }
    }

    /// The request, until the call is polled.
    pub(crate) fn prepared(&self) -> Option<&Prepared> {
        match &self.state {
            State::Built(prepared) => Some(prepared),
            _ => None,
        }
    }

    /// The request, to be changed until the call is polled.
    pub(crate) fn prepared_mut(&mut self) -> Option<&mut Prepared> {
        match &mut self.state {
            State::Built(prepared) => Some(prepared),
            _ => None,
        }
    }
}

impl<T> Future for Call<T> {
    type Output = Result<T, Error>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let wanted = self.wanted;
        match self.state.poll(cx, wanted) {
            Poll::Pending => Poll::Pending,
            Poll::Ready(Ok((answer, context))) => Poll::Ready(match self.reader.read(answer) {
                Ok(value) => Ok(value),
                Err(error) => Err(context.end_with(error)),
            }),
            Poll::Ready(Err(error)) => Poll::Ready(Err(error)),
        }
    }
}

impl State {
    /// The part of polling that is the same for every type: the answer, and what an error made of it has to know.
    fn poll(
        &mut self,
        cx: &mut Context<'_>,
        wanted: &Wanted,
    ) -> Poll<Result<(Answer, answer::Context), Error>> {
        let answer = ready!(self.answer(cx, wanted));
        Poll::Ready(answer.map(|mut answer| {
            let context = answer.last_context();
            (answer, context)
        }))
    }

    fn answer(&mut self, cx: &mut Context<'_>, wanted: &Wanted) -> Poll<Result<Answer, Error>> {
        if let Self::Built(_) = self
            && let Self::Built(prepared) = std::mem::replace(self, Self::Done)
        {
            *self = Self::Running(policy::start(prepared));
        }
        if let Self::Running(running) = self {
            let result = ready!(running.as_mut().poll(cx));
            *self = Self::Done;
            return Poll::Ready(result);
        }
        Poll::Ready(match std::mem::replace(self, Self::Done) {
            Self::Answered(answer) if (wanted.reading)(answer.status()) != Reading::Refused => Ok(*answer),
            Self::Answered(answer) => Err(answer.refused(None, false)),
            Self::Failed(error) => Err(error),
            _ => Err(given_away()),
        })
    }
}

impl<T> fmt::Debug for Call<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.state {
            State::Built(prepared) => f.debug_tuple("Call").field(prepared).finish(),
            State::Running(_) => f.write_str("Call(running)"),
            State::Answered(_) => f.write_str("Call(answered)"),
            State::Failed(_) => f.write_str("Call(failed)"),
            State::Done => f.write_str("Call(done)"),
        }
    }
}
