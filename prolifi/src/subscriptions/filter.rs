//! Which subscriptions to list.

use serde::{Deserialize, Serialize};

use crate::{
    id::Id,
    setters::{page_setters, setters},
};

/// Which subscriptions [`list_subscriptions`](super::Subscriptions::list_subscriptions) gives
/// (<https://docs.prolifi.io/endpoints/subscriptions/list-subscriptions>).
///
/// ```
/// use prolifi::subscriptions::SubscriptionFilter;
///
/// let customer_id = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
/// let filter = SubscriptionFilter::new().customer_id(customer_id).limit(100);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SubscriptionFilter {
    #[serde(skip_serializing_if = "Option::is_none")]
    limit: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    offset: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    customer_id: Option<Id>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    plan_id: Option<Id>,
}

impl SubscriptionFilter {
    /// No condition.
    pub fn new() -> Self {
        Self::default()
    }

    page_setters!();

    setters! {
        /// The customer.
        customer_id: Id,
        /// The status. Its values are not documented.
        status: String,
        /// The plan.
        plan_id: Id,
    }
}
