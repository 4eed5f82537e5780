//! [`OfLength`]: a stream that is held to the length it was declared with.

use std::{
    fmt,
    path::Path,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
};

use bytes::Bytes;
use http_body::{Body as HttpBody, Frame, SizeHint};

use crate::error::BoxError;

/// A body of a known length. The service is told the length before the first byte, so a stream that has more or less is an
/// error: cut or filled up, it would arrive as something that nobody sent.
pub(super) struct OfLength<B> {
    body: B,
    length: u64,
    /// The file that it is read from.
    file: Option<Arc<Path>>,
    read: u64,
    /// The last chunk. It is given away once nothing came behind it: who has it does not ask again.
    last: Option<Bytes>,
    ended: bool,
}

/// A stream that is not as long as it was said to be.
#[derive(Debug)]
pub(crate) struct WrongLength {
    length: u64,
    /// Where it ended; `None` where it went on.
    ended: Option<u64>,
    file: Option<Arc<Path>>,
}

impl<B> OfLength<B> {
    pub(super) fn new(body: B, length: u64, file: Option<Arc<Path>>) -> Self {
        Self { body, length, file, read: 0, last: None, ended: false }
    }

    fn wrong(&self, ended: Option<u64>) -> BoxError {
        WrongLength { length: self.length, ended, file: self.file.clone() }.into()
    }
}

impl<B> HttpBody for OfLength<B>
where
    B: HttpBody<Data = Bytes, Error = BoxError> + Unpin,
{
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let this = &mut *self;
        while !this.ended {
            let Some(frame) = ready!(Pin::new(&mut this.body).poll_frame(cx)) else {
                this.ended = true;
                if this.read < this.length {
                    return Poll::Ready(Some(Err(this.wrong(Some(this.read)))));
                }
                break;
            };
            // What is no data is trailers, which a body of known length has none of (RFC 9112, section 7.1.2).
            let Ok(chunk) = frame?.into_data() else { continue };
            if chunk.is_empty() {
                continue;
            }
            this.read += chunk.len() as u64;
            if this.read > this.length {
                this.ended = true;
                this.last = None;
                return Poll::Ready(Some(Err(this.wrong(None))));
            }
            if this.read < this.length {
                return Poll::Ready(Some(Ok(Frame::data(chunk))));
            }
            this.last = Some(chunk);
        }
        Poll::Ready(this.last.take().map(|last| Ok(Frame::data(last))))
    }

    fn is_end_stream(&self) -> bool {
        self.ended && self.last.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        let last = self.last.as_ref().map_or(0, Bytes::len) as u64;
        SizeHint::with_exact(self.length.saturating_sub(self.read) + last)
    }
}

impl fmt::Display for WrongLength {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let length = self.length;
        match (&self.file, self.ended) {
            (Some(file), Some(ended)) => {
                write!(
                    f,
                    "`{}` is {ended} bytes long, and was {length} when the body was made",
                    file.display()
                )
            }
            (Some(file), None) => {
                write!(
                    f,
                    "`{}` is longer than the {length} bytes that it had when the body was made",
                    file.display()
                )
            }
            (None, Some(ended)) => {
                write!(f, "the stream ended after {ended} of the {length} bytes it was declared with")
            }
            (None, None) => write!(f, "the stream goes on behind the {length} bytes it was declared with"),
        }
    }
}

impl std::error::Error for WrongLength {}
