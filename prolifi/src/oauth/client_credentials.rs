//! [`ClientCredentials`]: a program that calls for itself.

use std::{
    fmt,
    sync::{PoisonError, RwLock},
};

use prolifi_core::{Credentials, CredentialsFuture, FetchContext};

use super::token_endpoint::Asker;

/// Tokens for a program that calls for itself, by its id and secret (RFC 6749, section 4.4).
///
/// Id and secret go in the header, as section 2.3.1 wants it; [`secret_in_body`](Self::secret_in_body) is for an endpoint
/// that takes them in the form. `invalid_client` is final until there is another secret: nothing more is asked.
///
/// ```
/// use std::sync::Arc;
///
/// use prolifi::{Auth, Client, Service, oauth::ClientCredentials};
///
/// # fn main() -> Result<(), prolifi::Error> {
/// let source = ClientCredentials::new("https://login.example.com/oauth/token", "billing-worker", "cs_test_...")
///     .scopes(["invoices:read"])
///     .audience("https://api.example.com");
/// let source = Arc::new(source);
/// let service = Service::new("https://api.example.com").auth(Auth::Bearer);
/// let client = Client::builder(service).credentials(Arc::clone(&source)).build()?;
///
/// // Later, when the secret was rotated:
/// source.set_secret("cs_test_another...");
/// # Ok(())
/// # }
/// ```
pub struct ClientCredentials {
    asker: Asker,
    secret: RwLock<(String, u64)>,
}

impl ClientCredentials {
    /// A source that asks this token endpoint.
    pub fn new(address: impl Into<String>, client_id: impl Into<String>, secret: impl Into<String>) -> Self {
        Self { asker: Asker::new(address.into(), client_id.into()), secret: RwLock::new((secret.into(), 0)) }
    }

    /// What the token is for. Default: what the endpoint gives of itself.
    pub fn scopes<S: AsRef<str>>(self, scopes: impl IntoIterator<Item = S>) -> Self {
        let scopes: Vec<S> = scopes.into_iter().collect();
        self.field("scope", scopes.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(" "))
    }

    /// The service that the token is for, where one endpoint gives tokens for several.
    pub fn audience(self, audience: impl Into<String>) -> Self {
        self.field("audience", audience)
    }

    /// Any other field of the form, such as `resource`.
    pub fn field(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.asker.fields.insert(name.into(), value.into());
        self
    }

    /// Sends id and secret in the form, for an endpoint that reads them nowhere else.
    pub fn secret_in_body(mut self) -> Self {
        self.asker.secret_in_body = true;
        self
    }

    /// Asks with another secret from now on. A token that is good stays in use; what was refused before is asked for
    /// again.
    pub fn set_secret(&self, secret: impl Into<String>) {
        let mut current = self.secret.write().unwrap_or_else(PoisonError::into_inner);
        *current = (secret.into(), current.1 + 1);
    }

    fn secret(&self) -> (String, u64) {
        self.secret.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Credentials for ClientCredentials {
    fn fetch<'a>(&'a self, with: &'a FetchContext) -> CredentialsFuture<'a> {
        Box::pin(async {
            let (secret, _) = self.secret();
            let grant = [("grant_type", "client_credentials")];
            Ok(self.asker.ask(with, Some(&secret), &grant).await?.secret())
        })
    }

    fn revision(&self) -> u64 {
        self.secret.read().unwrap_or_else(PoisonError::into_inner).1
    }
}

/// Shows who asks, and no secret.
impl fmt::Debug for ClientCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientCredentials").field("client_id", &self.asker.client_id).finish_non_exhaustive()
    }
}
