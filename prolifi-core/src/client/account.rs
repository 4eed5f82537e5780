//! [`Account`]: whose calls a client makes.

use std::sync::Arc;

use http::HeaderMap;

use super::{
    Budget, Given, Inner, Pause,
    proof::Proof,
    schemes::{Scheme, Schemes},
};
use crate::endpoint::Endpoint;

/// What a client and its clones have of their own, and the handles beside it do not: secrets, the pause after a 429,
/// the retry budget.
pub(crate) struct Account {
    /// What all handles of a client share.
    pub(crate) inner: Arc<Inner>,
    pub(crate) schemes: Schemes,
    /// Those of every request, with the secret of the default scheme where it is a header that stays.
    headers: HeaderMap,
    /// Whether a call that names no scheme has all that it needs in `headers`.
    settled: bool,
    pub(crate) budget: Arc<Budget>,
    pub(crate) pause: Pause,
}

impl Account {
    /// An account with these secrets and a full budget.
    pub(crate) fn new(inner: Arc<Inner>, schemes: Schemes) -> Self {
        let budget = Arc::new(inner.full_budget());
        Self::over(inner, schemes, budget)
    }

    /// Another account over the same connections, with this secret.
    ///
    /// # Errors
    ///
    /// A sentence that says why it cannot be sent.
    pub(crate) fn with(&self, secret: &Given) -> Result<Self, String> {
        let schemes = self.schemes.with(&self.inner.service.auth, secret)?;
        self.inner.check_exposure("the key")?;
        Ok(Self::new(Arc::clone(&self.inner), schemes))
    }

    /// The same account, with a secret for a single call: it neither sets nor obeys the pause, and spends the
    /// same budget.
    ///
    /// # Errors
    ///
    /// A sentence that says why it cannot be sent.
    pub(crate) fn for_one_call(&self, secret: &Given) -> Result<Self, String> {
        Ok(Self { budget: Arc::clone(&self.budget), ..self.with(secret)? })
    }

    /// The headers of every request to the endpoint.
    pub(crate) fn headers(&self, endpoint: &Endpoint) -> &HeaderMap {
        match endpoint.declared_auth() {
            None => &self.headers,
            Some(_) => &self.inner.service_headers,
        }
    }

    /// Whether those headers are all that a call of the endpoint needs.
    pub(crate) fn is_settled(&self, endpoint: &Endpoint) -> bool {
        self.settled && endpoint.declared_auth().is_none()
    }

    fn over(inner: Arc<Inner>, schemes: Schemes, budget: Arc<Budget>) -> Self {
        let mut headers = inner.service_headers.clone();
        if let Scheme::Fixed(Proof::Header(name, value)) = schemes.default() {
            headers.insert(name, value.clone());
        }
        let settled = matches!(schemes.default(), Scheme::Open | Scheme::Fixed(Proof::Header(..)));
        Self { inner, schemes, headers, settled, budget, pause: Pause::default() }
    }
}
