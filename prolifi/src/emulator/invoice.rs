//! An invoice, and its status.

use serde_json::{Map, Value};
use uuid::Uuid;

/// An invoice as it was seeded; `status` follows the life of an invoice.
#[derive(Debug)]
pub(super) struct Invoice {
    pub(super) id: Uuid,
    pub(super) customer_id: Option<Uuid>,
    pub(super) subscription_id: Option<Uuid>,
    pub(super) fields: Map<String, Value>,
}

impl Invoice {
    pub(super) fn status(&self) -> &str {
        self.fields.get("status").and_then(Value::as_str).unwrap_or("pending")
    }

    pub(super) fn turn(&mut self, status: &str) {
        self.fields.insert("status".to_owned(), status.into());
    }

    pub(super) fn to_json(&self) -> Value {
        Value::Object(self.fields.clone())
    }
}
