//! [`Streaming`]: answers that are read item by item, as they arrive.

mod chunks;
mod events;
mod lines;
mod next;

use std::{
    fmt,
    pin::Pin,
    task::{Context, Poll, ready},
};

use bytes::{Bytes, BytesMut};
use futures_util::Stream;
use http::{HeaderMap, HeaderValue, header};
use http_body::Body as _;
use http_body_util::BodyDataStream;

pub use self::{
    chunks::Chunks,
    events::{Event, Events},
    lines::JsonLines,
};
use super::{Answer, Context as AnswerContext, FromResponse, body_failure, encoding::unread_encoding};
use crate::{
    body::{Body, OnProgress},
    error::{Error, ErrorKind},
};

/// How much of what an answer says it is is shown.
const LONGEST_TYPE: usize = 100;
/// What is said where the body does not end as it should.
const CUT: &str = "the connection failed before the stream was complete";
/// The longest item: one line, or one event.
const LONGEST_ITEM: usize = 10 * 1024 * 1024;

/// An answer as a stream of items: what `Call<Streaming<Events>>` gives once the head has arrived.
///
/// It ends with the body, or with the first error. It may be as long as it likes, a single item 10 MiB. What fails here
/// is not retried, since items were delivered already.
///
/// It may take as long as it likes too, unless a `timeout` was set for the call, its endpoint or its client, which then
/// holds to the end. A stream of [`Chunks`] that stands still for 30 seconds ends with an error, and so does any for which
/// `idle_timeout` is set; [`Events`] and [`JsonLines`] may be silent otherwise.
///
/// ```no_run
/// use prolifi::{Call, Error, streaming::{JsonLines, Streaming}};
///
/// #[derive(Debug, serde::Deserialize)] struct Row { id: u64 }
/// async fn export(call: Call<Streaming<JsonLines<Row>>>) -> Result<(), Error> {
///     let mut rows = call.await?;
///     while let Some(row) = rows.next().await {
///         println!("{:?}", row?);
///     }
///     Ok(())
/// }
/// ```
pub struct Streaming<D> {
    body: BodyDataStream<Body>,
    buffer: BytesMut,
    decoder: D,
    ended: bool,
    failed: bool,
    received: u64,
    total: Option<u64>,
    on_progress: Option<OnProgress>,
    context: AnswerContext,
}

/// Cuts a stream of bytes into items. [`Events`], [`JsonLines`] and [`Chunks`] are here; implement it for
/// another format.
///
/// ```
/// use bytes::{Buf, BytesMut};
/// use prolifi::{Error, streaming::Decoder};
///
/// /// Records of four bytes each.
/// #[derive(Default)]
/// struct Records;
///
/// impl Decoder for Records {
///     type Item = u32;
///
///     fn decode(&mut self, buffer: &mut BytesMut, ended: bool) -> Result<Option<u32>, Error> {
///         match buffer.len() {
///             4.. => Ok(Some(buffer.get_u32())),
///             1..4 if ended => Err(Error::decode("the last record is cut off")),
///             _ => Ok(None),
///         }
///     }
/// }
///
/// let mut buffer = BytesMut::from(&[0, 0, 1, 0, 0][..]);
/// assert_eq!(Records.decode(&mut buffer, false)?, Some(256));
/// assert_eq!(Records.decode(&mut buffer, false)?, None);
/// assert!(Records.decode(&mut buffer, true).is_err());
/// # Ok::<(), prolifi::Error>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "a stream cannot be read as `{Self}`",
    label = "not a `Decoder`",
    note = "write `Streaming<Chunks>` for bytes, `Streaming<JsonLines<T>>` for a line of JSON each, `Streaming<Events>` for events; or implement `Decoder`"
)]
pub trait Decoder: Default + Send + Unpin + 'static {
    /// What the bytes become.
    type Item;

    /// Whether there may be nothing to say for as long as it likes, as in [`Events`] and [`JsonLines`]. A stream that may
    /// not be silent ends with an error after 30 s without a byte, unless `idle_timeout` is set. Default: no.
    const IS_FEED: bool = false;

    /// What the request asks for, in `Accept`. Default: anything.
    fn media_types() -> HeaderValue {
        HeaderValue::from_static("*/*")
    }

    /// Whether an answer with these headers is such a stream. One that is not is an error, which keeps the
    /// beginning of the body. Default: yes.
    fn takes(headers: &HeaderMap) -> bool {
        let _ = headers;
        true
    }

    /// Takes the next item from the front of `buffer`; `None` if more bytes are needed. `ended` says that no
    /// more will come.
    ///
    /// # Errors
    ///
    /// [`Error::decode`] of what is wrong with the bytes.
    fn decode(&mut self, buffer: &mut BytesMut, ended: bool) -> Result<Option<Self::Item>, Error>;
}

#[diagnostic::do_not_recommend]
impl<D: Decoder> FromResponse for Streaming<D> {
    const STREAMED: bool = true;
    const IS_FEED: bool = D::IS_FEED;

    fn media_types() -> HeaderValue {
        D::media_types()
    }

    fn takes(headers: &HeaderMap) -> bool {
        D::takes(headers)
    }

    fn from_response(answer: Answer) -> Result<Self, Error> {
        if !D::takes(answer.headers()) {
            return Err(Error::new(ErrorKind::Decode, another_kind::<D>(&answer)));
        }
        let context = answer.context();
        let body = answer.into_body();
        Ok(Self {
            total: body.size_hint().exact(),
            body: BodyDataStream::new(body),
            buffer: BytesMut::new(),
            decoder: D::default(),
            ended: false,
            failed: false,
            received: 0,
            on_progress: None,
            context,
        })
    }
}

impl<D: Decoder> Stream for Streaming<D> {
    type Item = Result<D::Item, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        if this.failed {
            return Poll::Ready(None);
        }
        loop {
            match this.decoder.decode(&mut this.buffer, this.ended) {
                Ok(Some(item)) => return Poll::Ready(Some(Ok(item))),
                Ok(None) if this.ended => return Poll::Ready(None),
                Ok(None) if this.buffer.len() > LONGEST_ITEM => {
                    return Poll::Ready(Some(Err(this.fail(too_long()))));
                }
                Ok(None) => {}
                Err(error) => return Poll::Ready(Some(Err(this.fail(error)))),
            }
            match ready!(this.poll_bytes(cx)) {
                Some(Ok(bytes)) => this.buffer.extend_from_slice(&bytes),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => this.ended = true,
            }
        }
    }
}

impl<D: Decoder> Streaming<D> {
    /// The bytes that were not decoded yet, and then what comes.
    fn poll_rest(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, Error>>> {
        if self.failed || self.ended {
            return Poll::Ready(None);
        }
        if !self.buffer.is_empty() {
            return Poll::Ready(Some(Ok(self.buffer.split().freeze())));
        }
        let next = ready!(self.poll_bytes(cx));
        self.ended = next.is_none();
        Poll::Ready(next)
    }

    /// What comes next of the body, as it is.
    fn poll_bytes(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, Error>>> {
        match ready!(Pin::new(&mut self.body).poll_next(cx)) {
            Some(Ok(bytes)) => {
                self.received += bytes.len() as u64;
                if let Some(on_progress) = &self.on_progress {
                    on_progress.tell(self.received, self.total);
                }
                Poll::Ready(Some(Ok(bytes)))
            }
            Some(Err(source)) => {
                let (kind, problem) = body_failure(&source).unwrap_or((ErrorKind::Transport, CUT.to_owned()));
                let error = Error::new(kind, problem).with_source(source);
                Poll::Ready(Some(Err(self.fail(error))))
            }
            None => Poll::Ready(None),
        }
    }

    /// Ends the stream with an error.
    fn fail(&mut self, error: Error) -> Error {
        self.failed = true;
        self.buffer = BytesMut::new();
        self.context.describe(error)
    }
}

/// That an answer is no stream of this kind, and what it says it is.
fn another_kind<D: Decoder>(answer: &Answer) -> String {
    let wanted = D::media_types();
    let wanted = wanted.to_str().unwrap_or_default().split([',', ';']).next().unwrap_or_default().to_owned();
    let status = answer.status();
    let found = answer.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let found: String = found.unwrap_or_default().chars().take(LONGEST_TYPE).collect();
    format!("{}, but the answer is `{found}` and no `{wanted}`", status.as_str())
}

/// Whether the body is of this type, or does not say of which it is (RFC 9110, section 8.3).
fn is_of_type(headers: &HeaderMap, wanted: &str) -> bool {
    let Some(found) = headers.get(header::CONTENT_TYPE) else { return true };
    let essence = found.to_str().unwrap_or_default().split(';').next().unwrap_or_default();
    essence.trim().eq_ignore_ascii_case(wanted)
}

/// Where the first byte that ends a line is. `scanned` bytes are known to hold none, so that a long line which arrives in
/// many pieces is looked through once.
fn line_end(buffer: &[u8], scanned: &mut usize, ends: impl Fn(u8) -> bool) -> Option<usize> {
    // Another buffer than the last may be shorter.
    let from = (*scanned).min(buffer.len());
    let found = buffer[from..].iter().position(|byte| ends(*byte)).map(|at| from + at);
    *scanned = found.unwrap_or(buffer.len());
    found
}

/// The error for an item that would not fit.
fn too_long() -> Error {
    let problem = format!("an item of the stream is longer than {LONGEST_ITEM} bytes");
    Error::new(ErrorKind::TooLarge, problem)
}

impl<D: Decoder> fmt::Debug for Streaming<D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Streaming").field("ended", &self.ended).finish_non_exhaustive()
    }
}
