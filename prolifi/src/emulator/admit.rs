//! The checks before an operation runs, in the order that the documentation of the emulator gives.

use http::{Method, StatusCode};

use super::auth::{Key, is_write};
use super::idempotency::{self, Turn};
use super::operation::{Operation, Target};
use super::problem::Problem;
use super::rate_limit::too_many_requests;
use super::refusal::Refusal;
use super::reply::Reply;
use super::request::Request;
use super::server::Server;

/// A request that has been read and written down.
pub(super) struct Arrived {
    /// Its number in the record.
    pub(super) number: usize,
    pub(super) method: Method,
    pub(super) target: Target,
    pub(super) key: Result<Key, Refusal>,
    pub(super) request: Result<Request, Refusal>,
}

/// A request whose operation is to be run.
pub(super) struct Admitted {
    pub(super) operation: Operation,
    pub(super) request: Request,
    pub(super) key: Key,
    /// The key under which the answer is to be kept.
    pub(super) idempotency_key: Option<String>,
}

/// Admits a request, or gives the answer that it gets instead: a refusal, or the answer kept for a repeat.
pub(super) fn admit(server: &mut Server, arrived: Arrived) -> Result<Admitted, Box<Reply>> {
    let key = arrived.key?;
    if key.is_live() && !server.live_mode {
        let message = "Live mode is not enabled for this account.";
        return Err(Refusal::new(Problem::Permission, message).into());
    }
    if server.ip_restricted {
        return Err(Refusal::from(Problem::IpRestricted).into());
    }
    server
        .rate_limit
        .take(key, server.state.clock.steady())
        .map_err(|wait| Box::new(too_many_requests(wait)))?;
    key.may(&arrived.method)?;

    let operation = match arrived.target {
        Target::Operation(operation) => operation,
        Target::NoSuchPath => return Err(Refusal::no_such("endpoint").into()),
        Target::NoSuchMethod => {
            let refusal = Refusal::new(Problem::InvalidRequest, "This endpoint does not take this method.");
            return Err(refusal.with_status(StatusCode::METHOD_NOT_ALLOWED).into());
        }
    };
    let request = arrived.request?;
    let idempotency_key = if is_write(&arrived.method) { idempotency::key(&request.headers)? } else { None };
    if let Some(name) = &idempotency_key {
        match server.idempotency.begin(key, name, server.state.clock.now()) {
            Turn::First => {}
            Turn::Concurrent => return Err(idempotency::concurrent().into()),
            Turn::Repeat(reply) => {
                server.record.replayed(arrived.number);
                return Err(Box::new(reply));
            }
        }
    }
    Ok(Admitted { operation, request, key, idempotency_key })
}
