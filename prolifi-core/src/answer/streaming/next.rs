//! Taking the items of a [`Streaming`], awaited or waited for, and being told how far it is.

use std::pin::Pin;

use futures_util::Stream;

use super::{Decoder, Streaming};
#[cfg(feature = "blocking")]
use crate::transport::blocking;
use crate::{
    answer::Pull,
    body::{OnProgress, Progress},
    error::Error,
};

impl<D: Decoder> Streaming<D> {
    /// The next item; `None` at the end of the stream, and after an error.
    #[allow(
        clippy::should_implement_trait,
        reason = "a stream is asked for what comes next, as an iterator is"
    )]
    pub fn next(&mut self) -> Pull<'_, Self, Result<D::Item, Error>> {
        Pull::new(
            self,
            |stream, cx| Pin::new(stream).poll_next(cx),
            #[cfg(feature = "blocking")]
            Self::wait_next,
        )
    }

    /// Tells how many bytes came, whenever some did, and how many the whole is, where the service says it.
    ///
    /// ```
    /// use prolifi::{Call, Error, streaming::{Chunks, Streaming}};
    ///
    /// async fn save(download: Call<Streaming<Chunks>>, file: &mut Vec<u8>) -> Result<u64, Error> {
    ///     let download = download.await?;
    ///     download.on_progress(|progress| println!("{:?} %", progress.percent())).copy_to(file).await
    /// }
    /// ```
    #[must_use = "it is the stream"]
    pub fn on_progress(mut self, tell: impl Fn(Progress) + Send + Sync + 'static) -> Self {
        self.on_progress = Some(OnProgress::new(tell));
        self
    }

    /// The items one after the other, from code that is not async; each blocks the thread as
    /// [`Call::wait`](crate::Call::wait) does.
    ///
    /// ```no_run
    /// use std::io::Write;
    ///
    /// use prolifi::{Call, streaming::{Chunks, Streaming}};
    ///
    /// fn save(download: Call<Streaming<Chunks>>) -> Result<(), Box<dyn std::error::Error>> {
    ///     let mut file = std::fs::File::create("march.csv")?;
    ///     for chunk in download.wait()?.wait() {
    ///         file.write_all(&chunk?)?;
    ///     }
    ///     Ok(())
    /// }
    /// ```
    #[cfg(feature = "blocking")]
    pub fn wait(mut self) -> impl Iterator<Item = Result<D::Item, Error>> + use<D> {
        std::iter::from_fn(move || self.wait_next())
    }

    #[cfg(feature = "blocking")]
    fn wait_next(&mut self) -> Option<Result<D::Item, Error>> {
        match blocking::wait_for(|cx| Pin::new(&mut *self).poll_next(cx)) {
            Ok(next) => next,
            Err(error) => Some(Err(self.fail(error))),
        }
    }
}
