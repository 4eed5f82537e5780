//! What follows an attempt: another one, and when, or its outcome.

use std::time::Duration;

use http::{HeaderMap, StatusCode};
use tokio::time::Instant;

use super::{
    Exchange,
    attempt::{self, Failure, Fate},
    backoff,
    repeat::{self, Repeat},
};
use crate::{
    answer::{Answer, retry_after},
    client::Pause,
};

/// The longest `Retry-After` that is obeyed. A longer one is for the caller to decide about.
const LONGEST_WAIT: Duration = Duration::from_secs(60);
/// How often a request is sent again that the service did not process.
const MAX_UNPROCESSED: u8 = 5;

impl Exchange {
    /// When to send the request again; `None` if it stays with this outcome.
    pub(super) fn next_attempt(&mut self, outcome: &Result<Answer, Failure>) -> Option<Instant> {
        if matches!(outcome, Err(failure) if failure.fate == Fate::Unprocessed) {
            return self.next_after_unprocessed();
        }
        let budget = &self.prepared.client.account().budget;
        let transient = match outcome {
            // A replayed answer would be replayed again.
            Ok(answer) => {
                (repeat::is_transient(answer.status()) || self.met_itself(answer.status()))
                    && !answer.head.is_replayed()
            }
            Err(failure) => failure.is_transient(),
        };
        if !transient {
            // A refusal is a sign of life too.
            if outcome.is_ok() {
                budget.deposit();
            }
            return None;
        }
        let now = Instant::now();
        let asked = match attempt::head(outcome) {
            Some((status, headers)) => self.asked_to_wait(status, headers, now)?,
            None => Duration::ZERO,
        };
        let unsent = matches!(outcome, Err(failure) if failure.fate == Fate::Unsent);
        let retries = self.attempts - 1 - u32::from(self.unprocessed) - self.attempts_with_another_secret();
        let next = now.checked_add(backoff::delay(retries, fastrand::f64()).max(asked));
        let allowed = (unsent || self.repeat == Repeat::Always)
            && self.prepared.body.is_unread()
            && retries < self.prepared.limits.max_retries
            && next.is_some_and(|next| self.is_in_time(next))
            && budget.withdraw();
        next.filter(|_| allowed)
    }

    /// When to send a request again that the service did not process: at once the first time, on another connection.
    /// It is no retry, since nothing was tried: neither their number nor their budget is asked.
    fn next_after_unprocessed(&mut self) -> Option<Instant> {
        let wait = match self.unprocessed {
            0 => Duration::ZERO,
            times => backoff::delay(u32::from(times) - 1, fastrand::f64()),
        };
        let next = Instant::now().checked_add(wait)?;
        let allowed =
            self.unprocessed < MAX_UNPROCESSED && self.prepared.body.is_unread() && self.is_in_time(next);
        self.unprocessed += u8::from(allowed);
        allowed.then_some(next)
    }

    /// Whether this is the refusal of a repeat that met an earlier attempt of the same call still at work: a 409 under
    /// the call's own key, as draft-ietf-httpapi-idempotency-key-header, section 2.6 has it. Later the service
    /// gives the answer to that attempt.
    fn met_itself(&self, status: StatusCode) -> bool {
        status == StatusCode::CONFLICT && self.repeats_doubt && self.prepared.key_value().is_some()
    }

    /// How many attempts were no retries, but followed a 401.
    fn attempts_with_another_secret(&self) -> u32 {
        self.secrets.as_ref().is_some_and(|secrets| secrets.were_refused()).into()
    }

    /// How long the service asks to wait; `None` if that is longer than is obeyed. A 429 of a service that
    /// counts the key asks it of the whole client: the calls that were refused begin again as spread as
    /// those that it holds back.
    fn asked_to_wait(&self, status: StatusCode, headers: &HeaderMap, now: Instant) -> Option<Duration> {
        let inner = self.prepared.client.inner();
        let wait = retry_after(headers).unwrap_or_default();
        if wait > LONGEST_WAIT {
            return None;
        }
        let for_all = status == StatusCode::TOO_MANY_REQUESTS && inner.service.pauses_when_limited;
        if !for_all || wait.is_zero() {
            return Some(wait);
        }
        self.prepared.client.account().pause.extend(now + wait);
        Some(wait + Pause::spread(fastrand::f64()))
    }
}
