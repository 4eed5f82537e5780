//! What a request is for.

use super::outcome::Outcome;
use super::request::Request;
use super::state::State;

/// Carries out one operation. Operations run one at a time, so each sees and leaves a whole state.
pub(super) type Operation = fn(&mut State, &Request) -> Outcome;

/// What a request is for.
#[derive(Clone, Copy)]
pub(super) enum Target {
    Operation(Operation),
    NoSuchPath,
    NoSuchMethod,
}
