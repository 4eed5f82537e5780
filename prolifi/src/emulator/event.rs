//! Usage events that have been counted, and their definitions.

use std::collections::HashMap;

use jiff::Timestamp;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::clock::written;

/// The events that have been counted, each once.
#[derive(Debug, Default)]
pub(super) struct Events {
    pub(super) counted: Vec<Event>,
    /// Where the event with an `idempotency_key` is.
    pub(super) by_key: HashMap<String, usize>,
}

/// One counted event.
#[derive(Debug)]
pub(super) struct Event {
    pub(super) id: Uuid,
    pub(super) customer_id: Uuid,
    /// As reported; the name of the definition may differ, for an event may be reported by its definition's id.
    pub(super) event_name: String,
    /// The name of the event's definition.
    pub(super) name: String,
    pub(super) subscription_id: Option<Uuid>,
    pub(super) timestamp: Timestamp,
    pub(super) properties: Map<String, Value>,
    pub(super) idempotency_key: Option<String>,
}

/// What the dashboard calls an event definition.
#[derive(Debug)]
pub(super) struct Definition {
    pub(super) id: Uuid,
    pub(super) name: String,
    pub(super) active: bool,
}

impl Event {
    pub(super) fn to_json(&self) -> Value {
        json!({
            "id": self.id,
            "customer_id": self.customer_id,
            "event_name": self.event_name,
            "subscription_id": self.subscription_id,
            "timestamp": written(self.timestamp),
            "properties": self.properties,
            "idempotency_key": self.idempotency_key,
        })
    }

    /// How much it uses up: its `count` property, or 1.
    pub(super) fn quantity(&self) -> u64 {
        self.properties.get("count").and_then(Value::as_u64).unwrap_or(1)
    }
}
