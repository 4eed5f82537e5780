//! [`Cache`]: one secret for all calls of an account, and one fetch at a time to replace it.

use std::{
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::{
    sync::watch,
    time::{Instant, timeout_at},
};

use super::{
    Credentials, FetchContext, FetchFailure, Held,
    fetch::{Fetch, LIMIT, Outcome},
};
use crate::{client::ApiKey, service::Auth};

/// How much later than its own limit a fetch is given up by those that wait.
const GRACE: Duration = Duration::from_secs(1);

/// A source, and what it gave. No lock is held over a wait, and none while code of the source runs.
pub(crate) struct Cache {
    source: Arc<dyn Credentials>,
    /// Where the secret goes.
    auth: Auth,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// The secret in use, until the service refuses it.
    good: Option<Arc<Held>>,
    /// The last that the service refused, until there is another.
    refused: Option<ApiKey>,
    /// The fetch that is on its way.
    flight: Option<Flight>,
    /// How many were begun: the name of each.
    fetches: u64,
    /// Why the last one failed, and with which revision of the source.
    failure: Option<(FetchFailure, u64)>,
    /// How many have failed in a row.
    failures: u32,
}

/// What those that wait for a fetch know of it.
#[derive(Clone)]
struct Flight {
    number: u64,
    /// Until then it has an outcome, unless its runtime stands still.
    ends: Instant,
    outcome: watch::Receiver<Option<Outcome>>,
}

/// What a call does next.
enum Step {
    Use(Arc<Held>),
    Fail(FetchFailure),
    /// `own`: this call has begun the fetch that it waits for.
    Wait {
        flight: Flight,
        own: bool,
    },
}

impl Cache {
    pub(crate) fn new(source: Arc<dyn Credentials>, auth: Auth) -> Arc<Self> {
        Arc::new(Self { source, auth, state: Mutex::default() })
    }

    /// A good secret, and whether the call had to wait for it.
    ///
    /// # Errors
    ///
    /// The failure of the last fetch, until another may begin.
    pub(crate) async fn get(
        self: &Arc<Self>,
        with: &FetchContext,
    ) -> Result<(Arc<Held>, bool), FetchFailure> {
        let mut waited = false;
        loop {
            let (mut flight, own) = match self.step(with) {
                Step::Use(held) => return Ok((held, waited)),
                Step::Fail(failure) => return Err(failure),
                Step::Wait { flight, own } => (flight, own),
            };
            waited = true;
            // A fetch whose runtime stands still is given up, and begun again by this call or another.
            let Ok(told) = timeout_at(flight.ends, flight.outcome.wait_for(Option::is_some)).await else {
                continue;
            };
            match told.ok().and_then(|outcome| outcome.clone()) {
                Some(Outcome::Had(held)) => return Ok((held, true)),
                Some(Outcome::Failed(failure)) => return Err(failure),
                // The runtime of the fetch has ended. That of this call goes on, so it can begin another.
                Some(Outcome::Abandoned) | None if !own => {}
                Some(Outcome::Abandoned) | None => {
                    return Err(FetchFailure::new("the runtime of the fetch has ended".into(), 0, 0.0));
                }
            }
        }
    }

    /// Throws away a secret that the service refused, unless there is another by now.
    pub(crate) fn refuse(&self, used: &Arc<Held>) {
        let mut state = self.lock();
        if state.good.as_ref().is_some_and(|good| Arc::ptr_eq(good, used)) {
            state.good = None;
            state.refused = Some(used.key.clone());
        }
    }

    /// What a call does now. Where a fetch is due it is begun, also for a secret that can still be used.
    fn step(self: &Arc<Self>, with: &FetchContext) -> Step {
        let (now, revision) = (Instant::now(), self.source.revision());
        let mut state = self.lock();
        let good = state.good.clone().filter(|good| now < good.ends);
        let mut begun = None;
        if good.as_ref().is_none_or(|good| now >= good.refresh_at) && !state.is_flying(now) {
            match state.barred(now, revision) {
                Some(failure) if good.is_none() => return Step::Fail(failure),
                Some(_) => {}
                None => begun = Some(self.begin(&mut state, now, revision, with)),
            }
        }
        let (own, flight) = (begun.is_some(), state.flight.clone());
        // A runtime that is ending drops a fetch at once, which takes the lock to tell of it.
        drop(state);
        if let Some(fetch) = begun {
            fetch.spawn();
        }
        match (good, flight) {
            (Some(good), _) => Step::Use(good),
            (None, Some(flight)) => Step::Wait { flight, own },
            // Not reached: without a good secret there is a fetch, or a reason for none.
            (None, None) => Step::Fail(FetchFailure::new("no fetch was begun".into(), 0, 0.0)),
        }
    }

    fn begin(self: &Arc<Self>, state: &mut State, now: Instant, revision: u64, with: &FetchContext) -> Fetch {
        state.fetches += 1;
        let (teller, outcome) = watch::channel(None);
        let (cache, number) = (Arc::clone(self), state.fetches);
        state.flight = Some(Flight { number, ends: now + LIMIT + GRACE, outcome });
        let with = with.after(state.refused.clone());
        let land = move |outcome| {
            cache.lock().land(number, revision, &outcome);
            teller.send_replace(Some(outcome));
        };
        Fetch::new(Arc::clone(&self.source), self.auth.clone(), with, state.failures, land)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn is_flying(&self, now: Instant) -> bool {
        self.flight.as_ref().is_some_and(|flight| now < flight.ends)
    }

    /// Why no fetch may begin now, after one that failed.
    fn barred(&self, now: Instant, revision: u64) -> Option<FetchFailure> {
        let (failure, of) = self.failure.as_ref()?;
        let stands = *of == revision && (failure.is_final || now < failure.again_at);
        stands.then(|| failure.clone())
    }

    /// Takes the outcome of a fetch, unless another was begun because it took too long.
    fn land(&mut self, number: u64, revision: u64, outcome: &Outcome) {
        if self.flight.as_ref().is_none_or(|flight| flight.number != number) {
            return;
        }
        self.flight = None;
        match outcome {
            Outcome::Had(held) => {
                self.good = Some(Arc::clone(held));
                (self.failure, self.failures, self.refused) = (None, 0, None);
            }
            Outcome::Failed(failure) => {
                self.failure = Some((failure.clone(), revision));
                self.failures = self.failures.saturating_add(1);
            }
            Outcome::Abandoned => {}
        }
    }
}

impl fmt::Debug for Cache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Cache")
    }
}
