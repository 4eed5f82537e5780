//! [`Step`]: one of the answers that a route gives in turn.

use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response};

use super::{
    fault::Fault,
    page_writer::PageWriter,
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
    /// The page that is asked for.
    Page,
}

impl Step {
    pub(super) fn new(kind: Kind) -> Self {
        Self { delay: Duration::ZERO, kind }
    }
}

/// What happens at a turn, counted from 0; the last answer is given again and again. `None` if there is none.
///
/// # Errors
///
/// A sentence: the page that is asked for is none of the list.
pub(super) fn play(
    steps: &[Step],
    turn: usize,
    pages: &PageWriter,
    request: &Request<Bytes>,
) -> Option<Result<Played, String>> {
    let step = steps.get(turn).or(steps.last())?;
    let outcome = match &step.kind {
        Kind::Fault(fault) => struck(steps, turn, pages, request).map(|answer| fault.strike(answer)),
        kind => reply(kind, pages, request).map(|answer| Outcome::Answer(Box::new(answer))),
    };
    Some(outcome.map(|outcome| Played { delay: step.delay, outcome }))
}

/// The answer that a fault strikes: the next one, or else the last before it.
fn struck(
    steps: &[Step],
    turn: usize,
    pages: &PageWriter,
    request: &Request<Bytes>,
) -> Result<Response<Body>, String> {
    let (before, behind) = steps.split_at(turn.min(steps.len()));
    let is_answer = |step: &&Step| !matches!(step.kind, Kind::Fault(_));
    match behind.iter().chain(before.iter().rev()).find(is_answer) {
        Some(step) => reply(&step.kind, pages, request),
        None => Ok(Response::default()),
    }
}

fn reply(kind: &Kind, pages: &PageWriter, request: &Request<Bytes>) -> Result<Response<Body>, String> {
    match kind {
        Kind::Reply(reply) => Ok(copy(reply)),
        Kind::Fault(_) => Ok(Response::default()),
        Kind::Page => pages.answer(request),
    }
}

/// The same answer once more.
fn copy(response: &Response<Body>) -> Response<Body> {
    let mut copy = Response::new(response.body().share());
    *copy.status_mut() = response.status();
    *copy.headers_mut() = response.headers().clone();
    copy
}
