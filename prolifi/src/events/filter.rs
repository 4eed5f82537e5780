//! Which usage to sum up.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::setters::setters;

/// Which usage [`get_customer_usage`](super::Events::get_customer_usage) sums up
/// (<https://docs.prolifi.io/endpoints/usage-events/get-customer-usage>).
///
/// ```
/// use prolifi::jiff::civil::date;
/// use prolifi::events::UsageFilter;
///
/// let march = UsageFilter::new().start_date(date(2026, 3, 1)).end_date(date(2026, 3, 31));
/// assert_eq!(serde_json::to_string(&march)?, r#"{"start_date":"2026-03-01","end_date":"2026-03-31"}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct UsageFilter {
    #[serde(skip_serializing_if = "Option::is_none")]
    start_date: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_date: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    event_name: Option<String>,
}

impl UsageFilter {
    /// No condition.
    pub fn new() -> Self {
        Self::default()
    }

    setters! {
        /// The first day that counts.
        start_date: Date,
        /// The last day that counts.
        end_date: Date,
        /// The one kind of event that counts.
        event_name: String,
    }
}
