//! [`Secrets`]: what authenticates an attempt, beside the headers that all attempts have.

use std::{sync::Arc, time::Duration};

use http::{Request, StatusCode};
use tokio::time::{Instant, sleep_until, timeout_at};

use super::attempt::Failure;
use crate::{
    answer::Answer,
    body::Body,
    client::{Cache, FetchFailure, Held, Scheme},
    error::{BoxError, Error, ErrorKind, RateLimit},
    request::Prepared,
};

/// The secrets that were fetched for a call.
#[derive(Default)]
pub(super) struct Secrets {
    /// Those of the next attempt, or of the last.
    held: Vec<(Arc<Cache>, Arc<Held>)>,
    /// The 401 after which others are asked for, until they are there.
    refused: Option<Answer>,
    /// Whether there was one.
    asked_for_others: bool,
    /// How many fetches this call has seen fail.
    failures: u32,
}

/// What came of asking for the secrets of an attempt.
pub(super) enum Obtained {
    AtOnce,
    /// They are there, and meanwhile the client may have been paused.
    AfterAWait,
    /// The sources have nothing but the secrets that this answer refused.
    NothingNew(Answer),
}

impl Secrets {
    /// Those of a call, where any of its schemes has to be asked for one.
    pub(super) fn of(schemes: &[Scheme]) -> Option<Self> {
        schemes.iter().any(|scheme| matches!(scheme, Scheme::Fetched(_))).then(Self::default)
    }

    /// Whether there was an attempt because of a 401.
    pub(super) fn were_refused(&self) -> bool {
        self.asked_for_others
    }

    /// Has the secrets of the next attempt.
    ///
    /// # Errors
    ///
    /// `Auth` where a source fails, `Timeout` where the call ends before it.
    pub(super) async fn obtain(&mut self, prepared: &Prepared, deadline: Instant) -> Result<Obtained, Error> {
        loop {
            let Ok(fetched) = timeout_at(deadline, self.fetch(prepared)).await else {
                let limit = prepared.limits.timeout.lasts();
                let problem = format!("no secret to authenticate with came within {limit:?}");
                return Err(Error::new(ErrorKind::Timeout, problem));
            };
            match (fetched, self.refused.take()) {
                (Ok(_), Some(answer)) => return Ok(Obtained::NothingNew(answer)),
                (Ok(false), None) => return Ok(Obtained::AtOnce),
                (Ok(true), None) => return Ok(Obtained::AfterAWait),
                (Err(failure), refused) => match self.next_fetch(&failure, prepared, deadline) {
                    Some(when) => {
                        self.refused = refused;
                        self.failures += 1;
                        sleep_until(when).await;
                    }
                    None => return Err(without_secret(failure, refused)),
                },
            }
        }
    }

    /// The outcome, unless another attempt follows with other secrets: that is so after the first 401 to secrets that were
    /// fetched. They are thrown away, and the 401 is kept until there are others.
    pub(super) fn unless_refused(
        &mut self,
        outcome: Result<Answer, Failure>,
        may_repeat: bool,
    ) -> Option<Result<Answer, Failure>> {
        let refused = matches!(&outcome, Ok(answer) if answer.status() == StatusCode::UNAUTHORIZED);
        // One that was fetched after a 401 is new: the fault may be another.
        if !refused || self.held.is_empty() || self.asked_for_others {
            return Some(outcome);
        }
        for (cache, held) in &self.held {
            cache.refuse(held);
        }
        if !may_repeat {
            return Some(outcome);
        }
        self.asked_for_others = true;
        self.refused = outcome.ok();
        None
    }

    /// Takes a secret of each source, and says whether that took any waiting.
    async fn fetch(&mut self, prepared: &Prepared) -> Result<bool, FetchFailure> {
        let (mut held, mut waited) = (Vec::new(), false);
        for scheme in &prepared.per_attempt {
            if let Scheme::Fetched(cache) = scheme {
                let (secret, slow) = cache.get(&prepared.client.inner().fetching).await?;
                held.push((Arc::clone(cache), secret));
                waited |= slow;
            }
        }
        let before = std::mem::replace(&mut self.held, held);
        if before.iter().zip(&self.held).any(|((_, old), (_, new))| !old.is_same_as(new)) {
            self.refused = None;
        }
        Ok(waited)
    }

    /// When to ask a source again that has failed; `None` if it stays with the failure.
    fn next_fetch(&self, failure: &FetchFailure, prepared: &Prepared, deadline: Instant) -> Option<Instant> {
        let own = Instant::now()
            .checked_add(prepared.client.inner().retries.backoff(self.failures, fastrand::f64()))?;
        let when = own.max(failure.again_at);
        let in_time = when + Duration::from_millis(1) <= deadline;
        (!failure.is_final && self.failures < prepared.limits.max_retries && in_time).then_some(when)
    }
}

/// Adds to the request of an attempt what its endpoint authenticates with. Signatures are last: they are over the rest.
///
/// # Errors
///
/// What a signer says, and `http` of an address that has become too long.
pub(super) fn add(
    prepared: &Prepared,
    secrets: Option<&Secrets>,
    request: &mut Request<Body>,
) -> Result<(), BoxError> {
    let mut held = secrets.into_iter().flat_map(|secrets| &secrets.held);
    let proofs = prepared.per_attempt.iter().filter_map(|scheme| match scheme {
        Scheme::Fixed(proof) => Some(proof),
        Scheme::Fetched(_) => held.next().map(|(_, held)| &held.proof),
        Scheme::Open | Scheme::Missing => None,
    });
    let (signatures, others): (Vec<_>, Vec<_>) = proofs.partition(|proof| proof.is_signature());
    let clock = &prepared.client.inner().clock;
    others.into_iter().chain(signatures).try_for_each(|proof| proof.add_to(request, clock))
}

/// The error of a call whose source failed, beside the 401 that made it ask.
fn without_secret(failure: FetchFailure, refused: Option<Answer>) -> Error {
    let wait = failure.again_at.saturating_duration_since(Instant::now());
    let error = |problem: &str| Error::new(ErrorKind::Auth, problem).with_shared_source(failure.source);
    match refused {
        Some(answer) => answer.context().describe(error(
            "the service refused the secret (401), and there is no new one: its source failed",
        )),
        None => {
            error("there is no secret to authenticate with, its source failed").with_rate_limit(RateLimit {
                retry_after: (!failure.is_final).then_some(wait),
                ..RateLimit::default()
            })
        }
    }
}
