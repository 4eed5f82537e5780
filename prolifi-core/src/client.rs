//! [`Client`]: a service, a transport and the policies between them.

mod account;
mod api;
mod api_key;
mod budget;
mod builder;
mod clock;
mod credentials;
mod limits;
mod observer;
mod pause;
mod proof;
mod retry_rules;
mod schemes;
mod secret;
mod tenants;
mod watched;

use std::{fmt, sync::Arc};

use http::{HeaderMap, HeaderName};
use tokio::sync::Semaphore;

pub(crate) use self::{
    account::Account,
    budget::Budget,
    clock::Clock,
    credentials::{Cache, FetchFailure, Held},
    limits::{Limits, Timeout},
    pause::Pause,
    proof::Proof,
    retry_rules::RetryRules,
    schemes::{Given, Scheme},
    watched::Watched,
};
pub use self::{
    api::Api,
    api_key::ApiKey,
    builder::ClientBuilder,
    credentials::{Credentials, CredentialsFuture, FetchContext, Rejected},
    observer::{AttemptEnd, CallEnd, Observer},
    secret::Secret,
};
use crate::{
    service::{BaseUrl, Service},
    transport::Transport,
};

/// Makes calls to one service.
///
/// Cloning is cheap: clones share connections and policies. Methods to call come from the traits that
/// declare endpoints; see [`Api`](crate::Api). For the tenants of one program [`with_api_key`](Client::with_api_key)
/// gives a client each; clients of several services share connections where their builders are given clones of one
/// [`transport`](ClientBuilder::transport).
///
/// ```
/// use prolifi::{Client, Service};
///
/// let client = Client::builder(Service::new("https://api.example.com")).build()?;
/// let same_connections = client.clone();
/// assert_eq!(same_connections.base_url(), "https://api.example.com");
/// # Ok::<(), prolifi::Error>(())
/// ```
#[derive(Clone)]
pub struct Client {
    account: Arc<Account>,
}

/// What all clones and handles share.
pub(crate) struct Inner {
    pub(crate) service: Arc<Service>,
    pub(crate) base: BaseUrl,
    /// The other servers of the service, by name.
    pub(crate) servers: Vec<(&'static str, BaseUrl)>,
    pub(crate) transport: Arc<dyn Transport>,
    /// Whether the transport wants to know which attempt a request is.
    pub(crate) wants_attempt: bool,
    /// What every server is told.
    pub(crate) headers: HeaderMap,
    /// The same, and what the servers of the service are told; an account adds its secret.
    service_headers: HeaderMap,
    pub(crate) limits: Limits,
    pub(crate) retries: RetryRules,
    retry_budget: bool,
    pub(crate) allow_plain_http: bool,
    /// Those of the attempts that may be under way at once, where that is limited.
    pub(crate) turns: Option<Arc<Semaphore>>,
    /// Who hears of each call.
    pub(crate) observer: Option<Arc<dyn Observer>>,
    /// What sources are given.
    pub(crate) fetching: FetchContext,
    /// For signatures.
    pub(crate) clock: Clock,
}

impl Client {
    /// The address that the client calls, without a slash at its end.
    pub fn base_url(&self) -> &str {
        self.inner().base.prefix()
    }

    pub(crate) fn account(&self) -> &Account {
        &self.account
    }

    pub(crate) fn inner(&self) -> &Inner {
        &self.account.inner
    }

    /// The header that an idempotency key is sent in.
    pub(crate) fn key_header(&self) -> &HeaderName {
        static STANDARD: HeaderName = HeaderName::from_static("idempotency-key");
        self.inner().service.idempotency_header.as_ref().unwrap_or(&STANDARD)
    }
}

impl Inner {
    fn full_budget(&self) -> Budget {
        if self.retry_budget { Budget::full() } else { Budget::unlimited() }
    }

    /// Whether a secret may be sent to the service.
    ///
    /// # Errors
    ///
    /// A sentence that says why not, of `what` would be sent.
    pub(crate) fn check_exposure(&self, what: impl fmt::Display) -> Result<(), String> {
        let mut servers = [&self.base].into_iter().chain(self.servers.iter().map(|(_, server)| server));
        match servers.find(|server| server.is_exposed()).filter(|_| !self.allow_plain_http) {
            None => Ok(()),
            Some(server) => Err(format!(
                "{what} would be sent in plain text to {}; use https://, or call `.allow_plain_http()`",
                server.address()
            )),
        }
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("base_url", &self.base_url()).finish_non_exhaustive()
    }
}
