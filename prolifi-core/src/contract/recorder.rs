//! [`Recorder`]: a transport that keeps what is sent, and gives the answer that it is told.

use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use http_body_util::BodyExt;

use crate::{
    body::Body,
    endpoint::Endpoint,
    transport::{Attempt, Transport, TransportError, TransportFuture},
};

/// What is answered.
#[derive(Debug, Clone, Default)]
pub(super) struct Given {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
}

/// What was sent.
#[derive(Debug, Clone)]
pub(super) struct Sent {
    pub(super) endpoint: &'static Endpoint,
    pub(super) request: http::Request<Bytes>,
}

#[derive(Clone)]
pub(super) struct Recorder {
    given: Given,
    sent: Arc<Mutex<Option<Sent>>>,
}

impl Recorder {
    pub(super) fn new(given: Given) -> Self {
        Self { given, sent: Arc::default() }
    }

    /// The first request.
    pub(super) fn sent(&self) -> Option<Sent> {
        self.sent.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Transport for Recorder {
    fn send(&self, request: http::Request<Body>) -> TransportFuture {
        let recorder = self.clone();
        Box::pin(async move {
            let endpoint = request.extensions().get().map(Attempt::endpoint);
            let (parts, body) = request.into_parts();
            let body = body.collect().await.map_err(TransportError::io)?.to_bytes();
            if let Some(endpoint) = endpoint {
                let request = http::Request::from_parts(parts, body);
                let mut sent = recorder.sent.lock().unwrap_or_else(PoisonError::into_inner);
                sent.get_or_insert(Sent { endpoint, request });
            }
            let mut answer = http::Response::new(Body::from(recorder.given.body));
            *answer.status_mut() = recorder.given.status;
            *answer.headers_mut() = recorder.given.headers;
            Ok(answer)
        })
    }
}
