//! [`Patience`]: how long a body that is received may take, and may stand still.

use std::{
    fmt,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
    time::Duration,
};

use bytes::Bytes;
use http_body::{Body as HttpBody, Frame, SizeHint};
use tokio::time::{Instant, Sleep, sleep_until};

use super::{Body, sent::Sent};
use crate::error::BoxError;

/// The limits of a body that is received.
#[derive(Debug)]
pub(crate) struct Patience {
    /// How long nothing of it may come.
    pub(crate) silence: Option<Duration>,
    /// How long the whole may take, and when that is over.
    pub(crate) whole: Option<(Duration, Instant)>,
    /// The body of the request, which may still be on its way: the service may be silent until it has that.
    pub(crate) sent: Option<Arc<Sent>>,
}

/// A body whose limit is over.
#[derive(Debug)]
pub(crate) struct Late {
    limit: Limit,
    received: u64,
    total: Option<u64>,
}

/// What is over.
#[derive(Debug)]
pub(crate) enum Limit {
    Silence(Duration),
    Whole(Duration),
}

impl Patience {
    /// The body with these limits, which are kept while it is read. To be called where there are timers.
    pub(crate) fn with(self, body: Body) -> Body {
        let first = match (self.whole, self.silence) {
            (Some((_, ends)), _) => ends,
            (None, Some(silence)) => later(Instant::now(), silence),
            (None, None) => return body,
        };
        Body::once(Timed {
            patience: self,
            moved: None,
            sleep: Box::pin(sleep_until(first)),
            received: 0,
            body,
        })
    }

    /// Ready once a limit is over, for a body that has nothing to give now. `moved` is when something came last; `None` if
    /// something came since anyone looked at the clock.
    pub(crate) fn poll_over(
        &self,
        moved: &mut Option<Instant>,
        mut sleep: Pin<&mut Sleep>,
        cx: &mut Context<'_>,
    ) -> Poll<Limit> {
        let moved = *moved.get_or_insert_with(Instant::now);
        loop {
            let Some((ends, limit)) = self.next_end(moved) else { return Poll::Pending };
            // A timer that ends earlier than it has to is cheaper than one that is set for each chunk.
            if sleep.deadline() > ends || (sleep.is_elapsed() && sleep.deadline() < ends) {
                sleep.as_mut().reset(ends);
            }
            ready!(sleep.as_mut().poll(cx));
            if sleep.deadline() >= ends {
                return Poll::Ready(limit);
            }
        }
    }

    /// The limit that is over first.
    fn next_end(&self, moved: Instant) -> Option<(Instant, Limit)> {
        let moved = self.sent.as_ref().map_or(moved, |sent| sent.reached().moved.max(moved));
        let whole = self.whole.map(|(lasts, ends)| (ends, Limit::Whole(lasts)));
        let silence = self.silence.map(|silence| (later(moved, silence), Limit::Silence(silence)));
        match (whole, silence) {
            (Some(whole), Some(silence)) if whole.0 <= silence.0 => Some(whole),
            (whole, silence) => silence.or(whole),
        }
    }
}

/// So much later, or in a century: beyond the end of time there is no instant.
pub(crate) fn later(instant: Instant, by: Duration) -> Instant {
    const A_CENTURY: Duration = Duration::from_secs(100 * 365 * 24 * 60 * 60);
    instant.checked_add(by).unwrap_or(instant + A_CENTURY)
}

/// A body with its limits.
struct Timed {
    patience: Patience,
    moved: Option<Instant>,
    sleep: Pin<Box<Sleep>>,
    received: u64,
    body: Body,
}

impl Timed {
    fn late(&self, limit: Limit) -> BoxError {
        Late::new(limit, self.received, &self.body).into()
    }
}

impl HttpBody for Timed {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let this = &mut *self;
        if let Poll::Ready(frame) = Pin::new(&mut this.body).poll_frame(cx) {
            this.moved = None;
            if let Some(Ok(frame)) = &frame {
                this.received += frame.data_ref().map_or(0, Bytes::len) as u64;
                // What comes without a pause is never waited for.
                if let Some((lasts, ends)) = this.patience.whole
                    && Instant::now() >= ends
                {
                    return Poll::Ready(Some(Err(this.late(Limit::Whole(lasts)))));
                }
            }
            return Poll::Ready(frame);
        }
        let over = ready!(this.patience.poll_over(&mut this.moved, this.sleep.as_mut(), cx));
        Poll::Ready(Some(Err(this.late(over))))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// `1000 of 2000 bytes`.
pub(crate) struct Part(pub(crate) u64, pub(crate) Option<u64>);

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.1 {
            Some(total) => write!(f, "{} of {total} bytes", self.0),
            None => write!(f, "{} bytes", self.0),
        }
    }
}

impl Late {
    /// Of so many bytes of a body that were received, and what is left of it.
    pub(crate) fn new(limit: Limit, received: u64, rest: &Body) -> Self {
        let total = rest.size_hint().exact().map(|rest| received + rest);
        Self { limit, received, total }
    }
}

impl fmt::Display for Late {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = Part(self.received, self.total);
        match self.limit {
            Limit::Silence(limit) => write!(f, "nothing more of the answer came for {limit:?}, after {part}"),
            Limit::Whole(limit) => write!(f, "no complete answer within {limit:?}: {part} of its body came"),
        }
    }
}

impl std::error::Error for Late {}
