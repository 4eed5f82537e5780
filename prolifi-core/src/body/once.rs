//! [`Once`]: a stream that can be read once, whoever reads it.

use std::{
    pin::Pin,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll},
};

use bytes::Bytes;
use http_body::{Body as HttpBody, Frame, SizeHint};

use crate::error::BoxError;

pub(super) type AnyBody = dyn HttpBody<Data = Bytes, Error = BoxError> + Send + Unpin;

/// A stream that can be read once. Shared, so that an attempt which never began to read it leaves it whole.
pub(super) struct Once<B: ?Sized> {
    started: AtomicBool,
    body: Mutex<B>,
}

impl Once<AnyBody> {
    pub(super) fn new(
        body: impl HttpBody<Data = Bytes, Error = BoxError> + Send + Unpin + 'static,
    ) -> Arc<Self> {
        Arc::new(Once { started: AtomicBool::new(false), body: Mutex::new(body) })
    }

    pub(super) fn is_unread(&self) -> bool {
        !self.started.load(Ordering::Acquire)
    }

    pub(super) fn is_end(&self) -> bool {
        self.lock().is_end_stream()
    }

    pub(super) fn size_hint(&self) -> SizeHint {
        self.lock().size_hint()
    }

    pub(super) fn poll_frame(&self, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        self.started.store(true, Ordering::Release);
        Pin::new(&mut *self.lock()).poll_frame(cx)
    }

    /// A stream that panicked has poisoned nothing that matters: it is read no further.
    fn lock(&self) -> MutexGuard<'_, AnyBody> {
        self.body.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The stream of a body that was made, for another.
pub(super) struct Shared(pub(super) Arc<Once<AnyBody>>);

impl HttpBody for Shared {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        Pin::new(&mut *self.0.lock()).poll_frame(cx)
    }
}
