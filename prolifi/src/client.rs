//! [`Prolifi`]: the client of the service.

mod from_env;

use prolifi_core::{Api, ApiKey, Client, ClientBuilder, Credentials, Error};

use crate::Environment;

/// Makes calls to Prolifi: the type that has the methods of [`Customers`](crate::customers::Customers) and of the other
/// five traits.
///
/// Cloning is cheap: clones share connections and policies. A client of another service does not have these methods,
/// and this one has none of another service's; endpoints of your own are called on it as on any [`Client`].
///
/// ```no_run
/// use prolifi::{Environment, Patch, Prolifi, customers::{Customers, UpdateCustomer}};
///
/// async fn example() -> Result<(), prolifi::Error> {
///     let prolifi = Prolifi::builder(Environment::Sandbox).api_key("sk_test_...").build()?;
///     let changes = UpdateCustomer::new().first_name("Jane").phone(Patch::Clear);
///     let customer = prolifi.update_customer("user_42", &changes).await?;
///     Ok(())
/// }
/// ```
#[derive(Debug, Clone)]
pub struct Prolifi(Client);

impl Prolifi {
    /// Starts a client for one of the two servers. It needs a key, and takes all settings of a [`ClientBuilder`].
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// use prolifi::{Environment, Prolifi};
    ///
    /// let prolifi = Prolifi::builder(Environment::Production)
    ///     .api_key("sk_live_...")
    ///     .timeout(Duration::from_secs(30))
    ///     .build()?;
    /// # Ok::<(), prolifi::Error>(())
    /// ```
    pub fn builder(environment: Environment) -> ClientBuilder<Self> {
        Client::builder(environment).wrap(Self)
    }

    /// The address that the client calls, without a slash at its end.
    ///
    /// ```
    /// use prolifi::{Environment, Prolifi};
    ///
    /// let builder = Prolifi::builder(Environment::Sandbox).api_key("sk_test_...");
    /// let prolifi = builder.base_url("https://gateway.example.com/prolifi/").build()?;
    /// assert_eq!(prolifi.base_url(), "https://gateway.example.com/prolifi");
    /// # Ok::<(), prolifi::Error>(())
    /// ```
    pub fn base_url(&self) -> &str {
        self.0.base_url()
    }

    /// A client for another account, over the same connections: for the tenants of one program, one each. The pause after
    /// a 429, which counts the key, and the retry budget are its own. See [`Client::with_api_key`].
    ///
    /// ```
    /// use prolifi::{Environment, Prolifi};
    ///
    /// let prolifi = Prolifi::builder(Environment::Sandbox).api_key("sk_test_...").build()?;
    /// let tenant = prolifi.with_api_key("sk_test_another...")?;
    /// # Ok::<(), prolifi::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Build`](crate::ErrorKind::Build) for a key that is empty or no key.
    pub fn with_api_key(&self, key: impl Into<ApiKey>) -> Result<Self, Error> {
        self.0.with_api_key(key).map(Self)
    }

    /// The same with a source of keys. See [`Client::with_credentials`].
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Build`](crate::ErrorKind::Build) where a key would cross the network in plain text.
    pub fn with_credentials(&self, source: impl Credentials) -> Result<Self, Error> {
        self.0.with_credentials(source).map(Self)
    }
}

impl Api for Prolifi {
    fn client(&self) -> &Client {
        &self.0
    }
}
