//! [`Body::file`]: a file as a body (feature `fs`).

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

use bytes::{Bytes, BytesMut};
use futures_util::{Stream, stream::try_unfold};
use http_body_util::BodyExt;
use tokio::{fs::File, io::AsyncReadExt};

use super::{
    Body,
    kind::{Kind, boxed},
    of_length::OfLength,
};
use crate::error::BoxError;

/// How much is read at once.
const CHUNK: usize = 128 * 1024;

// Here too, so that the docs of the facade say it.
#[cfg(feature = "fs")]
impl Body {
    /// A file, with its length, which is read as it is sent and again for every attempt.
    ///
    /// Only the length is read now, so that the request can say it. A file that has another one when it is sent is an
    /// error, and the service is left with a request that is cut off.
    ///
    /// ```no_run
    /// use prolifi::{Body, Call, api, endpoint};
    ///
    /// #[api]
    /// trait Files {
    ///     #[endpoint(PUT, "/files/<name>")]
    ///     fn put_file(&self, name: &str, content: Body) -> Call<()>;
    /// }
    ///
    /// async fn put(client: &prolifi::Client) -> Result<(), Box<dyn std::error::Error>> {
    ///     client.put_file("march.csv", Body::file("exports/march.csv")?).await?;
    ///     Ok(())
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// The file is not there, cannot be asked for its length, or is none, but a folder, say.
    pub fn file(path: impl Into<PathBuf>) -> io::Result<Self> {
        let path: Arc<Path> = path.into().into();
        let metadata = fs::metadata(&path).map_err(|error| named(&path, "cannot be read", &error))?;
        if !metadata.is_file() {
            let problem = io::Error::new(io::ErrorKind::InvalidInput, "it is no file");
            return Err(named(&path, "has no length", &problem));
        }
        let length = metadata.len();
        let make = move || {
            let file = boxed(read(Arc::clone(&path)));
            OfLength::new(file, length, Some(Arc::clone(&path))).boxed_unsync()
        };
        Ok(Self::of(Kind::Replayable { make: Arc::new(make), length: Some(length) }))
    }
}

/// The file, a chunk at a time.
fn read(path: Arc<Path>) -> impl Stream<Item = Result<Bytes, BoxError>> + Send {
    try_unfold((path, None::<File>), |(path, file)| async move {
        let mut file = match file {
            Some(file) => file,
            None => File::open(&path).await.map_err(|error| named(&path, "cannot be opened", &error))?,
        };
        let mut chunk = BytesMut::with_capacity(CHUNK);
        match file.read_buf(&mut chunk).await.map_err(|error| named(&path, "cannot be read", &error))? {
            0 => Ok(None),
            _ => Ok(Some((chunk.freeze(), (path, Some(file))))),
        }
    })
}

/// An error of the system with the file that it is about, which it does not name.
fn named(path: &Path, what: &str, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("`{}` {what}: {error}", path.display()))
}
