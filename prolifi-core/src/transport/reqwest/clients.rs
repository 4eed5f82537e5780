//! [`Clients`]: reqwest's own clients, which hold the connections.

use std::sync::{Arc, OnceLock};

use ::reqwest::{Client, ClientBuilder, redirect, retry};
use http::{
    Uri,
    uri::{Authority, Scheme},
};
use rustls::ClientConfig;
use url::Url;

use crate::{
    error::BoxError,
    transport::{
        environment_proxy,
        set_up_error::SetUpError,
        settings::{CONNECT_TIMEOUT, LOCALHOST, LOOPBACK, MAX_HEAD, PING_INTERVAL, PING_TIMEOUT},
        tls,
    },
};

/// How each client is made.
#[derive(Clone)]
pub(super) struct Settings(Arc<Inner>);

struct Inner {
    configure: Box<Configure>,
    /// Set up once for all clients, unless the settings are the caller's: those may be about TLS.
    tls: Option<ClientConfig>,
    /// Why there can be no connection to an `https` address.
    unusable: Option<SetUpError>,
}

type Configure = dyn Fn(ClientBuilder) -> ClientBuilder + Send + Sync;

/// A client for each kind of address, and with them their connections.
pub(super) struct Clients {
    https: Result<Client, SetUpError>,
    /// The same without any proxy, made when it is needed.
    http: OnceLock<Client>,
    settings: Settings,
    pings: bool,
    /// That of the first request: a client has one.
    origin: OnceLock<Origin>,
}

/// Where requests go to, parsed: the host takes most of the time that parsing a URL takes.
#[derive(Debug)]
struct Origin {
    scheme: Scheme,
    authority: Authority,
    url: Url,
}

impl Default for Settings {
    fn default() -> Self {
        let (tls, unusable) = match environment_proxy::check().and_then(|()| tls::config()) {
            Ok(mut tls) => {
                tls.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
                (Some(tls), None)
            }
            Err(error) => (None, Some(error)),
        };
        Self(Arc::new(Inner { configure: Box::new(|builder| builder), tls, unusable }))
    }
}

impl Settings {
    pub(super) fn with(configure: impl Fn(ClientBuilder) -> ClientBuilder + Send + Sync + 'static) -> Self {
        let unusable = environment_proxy::check().and_then(|()| tls::known_to_reqwest()).err();
        Self(Arc::new(Inner { configure: Box::new(configure), tls: None, unusable }))
    }

    /// New clients, without connections yet.
    pub(super) fn clients(&self, pings: bool) -> Result<Clients, BoxError> {
        let http = OnceLock::new();
        let https = match &self.0.unusable {
            Some(error) => Err(error.clone()),
            None => {
                self.builder(pings).build().map_err(|error| SetUpError::of("TLS cannot be set up", &error))
            }
        };
        if https.is_err() {
            // Whether it is only TLS that does not work.
            let _ = http.set(self.http(pings)?.build()?);
        }
        Ok(Clients { https, http, settings: self.clone(), pings, origin: OnceLock::new() })
    }

    /// Never through a proxy, which could read everything. Nor is there a certificate to check: those of the system need
    /// not be loaded.
    fn http(&self, pings: bool) -> Result<ClientBuilder, SetUpError> {
        Ok(self.builder(pings).no_proxy().tls_backend_preconfigured(tls::unused()?))
    }

    /// The keepalive and the user timeout of TCP are reqwest's defaults, which the other transport has too.
    fn builder(&self, pings: bool) -> ClientBuilder {
        let mut builder = Client::builder()
            .connect_timeout(CONNECT_TIMEOUT)
            .referer(false)
            .resolve_to_addrs(LOCALHOST, &LOOPBACK)
            .http2_max_header_list_size(MAX_HEAD);
        if pings {
            builder = builder.http2_keep_alive_interval(PING_INTERVAL).http2_keep_alive_timeout(PING_TIMEOUT);
        }
        if let Some(tls) = &self.0.tls {
            builder = builder.tls_backend_preconfigured(tls.clone());
        }
        // Even one that never retries keeps a copy of the request unless it may do so zero times.
        let never = retry::never().max_retries_per_request(0);
        (self.0.configure)(builder).redirect(redirect::Policy::none()).retry(never)
    }
}

impl Clients {
    /// Why there is none for `https`, if so.
    pub(super) fn unusable(&self) -> Option<&SetUpError> {
        self.https.as_ref().err()
    }

    /// The client for this address, and the address as it wants it.
    pub(super) fn for_uri(&self, uri: &Uri) -> Result<(&Client, Url), BoxError> {
        let url = self.url(uri)?;
        if uri.scheme() != Some(&Scheme::HTTP) {
            return Ok((self.https.as_ref().map_err(Clone::clone)?, url));
        }
        if let Some(client) = self.http.get() {
            return Ok((client, url));
        }
        let client = self.settings.http(self.pings)?.build().map_err(::reqwest::Error::without_url)?;
        Ok((self.http.get_or_init(|| client), url))
    }

    fn url(&self, uri: &Uri) -> Result<Url, BoxError> {
        if let Some(origin) = self.origin.get().filter(|origin| origin.is_of(uri)) {
            let mut url = origin.url.clone();
            url.set_path(uri.path());
            url.set_query(uri.query());
            return Ok(url);
        }
        let url: Url = uri.to_string().parse()?;
        if let (Some(scheme), Some(authority)) = (uri.scheme().cloned(), uri.authority().cloned()) {
            // Another call may have been first, with an origin as good as this.
            let _ = self.origin.set(Origin { scheme, authority, url: url.clone() });
        }
        Ok(url)
    }
}

impl Origin {
    fn is_of(&self, uri: &Uri) -> bool {
        // As text: a difference in case costs a parse, and comparing without case costs every call.
        uri.scheme() == Some(&self.scheme)
            && uri.authority().is_some_and(|other| other.as_str() == self.authority.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::{Settings, Url};

    #[test]
    fn a_known_origin_changes_no_url() {
        let clients = Settings::default().clients(true).expect("reqwest can be set up");
        for uri in [
            "http://127.0.0.1:8080/v1/customers/a%2Fb?x=1",
            "http://127.0.0.1:8080/v1/customers/%C3%A9~_-.",
            "http://127.0.0.1:8080",
            "http://127.0.0.1:8080/?%20=%26",
            "http://127.0.0.1:8081/other",
            "https://127.0.0.1:8080/secure",
        ] {
            let url = clients.url(&uri.parse().expect(uri)).expect(uri);
            assert_eq!(url, uri.parse::<Url>().expect(uri));
        }
    }
}
