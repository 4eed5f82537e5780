//! [`Kind`]: what a body is made of, and how it is read.

use std::{
    sync::Arc,
    task::{Context, Poll},
};

use bytes::Bytes;
use futures_util::{Stream, TryStreamExt};
use http_body::{Body as HttpBody, Frame, SizeHint};
use http_body_util::{BodyExt, StreamBody, combinators::UnsyncBoxBody};

use super::once::{AnyBody, Once};
#[cfg(feature = "reqwest")]
use super::received::Received;
use crate::error::BoxError;

/// That of a request is shared with each attempt.
#[derive(Default)]
pub(super) enum Kind {
    #[default]
    Empty,
    Bytes(Bytes),
    Stream(Arc<Once<AnyBody>>),
    #[cfg(feature = "reqwest")]
    Received(Received),
    Replayable {
        make: Arc<Make>,
        /// Of the whole, where it is known.
        length: Option<u64>,
    },
}

pub(super) type BoxBody = UnsyncBoxBody<Bytes, BoxError>;
pub(super) type Make = dyn Fn() -> BoxBody + Send + Sync;

impl Kind {
    pub(super) fn once(body: impl HttpBody<Data = Bytes, Error = BoxError> + Send + Unpin + 'static) -> Self {
        Self::Stream(Once::new(body))
    }

    /// The same once more.
    pub(super) fn share(&self) -> Self {
        match self {
            Self::Empty => Self::Empty,
            Self::Bytes(bytes) => Self::Bytes(bytes.clone()),
            Self::Stream(once) => Self::Stream(Arc::clone(once)),
            #[cfg(feature = "reqwest")]
            Self::Received(body) => Self::Stream(body.share()),
            Self::Replayable { make, length } => Self::Replayable { make: Arc::clone(make), length: *length },
        }
    }

    /// Whether nothing of it was read, or all of it can be read again.
    pub(super) fn is_unread(&self) -> bool {
        match self {
            Self::Stream(once) => once.is_unread(),
            #[cfg(feature = "reqwest")]
            Self::Received(body) => body.is_unread(),
            Self::Empty | Self::Bytes(_) | Self::Replayable { .. } => true,
        }
    }

    pub(super) fn is_end(&self) -> bool {
        match self {
            Self::Stream(once) => once.is_end(),
            #[cfg(feature = "reqwest")]
            Self::Received(body) => body.is_end(),
            Self::Replayable { length, .. } => *length == Some(0),
            Self::Bytes(bytes) => bytes.is_empty(),
            Self::Empty => true,
        }
    }

    pub(super) fn size_hint(&self) -> SizeHint {
        match self {
            Self::Stream(once) => once.size_hint(),
            #[cfg(feature = "reqwest")]
            Self::Received(body) => body.size_hint(),
            Self::Replayable { length, .. } => length.map(SizeHint::with_exact).unwrap_or_default(),
            Self::Bytes(bytes) => SizeHint::with_exact(bytes.len() as u64),
            Self::Empty => SizeHint::with_exact(0),
        }
    }

    /// What comes next; of bytes no more than `most`.
    pub(super) fn poll_frame(
        &mut self,
        most: usize,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        if let Self::Replayable { make, .. } = self {
            *self = Self::once(make());
        }
        match self {
            Self::Stream(once) => once.poll_frame(cx),
            #[cfg(feature = "reqwest")]
            Self::Received(body) => body.poll_frame(cx),
            Self::Bytes(bytes) if !bytes.is_empty() => {
                let chunk = bytes.split_to(bytes.len().min(most));
                Poll::Ready(Some(Ok(Frame::data(chunk))))
            }
            Self::Bytes(_) | Self::Empty | Self::Replayable { .. } => Poll::Ready(None),
        }
    }
}

pub(super) fn boxed<S, E>(stream: S) -> BoxBody
where
    S: Stream<Item = Result<Bytes, E>> + Send + 'static,
    E: Into<BoxError> + 'static,
{
    StreamBody::new(stream.map_ok(Frame::data).map_err(Into::into)).boxed_unsync()
}
