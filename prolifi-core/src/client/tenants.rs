//! Handles: the same connections for other accounts.

use std::sync::Arc;

use super::{Account, ApiKey, Client, Credentials, Given};
use crate::error::Error;

impl Client {
    /// A client for another account of the same service: for the tenants of one program, one each.
    ///
    /// It shares transport, connections and settings with this one, and costs about as much as a clone. What belongs to
    /// the key is its own and its clones': the pause after a 429, the retry budget. Secrets of other
    /// [schemes](crate::Service::scheme) are the same.
    ///
    /// ```
    /// use prolifi::{Auth, Call, Client, Service, api, endpoint};
    ///
    /// #[api]
    /// trait Notes {
    ///     #[endpoint(GET, "/notes/7")]
    ///     fn get_note(&self) -> Call<String>;
    /// }
    ///
    /// let service = Service::new("https://api.example.com").auth(Auth::Bearer).auth_per_call();
    /// let client = Client::builder(service).build()?;
    ///
    /// let tenant = client.with_api_key("my_test_c02b7d1e9a5f6634")?;
    /// let request = tenant.get_note().into_request()?;
    /// assert_eq!(request.headers()["authorization"], "Bearer my_test_c02b7d1e9a5f6634");
    /// # Ok::<(), prolifi::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Build`](crate::ErrorKind::Build) for a key that is empty or no key, that the service does not take,
    /// or that would cross the network in plain text.
    pub fn with_api_key(&self, key: impl Into<ApiKey>) -> Result<Self, Error> {
        self.handle(&Given::Key(key.into()))
    }

    /// The same with a source of secrets: the handle and its clones have a token of their own.
    ///
    /// ```
    /// use prolifi::{Auth, Client, FetchContext, Secret, Service};
    ///
    /// let service = Service::new("https://api.example.com").auth(Auth::Bearer).auth_per_call();
    /// let client = Client::builder(service).build()?;
    /// let tenant = client.with_credentials(|_: FetchContext| async { Ok(Secret::new("at_test_c02b7d1e9a5f6634")) })?;
    /// # Ok::<(), prolifi::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Build`](crate::ErrorKind::Build) where the service takes no secret, or it would cross the network in
    /// plain text.
    pub fn with_credentials(&self, source: impl Credentials) -> Result<Self, Error> {
        self.handle(&Given::Source(Arc::new(source)))
    }

    fn handle(&self, secret: &Given) -> Result<Self, Error> {
        self.account().with(secret).map(Self::of).map_err(Error::build)
    }

    /// This client, with another secret for a single call.
    ///
    /// # Errors
    ///
    /// A sentence that says why it cannot be sent.
    pub(crate) fn for_one_call(&self, secret: &Given) -> Result<Self, String> {
        self.account().for_one_call(secret).map(Self::of)
    }

    fn of(account: Account) -> Self {
        Self { account: Arc::new(account) }
    }
}
