//! A customer, and how it is answered.

use std::collections::HashMap;

use jiff::Timestamp;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::clock::written;

/// A customer as it is stored.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Customer {
    pub(super) id: Uuid,
    pub(super) external_id: Option<String>,
    pub(super) email: String,
    pub(super) first_name: Option<String>,
    pub(super) last_name: Option<String>,
    pub(super) company_name: Option<String>,
    pub(super) phone: Option<String>,
    pub(super) archived: bool,
    pub(super) country_id: Option<Uuid>,
    pub(super) metadata: Option<Map<String, Value>>,
    pub(super) created_at: Timestamp,
    pub(super) updated_at: Timestamp,
}

impl Customer {
    /// The customer as it is answered, with the names of the countries by id.
    pub(super) fn to_json(&self, countries: &HashMap<Uuid, String>) -> Value {
        json!({
            "id": self.id,
            "external_id": self.external_id,
            "email": self.email,
            "name": self.name(),
            "first_name": self.first_name,
            "last_name": self.last_name,
            "company_name": self.company_name,
            "phone": self.phone,
            "status": if self.archived { "archived" } else { "active" },
            "country": self.country_id.and_then(|id| countries.get(&id)),
            "country_id": self.country_id,
            "metadata": self.metadata,
            "created_at": written(self.created_at),
            "updated_at": written(self.updated_at),
        })
    }

    /// The full name, computed from the first and the last.
    fn name(&self) -> Option<String> {
        let part = |part: &Option<String>| part.clone().filter(|part| !part.is_empty());
        match (part(&self.first_name), part(&self.last_name)) {
            (Some(first), Some(last)) => Some(format!("{first} {last}")),
            (one, other) => one.or(other),
        }
    }
}
