//! Transports: what sends one request and returns one answer.
//!
//! A client sends through [`ReqwestTransport`] unless it is given another. A transport knows nothing of
//! retries, deadlines or decoding; those are the client's, so that they are the same over every transport.

#[cfg(any(feature = "reqwest", feature = "hyper"))]
mod attempt;
#[cfg(feature = "blocking")]
pub(crate) mod blocking;
mod chain;
mod cut;
#[cfg(feature = "gzip")]
pub(crate) mod decompress;
#[cfg(any(feature = "reqwest", feature = "hyper"))]
mod environment_proxy;
mod error;
#[cfg(feature = "hyper")]
mod hyper;
#[cfg(any(feature = "reqwest", feature = "hyper"))]
mod io_driver;
#[cfg(any(feature = "reqwest", feature = "hyper"))]
mod library_errors;
#[cfg(any(feature = "reqwest", feature = "hyper"))]
mod library_words;
#[cfg(any(feature = "reqwest", feature = "hyper"))]
mod life;
#[cfg(any(feature = "reqwest", feature = "hyper"))]
mod pools;
#[cfg(feature = "hyper")]
mod proxy_refused;
mod reason;
#[cfg(any(feature = "reqwest", feature = "hyper"))]
mod request_body;
#[cfg(feature = "reqwest")]
mod reqwest;
#[cfg(any(feature = "reqwest", feature = "hyper"))]
mod set_up_error;
#[cfg(any(feature = "reqwest", feature = "hyper"))]
mod settings;
#[cfg(any(feature = "reqwest", feature = "hyper"))]
mod tls;
#[cfg(feature = "tower")]
mod tower;
#[cfg(all(feature = "tower", any(feature = "reqwest", feature = "hyper")))]
mod tower_service;
mod which_attempt;

use std::{future::Future, pin::Pin, sync::Arc};

pub use self::error::TransportError;
#[cfg(feature = "hyper")]
pub use self::hyper::HyperTransport;
#[cfg(feature = "reqwest")]
pub use self::reqwest::ReqwestTransport;
#[cfg(feature = "tower")]
pub use self::tower::TowerTransport;
pub use self::which_attempt::Attempt;
pub(crate) use self::{cut::cut_short, error::Stage};
use crate::body::Body;

/// Sends one HTTP request and returns the answer, once.
///
/// ```
/// use prolifi::{Body, Client, Service, http, transport::{Transport, TransportFuture}};
///
/// /// Answers everything with 204.
/// struct NoContent;
///
/// impl Transport for NoContent {
///     fn send(&self, request: http::Request<Body>) -> TransportFuture {
///         Box::pin(async {
///             let mut answer = http::Response::new(Body::empty());
///             *answer.status_mut() = http::StatusCode::NO_CONTENT;
///             Ok(answer)
///         })
///     }
/// }
///
/// let builder = Client::builder(Service::new("https://api.example.com"));
/// let client = builder.transport(NoContent).build()?;
/// # Ok::<(), prolifi::Error>(())
/// ```
///
/// An implementation must not follow redirects or repeat a request: the client decides both. Dropping the
/// future must stop the request.
pub trait Transport: Send + Sync + 'static {
    /// Sends the request and waits for the head of the answer; its body is read later.
    ///
    /// The URI is absolute and must be sent as it is: its path is encoded already.
    fn send(&self, request: http::Request<Body>) -> TransportFuture;

    /// Whether each request is to carry its [`Attempt`]. Default: yes; it is asked once, when the client is built, and
    /// `false` saves two allocations a request.
    fn wants_attempt(&self) -> bool {
        true
    }
}

/// A transport that is shared.
impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(&self, request: http::Request<Body>) -> TransportFuture {
        (**self).send(request)
    }

    fn wants_attempt(&self) -> bool {
        (**self).wants_attempt()
    }
}

/// The future of [`Transport::send`].
pub type TransportFuture = Pin<Box<dyn Future<Output = Result<http::Response<Body>, TransportError>> + Send>>;
