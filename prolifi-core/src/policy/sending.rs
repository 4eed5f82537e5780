//! Waiting for an answer while a body is on its way that may take long.

use std::{fmt, future::poll_fn, pin::Pin, task::Poll, time::Duration};

use tokio::time::Sleep;

use super::limit::{End, Limit, What};
use crate::{
    body::{Body, Part, Reached, Sent},
    request::Prepared,
    transport::{TransportError, TransportFuture},
};

/// A limit that was over before there was an answer, and how far the body was.
pub(super) struct Over {
    end: End,
    what: What,
    reached: Reached,
}

/// What a transport came to, or the limit that was over before it.
pub(super) type Outcome = Result<Result<http::Response<Body>, TransportError>, Over>;

/// Waits for the answer. In a box: few bodies are watched, and the calls of the others are not made larger.
pub(super) fn answer<'s>(
    sending: &'s mut TransportFuture,
    mut sleep: Pin<&'s mut Sleep>,
    prepared: &'s Prepared,
    sent: &'s Sent,
    limit: &'s Limit,
) -> Pin<Box<dyn Future<Output = Outcome> + Send + 's>> {
    Box::pin(async move {
        poll_fn(|cx| {
            if let Poll::Ready(answer) = sending.as_mut().poll(cx) {
                return Poll::Ready(Ok(answer));
            }
            sent.wake_at_end(cx.waker());
            loop {
                let reached = sent.reached();
                let (end, what) = limit.while_sending(prepared, &reached);
                if sleep.deadline() != end.ends {
                    sleep.as_mut().reset(end.ends);
                }
                if sleep.as_mut().poll(cx).is_pending() {
                    return Poll::Pending;
                }
                // The body may have moved meanwhile, on another thread.
                if sent.reached() == reached {
                    return Poll::Ready(Err(Over { end, what, reached }));
                }
            }
        })
        .await
    })
}

impl fmt::Display for Over {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lasts = self.end.lasts;
        let part = Part(self.reached.taken, self.reached.total);
        match self.what {
            What::Silence => write!(f, "nothing more of the body was taken for {lasts:?}, after {part}"),
            What::Head => {
                let sent = self.reached.taken;
                write!(f, "no answer within {lasts:?} after the {sent} bytes of the body were sent")
            }
            What::Whole if self.reached.ended => write!(f, "no complete answer within {lasts:?}"),
            What::Whole => write!(f, "no complete answer within {lasts:?}: {part} of the body were sent"),
        }
    }
}

impl Over {
    /// How long what is over was to last.
    pub(super) fn lasted(&self) -> Duration {
        self.end.lasts
    }
}
