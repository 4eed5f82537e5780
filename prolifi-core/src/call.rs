//! [`Call`]: a request that is built, and sent when it is awaited.

mod async_result;
mod course;
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
    task::{Context, Poll},
};

use bytes::Bytes;

pub use self::{async_result::AsyncResult, from_call::FromCall, request::Request};
use self::{
    course::{Course, Stage},
    reader::{First, Reader},
};
use crate::{
    answer::{Answer, FromResponse, Wanted},
    body::Body,
    endpoint::Endpoint,
    error::Error,
    request::Prepared,
};

/// A request that is built and not yet sent. Await it for the value.
///
/// It is complete and borrows nothing, so it can be stored, joined or given to `tokio::spawn`. Nothing
/// happens before it is first polled; dropping it stops it at any time. Until then its options can be
/// changed.
///
/// What could not be built (an empty path value, say) is an error when the call is awaited; nothing was sent.
///
/// ```
/// use std::time::Duration;
///
/// use prolifi::{Call, Client, Service, api, endpoint, http, testing::FakeTransport};
///
/// #[api]
/// trait Notes {
///     #[endpoint(GET, "/notes/<id>")]
///     fn get_note(&self, id: u64) -> Call<String>;
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let fake = FakeTransport::new().answer(http::Response::new(r#""hello""#));
/// let client = Client::builder(Service::new("https://api.example.com")).transport(fake).build()?;
///
/// let call = client.get_note(7).timeout(Duration::from_secs(5));
/// assert_eq!(call.await?, "hello");
///
/// // The request of another, in place of sending it.
/// let request = client.get_note(8).into_request()?;
/// assert_eq!(request.uri(), "https://api.example.com/notes/8");
/// # Ok(())
/// # }
/// ```
#[must_use = "a call does nothing until it is awaited"]
pub struct Call<T> {
    course: Course,
    reader: Reader<T>,
}

impl<T> Call<T> {
    pub(crate) fn new(prepared: Box<Prepared>) -> Self
    where
        T: FromResponse,
    {
        let reader = Reader::OfType(T::from_response);
        // A constant, so that there is nothing that might unwind and drop what is not moved yet.
        Self { course: Course::new(prepared, const { Wanted::of::<T>() }), reader }
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
                let nothing = http::Response::new(Bytes::new());
                let mut course = Course::answered(nothing, Wanted::ANYTHING);
                course.held = Some(Box::new(value));
                Self { course, reader: Reader::of_value() }
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
        let course = Course::answered(response.map(Into::into), Wanted::of::<T>());
        Self { course, reader: Reader::OfType(T::from_response) }
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
        match self.course.stage {
            Stage::Built(prepared) => prepared.into_request(),
            _ => Err(Error::build("the call has no request: it was sent already, or is a mock")),
        }
    }

    /// A call that fails with this.
    pub(crate) fn failed(error: Error) -> Self {
        Self { course: Course::failed(error), reader: Reader::of_nothing() }
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
    pub(crate) fn then<U, F>(self, more: F) -> Call<U>
    where
        T: 'static,
        F: FnOnce(Answer, &mut First<'_, T>) -> Result<U, Error> + Send + 'static,
    {
        let Self { mut course, reader } = self;
        let reader = reader.then(&mut course.held, more);
        Call { course, reader }
    }

    /// The request, until the call is polled.
    pub(crate) fn prepared(&self) -> Option<&Prepared> {
        match &self.course.stage {
            Stage::Built(prepared) => Some(prepared),
            _ => None,
        }
    }

    /// The request, to be changed until the call is polled.
    pub(crate) fn prepared_mut(&mut self) -> Option<&mut Prepared> {
        match &mut self.course.stage {
            Stage::Built(prepared) => Some(prepared),
            _ => None,
        }
    }
}

impl<T> Future for Call<T> {
    type Output = Result<T, Error>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let Self { course, reader } = &mut *self;
        let (answer, mut context) = match course.poll(cx) {
            Poll::Ready(Ok(answered)) => answered,
            Poll::Ready(Err(error)) => return Poll::Ready(Err(error)),
            Poll::Pending => return Poll::Pending,
        };
        match reader.read(answer, &mut course.held) {
            Ok(value) => Poll::Ready(Ok(value)),
            Err(error) => Poll::Ready(Err(context.end_with(error))),
        }
    }
}

impl<T> fmt::Debug for Call<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.course.stage {
            Stage::Built(prepared) => f.debug_tuple("Call").field(prepared).finish(),
            Stage::Running(_) => f.write_str("Call(running)"),
            Stage::Answered(..) => f.write_str("Call(answered)"),
            Stage::Failed(_) => f.write_str("Call(failed)"),
            Stage::Done => f.write_str("Call(done)"),
        }
    }
}
