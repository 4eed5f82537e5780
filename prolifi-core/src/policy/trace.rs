//! What a call tells `tracing`: the names of OpenTelemetry's HTTP client conventions, and nothing that
//! could hold a secret or a person. No filled path, query, header or body is among it.

use tracing::{Span, debug, field::Empty, info_span};

use super::attempt::Failure;
use crate::{
    answer::Answer,
    error::{Error, ErrorKind},
    request::Prepared,
};

/// The span of a whole call. Its name for people is `otel.name`: `PATCH /customers/<id>`.
pub(super) fn call(prepared: &Prepared) -> Span {
    let endpoint = prepared.endpoint;
    info_span!(
        "http_call",
        otel.name = %endpoint,
        otel.kind = "client",
        http.request.method = %endpoint.method(),
        url.template = endpoint.template(),
        server.address = prepared.base().host(),
        server.port = prepared.base().port(),
        http.response.status_code = Empty,
        http.request.resend_count = Empty,
        error.type = Empty,
    )
}

/// The outcome of one attempt, which counts from 0.
pub(super) fn attempt(number: u32, outcome: &Result<Answer, Failure>) {
    match outcome {
        Ok(answer) => debug!(
            http.request.resend_count = number,
            http.response.status_code = answer.status().as_u16(),
            "attempt answered"
        ),
        Err(failure) => debug!(
            http.request.resend_count = number,
            error.type = error_type(failure.kind),
            "attempt failed"
        ),
    }
}

/// The outcome of the call, written into its span.
pub(super) fn outcome(span: &Span, attempts: u32, result: &Result<Answer, Error>) {
    span.record("http.request.resend_count", attempts.saturating_sub(1));
    let status = match result {
        Ok(answer) => Some(answer.status()),
        Err(error) => {
            span.record("error.type", error_type(error.kind()));
            error.status()
        }
    };
    if let Some(status) = status {
        span.record("http.response.status_code", status.as_u16());
    }
}

fn error_type(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::Build => "build",
        ErrorKind::Auth => "auth",
        ErrorKind::Connect => "connect",
        ErrorKind::Timeout => "timeout",
        ErrorKind::Transport => "transport",
        ErrorKind::Redirect => "redirect",
        ErrorKind::RateLimited => "rate_limited",
        ErrorKind::TooLarge => "too_large",
        ErrorKind::Decode => "decode",
        ErrorKind::Api => "api",
    }
}
