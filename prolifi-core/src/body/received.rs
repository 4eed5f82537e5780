//! [`Received`]: the body of an answer as reqwest gives it.

use std::{
    mem,
    pin::Pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Context, Poll},
};

use bytes::Bytes;
use http_body::{Body as HttpBody, Frame, SizeHint};
use http_body_util::BodyExt;

use super::once::{AnyBody, Once};
use crate::error::BoxError;

/// A body that is read where it is, without an allocation, until it is shared: few answers are sent on.
pub(super) struct Received(Mutex<State>);

enum State {
    Alone(::reqwest::Body),
    Shared(Arc<Once<AnyBody>>),
}

impl Received {
    pub(super) fn new(body: ::reqwest::Body) -> Self {
        Self(Mutex::new(State::Alone(body)))
    }

    /// The stream of the body, for others as well.
    pub(super) fn share(&self) -> Arc<Once<AnyBody>> {
        let mut state = self.lock();
        let once = match &mut *state {
            State::Shared(once) => return Arc::clone(once),
            State::Alone(body) => Once::new(mem::take(body).map_err(Into::into)),
        };
        *state = State::Shared(Arc::clone(&once));
        once
    }

    pub(super) fn is_unread(&self) -> bool {
        match &*self.lock() {
            State::Alone(_) => true,
            State::Shared(once) => once.is_unread(),
        }
    }

    pub(super) fn is_end(&self) -> bool {
        match &*self.lock() {
            State::Alone(body) => body.is_end_stream(),
            State::Shared(once) => once.is_end(),
        }
    }

    pub(super) fn size_hint(&self) -> SizeHint {
        match &*self.lock() {
            State::Alone(body) => body.size_hint(),
            State::Shared(once) => once.size_hint(),
        }
    }

    pub(super) fn poll_frame(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        match self.0.get_mut().unwrap_or_else(PoisonError::into_inner) {
            State::Alone(body) => Pin::new(body).poll_frame(cx).map_err(Into::into),
            State::Shared(once) => once.poll_frame(cx),
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
