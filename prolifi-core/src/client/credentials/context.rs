//! [`FetchContext`]: what a source is given to fetch with.

use std::{fmt, sync::Arc};

use crate::{
    client::{ApiKey, Client, ClientBuilder},
    service::Service,
    transport::Transport,
};

/// What a source of [`Credentials`](crate::Credentials) is given.
#[derive(Clone)]
pub struct FetchContext {
    transport: Arc<dyn Transport>,
    allows_plain_http: bool,
    refused: Option<ApiKey>,
}

impl FetchContext {
    pub(crate) fn new(transport: Arc<dyn Transport>, allows_plain_http: bool) -> Self {
        Self { transport, allows_plain_http, refused: None }
    }

    pub(super) fn after(&self, refused: Option<ApiKey>) -> Self {
        Self { refused, ..self.clone() }
    }

    /// A client for the source's own calls, to a token endpoint for example. It sends over the transport of the client that
    /// needs the secret, so that a test sees its calls, and is as strict about plain HTTP.
    ///
    /// ```
    /// use prolifi::{BoxError, Call, FetchContext, Secret, Service, api, endpoint};
    ///
    /// #[api]
    /// trait Notes {
    ///     #[endpoint(POST, "/token")]
    ///     fn token(&self) -> Call<String>;
    /// }
    ///
    /// async fn fetch(with: FetchContext) -> Result<Secret, BoxError> {
    ///     let client = with.client(Service::new("https://login.example.com")).build()?;
    ///     Ok(Secret::new(client.token().await?))
    /// }
    /// ```
    pub fn client(&self, service: impl Into<Service>) -> ClientBuilder {
        Client::builder(service).confidential(self.transport(), self.allows_plain_http)
    }

    /// The transport of the client that needs the secret.
    pub fn transport(&self) -> Arc<dyn Transport> {
        Arc::clone(&self.transport)
    }

    /// The secret that the service refused with a 401, if that is why another one is asked for. A source that has a store
    /// of its own should not give this one again.
    pub fn refused(&self) -> Option<&str> {
        self.refused.as_ref().map(ApiKey::expose)
    }
}

impl fmt::Debug for FetchContext {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FetchContext").field("refused", &self.refused).finish_non_exhaustive()
    }
}
