//! [`Chunks`]: an answer as the bytes that arrive, such as a file.

use std::{future::poll_fn, io, pin::Pin};

use bytes::{Bytes, BytesMut};
use tokio::io::AsyncWrite;

use super::{Decoder, Streaming};
use crate::error::{Error, ErrorKind};

/// The bytes as they arrive.
///
/// ```
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

impl Streaming<Chunks> {
    /// How many bytes the whole is, where the service says it; never of a packed answer, which is unpacked as it arrives.
    ///
    /// ```
    /// use prolifi::{Call, Error, http, streaming::{Chunks, Streaming}};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Error> {
    /// let call = Call::<Streaming<Chunks>>::answer(http::Response::new("a long file"));
    /// assert_eq!(call.await?.content_length(), Some(11));
    /// # Ok(())
    /// # }
    /// ```
    pub fn content_length(&self) -> Option<u64> {
        self.total
    }

    /// Writes the rest to a file, or to whatever else takes bytes, and says how many they were.
    ///
    /// ```
    /// use prolifi::{Call, Error, http, streaming::{Chunks, Streaming}};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Error> {
    /// let call = Call::<Streaming<Chunks>>::answer(http::Response::new("a long file"));
    /// // A `tokio::fs::File`, say.
    /// let mut file = Vec::new();
    /// assert_eq!(call.await?.copy_to(&mut file).await?, 11);
    /// assert_eq!(file, b"a long file");
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Those of the stream; [`ErrorKind::Decode`], with the cause as its source, where it cannot be written. What came
    /// before is written then.
    pub async fn copy_to<W>(&mut self, writer: &mut W) -> Result<u64, Error>
    where
        W: AsyncWrite + Unpin + ?Sized,
    {
        let copied = self.copy(writer).await;
        // Also of what broke off, so that it can go on from there.
        let flushed = poll_fn(|cx| Pin::new(&mut *writer).poll_flush(cx)).await;
        let copied = copied?;
        flushed.map_err(|error| self.unwritten(error))?;
        Ok(copied)
    }

    async fn copy<W>(&mut self, writer: &mut W) -> Result<u64, Error>
    where
        W: AsyncWrite + Unpin + ?Sized,
    {
        let mut written = 0;
        while let Some(chunk) = poll_fn(|cx| self.poll_rest(cx)).await {
            let chunk = chunk?;
            let all = write_all(writer, &chunk).await;
            all.map_err(|error| self.unwritten(error))?;
            written += chunk.len() as u64;
        }
        Ok(written)
    }

    fn unwritten(&mut self, error: io::Error) -> Error {
        let problem = format!("the answer could not be written: {error}");
        self.fail(Error::new(ErrorKind::Decode, problem).with_source(error))
    }
}

async fn write_all(writer: &mut (impl AsyncWrite + Unpin + ?Sized), mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        match poll_fn(|cx| Pin::new(&mut *writer).poll_write(cx, bytes)).await? {
            0 => return Err(io::ErrorKind::WriteZero.into()),
            written => bytes = &bytes[written..],
        }
    }
    Ok(())
}
