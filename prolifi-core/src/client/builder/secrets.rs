//! The settings of a client that are about its secrets.

use std::sync::Arc;

use super::ClientBuilder;
use crate::{
    client::{ApiKey, Credentials, Given},
    service::DEFAULT,
    transport::Transport,
};

impl<C> ClientBuilder<C> {
    /// The secret to authenticate with, in the way that the service's [`Auth`](crate::Auth) says.
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
    /// let service = Service::new("https://api.example.com").auth(Auth::Bearer);
    /// let client = Client::builder(service).api_key("my_test_4f9a1c7be2d80356").build()?;
    ///
    /// let request = client.get_note().into_request()?;
    /// assert_eq!(request.headers()["authorization"], "Bearer my_test_4f9a1c7be2d80356");
    /// # Ok::<(), prolifi::Error>(())
    /// ```
    pub fn api_key(self, key: impl Into<ApiKey>) -> Self {
        self.secret(DEFAULT, key)
    }

    /// The secret for one of the service's other schemes; see [`Service::scheme`](crate::Service::scheme).
    pub fn secret(mut self, scheme: &'static str, key: impl Into<ApiKey>) -> Self {
        self.settings.secrets.push((scheme, Given::Key(key.into())));
        self
    }

    /// Where the secret comes from, where it does not stay the same: a token endpoint, a vault. See [`Credentials`].
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// use prolifi::{Auth, FetchContext, Secret, http, prelude::*, testing::FakeTransport};
    ///
    /// #[api]
    /// trait Notes {
    ///     #[endpoint(GET, "/notes/7")]
    ///     fn get_note(&self) -> Call<String>;
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let fake = FakeTransport::new().answer(http::Response::new(r#""hello""#));
    /// let service = Service::new("https://api.example.com").auth(Auth::Bearer);
    /// let client = Client::builder(service)
    ///     .credentials(|_: FetchContext| async {
    ///         Ok(Secret::new("at_test_4f9a1c7be2d80356").expires_in(Duration::from_secs(300)))
    ///     })
    ///     .transport(fake.clone())
    ///     .build()?;
    ///
    /// client.get_note().await?;
    /// assert_eq!(fake.requests()[0].headers()["authorization"], "Bearer at_test_4f9a1c7be2d80356");
    /// # Ok(())
    /// # }
    /// ```
    pub fn credentials(self, source: impl Credentials) -> Self {
        self.credentials_for(DEFAULT, source)
    }

    /// The same for one of the service's other schemes; see [`Service::scheme`](crate::Service::scheme).
    pub fn credentials_for(mut self, scheme: &'static str, source: impl Credentials) -> Self {
        self.settings.secrets.push((scheme, Given::Source(Arc::new(source))));
        self
    }

    /// Signs with the time of this machine, whatever the service's answers say. By default their `Date` corrects the time
    /// that [`Sign`](crate::Sign) is given, by a day at most, so that a clock that goes wrong fails one call and not all;
    /// nothing else looks at it.
    pub fn without_clock_correction(mut self) -> Self {
        self.settings.corrects_clock = false;
        self
    }

    /// Allows a key to be sent over `http://` to another machine, where everyone on the way can read it.
    ///
    /// This machine is `localhost`, which our transports never look up, and a loopback address such as `127.0.0.1`; a
    /// name below `localhost` is not, since many systems ask the network for it.
    ///
    /// ```
    /// use prolifi::{Auth, Client, Service};
    ///
    /// let internal = Service::new("http://billing.internal").auth(Auth::Bearer);
    /// let builder = Client::builder(internal.clone()).api_key("my_test_4f9a1c7be2d80356");
    /// assert!(builder.build().is_err());
    ///
    /// let builder = Client::builder(internal).api_key("my_test_4f9a1c7be2d80356").allow_plain_http();
    /// assert!(builder.build().is_ok());
    /// ```
    pub fn allow_plain_http(mut self) -> Self {
        self.settings.allow_plain_http = true;
        self
    }

    /// For requests whose bodies hold secrets: as strict about plain HTTP as a client with a key.
    pub(crate) fn confidential(mut self, transport: Arc<dyn Transport>, allow_plain_http: bool) -> Self {
        self.settings.transport = Some(transport);
        self.settings.allow_plain_http = allow_plain_http;
        self.settings.is_confidential = true;
        self
    }
}
