//! [`JsonLines`]: a JSON value on each line.

use std::{fmt, marker::PhantomData};

use bytes::{Buf, BytesMut};
use http::{HeaderMap, HeaderValue};
use serde::de::DeserializeOwned;

use super::{Decoder, line_end, unread_encoding};
use crate::{
    error::{Error, ErrorKind},
    json,
};

/// One JSON value on each line (<https://jsonlines.org>, also known as NDJSON). Empty lines are skipped.
///
/// ```
/// use futures_util::TryStreamExt;
/// use prolifi::{Call, http, streaming::{JsonLines, Streaming}};
///
/// #[derive(serde::Deserialize)]
/// struct Row {
///     id: u64,
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let call = Call::<Streaming<JsonLines<Row>>>::answer(http::Response::new("{\"id\": 1}\n{\"id\": 2}\n"));
/// // `call` is a `Call<Streaming<JsonLines<Row>>>`.
/// let rows: Vec<Row> = call.await?.try_collect().await?;
/// assert_eq!(rows[1].id, 2);
/// # Ok(())
/// # }
/// ```
pub struct JsonLines<T> {
    line: usize,
    /// How much of the buffer holds no end of a line.
    scanned: usize,
    value: PhantomData<fn() -> T>,
}

impl<T: DeserializeOwned + 'static> Decoder for JsonLines<T> {
    type Item = T;

    const IS_FEED: bool = true;

    fn media_types() -> HeaderValue {
        HeaderValue::from_static("application/jsonl, application/x-ndjson, */*;q=0.8")
    }

    /// Services name the type in many ways, so that only what is packed is told from it.
    fn takes(headers: &HeaderMap) -> bool {
        unread_encoding(headers).is_none()
    }

    fn decode(&mut self, buffer: &mut BytesMut, ended: bool) -> Result<Option<T>, Error> {
        while let Some(line) = next_line(buffer, &mut self.scanned, ended) {
            self.line += 1;
            let line = line.trim_ascii();
            if !line.is_empty() {
                return json::from_slice(line, None).map(Some).map_err(|problem| {
                    Error::new(
                        ErrorKind::Decode,
                        format!("item on line {} of the stream: {problem}", self.line),
                    )
                });
            }
        }
        Ok(None)
    }
}

/// Takes a line without its end from the front; at the end of the stream the rest is one.
fn next_line(buffer: &mut BytesMut, scanned: &mut usize, ended: bool) -> Option<BytesMut> {
    match line_end(buffer, scanned, |byte| byte == b'\n') {
        Some(at) => {
            *scanned = 0;
            let line = buffer.split_to(at);
            buffer.advance(1);
            Some(line)
        }
        None if ended && !buffer.is_empty() => {
            *scanned = 0;
            Some(buffer.split())
        }
        None => None,
    }
}

impl<T> Default for JsonLines<T> {
    fn default() -> Self {
        Self { line: 0, scanned: 0, value: PhantomData }
    }
}

impl<T> fmt::Debug for JsonLines<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JsonLines").field("line", &self.line).finish()
    }
}
