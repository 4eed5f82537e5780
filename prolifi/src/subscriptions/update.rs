//! What an update of a subscription can change.

use serde::{Deserialize, Serialize};

use crate::{Patch, customers::Metadata, id::Id};

/// The changes of [`update_subscription`](super::Subscriptions::update_subscription): every field is kept unless it
/// is set (<https://docs.prolifi.io/endpoints/subscriptions/update-subscription>). What `null` does to a field is not
/// documented.
///
/// ```
/// use prolifi::{Patch, subscriptions::UpdateSubscription};
///
/// let changes = UpdateSubscription::new().quantity(12).metadata(Patch::Clear);
/// assert_eq!(serde_json::to_string(&changes)?, r#"{"quantity":12,"metadata":null}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct UpdateSubscription {
    #[serde(skip_serializing_if = "Patch::is_keep")]
    plan_id: Patch<Id>,
    #[serde(skip_serializing_if = "Patch::is_keep")]
    billing_cycle: Patch<String>,
    #[serde(skip_serializing_if = "Patch::is_keep")]
    quantity: Patch<u64>,
    #[serde(skip_serializing_if = "Patch::is_keep")]
    metadata: Patch<Metadata>,
}

impl UpdateSubscription {
    /// An update that changes nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The plan; another one is a plan switch.
    pub fn plan_id(mut self, plan_id: impl Into<Patch<Id>>) -> Self {
        self.plan_id = plan_id.into();
        self
    }

    /// The billing cycle of a plan switch, by its UUID or its name.
    pub fn billing_cycle(mut self, billing_cycle: impl Into<Patch<String>>) -> Self {
        self.billing_cycle = billing_cycle.into();
        self
    }

    /// The number of seats: documented as at least 1.
    pub fn quantity(mut self, quantity: impl Into<Patch<u64>>) -> Self {
        self.quantity = quantity.into();
        self
    }

    /// Data of your own.
    pub fn metadata(mut self, metadata: impl Into<Patch<Metadata>>) -> Self {
        self.metadata = metadata.into();
        self
    }
}
