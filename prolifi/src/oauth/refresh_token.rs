//! [`RefreshToken`]: a program that calls for somebody who agreed.

use std::{
    fmt,
    sync::{Mutex, MutexGuard, PoisonError},
};

use prolifi_core::{BoxError, Credentials, CredentialsFuture, FetchContext, Secret};

use super::token_endpoint::Asker;

/// Tokens for a program that calls for somebody who agreed, by the refresh token that it was given then (RFC 6749,
/// section 6).
///
/// Many endpoints give a new refresh token with each answer, and end the old one. It is used from then on, and handed to
/// [`on_rotation`](Self::on_rotation) before the access token is used, to be stored. Give one such source to one client, of
/// which handles and clones can be made: two clients would end each other's. `invalid_grant` is final until there is another
/// refresh token: nothing more is asked.
///
/// ```
/// use prolifi::{Auth, Client, Service, oauth::RefreshToken};
///
/// fn store(_: &str) {}
/// # fn main() -> Result<(), prolifi::Error> {
/// let source = RefreshToken::new("https://login.example.com/oauth/token", "billing-app", "rt_test_...")
///     .client_secret("cs_test_...")
///     .on_rotation(|token| store(token));
/// let service = Service::new("https://api.example.com").auth(Auth::Bearer);
/// let client = Client::builder(service).credentials(source).build()?;
/// # Ok(())
/// # }
/// ```
pub struct RefreshToken {
    asker: Asker,
    client_secret: Option<String>,
    token: Mutex<Current>,
    on_rotation: Option<Store>,
}

/// What keeps a new refresh token.
type Store = Box<dyn Fn(&str) + Send + Sync>;

/// The refresh token, and how often it was replaced from outside.
#[derive(Clone)]
struct Current {
    token: String,
    revision: u64,
}

impl RefreshToken {
    /// A source that asks this token endpoint, for a client without a secret of its own.
    pub fn new(address: impl Into<String>, client_id: impl Into<String>, token: impl Into<String>) -> Self {
        Self {
            asker: Asker::new(address.into(), client_id.into()),
            client_secret: None,
            token: Mutex::new(Current { token: token.into(), revision: 0 }),
            on_rotation: None,
        }
    }

    /// The secret of the program, which goes in the header together with its id.
    pub fn client_secret(mut self, secret: impl Into<String>) -> Self {
        self.client_secret = Some(secret.into());
        self
    }

    /// Sends id and secret in the form, for an endpoint that reads them nowhere else.
    pub fn secret_in_body(mut self) -> Self {
        self.asker.secret_in_body = true;
        self
    }

    /// A field of the form beside those of the grant, such as `scope`.
    pub fn field(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.asker.fields.insert(name.into(), value.into());
        self
    }

    /// Is given each new refresh token, to store it: the one before is worth nothing by then. It runs inside the fetch, so
    /// it should be quick.
    pub fn on_rotation(mut self, store: impl Fn(&str) + Send + Sync + 'static) -> Self {
        self.on_rotation = Some(Box::new(store));
        self
    }

    /// Asks with another refresh token from now on, after somebody has agreed again.
    pub fn set_token(&self, token: impl Into<String>) {
        let mut current = self.lock();
        *current = Current { token: token.into(), revision: current.revision + 1 };
    }

    async fn refresh(&self, with: &FetchContext) -> Result<Secret, BoxError> {
        let before = self.lock().clone();
        let grant = [("grant_type", "refresh_token"), ("refresh_token", &*before.token)];
        let granted = self.asker.ask(with, self.client_secret.as_deref(), &grant).await?;
        if let Some(token) = granted.refresh_token.as_ref().filter(|token| **token != before.token) {
            self.rotate(token, before.revision);
        }
        Ok(granted.secret())
    }

    /// Takes a new token, unless another was set meanwhile.
    fn rotate(&self, token: &str, revision: u64) {
        let mut current = self.lock();
        if current.revision != revision {
            return;
        }
        token.clone_into(&mut current.token);
        drop(current);
        if let Some(store) = &self.on_rotation {
            store(token);
        }
    }

    fn lock(&self) -> MutexGuard<'_, Current> {
        self.token.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Credentials for RefreshToken {
    fn fetch<'a>(&'a self, with: &'a FetchContext) -> CredentialsFuture<'a> {
        Box::pin(self.refresh(with))
    }

    fn revision(&self) -> u64 {
        self.lock().revision
    }
}

/// Shows who asks, and no secret.
impl fmt::Debug for RefreshToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RefreshToken").field("client_id", &self.asker.client_id).finish_non_exhaustive()
    }
}
