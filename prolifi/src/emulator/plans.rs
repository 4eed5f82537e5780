//! Plans: a read-only catalogue. A plan is answered as it was seeded, for its fields are not documented.

use serde_json::Value;
use uuid::Uuid;

use super::outcome::{Outcome, ok};
use super::pagination;
use super::plan::Plan;
use super::refusal::Refusal;
use super::request::Request;
use super::state::State;
use super::validate::parse_uuid;

/// `GET /plans`
pub(super) fn list(state: &mut State, request: &Request) -> Outcome {
    let status = request.parameter("status").unwrap_or("active");
    let matching = state.plans.iter().filter(|plan| plan.status() == status);
    pagination::page(request, matching, |plan| Value::Object(plan.fields.clone()))
}

/// `GET /plans/{id}`
pub(super) fn get(state: &mut State, request: &Request) -> Outcome {
    let plan = parse_uuid(&request.id).and_then(|id| find(state, id));
    plan.map(|plan| Value::Object(plan.fields.clone())).map_or_else(|| Err(Refusal::no_such("plan")), ok)
}

pub(super) fn find(state: &State, id: Uuid) -> Option<&Plan> {
    state.plans.iter().find(|plan| plan.id == id)
}
