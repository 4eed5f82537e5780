//! The headers of every request.

use http::{HeaderMap, HeaderName, HeaderValue, header};

use super::{ClientBuilder, Settings};
use crate::error::Error;

/// The library's own part of `User-Agent`.
const USER_AGENT: &str = concat!("prolifi-rust/", env!("CARGO_PKG_VERSION"));

impl<C> ClientBuilder<C> {
    /// Sends this header with every request to the service, in place of one of the same name that the
    /// [service](crate::Service::header) has. One of the endpoint or of a call stands in place of it.
    ///
    /// It goes to the servers of the service alone, and to no other address that an answer or a redirect names.
    ///
    /// ```
    /// use prolifi::{Call, Client, Service, api, endpoint};
    ///
    /// #[api]
    /// trait Notes {
    ///     #[endpoint(GET, "/notes/7")]
    ///     fn get_note(&self) -> Call<String>;
    /// }
    ///
    /// let service = Service::new("https://api.example.com");
    /// let client = Client::builder(service).header("x-team", "billing").build()?;
    /// assert_eq!(client.get_note().into_request()?.headers()["x-team"], "billing");
    ///
    /// let other = client.get_note().header("x-team", "sales").into_request()?;
    /// assert_eq!(other.headers()["x-team"], "sales");
    /// # Ok::<(), prolifi::Error>(())
    /// ```
    ///
    /// What is no header, one that the transport writes, and the one of the idempotency key, which each call has for
    /// itself, are errors of [`build`](Self::build).
    pub fn header<K, V>(mut self, name: K, value: V) -> Self
    where
        K: TryInto<HeaderName>,
        V: TryInto<HeaderValue>,
    {
        let header = match name.try_into() {
            Err(_) => Err("a header that was added to the client has an invalid name".to_owned()),
            Ok(name) => match value.try_into() {
                Ok(value) => Ok((name, value)),
                Err(_) => Err(format!(
                    "the value of the header `{name}` holds a line break or another control character"
                )),
            },
        };
        self.settings.headers.push(header);
        self
    }
}

impl Settings {
    /// What every server is told.
    pub(super) fn headers_for_all(&self) -> Result<HeaderMap, Error> {
        let mut headers = HeaderMap::new();
        let agent = match &self.application {
            Some(application) => format!("{USER_AGENT} {application}"),
            None => USER_AGENT.to_owned(),
        };
        let agent = HeaderValue::try_from(agent)
            .map_err(|_| Error::build("the user agent holds characters that a header cannot"))?;
        headers.insert(header::USER_AGENT, agent);
        #[cfg(feature = "gzip")]
        headers.insert(header::ACCEPT_ENCODING, crate::transport::decompress::ACCEPT);
        Ok(headers)
    }

    /// The same, and what the service and the client add for the servers of the service.
    ///
    /// # Errors
    ///
    /// A sentence that names the header that cannot be one of all requests.
    pub(super) fn headers_for_service(&self, for_all: &HeaderMap) -> Result<HeaderMap, String> {
        let mut headers = for_all.clone();
        let own = self.service.headers.iter().cloned().map(Ok).chain(self.headers.iter().cloned());
        for header in own {
            let (name, mut value) = header?;
            self.service.check_header(&name)?;
            if self.service.idempotency_header.as_ref() == Some(&name) {
                return Err(format!(
                    "the header `{name}` is the idempotency key, which each call has for itself"
                ));
            }
            if self.service.is_secret(&name) {
                value.set_sensitive(true);
            }
            headers.insert(name, value);
        }
        Ok(headers)
    }
}
