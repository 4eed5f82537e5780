//! [`TowerTransport`]: a tower service as a transport.

use std::{
    future::poll_fn,
    sync::{Mutex, PoisonError},
};

use bytes::Bytes;
use tower_service::Service;

use super::{Transport, TransportError, TransportFuture};
use crate::{body::Body, error::BoxError};

/// Sends through a [`tower::Service`](https://docs.rs/tower-service): a stack of middleware, or the router of a
/// server in the same process.
///
/// A [`TransportError`] among the service's errors is taken as it is; every other counts as one after
/// which bytes may have been sent.
///
/// [`ReqwestTransport`](super::ReqwestTransport) and [`HyperTransport`](super::HyperTransport) are such services, below a
/// layer in one line. What goes through it carries its [`Attempt`](super::Attempt).
///
/// ```
/// use std::task::{Context, Poll};
///
/// use prolifi::{Body, Client, Service, http};
/// use prolifi::transport::{Attempt, ReqwestTransport, TowerTransport};
///
/// /// A layer of your own, or `tower::ServiceBuilder::new().layer(..).service(..)` with those of others.
/// #[derive(Clone)]
/// struct Named<S>(S);
///
/// impl<S: tower_service::Service<http::Request<Body>>> tower_service::Service<http::Request<Body>> for Named<S> {
///     type Response = S::Response;
///     type Error = S::Error;
///     type Future = S::Future;
///
///     fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
///         self.0.poll_ready(context)
///     }
///
///     fn call(&mut self, mut request: http::Request<Body>) -> S::Future {
///         let name = request.extensions().get().map_or("", |attempt: &Attempt| attempt.endpoint().name());
///         request.headers_mut().insert("x-operation", http::HeaderValue::from_static(name));
///         self.0.call(request)
///     }
/// }
///
/// let transport = TowerTransport::new(Named(ReqwestTransport::new()?));
/// let builder = Client::builder(Service::new("https://api.example.com"));
/// let client = builder.transport(transport).build()?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
// Said again for the docs of the facade, which do not see it on a private module.
#[cfg(feature = "tower")]
#[derive(Debug)]
pub struct TowerTransport<S> {
    /// Cloned for every request, which is what tower's middleware is made for.
    service: Mutex<S>,
}

impl<S> TowerTransport<S> {
    /// A transport that sends through clones of `service`.
    pub fn new(service: S) -> Self {
        Self { service: Mutex::new(service) }
    }
}

impl<S, B> Transport for TowerTransport<S>
where
    S: Service<http::Request<Body>, Response = http::Response<B>> + Clone + Send + 'static,
    S::Error: Into<BoxError>,
    S::Future: Send + 'static,
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    fn send(&self, request: http::Request<Body>) -> TransportFuture {
        let mut service = self.service.lock().unwrap_or_else(PoisonError::into_inner).clone();
        Box::pin(async move {
            poll_fn(|cx| service.poll_ready(cx)).await.map_err(classify)?;
            let answer = service.call(request).await.map_err(classify)?;
            Ok(answer.map(Body::wrap))
        })
    }
}

fn classify(error: impl Into<BoxError>) -> TransportError {
    match error.into().downcast::<TransportError>() {
        Ok(error) => *error,
        Err(error) => TransportError::io(error),
    }
}
