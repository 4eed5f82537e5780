//! Usage events: what customers used, to be billed by the amount
//! (<https://docs.prolifi.io/endpoints/usage-events>).
//!
//! [`Events`] has the endpoints; [`UsageReporter`] sends any number of events through them.

mod batch;
mod event;
mod filter;
mod reporter;

pub use self::{
    batch::UsageEventBatch,
    event::{Properties, UsageEvent},
    filter::UsageFilter,
    reporter::{Progress, ReportedBatch, UsageReporter},
};
use crate::{Call, Prolifi, Record, api, endpoint};

/// The endpoints of usage events.
///
/// The fields of the answers are not documented, so they are [`Record`]s.
#[api(for = Prolifi, envelope = "data", openapi = "openapi/prolifi.json")]
pub trait Events {
    /// Reports an event.
    ///
    /// ```
    /// use prolifi::{Environment, Error, Prolifi};
    /// use prolifi::emulator::{Emulator, SECRET_TEST_KEY};
    /// use prolifi::events::{Events, UsageEvent};
    ///
    /// async fn count_call(prolifi: &Prolifi, customer_id: &str) -> Result<(), Error> {
    ///     let event = UsageEvent::new(customer_id, "api_call").property("bytes", 512).idempotency_key("request_8431");
    ///     prolifi.report_usage_event(&event).await?;
    ///     Ok(())
    /// }
    /// # #[tokio::main] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let customer_id = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
    /// let jane = serde_json::json!({ "id": customer_id, "email": "jane@example.com" });
    /// let emulator = Emulator::builder().customer(jane).event_definition("api_call").start().await?;
    /// let builder = Prolifi::builder(Environment::Sandbox).base_url(emulator.base_url());
    /// let prolifi = builder.api_key(SECRET_TEST_KEY).build()?;
    /// count_call(&prolifi, customer_id).await?;
    /// assert_eq!(emulator.events().len(), 1);
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// The service answers with an error of type `authentication_error` (401), `permission_error` (403) or
    /// `validation_error` (422), or with a 500
    /// (<https://docs.prolifi.io/endpoints/usage-events/report-usage-event>).
    #[endpoint(POST, "/events")]
    fn report_usage_event(&self, event: &UsageEvent) -> Call<Record>;

    /// Reports 1 to 1,000 events in one request. Each stands alone: the service answers with a success also where
    /// it rejected some of them, and tells how many it accepted and what is wrong with the others.
    ///
    /// ```
    /// use prolifi::{Environment, Error, Prolifi};
    /// use prolifi::emulator::{Emulator, SECRET_TEST_KEY};
    /// use prolifi::events::{Events, UsageEvent, UsageEventBatch};
    ///
    /// async fn count_calls(prolifi: &Prolifi, customer_id: &str) -> Result<(), Error> {
    ///     let event = |n| UsageEvent::new(customer_id, "api_call").idempotency_key(format!("request_{n}"));
    ///     let events: Vec<_> = (0..3).map(event).collect();
    ///     let answer = prolifi.batch_report_usage_events(&UsageEventBatch::new(&events)).await?;
    ///     // The names of the counts are not documented.
    ///     println!("{:?}", answer.as_object());
    ///     Ok(())
    /// }
    /// # #[tokio::main] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let customer_id = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
    /// let jane = serde_json::json!({ "id": customer_id, "email": "jane@example.com" });
    /// let emulator = Emulator::builder().customer(jane).event_definition("api_call").start().await?;
    /// let builder = Prolifi::builder(Environment::Sandbox).base_url(emulator.base_url());
    /// let prolifi = builder.api_key(SECRET_TEST_KEY).build()?;
    /// count_calls(&prolifi, customer_id).await?;
    /// assert_eq!(emulator.events().len(), 3);
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
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
    ///
    /// ```
    /// use prolifi::{Environment, Error, Prolifi};
    /// use prolifi::emulator::{Emulator, SECRET_TEST_KEY};
    /// use prolifi::events::{Events, UsageFilter};
    /// use prolifi::jiff::civil::date;
    ///
    /// async fn print_march(prolifi: &Prolifi, customer_id: &str) -> Result<(), Error> {
    ///     let march = UsageFilter::new().start_date(date(2026, 3, 1)).end_date(date(2026, 3, 31));
    ///     for usage in prolifi.get_customer_usage(customer_id, &march).await? {
    ///         println!("{:?}", usage.as_object());
    ///     }
    ///     Ok(())
    /// }
    /// # #[tokio::main] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let customer_id = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
    /// let jane = serde_json::json!({ "id": customer_id, "email": "jane@example.com" });
    /// let emulator = Emulator::builder().customer(jane).event_definition("api_call").start().await?;
    /// let builder = Prolifi::builder(Environment::Sandbox).base_url(emulator.base_url());
    /// let prolifi = builder.api_key(SECRET_TEST_KEY).build()?;
    /// print_march(&prolifi, customer_id).await?;
    /// # Ok(()) }
    /// ```
    #[endpoint(GET, "/customers/<id>/usage?<filter..>")]
    fn get_customer_usage(&self, id: &str, filter: &UsageFilter) -> Call<Vec<Record>>;
}
