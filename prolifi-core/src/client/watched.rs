//! [`Watched`]: a call that an observer hears of.

use std::{sync::Arc, time::Duration};

use http::StatusCode;
use tokio::time::Instant;

use super::{
    Client,
    observer::{AttemptEnd, CallEnd, Observer},
};
use crate::{endpoint::Endpoint, error::ErrorKind, service::BaseUrl};

/// What is counted of a call until its end, which is told when this is dropped.
pub(crate) struct Watched {
    observer: Arc<dyn Observer>,
    endpoint: &'static Endpoint,
    base: BaseUrl,
    request_bytes: Option<u64>,
    began: Instant,
    attempt_began: Option<Instant>,
    in_attempts: Duration,
    attempts: u32,
    status: Option<StatusCode>,
    response_bytes: Option<u64>,
    error: Option<ErrorKind>,
    /// Whether it came to a value or an error.
    is_over: bool,
}

impl Watched {
    /// Begins to watch a call, where its client has an observer.
    pub(crate) fn begin(
        client: &Client,
        endpoint: &'static Endpoint,
        base: &BaseUrl,
        request_bytes: impl FnOnce() -> Option<u64>,
    ) -> Option<Self> {
        let observer = Arc::clone(client.inner().observer.as_ref()?);
        observer.call_began(endpoint);
        Some(Self {
            observer,
            endpoint,
            base: base.clone(),
            request_bytes: request_bytes(),
            began: Instant::now(),
            attempt_began: None,
            in_attempts: Duration::ZERO,
            attempts: 0,
            status: None,
            response_bytes: None,
            error: None,
            is_over: false,
        })
    }

    pub(crate) fn attempt_begins(&mut self) {
        self.attempts += 1;
        self.attempt_began = Some(Instant::now());
    }

    /// Nothing, if it did not begin.
    pub(crate) fn attempt_ends(
        &mut self,
        status: Option<StatusCode>,
        error: Option<ErrorKind>,
        response_bytes: Option<u64>,
    ) {
        let Some(duration) = self.end_attempt() else { return };
        (self.status, self.response_bytes) = (status, response_bytes);
        self.observer.attempt_ended(&AttemptEnd {
            endpoint: self.endpoint,
            server_address: self.base.host(),
            server_port: self.base.port(),
            number: self.attempts,
            status,
            error,
            duration,
            request_bytes: self.request_bytes,
            response_bytes,
        });
    }

    /// The call came to a value, which is perhaps yet to be read, or to an error.
    pub(crate) fn come_to(&mut self, error: Option<ErrorKind>) {
        self.is_over = true;
        self.error = error;
    }

    fn end_attempt(&mut self) -> Option<Duration> {
        let lasted = self.attempt_began.take()?.elapsed();
        self.in_attempts += lasted;
        Some(lasted)
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        self.end_attempt();
        let duration = self.began.elapsed();
        self.observer.call_ended(&CallEnd {
            endpoint: self.endpoint,
            server_address: self.base.host(),
            server_port: self.base.port(),
            status: self.status,
            error: self.error,
            dropped: !self.is_over,
            duration,
            waited: duration.saturating_sub(self.in_attempts),
            attempts: self.attempts,
            request_bytes: self.request_bytes,
            response_bytes: self.response_bytes,
        });
    }
}
