//! [`ReqwestTransport`]: the transport that clients use by default.

use std::{fmt, sync::OnceLock};

use ::reqwest::{Client, ClientBuilder, redirect, retry};
use http::{
    Uri,
    uri::{Authority, Scheme},
};
use url::{ParseError, Url};

use super::{
    CONNECT_TIMEOUT, Transport, TransportError, TransportFuture, attempt::Attempt, declare_empty_body,
    library_errors, pools::Pools, request_body::RequestBody,
};
use crate::body::Body;

/// Sends through [reqwest](::reqwest), with a connection pool that all clones of a client share.
///
/// It makes a connection within 5 seconds, follows no redirect, and repeats nothing by itself. Proxies of
/// the system apply to `https` alone: a request in plain text never goes through one.
#[derive(Clone)]
pub struct ReqwestTransport {
    pools: Pools<Pool>,
}

/// Connections, with and without TLS.
#[derive(Debug, Clone)]
struct Pool {
    https: Client,
    /// The same without any proxy.
    http: Client,
    /// That of the first request: a client has one.
    origin: OnceLock<Origin>,
}

/// Where requests go to, parsed: the host takes most of the time that parsing a URL takes.
#[derive(Debug, Clone)]
struct Origin {
    scheme: Scheme,
    authority: Authority,
    url: Url,
}

impl ReqwestTransport {
    /// The transport with its defaults.
    ///
    /// ```
    /// use prolifi_core::{Client, Service, transport::ReqwestTransport};
    ///
    /// // One pool of connections for the clients of two services.
    /// let transport = ReqwestTransport::new()?;
    /// let bills = Client::builder(Service::new("https://bills.example.com")).transport(transport.clone()).build()?;
    /// let notes = Client::builder(Service::new("https://notes.example.com")).transport(transport).build()?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`TransportError`] where TLS cannot be set up.
    pub fn new() -> Result<Self, TransportError> {
        Self::with(|builder| builder)
    }

    /// The transport with settings of your own: proxies, root certificates, TLS.
    ///
    /// Redirects and reqwest's own retries are turned off after the closure, whatever it says. It runs
    /// twice: plain HTTP has a client of its own, without proxies.
    ///
    /// ```
    /// use prolifi_core::{Client, Service, transport::ReqwestTransport};
    ///
    /// let transport = ReqwestTransport::with(|builder| builder.pool_max_idle_per_host(4))?;
    /// let client = Client::builder(Service::new("https://api.example.com")).transport(transport).build()?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`TransportError`] where the settings do not fit together or TLS cannot be set up.
    pub fn with(
        configure: impl Fn(ClientBuilder) -> ClientBuilder + Send + Sync + 'static,
    ) -> Result<Self, TransportError> {
        let pools = Pools::new(move || Pool::new(&configure)).map_err(TransportError::connect)?;
        Ok(Self { pools })
    }
}

impl Pool {
    fn new(configure: &dyn Fn(ClientBuilder) -> ClientBuilder) -> Result<Self, ::reqwest::Error> {
        let builder = || {
            configure(Client::builder().connect_timeout(CONNECT_TIMEOUT).referer(false))
                .redirect(redirect::Policy::none())
                .retry(retry::never())
        };
        Ok(Self { https: builder().build()?, http: builder().no_proxy().build()?, origin: OnceLock::new() })
    }

    /// The URI as reqwest wants it.
    fn url(&self, uri: &Uri) -> Result<Url, ParseError> {
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

impl Transport for ReqwestTransport {
    fn send(&self, mut request: http::Request<Body>) -> TransportFuture {
        declare_empty_body(&mut request);
        let plain = request.uri().scheme() == Some(&Scheme::HTTP);
        let pool = self.pools.current();
        let client = if plain { &pool.http } else { &pool.https };
        let (parts, body) = request.into_parts();
        let mut request = match pool.url(&parts.uri) {
            Ok(url) => ::reqwest::Request::new(parts.method, url),
            Err(error) => return Box::pin(async move { Err(TransportError::connect(error)) }),
        };
        *request.headers_mut() = parts.headers;
        let (body, taken) = RequestBody::new(body, request.method());
        if !body.is_nothing() {
            *request.body_mut() = Some(::reqwest::Body::wrap(body));
        }
        let answer = client.execute(request);
        Box::pin(async move {
            let attempt = Attempt::new(taken);
            match answer.await {
                Ok(answer) => {
                    attempt.answered();
                    Ok(http::Response::from(answer).map(Body::received))
                }
                Err(error) => Err(attempt.failed(classify(error))),
            }
        })
    }
}

/// The address is taken out of the error: a filled path can hold what must not be logged.
fn classify(error: ::reqwest::Error) -> TransportError {
    let error = error.without_url();
    if error.is_timeout() && !error.is_connect() {
        return TransportError::timeout(error);
    }
    library_errors::classify(error.into())
}

impl fmt::Debug for ReqwestTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReqwestTransport").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::{Pool, Url};

    #[test]
    fn a_known_origin_changes_no_url() {
        let pool = Pool::new(&|builder| builder).expect("TLS can be set up");
        for uri in [
            "http://127.0.0.1:8080/v1/customers/a%2Fb?x=1",
            "http://127.0.0.1:8080/v1/customers/%C3%A9~_-.",
            "http://127.0.0.1:8080",
            "http://127.0.0.1:8080/?%20=%26",
            "http://127.0.0.1:8081/other",
            "https://127.0.0.1:8080/secure",
        ] {
            let url = pool.url(&uri.parse().expect(uri)).expect(uri);
            assert_eq!(url, uri.parse::<Url>().expect(uri));
        }
    }
}
