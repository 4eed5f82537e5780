//! Usage events: what customers used, to be billed by the amount
//! (<https://docs.prolifi.io/endpoints/usage-events>).
//!
//! [`Events`] has the endpoints; [`UsageReporter`] sends any number of events through them.

mod batch;
mod event;
mod filter;
mod reporter;

use std::fmt::Display;

pub use self::{
    batch::UsageEventBatch,
    event::{Properties, UsageEvent},
    filter::UsageFilter,
    reporter::{Progress, ReportedBatch, UsageReporter},
};
use crate::{Call, Record, api, endpoint};

/// The endpoints of usage events.
///
/// The fields of the answers are not documented, so they are [`Record`]s.
#[api(envelope = "data")]
pub trait Events {
    /// Reports an event.
    ///
    /// The service answers with an error of type `authentication_error` (401), `permission_error` (403) or
    /// `validation_error` (422), or with a 500
    /// (<https://docs.prolifi.io/endpoints/usage-events/report-usage-event>).
    #[endpoint(POST, "/events")]
    fn report_usage_event(&self, event: &UsageEvent) -> Call<Record>;

    /// Reports 1 to 1,000 events in one request. Each stands alone: the service answers with a success also where
    /// it rejected some of them, and tells how many it accepted and what is wrong with the others.
    ///
    /// The service answers with an error of type `authentication_error` (401), `permission_error` (403) or
    /// `validation_error` (422)
    /// (<https://docs.prolifi.io/endpoints/usage-events/batch-report-usage-events>).
    #[endpoint(POST, "/events/batch")]
    fn batch_report_usage_events(&self, batch: &UsageEventBatch<'_>) -> Call<Record>;

    /// Sums up the usage of a customer: for each kind of event how many there were, and when the last was
    /// reported.
    ///
    /// `id` is the customer's UUID; an `external_id` is not offered here. The service answers with an error of
    /// type `authentication_error` (401)
    /// (<https://docs.prolifi.io/endpoints/usage-events/get-customer-usage>).
    #[endpoint(GET, "/customers/<id>/usage?<filter..>")]
    fn get_customer_usage(&self, id: impl Display, filter: &UsageFilter) -> Call<Vec<Record>>;
}
