//! Compressed answers (feature `gzip`), the same over every transport.

use std::{fmt, io};

use async_compression::tokio::bufread::GzipDecoder;
use bytes::{Bytes, BytesMut};
use futures_util::{Stream, StreamExt, stream::try_unfold};
use http::{HeaderValue, StatusCode, header};
use http_body::Body as _;
use http_body_util::BodyDataStream;
use tokio::io::{AsyncBufReadExt, AsyncReadExt};
use tokio_util::io::StreamReader;

use crate::{body::Body, error::BoxError};

/// What every request says, unless the caller says otherwise.
pub(crate) const ACCEPT: HeaderValue = HeaderValue::from_static("gzip");

/// The byte that a member begins with (RFC 1952, section 2.3.1).
const ID1: u8 = 0x1f;
/// How many members without content may follow each other: files end in one, and only a flood has more.
const EMPTY_MEMBERS: u32 = 100;
/// How much is unpacked at once.
const PIECE: usize = 16 * 1024;

/// Unpacks a body that is packed with gzip, as it is read. The limit on its size is applied to the result,
/// so that a small answer cannot become a large one, and here to what is packed, so that a large one is not
/// read for a small result.
pub(crate) fn decompress(answer: http::Response<Body>, limit: Option<u64>) -> http::Response<Body> {
    let packed = answer
        .headers()
        .get(header::CONTENT_ENCODING)
        // `x-gzip` is the same (RFC 9110, section 8.4.1.3).
        .is_some_and(|encoding| {
            [&b"gzip"[..], b"x-gzip"].iter().any(|name| encoding.as_bytes().eq_ignore_ascii_case(name))
        });
    // A part is one of the packed bytes (RFC 9110, section 14.2).
    if !packed || answer.body().is_end_stream() || answer.status() == StatusCode::PARTIAL_CONTENT {
        return answer;
    }
    let mut answer = answer.map(|body| Body::stream(unpack(body, limit)));
    answer.headers_mut().remove(header::CONTENT_ENCODING);
    answer.headers_mut().remove(header::CONTENT_LENGTH);
    answer
}

/// Why a body could not be unpacked although it arrived.
#[derive(Debug)]
pub(crate) enum Unpacked {
    /// It is not what its header says.
    Damaged(io::Error),
    /// It is longer than this, packed.
    TooLong(u64),
}

/// The connection failed; `io::Error` carries it through the decoder.
#[derive(Debug)]
struct Lost(BoxError);

/// The members of a packed file, one after the other (RFC 1952, section 2.2).
enum Members<R> {
    /// Before a member, after so many empty ones. Only what follows another may be something else.
    Before {
        reader: R,
        first: bool,
        empty: u32,
    },
    Inside {
        decoder: Box<GzipDecoder<R>>,
        empty: u32,
    },
}

fn unpack(body: Body, limit: Option<u64>) -> impl Stream<Item = Result<Bytes, BoxError>> + Send {
    let reader = StreamReader::new(packed(body, limit));
    let members = Members::Before { reader: Box::pin(reader), first: true, empty: 0 };
    try_unfold((members, BytesMut::new()), |(mut members, mut buffer)| async move {
        loop {
            members = match members {
                Members::Before { mut reader, first, empty } => {
                    let next = reader.fill_buf().await.map_err(cause)?.first().copied();
                    match next {
                        Some(ID1) => {}
                        Some(_) if first => {}
                        // gzip(1) ignores what is behind the last member, and so do other clients.
                        _ => return Ok(None),
                    }
                    if empty > EMPTY_MEMBERS {
                        return Err(cause(io::Error::new(
                            io::ErrorKind::InvalidData,
                            "too many empty members",
                        )));
                    }
                    Members::Inside { decoder: Box::new(GzipDecoder::new(reader)), empty: empty + 1 }
                }
                Members::Inside { mut decoder, empty } => {
                    if buffer.capacity() == 0 {
                        buffer.reserve(PIECE);
                    }
                    match decoder.read_buf(&mut buffer).await.map_err(cause)? {
                        0 => Members::Before { reader: decoder.into_inner(), first: false, empty },
                        _ => {
                            let piece = buffer.split().freeze();
                            return Ok(Some((piece, (Members::Inside { decoder, empty: 0 }, buffer))));
                        }
                    }
                }
            };
        }
    })
}

/// The bytes as they come, up to the limit. gzip adds little to what it cannot make smaller.
fn packed(body: Body, limit: Option<u64>) -> impl Stream<Item = io::Result<Bytes>> + Send {
    let limit = limit.unwrap_or(u64::MAX);
    let mut left = limit.saturating_add(limit / 16).saturating_add(1024);
    BodyDataStream::new(body).map(move |chunk| {
        let chunk = chunk.map_err(|error| io::Error::other(Lost(error)))?;
        match left.checked_sub(chunk.len() as u64) {
            Some(rest) => left = rest,
            None => return Err(io::Error::other(Unpacked::TooLong(limit))),
        }
        Ok(chunk)
    })
}

/// What is behind an error of the decoder.
fn cause(error: io::Error) -> BoxError {
    match error.downcast::<Lost>() {
        Ok(lost) => lost.0,
        Err(error) => match error.downcast::<Unpacked>() {
            Ok(too_long) => too_long.into(),
            Err(error) => Unpacked::Damaged(error).into(),
        },
    }
}

impl fmt::Display for Unpacked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Damaged(_) => f.write_str("the body says `content-encoding: gzip` and cannot be unpacked"),
            Self::TooLong(limit) => write!(f, "the answer is longer than {limit} bytes, packed"),
        }
    }
}

impl std::error::Error for Unpacked {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Damaged(error) => Some(error),
            Self::TooLong(_) => None,
        }
    }
}

impl fmt::Display for Lost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Lost {}
