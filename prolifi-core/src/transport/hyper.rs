//! [`HyperTransport`]: less between a call and its connection.

mod connector;

use std::fmt;

use hyper_util::{
    client::legacy::Client,
    rt::{TokioExecutor, TokioTimer},
};

use self::connector::Connector;
use super::{
    Transport, TransportError, TransportFuture, attempt::Attempt, declare_empty_body,
    library_errors::classify, pools::Pools, request_body::RequestBody,
};
use crate::body::Body;

/// Sends through [hyper](https://hyper.rs)'s own client, with a connection pool that all clones of a
/// client share.
///
/// It spends about half of reqwest's instructions on a call and behaves as
/// [`ReqwestTransport`](super::ReqwestTransport) does: HTTP/2 where the server offers it, certificates
/// checked as the system does, a connection within 5 seconds. It follows no redirect, and sends a request
/// on another connection only if the one it was given had closed before the first byte. Proxies of the
/// system apply to `https` alone (HTTP proxies with `CONNECT`; a SOCKS proxy is an error): a request in
/// plain text never goes through one.
///
/// ```
/// use prolifi_core::{Client, Service, transport::HyperTransport};
///
/// let client = Client::builder(Service::new("https://api.example.com"))
///     .transport(HyperTransport::new()?)
///     .build()?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
// Said again for the docs of the facade, which do not see it on a private module.
#[cfg(feature = "hyper")]
#[derive(Clone)]
pub struct HyperTransport {
    pools: Pools<Client<Connector, RequestBody>>,
}

impl HyperTransport {
    /// The transport with its defaults, which are its only settings.
    ///
    /// # Errors
    ///
    /// [`TransportError`] where TLS cannot be set up.
    pub fn new() -> Result<Self, TransportError> {
        let client = || {
            let connector = Connector::new().map_err(TransportError::connect)?;
            Ok(Client::builder(TokioExecutor::new()).pool_timer(TokioTimer::new()).build(connector))
        };
        Pools::new(client).map(|pools| Self { pools })
    }
}

impl Transport for HyperTransport {
    fn send(&self, mut request: http::Request<Body>) -> TransportFuture {
        declare_empty_body(&mut request);
        let (parts, body) = request.into_parts();
        let (body, taken) = RequestBody::new(body, &parts.method);
        let answer = self.pools.current().request(http::Request::from_parts(parts, body));
        Box::pin(async move {
            let attempt = Attempt::new(taken);
            match answer.await {
                Ok(answer) => {
                    attempt.answered();
                    Ok(answer.map(Body::received))
                }
                Err(error) => Err(attempt.failed(classify(error.into()))),
            }
        })
    }
}

impl fmt::Debug for HyperTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HyperTransport")
    }
}
