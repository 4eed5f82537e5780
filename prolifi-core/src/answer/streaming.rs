//! [`Streaming`]: answers that are read item by item, as they arrive.

mod events;
mod lines;

use std::{
    fmt,
    pin::Pin,
    task::{Context, Poll, ready},
};

use bytes::{Bytes, BytesMut};
use futures_util::Stream;
use http::{HeaderMap, HeaderValue, header};
use http_body_util::BodyDataStream;

pub use self::{
    events::{Event, Events},
    lines::JsonLines,
};
use super::{Answer, Context as AnswerContext, FromResponse, encoding::unread_encoding, of_unpacking};
use crate::{
    body::Body,
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
/// It ends with the body, or with the first error. Neither the deadline of the call nor its limit of size
/// holds for it; a single item may be 10 MiB long. What fails here is not retried, since items were
/// delivered already.
///
/// ```no_run
/// use futures_util::StreamExt;
/// use prolifi::{Call, Error, streaming::{JsonLines, Streaming}};
///
/// #[derive(Debug, serde::Deserialize)] struct Row { id: u64 }
/// async fn export(call: Call<Streaming<JsonLines<Row>>>) -> Result<(), Error> {
///     let mut rows = call.await?;
///     while let Some(row) = rows.next().await {
///         println!("{:?}", row?);
/// }
/// Ok(())
/// }
/// ```
pub struct Streaming<D: Decoder> {
    body: BodyDataStream<Body>,
    buffer: BytesMut,
    decoder: D,
    ended: bool,
    failed: bool,
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
pub trait Decoder: Default + Send + Unpin + 'static {
    /// What the bytes become.
    type Item;

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

/// The bytes as they arrive.
///
/// ```
/// use futures_util::StreamExt;
/// use prolifi::{Call, Error, http, streaming::{Chunks, Streaming}};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let call = Call::<Streaming<Chunks>>::answer(http::Response::new("a long file"));
/// // `call` is a `Call<Streaming<Chunks>>`.
/// let mut chunks = call.await?;
/// let mut length = 0;
/// while let Some(chunk) = chunks.next().await {
///     length += chunk?.len();
/// }
/// assert_eq!(length, 11);
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Copy, Default)]
pub struct Chunks;

impl Decoder for Chunks {
    type Item = Bytes;

    fn decode(&mut self, buffer: &mut BytesMut, _: bool) -> Result<Option<Bytes>, Error> {
        Ok((!buffer.is_empty()).then(|| buffer.split().freeze()))
    }
}

#[diagnostic::do_not_recommend]
impl<D: Decoder> FromResponse for Streaming<D> {
    const STREAMED: bool = true;

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
        let body = BodyDataStream::new(answer.into_body());
        Ok(Self {
            body,
            buffer: BytesMut::new(),
            decoder: D::default(),
            ended: false,
            failed: false,
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
                    return this.fail(too_long());
                }
                Ok(None) => {}
                Err(error) => return this.fail(error),
            }
            match ready!(Pin::new(&mut this.body).poll_next(cx)) {
                Some(Ok(bytes)) => this.buffer.extend_from_slice(&bytes),
                Some(Err(source)) => {
                    let error = match of_unpacking(&source) {
                        Some((kind, problem)) => Error::new(kind, problem),
                        None => Error::new(ErrorKind::Transport, CUT),
                    };
                    return this.fail(error.with_source(source));
                }
                None => this.ended = true,
            }
        }
    }
}

impl<D: Decoder> Streaming<D> {
    /// Ends the stream with an error.
    fn fail(&mut self, error: Error) -> Poll<Option<Result<D::Item, Error>>> {
        self.failed = true;
        self.buffer = BytesMut::new();
        Poll::Ready(Some(Err(self.context.describe(error))))
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
