//! Compressed answers (feature `gzip`), the same over every transport.

use std::io;

use async_compression::tokio::bufread::GzipDecoder;
use futures_util::TryStreamExt;
use http::{HeaderValue, header};
use http_body::Body as _;
use http_body_util::BodyDataStream;
use tokio_util::io::{ReaderStream, StreamReader};

use crate::body::Body;

/// What every request says, unless the caller says otherwise.
pub(crate) const ACCEPT: HeaderValue = HeaderValue::from_static("gzip");

/// Unpacks a body that is packed with gzip, as it is read. The limit on its size is applied to the result,
/// so that a small answer cannot become a large one.
pub(crate) fn decompress(answer: http::Response<Body>) -> http::Response<Body> {
    let packed = answer
        .headers()
        .get(header::CONTENT_ENCODING)
        // `x-gzip` is the same (RFC 9110, section 8.4.1.3).
        .is_some_and(|encoding| {
            [&b"gzip"[..], b"x-gzip"].iter().any(|name| encoding.as_bytes().eq_ignore_ascii_case(name))
        });
    if !packed || answer.body().is_end_stream() {
        return answer;
    }
    let mut answer = answer.map(|body| {
        let reader = StreamReader::new(BodyDataStream::new(body).map_err(io::Error::other));
        let mut unpacked = GzipDecoder::new(reader);
        // A packed file is a series of members (RFC 1952, section 2.2), not only the first.
        unpacked.multiple_members(true);
        Body::stream(ReaderStream::new(unpacked))
    });
    answer.headers_mut().remove(header::CONTENT_ENCODING);
    answer.headers_mut().remove(header::CONTENT_LENGTH);
    answer
}
