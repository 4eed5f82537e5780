//! What a check asks.

use serde::{Deserialize, Serialize};

use crate::id::Id;

/// Whether a customer may use a feature, for [`check_entitlement`](super::Entitlements::check_entitlement)
/// (<https://docs.prolifi.io/endpoints/entitlements/check-entitlement>).
///
/// ```
/// use prolifi::entitlements::CheckEntitlement;
///
/// let customer_id = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
/// let check = CheckEntitlement::new(customer_id, "api_calls").requested_quantity(20);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckEntitlement {
    customer_id: Id,
    feature_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    requested_quantity: Option<u64>,
}

impl CheckEntitlement {
    /// Whether this customer may use this feature.
    pub fn new(customer_id: impl Into<Id>, feature_id: impl Into<String>) -> Self {
        Self { customer_id: customer_id.into(), feature_id: feature_id.into(), requested_quantity: None }
    }

    /// How much must remain at least: documented as at least 1, which is also the default.
    pub fn requested_quantity(mut self, quantity: u64) -> Self {
        self.requested_quantity = Some(quantity);
        self
    }
}
