//! [`ReqwestTransport`]: the transport that clients use by default.

use std::fmt;

use ::reqwest::{Client, ClientBuilder, redirect, retry};
use http::uri::Scheme;
use http_body_util::BodyDataStream;

use super::{CONNECT_TIMEOUT, Transport, TransportError, TransportFuture, pools::Pools};
use crate::Body;

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
}

impl ReqwestTransport {
    /// The transport with its defaults.
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
        let pools = Pools::new(move || Pool::new(&configure)).map_err(TransportError::io)?;
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
        Ok(Self { https: builder().build()?, http: builder().no_proxy().build()? })
    }
}

impl Transport for ReqwestTransport {
    fn send(&self, request: http::Request<Body>) -> TransportFuture {
        let plain = request.uri().scheme() == Some(&Scheme::HTTP);
        let pool = self.pools.current();
        let client = if plain { &pool.http } else { &pool.https };
        let (parts, body) = request.into_parts();
        let mut request = match parts.uri.to_string().parse() {
            Ok(url) => ::reqwest::Request::new(parts.method, url),
            Err(error) => return Box::pin(async move { Err(TransportError::connect(error)) }),
        };
        *request.headers_mut() = parts.headers;
        if !body.is_empty() {
            *request.body_mut() = Some(convert(body));
        }
        let answer = client.execute(request);
        Box::pin(async move {
            let answer = answer.await.map_err(classify)?;
            Ok(http::Response::from(answer).map(Body::wrap))
        })
    }
}

/// Bytes stay bytes, with their length.
fn convert(body: Body) -> ::reqwest::Body {
    match body.to_bytes() {
        Some(bytes) => bytes.into(),
        None => ::reqwest::Body::wrap_stream(BodyDataStream::new(body)),
    }
}

/// The address is taken out of the error: a filled path can hold what must not be logged.
fn classify(error: ::reqwest::Error) -> TransportError {
    let error = error.without_url();
    if error.is_connect() {
        TransportError::connect(error)
    } else if error.is_timeout() {
        TransportError::timeout(error)
    } else {
        TransportError::io(error)
    }
}

impl fmt::Debug for ReqwestTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReqwestTransport").finish_non_exhaustive()
    }
}
