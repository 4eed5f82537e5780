//! [`Body`]: the bytes of a request, or of an answer on its way in.

#[cfg(feature = "fs")]
mod file;
mod gathered;
mod json;
mod kind;
mod multipart;
mod of_length;
mod once;
mod patience;
mod progress;
#[cfg(feature = "reqwest")]
mod received;
mod sent;
#[cfg(feature = "xml")]
mod xml;

use std::{
    fmt,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
};

use bytes::Bytes;
use futures_util::Stream;
use http::HeaderValue;
use http_body::{Body as HttpBody, Frame, SizeHint};
use http_body_util::BodyExt;

#[cfg(feature = "reqwest")]
use self::received::Received;
#[cfg(feature = "xml")]
#[cfg_attr(docsrs, doc(cfg(feature = "xml")))]
pub use self::xml::Xml;
pub(crate) use self::{
    gathered::Gathered,
    patience::{Late, Part, Patience, later},
    progress::OnProgress,
    sent::{BodyError, Reached, Sent},
};
use self::{
    kind::{Kind, boxed},
    of_length::OfLength,
    once::Shared,
};
pub use self::{multipart::Multipart, progress::Progress};
use crate::error::BoxError;

/// The body of a request, with its content type; also of an answer that is being received.
///
/// As the argument of an endpoint, by value, it is sent as it is; every other type is sent as JSON.
///
/// ```
/// use prolifi::Body;
///
/// let csv = Body::from("id,name\n1,Jane\n").content_type("text/csv".parse()?);
/// # Ok::<(), prolifi::http::header::InvalidHeaderValue>(())
/// ```
///
/// Whether a failed request may be repeated depends on its body too: bytes, text and files can be sent again,
/// and so can [`replayable`](Self::replayable) streams; a plain [`stream`](Self::stream) is gone once it was read.
#[derive(Default)]
pub struct Body {
    kind: Kind,
    content_type: Option<HeaderValue>,
    /// Is told what is taken of it, where an attempt wants to know.
    sent: Option<Arc<Sent>>,
}

/// Bytes that are longer take time: it is watched how they are sent.
const SHORT: usize = 256 * 1024;
/// What a connection is given at once of bytes that are watched.
const SLICE: usize = 64 * 1024;

impl Body {
    /// No body at all.
    pub fn empty() -> Self {
        Self::default()
    }

    /// A stream that can be sent once, so that a request with it is repeated only if no connection could be made.
    ///
    /// ```
    /// use futures_util::stream;
    /// use prolifi::{Body, bytes::Bytes};
    ///
    /// let chunks = [Ok::<_, std::io::Error>(Bytes::from("id,name\n")), Ok(Bytes::from("1,Jane\n"))];
    /// let body = Body::stream(stream::iter(chunks));
    /// // It is read as it is sent.
    /// assert_eq!(body.as_bytes(), None);
    /// ```
    pub fn stream<S, E>(stream: S) -> Self
    where
        S: Stream<Item = Result<Bytes, E>> + Send + 'static,
        E: Into<BoxError> + 'static,
    {
        Self::once(boxed(stream))
    }

    /// A stream that is made anew for every attempt.
    ///
    /// ```
    /// use futures_util::{StreamExt, stream};
    /// use prolifi::{Body, bytes::Bytes};
    ///
    /// let rows = vec![Bytes::from("1,Jane\n"), Bytes::from("2,John\n")];
    /// let body = Body::replayable(move || stream::iter(rows.clone()).map(Ok::<_, std::io::Error>));
    /// ```
    pub fn replayable<S, E>(make: impl Fn() -> S + Send + Sync + 'static) -> Self
    where
        S: Stream<Item = Result<Bytes, E>> + Send + 'static,
        E: Into<BoxError> + 'static,
    {
        Self::of(Kind::Replayable { make: Arc::new(move || boxed(make())), length: None })
    }

    /// A stream of so many bytes, which is sent with its length (RFC 9110, section 8.6): `Body::stream(..).length(..)`.
    ///
    /// ```
    /// use futures_util::stream;
    /// use prolifi::{Body, Call, Client, Service, api, bytes::Bytes, endpoint};
    ///
    /// #[api]
    /// trait Files {
    ///     #[endpoint(PUT, "/files/<name>")]
    ///     fn put_file(&self, name: &str, content: Body) -> Call<()>;
    /// }
    ///
    /// let client = Client::builder(Service::new("https://api.example.com")).build()?;
    /// let chunks = [Ok::<_, std::io::Error>(Bytes::from("id,name\n")), Ok(Bytes::from("1,Jane\n"))];
    /// let request = client.put_file("march.csv", Body::sized(stream::iter(chunks), 15)).into_request()?;
    /// assert_eq!(request.headers()["content-length"], "15");
    /// # Ok::<(), prolifi::Error>(())
    /// ```
    pub fn sized<S, E>(stream: S, length: u64) -> Self
    where
        S: Stream<Item = Result<Bytes, E>> + Send + 'static,
        E: Into<BoxError> + 'static,
    {
        Self::stream(stream).length(length)
    }

    /// Says how many bytes a stream has, which is sent with its length then. One that has more or less fails the call,
    /// and is not sent again. Bytes and files know their length.
    ///
    /// ```
    /// use futures_util::{StreamExt, stream};
    /// use prolifi::{Body, bytes::Bytes};
    ///
    /// let rows = vec![Bytes::from("1,Jane\n"), Bytes::from("2,John\n")];
    /// let length = rows.iter().map(|row| row.len() as u64).sum();
    /// let body = Body::replayable(move || stream::iter(rows.clone()).map(Ok::<_, std::io::Error>)).length(length);
    /// ```
    pub fn length(self, length: u64) -> Self {
        let kind = match self.kind {
            Kind::Stream(once) => Self::once(OfLength::new(Shared(once), length, None)).kind,
            #[cfg(feature = "reqwest")]
            Kind::Received(body) => Self::once(OfLength::new(Shared(body.share()), length, None)).kind,
            Kind::Replayable { make, length: None } => {
                let make = move || OfLength::new(make(), length, None).boxed_unsync();
                Kind::Replayable { make: Arc::new(make), length: Some(length) }
            }
            known => known,
        };
        Self { kind, ..self }
    }

    /// Sets what the body is: `Content-Type` of the request.
    pub fn content_type(mut self, content_type: HeaderValue) -> Self {
        self.content_type = Some(content_type);
        self
    }

    /// The bytes, unless the body is a stream.
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
    /// let request = client.get_note().into_request()?;
    /// assert_eq!(request.body().as_bytes(), Some(&b""[..]));
    /// # Ok::<(), prolifi::Error>(())
    /// ```
    pub fn as_bytes(&self) -> Option<&[u8]> {
        match &self.kind {
            Kind::Empty => Some(&[]),
            Kind::Bytes(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// The bytes once more, without a copy, unless the body is a stream.
    pub fn to_bytes(&self) -> Option<Bytes> {
        match &self.kind {
            Kind::Empty => Some(Bytes::new()),
            Kind::Bytes(bytes) => Some(bytes.clone()),
            _ => None,
        }
    }

    /// Whether there is nothing to send.
    pub fn is_empty(&self) -> bool {
        self.as_bytes().is_some_and(<[u8]>::is_empty)
    }

    /// The body of another HTTP implementation, for a [`Transport`](crate::transport::Transport).
    ///
    /// ```
    /// use prolifi::Body;
    ///
    /// // Any `http_body::Body` whose data are `Bytes`: here one of ours.
    /// let received = Body::from("hello");
    /// let body = Body::wrap(received);
    /// assert_eq!(body.as_bytes(), None);
    /// ```
    pub fn wrap<B>(body: B) -> Self
    where
        B: HttpBody<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        Self::once(Box::pin(body).map_err(Into::into))
    }

    /// The same for one that is received over reqwest, without an allocation.
    #[cfg(feature = "reqwest")]
    pub(crate) fn of_reqwest(body: ::reqwest::Body) -> Self {
        Self::of(Kind::Received(Received::new(body)))
    }

    /// The same for a body that need not be pinned.
    #[cfg(feature = "hyper")]
    pub(crate) fn received<B>(body: B) -> Self
    where
        B: HttpBody<Data = Bytes> + Send + Unpin + 'static,
        B::Error: Into<BoxError>,
    {
        Self::once(body.map_err(Into::into))
    }

    /// The same body once more, for an attempt.
    pub(crate) fn share(&self) -> Self {
        Self::of(self.kind.share())
    }

    /// Whether the next attempt would send the whole body.
    pub(crate) fn is_unread(&self) -> bool {
        self.kind.is_unread()
    }

    /// Whether the body can be sent as often as is needed.
    pub(crate) fn is_replayable(&self) -> bool {
        matches!(self.kind, Kind::Empty | Kind::Bytes(_) | Kind::Replayable { .. })
    }

    fn once(body: impl HttpBody<Data = Bytes, Error = BoxError> + Send + Unpin + 'static) -> Self {
        Self::of(Kind::once(body))
    }

    fn of(kind: Kind) -> Self {
        Self { kind, content_type: None, sent: None }
    }

    /// Has it tell what is taken of it: where somebody asks for it, and where it may take long.
    pub(crate) fn watch(&mut self, on_progress: Option<&OnProgress>) -> Option<Arc<Sent>> {
        if on_progress.is_none() && self.as_bytes().is_some_and(|bytes| bytes.len() <= SHORT) {
            return None;
        }
        let sent = Sent::new(self.size_hint().exact(), on_progress.cloned());
        if self.is_end_stream() {
            sent.ended();
        }
        self.sent = Some(Arc::clone(&sent));
        Some(sent)
    }

    /// How long it is, of a stream that knows it.
    pub(crate) fn streamed_length(&self) -> Option<u64> {
        match &self.kind {
            Kind::Empty | Kind::Bytes(_) => None,
            _ => self.size_hint().exact(),
        }
    }

    pub(crate) fn take_content_type(&mut self) -> Option<HeaderValue> {
        self.content_type.take()
    }
}

/// One frame a chunk. The bytes of a body that was read to its end are gone.
impl HttpBody for Body {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let most = if self.sent.is_some() { SLICE } else { usize::MAX };
        let frame = ready!(self.kind.poll_frame(most, cx));
        if let Some(sent) = &self.sent {
            match &frame {
                Some(Ok(frame)) => sent.took(frame.data_ref().map_or(0, Bytes::len)),
                Some(Err(error)) => sent.failed(error),
                None => {}
            }
            // Whoever knows the length does not ask for more than that.
            if frame.is_none() || self.is_end_stream() {
                sent.ended();
            }
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.kind.is_end()
    }

    fn size_hint(&self) -> SizeHint {
        self.kind.size_hint()
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self::of(Kind::Bytes(bytes))
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes::from(bytes).into()
    }
}

impl From<&'static [u8]> for Body {
    fn from(bytes: &'static [u8]) -> Self {
        Bytes::from_static(bytes).into()
    }
}

/// Text, as `text/plain; charset=utf-8` unless [`Body::content_type`] says otherwise.
impl From<String> for Body {
    fn from(text: String) -> Self {
        const TEXT: HeaderValue = HeaderValue::from_static("text/plain; charset=utf-8");
        Self::from(Bytes::from(text)).content_type(TEXT)
    }
}

/// Text, as `text/plain; charset=utf-8` unless [`Body::content_type`] says otherwise.
impl From<&str> for Body {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

/// Shows how long the body is, and nothing of it.
impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.as_bytes() {
            Some(bytes) => write!(f, "Body({} bytes)", bytes.len()),
            None => f.write_str("Body(stream)"),
        }
    }
}
