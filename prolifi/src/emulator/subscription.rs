//! A subscription, and whether it goes on.

use serde_json::{Map, Value};
use uuid::Uuid;

/// A subscription as it is stored.
#[derive(Clone, Debug)]
pub(super) struct Subscription {
    pub(super) id: Uuid,
    pub(super) customer_id: Uuid,
    pub(super) plan_id: Uuid,
    /// Whether it has been cancelled at once; one cancelled for the end of its period goes on.
    pub(super) ended: bool,
    /// What is answered.
    pub(super) fields: Map<String, Value>,
}

impl Subscription {
    /// Whether its entitlements count.
    pub(super) fn is_active(&self) -> bool {
        !self.ended
    }

    pub(super) fn status(&self) -> &'static str {
        if self.ended { "cancelled" } else { "active" }
    }

    pub(super) fn to_json(&self) -> Value {
        Value::Object(self.fields.clone())
    }
}
