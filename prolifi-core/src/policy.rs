//! The way of a call from its request to its answer: limits of time and size, and what an outcome means.

mod attempt;

use std::{sync::Arc, time::Duration};

use http::{HeaderValue, Method, StatusCode};
use tokio::time::{Instant, timeout_at};

use self::attempt::Failure;
use crate::{Answer, Endpoint, Error, ErrorKind, RateLimit, answer::Head, request::Prepared};

/// How long an attempt lasts that may be repeated.
const ATTEMPT_TIMEOUT: Duration = Duration::from_secs(30);

/// What the answer type of a call takes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Expected {
    pub(crate) accepts: fn(StatusCode) -> bool,
    pub(crate) streamed: bool,
}

/// Sends a request and waits for its answer.
pub(crate) async fn run(prepared: Box<Prepared>, expected: Expected) -> Result<Answer, Error> {
    let client = prepared.client.clone();
    let options = prepared.options;
    let call = CallContext { endpoint: prepared.endpoint, key: prepared.key_value().cloned() };
    let request = prepared.into_request()?;
    let started = Instant::now();
    let attempt_limit = options.attempt_timeout.unwrap_or(match *request.method() {
        Method::POST | Method::PATCH => options.timeout,
        _ => ATTEMPT_TIMEOUT,
    });
    let limit = attempt_limit.min(options.timeout);
    let attempt = attempt::send(&client, request, expected, options.max_body);
    // A limit beyond the end of time is none.
    let outcome = match started.checked_add(limit) {
        Some(deadline) => timeout_at(deadline, attempt).await.unwrap_or(Err(Failure::timeout(limit))),
        None => attempt.await,
    };
    match outcome {
        Ok(received) => {
            let service = &client.inner().service;
            let head = Head {
                status: received.status,
                rate_limit: RateLimit::read(&received.headers, service),
                replayed: service.is_replayed(&received.headers),
                request_id: service.request_id(&received.headers),
                headers: received.headers,
                endpoint: Some(call.endpoint),
                key: call.key,
                attempts: 1,
                may_have_been_applied: true,
            };
            let answer = Answer { head: Arc::new(head), body: received.body };
            if (expected.accepts)(answer.status()) {
                Ok(answer)
            } else {
                Err(answer.refused(service.read_error))
            }
        }
        Err(failure) => Err(call.failed(failure)),
    }
}

/// What is known of a call before it is answered.
struct CallContext {
    endpoint: &'static Endpoint,
    key: Option<HeaderValue>,
}

impl CallContext {
    fn failed(&self, failure: Failure) -> Error {
        let sent = failure.kind != ErrorKind::Connect;
        let key = self.key.as_ref().and_then(|key| key.to_str().ok());
        let mut error = Error::new(failure.kind, failure.problem)
            .with_endpoint(Some(self.endpoint))
            .with_key(key)
            .with_history(1, sent);
        if let Some(status) = failure.status {
            error = error.with_status(status);
        }
        match failure.source {
            Some(source) => error.with_source(source),
            None => error,
        }
    }
}
