//! [`Step`]: one of the answers that a route gives in turn.

use std::time::Duration;

use http::Response;

use super::{
    fault::Fault,
    played::{Outcome, Played},
};
use crate::body::Body;

/// One of the answers that a route gives in turn.
pub(super) struct Step {
    pub(super) delay: Duration,
    pub(super) kind: Kind,
}

pub(super) enum Kind {
    Reply(Response<Body>),
    Fault(Fault),
}

impl Step {
    pub(super) fn new(kind: Kind) -> Self {
        Self { delay: Duration::ZERO, kind }
    }
}

/// What happens at a turn, counted from 0; the last answer is given again and again. `None` if there is none.
pub(super) fn play(steps: &[Step], turn: usize) -> Option<Played> {
    let step = steps.get(turn).or(steps.last())?;
    let outcome = match &step.kind {
        Kind::Reply(reply) => Outcome::Answer(Box::new(copy(reply))),
        Kind::Fault(fault) => fault.strike(struck(steps, turn)),
    };
    Some(Played { delay: step.delay, outcome })
}

/// The answer that a fault strikes: the next one, or else the last before it.
fn struck(steps: &[Step], turn: usize) -> Response<Body> {
    let reply = |step: &Step| match &step.kind {
        Kind::Reply(reply) => Some(copy(reply)),
        Kind::Fault(_) => None,
    };
    let (before, behind) = steps.split_at(turn.min(steps.len()));
    behind.iter().chain(before.iter().rev()).find_map(reply).unwrap_or_default()
}

/// The same answer once more.
fn copy(response: &Response<Body>) -> Response<Body> {
    let mut copy = Response::new(response.body().share());
    *copy.status_mut() = response.status();
    *copy.headers_mut() = response.headers().clone();
    copy
}
