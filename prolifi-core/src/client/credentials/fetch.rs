//! [`Fetch`]: the one task that asks a source, from its beginning to its outcome.

use std::{sync::Arc, thread, time::Duration};

use tokio::{
    runtime::Handle,
    time::{Instant, timeout},
};
use tracing::debug;

use super::{Credentials, FetchContext, FetchFailure, Held};
use crate::{error::BoxError, service::Auth};

/// How long a fetch may take.
pub(super) const LIMIT: Duration = Duration::from_secs(30);

/// How a fetch ends.
#[derive(Clone)]
pub(super) enum Outcome {
    Had(Arc<Held>),
    Failed(FetchFailure),
    /// Its runtime ended before it did.
    Abandoned,
}

/// A fetch that has begun. However it ends, also by being dropped, its outcome is told.
pub(super) struct Fetch {
    source: Arc<dyn Credentials>,
    auth: Auth,
    with: FetchContext,
    /// How many others have failed in a row before it.
    failures: u32,
    /// Takes the outcome, once.
    land: Option<Box<dyn FnOnce(Outcome) + Send>>,
}

impl Fetch {
    pub(super) fn new(
        source: Arc<dyn Credentials>,
        auth: Auth,
        with: FetchContext,
        failures: u32,
        land: impl FnOnce(Outcome) + Send + 'static,
    ) -> Self {
        Self { source, auth, with, failures, land: Some(Box::new(land)) }
    }

    /// Runs it on the runtime of the call that needs it.
    pub(super) fn spawn(self) {
        if let Ok(runtime) = Handle::try_current() {
            runtime.spawn(self.run());
        }
    }

    async fn run(mut self) {
        let begun = Instant::now();
        let secret = match timeout(LIMIT, self.source.fetch(&self.with)).await {
            Ok(secret) => secret,
            Err(_) => Err(format!("the source gave no secret within {LIMIT:?}").into()),
        };
        let held = secret.and_then(|secret| Ok(Held::new(secret, &self.auth, begun, fastrand::f64())?));
        match held {
            Ok(held) => {
                debug!("secret fetched");
                self.land(Outcome::Had(Arc::new(held)));
            }
            Err(error) => {
                debug!("secret not fetched");
                self.fail(error);
            }
        }
    }

    fn fail(&mut self, error: BoxError) {
        let failure = FetchFailure::new(error, self.failures, fastrand::f64());
        self.land(Outcome::Failed(failure));
    }

    fn land(&mut self, outcome: Outcome) {
        if let Some(land) = self.land.take() {
            land(outcome);
        }
    }
}

impl Drop for Fetch {
    fn drop(&mut self) {
        match thread::panicking() {
            true => self.fail("the source panicked".into()),
            false => self.land(Outcome::Abandoned),
        }
    }
}
