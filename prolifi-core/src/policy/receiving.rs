//! Receiving the body of an answer: whole, its beginning, or until nobody cares.

use std::{
    mem,
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use bytes::Bytes;
use http_body::Body as _;
use http_body_util::BodyExt;
use tokio::time::{Instant, Sleep, timeout_at};

use super::limit::Limit;
use crate::{
    body::{Body, Gathered, Late},
    error::{BODY_KEPT, BoxError},
    request::Prepared,
};

/// How much of a body that nobody reads is received, and how long, before its connection is given up: in this time
/// OkHttp, too, tries to keep a connection whose body is discarded.
const DRAINED_BYTES: usize = 64 * 1024;
const DRAINED_TIME: Duration = Duration::from_millis(100);
/// How long the beginning of a body is waited for that is none of the kind that was asked for.
const BEGINNING_TIME: Duration = Duration::from_secs(1);

/// A body that is read to its end, and not beyond its limits.
pub(super) struct Whole<'a> {
    body: &'a mut Body,
    prepared: &'a Prepared,
    limit: &'a Limit,
    gathered: Gathered,
    /// When something of it came last, if anyone looked at the clock since.
    moved: Option<Instant>,
}

/// Why a body could not be read to its end.
pub(super) enum Unread {
    Failed(BoxError),
    /// It is longer than this.
    TooLong(u64),
}

impl<'a> Whole<'a> {
    pub(super) fn new(body: &'a mut Body, prepared: &'a Prepared, limit: &'a Limit) -> Self {
        Self { body, prepared, limit, gathered: Gathered::default(), moved: None }
    }

    /// Reads on. The timer may be set to anything.
    pub(super) fn poll(
        &mut self,
        mut sleep: Pin<&mut Sleep>,
        cx: &mut Context<'_>,
    ) -> Poll<Result<Bytes, Unread>> {
        let limit = self.prepared.limits.max_body;
        while let Poll::Ready(frame) = Pin::new(&mut *self.body).poll_frame(cx) {
            self.moved = None;
            let Some(frame) = frame else {
                return Poll::Ready(Ok(mem::take(&mut self.gathered).into_bytes()));
            };
            // What is no data is trailers.
            let Ok(chunk) = frame.map_err(Unread::Failed)?.into_data() else { continue };
            self.gathered.push(chunk);
            if self.gathered.length() > limit {
                return Poll::Ready(Err(Unread::TooLong(limit)));
            }
        }
        let patience = self.limit.of_answer(self.prepared);
        let over = ready!(patience.poll_over(&mut self.moved, sleep.as_mut(), cx));
        let late = Late::new(over, self.gathered.length(), self.body);
        Poll::Ready(Err(Unread::Failed(late.into())))
    }
}

/// Receives a body that nobody reads, so that its connection can be used again; not for long, since closing it is
/// the other way. Nothing that happens to the body is a failure.
pub(super) async fn drain(body: &mut Body, ends: Instant) {
    let ends = ends.min(Instant::now() + DRAINED_TIME);
    let received = async {
        let mut length = 0;
        while length <= DRAINED_BYTES
            && let Some(Ok(frame)) = body.frame().await
        {
            length += frame.data_ref().map_or(0, Bytes::len);
        }
    };
    let _ = timeout_at(ends, received).await;
}

/// As much of a body as an error keeps, of what arrives soon: one that has no end is not waited for. It is rare, and
/// so in a box and no part of the future of every call.
pub(super) fn beginning(mut body: Body, ends: Instant) -> Pin<Box<dyn Future<Output = Bytes> + Send>> {
    let ends = ends.min(Instant::now() + BEGINNING_TIME);
    Box::pin(async move {
        let mut gathered = Gathered::default();
        while gathered.length() < BODY_KEPT as u64
            && let Ok(Some(Ok(frame))) = timeout_at(ends, body.frame()).await
        {
            if let Ok(chunk) = frame.into_data() {
                gathered.push(chunk);
            }
        }
        gathered.into_bytes()
    })
}
