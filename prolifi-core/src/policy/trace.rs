//! What a call tells `tracing`: the names of OpenTelemetry's HTTP client conventions, and nothing that
//! could hold a secret or a person. No filled path, query, header or body is among it.

use http_body::Body as _;
use tracing::{Span, debug, field::Empty, info_span};

use super::attempt::Failure;
use crate::{
    answer::{Answer, Ending},
    client::Watched,
    error::Error,
    request::Prepared,
};

/// The beginning of a call, where anybody hears of it: by a span, whose name for people is `otel.name`
/// (`PATCH /customers/<id>`), or by an observer.
pub(super) fn call(prepared: &Prepared) -> Option<Box<Ending>> {
    let (endpoint, base) = (prepared.endpoint, prepared.base());
    let length = || prepared.body.size_hint().exact();
    Ending::of(span(prepared), Watched::begin(&prepared.client, endpoint, base, length))
}

fn span(prepared: &Prepared) -> Span {
    let endpoint = prepared.endpoint;
    info_span!(
        "http_call",
        otel.name = format_args!("{} {}", endpoint.method(), endpoint.path_template()),
        otel.kind = "client",
        http.request.method = %endpoint.method(),
        url.template = endpoint.path_template(),
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
            error.type = failure.kind.name(),
            "attempt failed"
        ),
    }
}

/// The end of the call, but for what reading its answer comes to.
pub(super) fn end(ending: &mut Option<Box<Ending>>, attempts: u32, result: &Result<&Answer, &Error>) {
    if let Some(ending) = ending {
        let status = match result {
            Ok(answer) => Some(answer.status()),
            Err(error) => error.status(),
        };
        ending.tell(attempts, status.map(|status| status.as_u16()), result.err());
    }
}
