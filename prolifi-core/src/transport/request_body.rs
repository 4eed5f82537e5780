//! [`RequestBody`]: the body that is given to an HTTP library, which tells when a connection takes it.

use std::{
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll},
};

use bytes::Bytes;
use http::Method;
use http_body::{Body as HttpBody, Frame, SizeHint};

use crate::{body::Body, error::BoxError};

/// A body that notes whether a connection has begun to send its request.
///
/// Before a request is on a connection, nobody asks whether its body is at an end; the first thing a connection asks
/// is that, to know what to write into the head.
pub(super) struct RequestBody {
    body: Body,
    taken: Option<Arc<AtomicBool>>,
}

/// Whether a connection has taken a request.
pub(super) struct Taken(Option<Arc<AtomicBool>>);

impl RequestBody {
    /// A request that changes nothing is not watched: nobody asks whether it was carried out.
    pub(super) fn new(body: Body, method: &Method) -> (Self, Taken) {
        let taken = (!method.is_safe()).then(Arc::default);
        (Self { body, taken: taken.clone() }, Taken(taken))
    }

    /// Whether it has neither bytes nor anyone who watches it.
    #[cfg(feature = "reqwest")]
    pub(super) fn is_nothing(&self) -> bool {
        self.taken.is_none() && self.body.is_empty()
    }

    fn note(&self) {
        if let Some(taken) = &self.taken {
            taken.store(true, Ordering::Release);
        }
    }
}

impl Taken {
    /// Whether it is certain that no connection has taken the request.
    pub(super) fn is_unsent(&self) -> bool {
        self.0.as_ref().is_some_and(|taken| !taken.load(Ordering::Acquire))
    }
}

impl HttpBody for RequestBody {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        self.note();
        Pin::new(&mut self.body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.note();
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
