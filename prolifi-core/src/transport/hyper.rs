//! [`HyperTransport`]: less between a call and its connection.

mod connection;
mod connector;
mod resolver;
mod tunnel;

use std::fmt;

use http::Request;
use hyper_util::{
    client::legacy::Client,
    rt::{TokioExecutor, TokioTimer},
};

use self::connector::Connector;
use super::{
    Transport, TransportError, TransportFuture,
    attempt::Attempt,
    library_errors::classify,
    pools::Pools,
    request_body::RequestBody,
    settings::{MAX_HEAD, PING_INTERVAL, PING_TIMEOUT, declare_empty_body},
};
use crate::body::Body;

/// Sends through [hyper](https://hyper.rs)'s own client, with a connection pool that all clones of a
/// client share.
///
/// It spends about two thirds of the instructions on a call and behaves as
/// [`ReqwestTransport`](super::ReqwestTransport) does: HTTP/2 where the server offers it, certificates
/// checked as the system does, a connection within 5 seconds, which belongs to the Tokio runtime that made it and is
/// left once it is dead. It follows no redirect, and sends a request
/// on another connection only if the one it was given had closed before the first byte. Proxies of the
/// system apply to `https` alone (HTTP proxies with `CONNECT`; a SOCKS proxy is an error): a request in
/// plain text never goes through one.
///
/// ```
/// use prolifi::{Client, Service, transport::HyperTransport};
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
    /// None today. Where the system has no certificates of authorities, or names a proxy that cannot be one, plain HTTP
    /// works, and a request to an `https` address fails with the reason.
    pub fn new() -> Result<Self, TransportError> {
        let connector = Connector::new();
        let client = move |pings: bool| {
            let mut builder = Client::builder(TokioExecutor::new());
            builder
                .timer(TokioTimer::new())
                .pool_timer(TokioTimer::new())
                .http2_max_header_list_size(MAX_HEAD);
            if pings {
                builder.http2_keep_alive_interval(PING_INTERVAL).http2_keep_alive_timeout(PING_TIMEOUT);
            }
            Ok(builder.build(connector.clone()))
        };
        Ok(Self { pools: Pools::new(client) })
    }
}

impl Transport for HyperTransport {
    fn send(&self, mut request: Request<Body>) -> TransportFuture {
        declare_empty_body(&mut request);
        let pool = match self.pools.current() {
            Ok(pool) => pool,
            Err(error) => return Box::pin(async { Err(error) }),
        };
        let (parts, body) = request.into_parts();
        let (body, taken) = RequestBody::new(body, &parts.method);
        let attempt = Attempt::new(pool, &parts.uri, taken);
        let answer = attempt.client().request(Request::from_parts(parts, body));
        Box::pin(async move {
            match answer.await {
                Ok(answer) => {
                    attempt.answered(answer.version());
                    Ok(answer.map(Body::received))
                }
                Err(error) => Err(attempt.failed(classify(error.into()))),
            }
        })
    }

    fn wants_attempt(&self) -> bool {
        false
    }
}

impl fmt::Debug for HyperTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HyperTransport")
    }
}
