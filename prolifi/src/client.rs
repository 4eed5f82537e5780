//! [`Prolifi`]: the client of the service.

mod from_env;

use prolifi_core::{Api, Client, ClientBuilder};

use crate::Environment;

/// Makes calls to Prolifi: the type that has the methods of [`Customers`](crate::customers::Customers) and of the other
/// five traits.
///
/// Cloning is cheap: clones share connections and policies. A client of another service does not have these methods,
/// and this one has none of another service's; endpoints of your own are called on it as on any [`Client`].
///
/// ```no_run
/// use prolifi::{Environment, Patch, Prolifi};
/// use prolifi::customers::{Customers, UpdateCustomer};
///
/// # async fn example() -> Result<(), prolifi::Error> {
/// let prolifi = Prolifi::builder(Environment::Sandbox).api_key("sk_test_...").build()?;
/// let changes = UpdateCustomer::new().first_name("Jane").phone(Patch::Clear);
/// let customer = prolifi.update_customer("user_42", &changes).await?;
/// # Ok(())
/// # }
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
}

impl Api for Prolifi {
    fn client(&self) -> &Client {
        &self.0
    }
}
