//! Plans: a read-only catalogue. A plan is answered as it was seeded, for its fields are not documented.

use serde_json::{Map, Value};
use uuid::Uuid;

use super::pagination;
use super::problem::Refusal;
use super::state::{Call, Outcome, State, ok};
use super::validate::parse_uuid;

/// A plan as it was seeded.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) id: Uuid,
    pub(super) fields: Map<String, Value>,
}

/// A feature that a plan entitles to.
pub(super) struct Feature<'a> {
    pub(super) id: &'a str,
    /// `None` is unlimited.
    pub(super) limit: Option<u64>,
    /// The event that uses it up.
    pub(super) event_name: Option<&'a str>,
}

/// `GET /plans`
pub(super) fn list(state: &mut State, call: &Call) -> Outcome {
    let status = call.parameter("status").unwrap_or("active");
    let matching = state.plans.iter().filter(|plan| plan.status() == status);
    pagination::page(call, matching, |plan| Value::Object(plan.fields.clone()))
}

/// `GET /plans/{id}`
pub(super) fn get(state: &mut State, call: &Call) -> Outcome {
    let plan = parse_uuid(&call.id).and_then(|id| find(state, id));
    plan.map(|plan| Value::Object(plan.fields.clone())).map_or_else(|| Err(Refusal::no_such("plan")), ok)
}

pub(super) fn find(state: &State, id: Uuid) -> Option<&Plan> {
    state.plans.iter().find(|plan| plan.id == id)
}

impl Plan {
    /// Whether a `billing_cycle` is the id or the name of one of the plan's cycles; a plan without any takes all.
    pub(super) fn has_cycle(&self, cycle: &str) -> bool {
        let Some(cycles) = self.fields.get("billing_cycles").and_then(Value::as_array) else { return true };
        cycles.iter().any(|known| ["id", "name"].iter().any(|field| known[field] == cycle))
    }

    /// The plan's features, of those that have an `id`.
    pub(super) fn features(&self) -> impl Iterator<Item = Feature<'_>> {
        let features = self.fields.get("features").and_then(Value::as_array).into_iter().flatten();
        features.filter_map(|feature| {
            let limit = feature["limit"].as_u64();
            Some(Feature { id: feature["id"].as_str()?, limit, event_name: feature["event_name"].as_str() })
        })
    }

    fn status(&self) -> &str {
        self.fields.get("status").and_then(Value::as_str).unwrap_or("active")
    }
}
