//! [`Pools`]: connections stay with the runtime that they were made on.

#[cfg(feature = "blocking")]
use std::sync::{Arc, OnceLock};

/// A pool of connections, and with the feature `blocking` a second one for blocking calls: those have a
/// runtime of their own, and a connection stands still while the runtime that made it is blocked.
#[derive(Clone)]
pub(super) struct Pools<P> {
    pool: P,
    /// Made when the first blocking call is sent.
    #[cfg(feature = "blocking")]
    blocking: Arc<OnceLock<Option<P>>>,
    #[cfg(feature = "blocking")]
    make: Arc<dyn Fn() -> Option<P> + Send + Sync>,
}

impl<P> Pools<P> {
    /// Makes the first pool, in a way that can be repeated.
    pub(super) fn new<E>(make: impl Fn() -> Result<P, E> + Send + Sync + 'static) -> Result<Self, E> {
        Ok(Self {
            pool: make()?,
            #[cfg(feature = "blocking")]
            blocking: Arc::default(),
            #[cfg(feature = "blocking")]
            make: Arc::new(move || make().ok()),
        })
    }

    /// The connections that belong to the runtime of this call.
    pub(super) fn current(&self) -> &P {
        #[cfg(feature = "blocking")]
        if super::blocking::is_current()
            && let Some(pool) = self.blocking.get_or_init(|| (self.make)())
        {
            return pool;
        }
        &self.pool
    }
}
