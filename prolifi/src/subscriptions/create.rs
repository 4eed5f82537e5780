//! What a new subscription is made of.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{customers::Metadata, id::Id, setters::setters};

/// A new subscription, for [`create_subscription`](super::Subscriptions::create_subscription)
/// (<https://docs.prolifi.io/endpoints/subscriptions/create-subscription>).
///
/// ```
/// use prolifi::{jiff::civil::date, subscriptions::CreateSubscription};
///
/// let customer_id = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
/// let plan_id = "16fd2706-8baf-433b-82eb-8c7fada847da";
/// let subscription = CreateSubscription::new(customer_id, plan_id)
///     .billing_cycle("monthly")
///     .start_date(date(2026, 4, 1))
///     .quantity(5);
/// let json = serde_json::to_value(&subscription)?;
/// assert_eq!((&json["start_date"], &json["quantity"]), (&"2026-04-01".into(), &5.into()));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreateSubscription {
    customer_id: Id,
    plan_id: Id,
    #[serde(skip_serializing_if = "Option::is_none")]
    billing_cycle: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_date: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    billing_date: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    country_id: Option<Id>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pricing_scheme_id: Option<Id>,
    #[serde(skip_serializing_if = "Option::is_none")]
    payment_term_id: Option<Id>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quantity: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    metadata: Option<Metadata>,
}

impl CreateSubscription {
    /// A subscription of this customer to this plan.
    pub fn new(customer_id: impl Into<Id>, plan_id: impl Into<Id>) -> Self {
        Self {
            customer_id: customer_id.into(),
            plan_id: plan_id.into(),
            billing_cycle: None,
            start_date: None,
            billing_date: None,
            country_id: None,
            pricing_scheme_id: None,
            payment_term_id: None,
            quantity: None,
            metadata: None,
        }
    }

    setters! {
        /// One of the plan's billing cycles, by its UUID or its name, such as `monthly`. The plan's first one by
        /// default.
        billing_cycle: String,
        /// The first day. Today by default.
        start_date: Date,
        /// The day of the first bill. The first day by default.
        billing_date: Date,
        /// The country that tax and currency go by. The customer's by default.
        country_id: Id,
        /// A pricing scheme in place of the plan's default one.
        pricing_scheme_id: Id,
        /// The payment term.
        payment_term_id: Id,
        /// Data of your own.
        metadata: Metadata,
    }

    /// The number of seats, where the price counts units: documented as at least 1.
    pub fn quantity(mut self, quantity: u64) -> Self {
        self.quantity = Some(quantity);
        self
    }
}
