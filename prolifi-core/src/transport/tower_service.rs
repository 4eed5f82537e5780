//! The transports of the network as services, so that a stack of tower's middleware stands over them in one line.

use std::task::{Context, Poll};

use http::{Request, Response};
use tower_service::Service;

#[cfg(feature = "hyper")]
use super::HyperTransport;
#[cfg(feature = "reqwest")]
use super::ReqwestTransport;
use super::{Transport, TransportError, TransportFuture};
use crate::body::Body;

macro_rules! service {
    ($transport:ty) => {
        /// For a stack of middleware, which [`TowerTransport`](super::TowerTransport) makes a transport again.
        impl Service<Request<Body>> for $transport {
            type Response = Response<Body>;
            type Error = TransportError;
            type Future = TransportFuture;

            fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), TransportError>> {
                Poll::Ready(Ok(()))
            }

            fn call(&mut self, request: Request<Body>) -> TransportFuture {
                self.send(request)
            }
        }
    };
}

#[cfg(feature = "reqwest")]
service!(ReqwestTransport);
#[cfg(feature = "hyper")]
service!(HyperTransport);
