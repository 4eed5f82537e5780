//! [`TowerTransport`]: a tower service as a transport.

use std::{future::poll_fn, sync::Mutex, sync::PoisonError};

use bytes::Bytes;
use tower_service::Service;

use super::{Transport, TransportError, TransportFuture};
use crate::{body::Body, error::BoxError};

/// Sends through a [`tower::Service`](tower_service::Service): a stack of middleware, or the router of a
/// server in the same process.
///
/// A [`TransportError`] among the service's errors is taken as it is; every other counts as one after
/// which bytes may have been sent.
///
/// ```
/// use prolifi::{Body, Client, Service, http, transport::{TowerTransport, TransportError}};
///
/// struct Echo;
/// impl Clone for Echo { fn clone(&self) -> Self { Self } }
/// impl tower_service::Service<http::Request<Body>> for Echo {
///     type Response = http::Response<Body>;
///     type Error = TransportError;
///     type Future = std::future::Ready<Result<Self::Response, Self::Error>>;
///     fn poll_ready(&mut self, _: &mut std::task::Context<'_>) -> std::task::Poll<Result<(), Self::Error>> { Ok(()).into() }
///     fn call(&mut self, request: http::Request<Body>) -> Self::Future { std::future::ready(Ok(http::Response::new(request.into_body()))) }
/// }
/// let service = Echo;
/// let client = Client::builder(Service::new("https://api.example.com"))
///     .transport(TowerTransport::new(service))
///     .build()?;
/// # Ok::<(), prolifi::Error>(())
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
