//! What follows an attempt: another one, and when, or its outcome.

use std::time::Duration;

use http::{HeaderMap, StatusCode};
use tokio::time::Instant;

use super::{
    Exchange,
    attempt::{self, Failure, Fate},
    repeat::Repeat,
    verdict::Asked,
};
use crate::{
    answer::{Answer, rate_limit},
    client::{Pause, RetryRules},
    service::Outcome,
};

/// How often a request is sent again that the service did not process.
const MAX_UNPROCESSED: u8 = 5;

impl Exchange {
    /// When to send the request again; `None` if it stays with this outcome.
    pub(super) fn next_attempt(&mut self, outcome: &Result<Answer, Failure>) -> Option<Instant> {
        if matches!(outcome, Err(failure) if failure.fate == Fate::Unprocessed) {
            return self.next_after_unprocessed();
        }
        let budget = &self.prepared.client.account().budget;
        if !self.is_transient(outcome) {
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
        let undone = matches!(outcome, Err(failure) if failure.fate == Fate::Unsent)
            || matches!(self.outcome, Outcome::Again(_));
        let retries = self.attempts - 1 - u32::from(self.unprocessed) - self.attempts_with_another_secret();
        let next = now.checked_add(self.retries().backoff(retries, fastrand::f64()).max(asked));
        let allowed = (undone || self.repeat == Repeat::Always)
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
            times => self.retries().backoff(u32::from(times) - 1, fastrand::f64()),
        };
        let next = Instant::now().checked_add(wait)?;
        let allowed =
            self.unprocessed < MAX_UNPROCESSED && self.prepared.body.is_unread() && self.is_in_time(next);
        self.unprocessed += u8::from(allowed);
        allowed.then_some(next)
    }

    /// Whether the outcome may be another one if the request is sent again.
    fn is_transient(&self, outcome: &Result<Answer, Failure>) -> bool {
        match (self.outcome, outcome) {
            (Outcome::Success | Outcome::Refused, _) => false,
            (Outcome::Again(_), Ok(_)) => true,
            (Outcome::Again(_), Err(failure)) => !failure.lasting,
            // A replayed answer would be replayed again.
            (Outcome::InDoubt, Ok(answer)) => !answer.head.is_replayed(),
            (Outcome::ByStatus, Ok(answer)) => {
                let status = answer.status();
                (self.retries().is_transient(status) || self.met_itself(status)) && !answer.head.is_replayed()
            }
            (Outcome::InDoubt | Outcome::ByStatus, Err(failure)) => {
                let status = failure.head.as_ref().map(|(status, _)| *status);
                // Also if more is wrong with it than that its body broke off.
                failure.is_transient() || status.is_some_and(|status| self.retries().is_transient(status))
            }
        }
    }

    fn retries(&self) -> &RetryRules {
        &self.prepared.client.inner().retries
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

    /// How long the service asks to wait; `None` if that is longer than is obeyed. Too many requests for a service that
    /// counts the key ask it of the whole client: the calls that were refused begin again as spread as those that it
    /// holds back.
    fn asked_to_wait(&self, status: StatusCode, headers: &HeaderMap, now: Instant) -> Option<Duration> {
        let Asked { limited, wait } = self.asked(status, headers);
        let wait = wait.unwrap_or_default();
        if wait > self.retries().longest_wait {
            return None;
        }
        let for_all = limited && self.prepared.client.inner().service.pauses_when_limited;
        if !for_all || wait.is_zero() {
            return Some(wait);
        }
        self.prepared.client.account().pause.extend(now + wait);
        Some(wait + Pause::spread(fastrand::f64()))
    }

    /// What an answer that is no value asks of the client.
    pub(super) fn asked(&self, status: StatusCode, headers: &HeaderMap) -> Asked {
        Asked::by(self.outcome, status, rate_limit(Some(&self.prepared.client.inner().service), headers))
    }
}
