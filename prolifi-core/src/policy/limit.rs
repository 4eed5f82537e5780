//! [`Limit`]: how long a call and its attempt may last.

use std::{sync::Arc, time::Duration};

use http::Method;
use tokio::time::Instant;

use crate::{
    body::{Patience, Reached, Sent, later},
    client::Timeout,
    request::Prepared,
};

/// How long an attempt waits for the head of its answer, unless it is told otherwise.
const HEAD: Duration = Duration::from_secs(30);
/// The same after the last byte of a body that took its time: what a connection has taken may still be on its way.
const HEAD_AFTER_BODY: Duration = Duration::from_secs(120);
/// How long no more of a body may be taken.
const SILENCE_SENDING: Duration = Duration::from_secs(60);
/// How long no more of an answer may come.
const SILENCE_RECEIVING: Duration = Duration::from_secs(30);

/// The time of a call, and of the attempt that was begun last.
#[derive(Debug, Clone)]
pub(super) struct Limit {
    /// When the call is over.
    pub(super) deadline: Instant,
    /// When the attempt began.
    began: Instant,
    /// The body of its request, if that is watched.
    pub(super) sent: Option<Arc<Sent>>,
}

/// How long something may last, and when it ends.
#[derive(Debug, Clone, Copy)]
pub(super) struct End {
    pub(super) lasts: Duration,
    pub(super) ends: Instant,
}

/// What it is that may not last longer, while a body is on its way that is watched.
#[derive(Debug, Clone, Copy)]
pub(super) enum What {
    /// Nothing more of the body is taken.
    Silence,
    /// All of it was taken, and no answer comes.
    Head,
    /// The attempt or the call.
    Whole,
}

impl Limit {
    /// That of a call that begins.
    pub(super) fn of_call(prepared: &Prepared, now: Instant) -> Self {
        Self { deadline: later(now, prepared.limits.timeout.lasts()), began: now, sent: None }
    }

    /// An attempt begins.
    pub(super) fn begin(&mut self, now: Instant) {
        self.began = now;
    }

    /// Until the whole of the answer: what the call, the endpoint or the client sets, in this order; and never longer than
    /// what is left of the call.
    pub(super) fn whole(&self, prepared: &Prepared) -> End {
        let call = End { lasts: prepared.limits.timeout.lasts(), ends: self.deadline };
        self.set(prepared).filter(|attempt| attempt.ends < call.ends).unwrap_or(call)
    }

    /// Until the head of the answer, of a request whose body is not watched.
    pub(super) fn head(&self, prepared: &Prepared) -> End {
        let whole = self.whole(prepared);
        let head = End { lasts: HEAD, ends: self.began + HEAD };
        if head.ends < whole.ends && has_own_limit_of_head(prepared) { head } else { whole }
    }

    /// What is over first, and when, of a request whose body is watched and so far.
    pub(super) fn while_sending(&self, prepared: &Prepared, reached: &Reached) -> (End, What) {
        let since_last = |lasts| End { lasts, ends: later(reached.moved, lasts) };
        let own = if !reached.ended {
            let lasts = prepared.limits.idle_timeout.unwrap_or(SILENCE_SENDING);
            Some((since_last(lasts), What::Silence))
        } else if has_own_limit_of_head(prepared) {
            Some((since_last(HEAD_AFTER_BODY), What::Head))
        } else {
            None
        };
        let timeout = prepared.limits.timeout;
        let call = (timeout.is_set() || reached.ended).then(|| {
            let lasts = timeout.lasts();
            End { lasts, ends: self.deadline_without_sending(prepared, reached) }
        });
        let whole = [self.set(prepared), call].into_iter().flatten().map(|end| (end, What::Whole));
        let first = own.into_iter().chain(whole).min_by_key(|(end, _)| end.ends);
        // There always is one: the body ended, or it did not.
        first.unwrap_or((self.whole(prepared), What::Whole))
    }

    /// The attempt has its head, or will have none: the time that its body took does not count, unless somebody set the limit.
    pub(super) fn leave_out_sending(&mut self, prepared: &Prepared) {
        if let Some(sent) = &self.sent {
            self.deadline = self.deadline_without_sending(prepared, &sent.reached());
        }
    }

    fn deadline_without_sending(&self, prepared: &Prepared, reached: &Reached) -> Instant {
        match prepared.limits.timeout {
            Timeout::Unset => later(self.deadline, reached.moved.saturating_duration_since(self.began)),
            Timeout::OfClient(_) | Timeout::Own(_) => self.deadline,
        }
    }

    /// The limits of the body of an answer that is read whole.
    pub(super) fn of_answer(&self, prepared: &Prepared) -> Patience {
        let whole = self.whole(prepared);
        Patience {
            silence: Some(prepared.limits.idle_timeout.unwrap_or(SILENCE_RECEIVING)),
            whole: Some((whole.lasts, whole.ends)),
            sent: self.sent.clone(),
        }
    }

    /// Those of one that is read as it is received.
    pub(super) fn of_stream(&self, prepared: &Prepared) -> Patience {
        let unset = (!prepared.wanted.is_feed).then_some(SILENCE_RECEIVING);
        let timeout = prepared.limits.timeout;
        Patience {
            silence: prepared.limits.idle_timeout.or(unset),
            whole: timeout.is_set().then(|| (timeout.lasts(), self.deadline)),
            sent: self.sent.clone(),
        }
    }

    /// What is set for an attempt.
    fn set(&self, prepared: &Prepared) -> Option<End> {
        prepared.limits.attempt_timeout.map(|lasts| End { lasts, ends: later(self.began, lasts) })
    }
}

/// Whether the head of the answer has a limit of its own, where none is set. A POST or PATCH is not cut short: what the
/// service does with a repeat that meets its own first attempt is not documented. Nor is a call of which somebody says that
/// it may take long.
fn has_own_limit_of_head(prepared: &Prepared) -> bool {
    prepared.limits.attempt_timeout.is_none()
        && !matches!(prepared.endpoint.method(), Method::POST | Method::PATCH)
        && !matches!(prepared.limits.timeout, Timeout::Own(limit) if limit > HEAD)
}
