//! [`UsageEventBatch`]: several events in one request.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::UsageEvent;

/// Several events, for [`batch_report_usage_events`](super::Events::batch_report_usage_events): documented as 1 to
/// 1,000 (<https://docs.prolifi.io/endpoints/usage-events/batch-report-usage-events>).
///
/// The page does not show the fields of an event in a batch; they are taken to be those of one reported alone.
///
/// ```
/// use prolifi::events::{UsageEvent, UsageEventBatch};
///
/// let customer_id = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
/// let events = vec![UsageEvent::new(customer_id, "api_call"), UsageEvent::new(customer_id, "upload")];
/// let batch = UsageEventBatch::new(&events);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UsageEventBatch<'a> {
    events: Cow<'a, [UsageEvent]>,
}

impl<'a> UsageEventBatch<'a> {
    /// These events: a `Vec`, or a slice of events that are kept.
    pub fn new(events: impl Into<Cow<'a, [UsageEvent]>>) -> Self {
        Self { events: events.into() }
    }
}
