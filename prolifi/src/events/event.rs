//! [`UsageEvent`]: one use of something.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::{id::Id, setters::setters};

/// What an event says beside its name: names to any JSON.
///
/// ```
/// use prolifi::events::{Properties, UsageEvent};
///
/// let customer_id = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
/// let properties = Properties::from_iter([("bytes".to_owned(), 512.into()), ("region".to_owned(), "eu".into())]);
/// let event = UsageEvent::new(customer_id, "upload").properties(properties);
/// assert_eq!(event.properties.unwrap().len(), 2);
/// ```
pub type Properties = Map<String, Value>;

/// One use of something by a customer
/// (<https://docs.prolifi.io/endpoints/usage-events/report-usage-event>).
///
/// ```
/// use prolifi::events::UsageEvent;
///
/// let customer_id = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
/// let event = UsageEvent::new(customer_id, "api_call")
///     .timestamp("2026-03-13T09:00:00Z".parse::<prolifi::jiff::Timestamp>()?)
///     .property("bytes", 512)
///     .idempotency_key("request_8431");
/// # Ok::<(), prolifi::jiff::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct UsageEvent {
    /// The customer.
    pub customer_id: Id,
    /// The name or the id of an active event definition, as it was made in the dashboard.
    pub event_name: String,
    /// The subscription that the event belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subscription_id: Option<Id>,
    /// When it happened. When it is reported, by default.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timestamp: Option<Timestamp>,
    /// What else there is to say. Without any, the service adds `count: 1`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub properties: Option<Properties>,
    /// A key of its own, by which the service tells an event that is reported again. How long it keeps one is not
    /// documented.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub idempotency_key: Option<String>,
}

impl UsageEvent {
    /// An event of this customer. The name is that of an active event definition, or its id.
    pub fn new(customer_id: impl Into<Id>, event_name: impl Into<String>) -> Self {
        Self {
            customer_id: customer_id.into(),
            event_name: event_name.into(),
            subscription_id: None,
            timestamp: None,
            properties: None,
            idempotency_key: None,
        }
    }

    setters! {
        /// The subscription that the event belongs to.
        subscription_id: Id,
        /// When it happened.
        timestamp: Timestamp,
        /// What else there is to say, all at once.
        properties: Properties,
        /// A key of its own, by which the service tells an event that is reported again. How long it keeps one is not
        /// documented.
        idempotency_key: String,
    }

    /// One property more.
    ///
    /// ```
    /// use prolifi::events::UsageEvent;
    ///
    /// let customer_id = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
    /// let event = UsageEvent::new(customer_id, "upload").property("bytes", 512).property("region", "eu");
    /// assert_eq!(event.properties.unwrap().len(), 2);
    /// ```
    pub fn property(mut self, name: impl Into<String>, value: impl Into<Value>) -> Self {
        self.properties.get_or_insert_default().insert(name.into(), value.into());
        self
    }

    /// Gives the event a key, a UUID v4, unless it has one.
    pub(super) fn with_key(mut self) -> Self {
        self.idempotency_key.get_or_insert_with(|| Uuid::new_v4().to_string());
        self
    }
}
