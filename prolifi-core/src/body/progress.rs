//! [`Progress`]: how far a body is on its way.

use std::{fmt, sync::Arc};

/// How far a body is on its way, for [`Call::on_upload`](crate::Call::on_upload) and
/// [`Streaming::on_progress`](crate::streaming::Streaming::on_progress).
///
/// ```
/// use prolifi::{Body, Call};
///
/// fn watched(upload: Call<()>) -> Call<()> {
///     upload.on_upload(|progress| match progress.percent() {
///         Some(percent) => println!("{percent} %"),
///         None => println!("{} bytes", progress.done),
///     })
/// }
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// Bytes of the body so far.
    pub done: u64,
    /// Bytes of the whole body, where that is known.
    pub total: Option<u64>,
}

impl Progress {
    /// How much of a whole that is known is done, from 0 to 100, rounded down.
    pub fn percent(&self) -> Option<u8> {
        match self.total? {
            0 => Some(100),
            total => u8::try_from(u128::from(self.done) * 100 / u128::from(total)).ok(),
        }
    }
}

/// Who is told of it.
#[derive(Clone)]
pub(crate) struct OnProgress(Arc<dyn Fn(Progress) + Send + Sync>);

impl OnProgress {
    pub(crate) fn new(tell: impl Fn(Progress) + Send + Sync + 'static) -> Self {
        Self(Arc::new(tell))
    }

    pub(crate) fn tell(&self, done: u64, total: Option<u64>) {
        (self.0)(Progress { done, total });
    }
}

impl fmt::Debug for OnProgress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OnProgress")
    }
}
