//! A plan, and what it says of its billing cycles and features.

use serde_json::{Map, Value};
use uuid::Uuid;

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

    pub(super) fn status(&self) -> &str {
        self.fields.get("status").and_then(Value::as_str).unwrap_or("active")
    }
}
