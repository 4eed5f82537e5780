//! The way of a request through the server, from the socket to the operation and back.

use axum::body::{Body, to_bytes};
use axum::extract::{self, ConnectInfo, FromRequestParts, RawPathParams};
use axum::response::Response;
use bytes::Bytes;
use http::StatusCode;
use http::header::{CONNECTION, HeaderValue};
use http::request::Parts;

use super::admit::{Arrived, admit};
use super::auth::Key;
use super::effect::Ending;
use super::fault::Fault;
use super::operation::Target;
use super::problem::Problem;
use super::refusal::Refusal;
use super::reply::Reply;
use super::request::Request;
use super::server::Shared;
use super::wire::Connection;

/// The largest body that is read, far above a batch of 1,000 events.
const LARGEST_BODY: usize = 32 * 1024 * 1024;

/// Answers one request, or breaks its connection if a fault says so.
pub(super) async fn serve(shared: Shared, target: Target, request: extract::Request) -> Response {
    let (parts, body) = request.into_parts();
    let connection = parts.extensions.get::<ConnectInfo<Connection>>().map(|info| info.0.clone());
    let connection = connection.unwrap_or_default();
    let (arrived, fault) = arrive(&shared, parts, body, target).await;
    let (number, key) = (arrived.number, arrived.key.as_ref().ok().copied());

    let ending = match fault {
        None => Ending::Answer(carry_out(&shared, arrived, None).await),
        Some(fault) if fault.is_remembered() => {
            Ending::Answer(carry_out(&shared, arrived, Some(fault)).await)
        }
        Some(fault) if fault.applies_first() => {
            let reply = carry_out(&shared, arrived, None).await;
            fault.strike(Some(reply)).await
        }
        Some(fault) if fault.lets_through() => {
            fault.strike(None).await;
            Ending::Answer(carry_out(&shared, arrived, None).await)
        }
        Some(fault) => fault.strike(None).await,
    };
    match ending {
        Ending::Answer(reply) => {
            let mut server = shared.lock();
            let now = server.state.clock.steady();
            let reply = server.rate_limit.mark(reply, key, now);
            server.record.answered(number, reply.status);
            reply.into()
        }
        Ending::Foreign(reply) => {
            shared.lock().record.answered(number, reply.status);
            reply.into()
        }
        Ending::Replace(bytes) => {
            connection.replace(bytes);
            last_answer()
        }
        Ending::Reset => {
            connection.reset();
            last_answer()
        }
        Ending::Never => std::future::pending().await,
    }
}

/// Reads a request whole, writes it down, and finds the fault that is meant for it.
async fn arrive(shared: &Shared, mut parts: Parts, body: Body, target: Target) -> (Arrived, Option<Fault>) {
    let id = path_id(&mut parts).await;
    let body = to_bytes(body, LARGEST_BODY).await;
    let (number, fault) = {
        let mut server = shared.lock();
        let number = server.record.arrived(&parts, body.as_ref().map(Bytes::clone).unwrap_or_default());
        (number, server.faults.next(&parts.method))
    };
    let query = url::form_urlencoded::parse(parts.uri.query().unwrap_or_default().as_bytes());
    let query = query.into_owned().collect();
    let key = Key::of(&parts.headers);
    let asked = match (id, body) {
        (_, Err(_)) => {
            let refusal =
                Refusal::new(Problem::InvalidRequest, "The request body is too large, or broke off.");
            Err(refusal.with_status(StatusCode::PAYLOAD_TOO_LARGE))
        }
        (Err(refusal), _) => Err(refusal),
        (Ok(id), Ok(body)) => Ok(Request { id, query, headers: parts.headers, body }),
    };
    (Arrived { number, method: parts.method, target, key, request: asked }, fault)
}

/// Runs the operation if the request is admitted. A remembered fault takes the place of the operation's answer, and
/// is kept in its place under the `Idempotency-Key`.
async fn carry_out(shared: &Shared, arrived: Arrived, instead: Option<Fault>) -> Reply {
    let shared = shared.clone();
    // In a task of its own, so that a request is carried out even if its caller goes away meanwhile.
    let task = tokio::spawn(async move {
        let number = arrived.number;
        let admitted = match admit(&mut shared.lock(), arrived) {
            Ok(admitted) => admitted,
            Err(reply) => return *reply,
        };
        let latency = shared.lock().latency;
        if !latency.is_zero() {
            tokio::time::sleep(latency).await;
        }
        let mut server = shared.lock();
        let mut reply = instead.as_ref().and_then(Fault::answer);
        if instead.as_ref().is_none_or(Fault::applies_first) {
            let outcome = (admitted.operation)(&mut server.state, &admitted.request);
            if outcome.is_ok() {
                server.record.applied(number);
            }
            reply = reply.or(Some(outcome.unwrap_or_else(Reply::from)));
        }
        let reply = reply.unwrap_or_else(|| Reply::refused(Problem::Api));
        if let Some(name) = admitted.idempotency_key {
            let now = server.state.clock.now();
            server.idempotency.finish(admitted.key, &name, reply.clone(), now);
        }
        reply
    });
    task.await.unwrap_or_else(|_| Reply::refused(Problem::Api))
}

/// The decoded `{id}` of the path; empty where the route has none.
async fn path_id(parts: &mut Parts) -> Result<String, Refusal> {
    match RawPathParams::from_request_parts(parts, &()).await {
        Ok(found) => Ok(found.iter().next().map(|(_, value)| value.to_owned()).unwrap_or_default()),
        Err(_) => Err(Refusal::new(Problem::InvalidRequest, "The path is not valid UTF-8 once decoded.")),
    }
}

/// An answer that is never read: writing it is what breaks the connection.
fn last_answer() -> Response {
    let mut response = Response::new(Body::empty());
    response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    response
}
