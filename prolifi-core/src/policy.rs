//! The way of a call from its request to its answer: how long, how often, and what an outcome means.
//!
//! [`Exchange`] is the loop. What it asks on the way are plain functions of their own, one a file, that are
//! given time and chance as arguments: what does an answer mean ([`verdict`]), may the request be repeated
//! ([`repeat`]), and is there another attempt, and when ([`next_attempt`]).

mod attempt;
mod credentials;
mod home;
mod limit;
mod next_attempt;
mod receiving;
mod redaction;
mod redirect;
mod repeat;
mod sending;
mod trace;
mod turn;
mod verdict;
mod watched_attempt;

use std::{
    future::poll_fn,
    mem,
    pin::{Pin, pin},
    sync::Arc,
    task::Poll,
    time::{Duration, SystemTime},
};

use http::{HeaderMap, StatusCode, Uri};
use tokio::time::{Instant, sleep_until};
use tracing::{Instrument, Span};

use self::{
    attempt::Failure,
    credentials::{Obtained, Secrets},
    home::Home,
    limit::Limit,
    redirect::Hops,
    repeat::Repeat,
};
use crate::{
    answer::{Answer, Ending, Head, Reading},
    error::{BoxError, Error, ErrorKind, RateLimit, Redaction},
    request::Prepared,
    service::Outcome,
    transport::TransportFuture,
};

/// A call that was begun.
pub(crate) type Running = Pin<Box<dyn Future<Output = Result<Answer, Error>> + Send>>;

/// Sends a request, again where that helps and does no harm, until it has an answer or may not go on.
///
/// The future is made on the stack and moved into its box. Here that part of the stack is given back before the
/// future is polled, so that less of it has to stay in the processor's cache.
#[inline(never)]
pub(crate) fn start(prepared: Box<Prepared>) -> Running {
    Box::pin(run(prepared))
}

async fn run(prepared: Box<Prepared>) -> Result<Answer, Error> {
    let mut ending = trace::call(&prepared);
    let (mut exchange, home) = match Exchange::start(prepared) {
        Ok(begun) => begun,
        Err(error) => {
            trace::end(&mut ending, 0, &Err(&error));
            return Err(error);
        }
    };
    let span = ending.as_ref().map_or_else(Span::none, |ending| ending.span().clone());
    exchange.ending = ending;
    let result = {
        // Pinned here, as the attempt is below: a future that is moved into another one is copied.
        let mut running = pin!(exchange.run());
        let at_home = poll_fn(|cx| match home.is_current() {
            true => running.as_mut().poll(cx).map(Some),
            false => Poll::Ready(None),
        });
        at_home.instrument(span).await
    };
    let mut result = result.unwrap_or_else(|| Err(exchange.moved()));
    trace::end(&mut exchange.ending, exchange.attempts, &result.as_ref());
    if let Ok(answer) = &mut result {
        answer.ending = exchange.ending.take();
    }
    result
}

/// One call on its way.
struct Exchange {
    prepared: Box<Prepared>,
    uri: Uri,
    repeat: Repeat,
    limit: Limit,
    /// How many attempts were begun.
    attempts: u32,
    /// How many of them followed one that the service did not process.
    unprocessed: u8,
    /// What the last of them authenticated with, to be in no error, until there is a head that keeps it.
    redaction: Redaction,
    /// What the service says of the answer to the last of them.
    outcome: Outcome,
    /// Whether one of them may have been carried out.
    in_doubt: bool,
    /// The same of those before the last one.
    repeats_doubt: bool,
    /// Whether there is anything to be carried out: not by a request that only reads.
    has_effects: bool,
    /// Those that are fetched for the call, if any are.
    secrets: Option<Box<Secrets>>,
    /// Who hears of the call.
    ending: Option<Box<Ending>>,
}

impl Exchange {
    /// Begins a call, on the runtime that it stays with.
    fn start(mut prepared: Box<Prepared>) -> Result<(Self, Home), Error> {
        let home = Home::find().map_err(|error| prepared.describe(error))?;
        let now = Instant::now();
        let uri = prepared.complete()?;
        let exchange = Self {
            uri,
            repeat: Repeat::of(prepared.endpoint, prepared.key_value().is_some()),
            limit: Limit::of_call(&prepared, now),
            attempts: 0,
            unprocessed: 0,
            redaction: Redaction::default(),
            outcome: Outcome::ByStatus,
            in_doubt: false,
            repeats_doubt: false,
            has_effects: !prepared.endpoint.is_safe(),
            secrets: Secrets::of(&prepared.per_attempt).map(Box::new),
            ending: None,
            prepared,
        };
        Ok((exchange, home))
    }

    async fn run(&mut self) -> Result<Answer, Error> {
        loop {
            self.wait_out_pause().await?;
            let turn = match &self.prepared.client.inner().turns {
                Some(turns) => Some(Box::pin(self.take_turn(Arc::clone(turns))).await?),
                None => None,
            };
            if let Some(secrets) = &mut self.secrets {
                let waited = match Box::pin(secrets.obtain(&self.prepared, self.limit.deadline)).await {
                    Ok(Obtained::AtOnce) => false,
                    Ok(Obtained::AfterAWait) => true,
                    Ok(Obtained::NothingNew(answer)) => return self.finish(Ok(answer)),
                    Err(error) => return Err(self.describe(error)),
                };
                if waited {
                    // The client may have been paused meanwhile.
                    self.wait_out_pause().await?;
                }
            }
            self.begin_attempt()?;
            let next = {
                // Neither is kept during the wait.
                let _turn = turn;
                let outcome = self.attempt().await;
                trace::attempt(self.attempts.saturating_sub(1), &outcome);
                self.tell_attempt(&outcome);
                let Some(outcome) = self.unless_refused(outcome) else { continue };
                match self.next_attempt(&outcome) {
                    Some(next) => next,
                    None => return self.finish(outcome),
                }
            };
            sleep_until(next).await;
        }
    }

    /// Holds the attempt back while the client is paused, also if the pause grows meanwhile.
    ///
    /// # Errors
    ///
    /// `RateLimited`, at once, if the call would have to wait beyond its own deadline.
    async fn wait_out_pause(&self) -> Result<(), Error> {
        loop {
            let now = Instant::now();
            match self.prepared.client.account().pause.release(now, fastrand::f64()) {
                None => return Ok(()),
                Some(release) if self.is_in_time(release) => sleep_until(release).await,
                Some(release) => {
                    let wait = release - now;
                    let problem =
                        format!("the service asked to wait {wait:.1?}, longer than the call may last");
                    let rate_limit = RateLimit { retry_after: Some(wait), ..RateLimit::default() };
                    let error = Error::new(ErrorKind::RateLimited, problem);
                    return Err(self.describe(error).with_rate_limit(rate_limit));
                }
            }
        }
    }

    async fn attempt(&mut self) -> Result<Answer, Failure> {
        let sent = (!self.prepared.per_attempt.is_empty()).then(SystemTime::now);
        self.outcome = Outcome::ByStatus;
        let sending = self.send().map_err(Failure::unsent)?;
        self.repeats_doubt = self.in_doubt;
        // Until it is known.
        self.in_doubt |= self.has_effects;
        let outcome = pin!(attempt::receive(sending, &self.prepared, &mut self.limit)).await;
        let hops = Hops {
            prepared: &self.prepared,
            number: self.attempts,
            uri: &self.uri,
            secrets: self.secrets.as_deref(),
            limit: &self.limit,
            redaction: &mut self.redaction,
        };
        let outcome = match hops.outcome(outcome) {
            Ok(outcome) => outcome,
            Err(following) => following.await,
        };
        self.outcome = verdict::of(&self.prepared, &outcome);
        let doubtful = verdict::is_doubtful(self.outcome, &outcome);
        self.in_doubt = self.repeats_doubt || (self.has_effects && doubtful);
        let outcome = outcome.map(|received| {
            let mut head = self.head(received.status, received.headers);
            head.redirects = received.redirects;
            Answer { head: Arc::new(head), body: received.body, ending: None }
        });
        if let (Some(sent), Ok(answer)) = (sent, &outcome)
            && answer.head.redirects == 0
        {
            self.prepared.client.inner().clock.learn(answer.headers(), sent, SystemTime::now());
        }
        outcome
    }

    /// Hands the request of an attempt to the transport. By itself, since the request would be a part of a future.
    fn send(&mut self) -> Result<TransportFuture, BoxError> {
        let mut request = self.prepared.request(self.uri.clone(), self.attempts + 1);
        if !self.prepared.per_attempt.is_empty() {
            credentials::add(&self.prepared, self.secrets.as_deref(), &mut request)?;
        }
        self.attempts += 1;
        if let Some(ending) = &mut self.ending
            && let Some(watched) = ending.watched()
        {
            watched.attempt_begins();
        }
        self.redaction = Redaction::default();
        redaction::add(&mut self.redaction, &request, &self.prepared.client.inner().service);
        self.limit.sent = request.body_mut().watch(self.prepared.on_upload.as_ref());
        Ok(self.prepared.client.inner().transport.send(request))
    }

    /// Begins the time of an attempt.
    ///
    /// # Errors
    ///
    /// `Timeout` where there is no time at all: nothing is sent then.
    fn begin_attempt(&mut self) -> Result<(), Error> {
        let now = Instant::now();
        self.limit.begin(now);
        let whole = self.limit.whole(&self.prepared);
        if whole.ends > now {
            return Ok(());
        }
        let problem = format!("no time was left to send it, of {:?}", whole.lasts);
        Err(self.describe(Error::new(ErrorKind::Timeout, problem)))
    }

    /// The outcome, unless it is a 401 after which another attempt follows with another secret.
    fn unless_refused(&mut self, outcome: Result<Answer, Failure>) -> Option<Result<Answer, Failure>> {
        if self.secrets.is_none() {
            return Some(outcome);
        }
        let may_repeat = self.prepared.body.is_unread() && self.is_in_time(Instant::now());
        match &mut self.secrets {
            Some(secrets) => secrets.unless_refused(outcome, may_repeat),
            None => Some(outcome),
        }
    }

    /// Whether a wait until then ends before the deadline. The timer counts whole milliseconds and rounds up: an
    /// attempt that begins at the deadline would be sent only to be dropped.
    fn is_in_time(&self, when: Instant) -> bool {
        self.limit.deadline.checked_duration_since(when).is_some_and(|left| left >= Duration::from_millis(1))
    }

    /// Turns the last outcome into the result of the call.
    fn finish(&mut self, outcome: Result<Answer, Failure>) -> Result<Answer, Error> {
        match outcome {
            Ok(answer) if self.is_value(answer.status()) => Ok(answer),
            Ok(answer) => {
                let asked = self.asked(answer.status(), answer.headers());
                let read = self.prepared.client.inner().service.read_error;
                Err(answer.refused(read, asked.limited).with_wait(asked.wait))
            }
            Err(mut failure) => Err(match failure.head.take() {
                Some((status, headers)) => {
                    let asked = self.asked(status, &headers);
                    if asked.limited {
                        failure.kind = ErrorKind::RateLimited;
                    }
                    self.head(status, headers).describe(failure.into_error()).with_wait(asked.wait)
                }
                None => self.describe(failure.into_error()),
            }),
        }
    }

    /// Whether the answer is what the call wants, and no error.
    fn is_value(&self, status: StatusCode) -> bool {
        match self.outcome {
            Outcome::ByStatus => (self.prepared.wanted.reading)(status) != Reading::Refused,
            Outcome::Success => true,
            Outcome::Refused | Outcome::Again(_) | Outcome::InDoubt => false,
        }
    }

    /// What is known of an answer to the attempt that was made last.
    fn head(&mut self, status: StatusCode, headers: HeaderMap) -> Head {
        Head {
            status,
            headers,
            service: Some(Arc::clone(&self.prepared.client.inner().service)),
            endpoint: Some(self.prepared.endpoint),
            key: self.prepared.key_value().cloned(),
            attempts: self.attempts,
            redirects: 0,
            may_have_been_applied: self.in_doubt,
            redaction: mem::take(&mut self.redaction),
        }
    }

    /// The end of a call that is polled on another runtime than it was begun on.
    fn moved(&self) -> Error {
        let problem = "the call was moved to another runtime than it began on, and has neither timers nor connections \
                       there";
        self.describe(Error::new(ErrorKind::Transport, problem))
    }

    /// Adds what is known of the call.
    fn describe(&self, error: Error) -> Error {
        self.prepared.describe(error).with_history(self.attempts, self.in_doubt)
    }
}

#[cfg(test)]
mod tests {
    use super::{Prepared, run};

    /// Up to about this size allocators have a quick way.
    #[test]
    fn a_waiting_call_is_within_a_kibibyte() {
        fn size<F>(_: fn(Box<Prepared>) -> F) -> usize {
            size_of::<F>()
        }
        assert!(size(run) <= 1024, "{}", size(run));
    }
}
