//! [`ReqwestTransport`]: the transport that clients use by default.

mod clients;

use std::{
    fmt,
    sync::{Mutex, PoisonError},
};

use ::reqwest::ClientBuilder;

use self::clients::{Clients, Settings};
use super::{
    Transport, TransportError, TransportFuture, attempt::Attempt, library_errors, pools::Pools,
    request_body::RequestBody, set_up_error::SetUpError, settings::declare_empty_body,
};
use crate::{body::Body, error::BoxError};

/// Sends through [reqwest](https://docs.rs/reqwest), with a connection pool that all clones of a client share.
///
/// It makes a connection within 5 seconds, follows no redirect, and repeats nothing by itself. Proxies of
/// the system apply to `https` alone: a request in plain text never goes through one.
///
/// A connection belongs to the Tokio runtime that made it, and ends with it. Over HTTP/2 it is asked with a PING whether it
/// is there when a request waits and nothing has come for 10 seconds, and it is left when an attempt's time was up and
/// nothing was answered on it meanwhile.
#[derive(Clone)]
pub struct ReqwestTransport {
    pools: Pools<Clients>,
    unusable: Option<SetUpError>,
}

impl ReqwestTransport {
    /// The transport with its defaults.
    ///
    /// ```
    /// use prolifi::{Client, Service, transport::ReqwestTransport};
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
    /// [`TransportError`] where reqwest cannot be set up. Where the system has no certificates of authorities, or
    /// names a proxy that cannot be one, plain HTTP works, and a request to an `https` address fails with the reason.
    /// Without cryptography (features `aws-lc-rs` and `ring`) every request fails.
    pub fn new() -> Result<Self, TransportError> {
        Self::of(Settings::default())
    }

    /// The transport with settings of your own: proxies, root certificates, TLS.
    ///
    /// Redirects and reqwest's own retries are turned off after the closure, whatever it says. It runs once for each
    /// pool of connections: for the first, for each further runtime, and for plain HTTP, which has no proxies.
    ///
    /// ```
    /// use prolifi::{Client, Service, transport::ReqwestTransport};
    ///
    /// let transport = ReqwestTransport::with(|builder| builder.pool_max_idle_per_host(4))?;
    /// let builder = Client::builder(Service::new("https://api.example.com"));
    /// let client = builder.transport(transport).build()?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`TransportError`] where the settings do not fit together, and otherwise as [`new`](Self::new). With the feature
    /// `ring` alone the program has to install a `CryptoProvider` of rustls, or only plain HTTP works.
    pub fn with(
        configure: impl Fn(ClientBuilder) -> ClientBuilder + Send + Sync + 'static,
    ) -> Result<Self, TransportError> {
        Self::of(Settings::with(configure))
    }

    /// Makes the first pool, so that what does not fit together is said now.
    fn of(settings: Settings) -> Result<Self, TransportError> {
        let first = settings.clients(true).map_err(TransportError::connect)?;
        let unusable = first.unusable().cloned();
        let first = Mutex::new(Some(first));
        let pools = Pools::new(move |pings| {
            let first = first.lock().unwrap_or_else(PoisonError::into_inner).take();
            match first.filter(|_| pings) {
                Some(first) => Ok(first),
                None => settings.clients(pings),
            }
        });
        Ok(Self { pools, unusable })
    }

    /// # Errors
    ///
    /// Why no request to an `https` address can be sent.
    pub(crate) fn check_https(&self) -> Result<(), BoxError> {
        self.unusable.clone().map_or(Ok(()), |error| Err(error.into()))
    }
}

impl Transport for ReqwestTransport {
    fn send(&self, mut request: http::Request<Body>) -> TransportFuture {
        declare_empty_body(&mut request);
        let pool = match self.pools.current() {
            Ok(pool) => pool,
            Err(error) => return Box::pin(async { Err(error) }),
        };
        let (parts, body) = request.into_parts();
        let (body, taken) = RequestBody::new(body, &parts.method);
        let attempt = Attempt::new(pool, &parts.uri, taken);
        let (client, url) = match attempt.client().for_uri(&parts.uri) {
            Ok(found) => found,
            Err(error) => return Box::pin(async { Err(TransportError::connect(error)) }),
        };
        let mut request = ::reqwest::Request::new(parts.method, url);
        *request.headers_mut() = parts.headers;
        if !body.is_nothing() {
            *request.body_mut() = Some(::reqwest::Body::wrap(body));
        }
        let answer = client.execute(request);
        Box::pin(async move {
            match answer.await {
                Ok(answer) => {
                    attempt.answered(answer.version());
                    Ok(http::Response::from(answer).map(Body::of_reqwest))
                }
                Err(error) => Err(attempt.failed(classify(error))),
            }
        })
    }

    fn wants_attempt(&self) -> bool {
        false
    }
}

/// The address is taken out of the error: a filled path can hold what must not be logged.
fn classify(error: ::reqwest::Error) -> TransportError {
    let error = error.without_url();
    // A PING without an answer is a timeout of hyper's: a lost connection, as it is over the other transport.
    if error.is_timeout() && !error.is_connect() && !library_errors::is_ping_unanswered(&error) {
        return TransportError::timeout(error);
    }
    library_errors::classify(error.into())
}

impl fmt::Debug for ReqwestTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReqwestTransport").finish_non_exhaustive()
    }
}
