//! Subscriptions: a customer's use of a plan, with its billing cycle
//! (<https://docs.prolifi.io/endpoints/subscriptions>).

mod cancel;
mod create;
mod filter;
mod update;

pub use self::{
    cancel::{CancelAt, CancelSubscription},
    create::CreateSubscription,
    filter::SubscriptionFilter,
    update::UpdateSubscription,
};
use crate::{Call, Pages, Prolifi, Record, api, endpoint};

/// The endpoints of subscriptions.
///
/// The fields of a subscription are not documented, so a subscription is a [`Record`].
#[api(for = Prolifi, envelope = "data", openapi = "openapi/prolifi.json")]
pub trait Subscriptions {
    /// Subscribes a customer to a plan. The subscription is active at once.
    ///
    /// ```
    /// use prolifi::{Environment, Error, Prolifi};
    /// use prolifi::emulator::{Emulator, SECRET_TEST_KEY};
    /// use prolifi::subscriptions::{CreateSubscription, Subscriptions};
    ///
    /// async fn subscribe(prolifi: &Prolifi, customer_id: &str, plan_id: &str) -> Result<(), Error> {
    ///     let new = CreateSubscription::new(customer_id, plan_id).quantity(5);
    ///     let subscription = prolifi.create_subscription(&new).await?;
    ///     assert_eq!(subscription.get_i64("quantity"), Some(5));
    ///     Ok(())
    /// }
    /// # #[tokio::main] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let customer_id = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
    /// let plan_id = "16fd2706-8baf-433b-82eb-8c7fada847da";
    /// let jane = serde_json::json!({ "id": customer_id, "email": "jane@example.com" });
    /// let emulator = Emulator::builder().customer(jane).plan(serde_json::json!({ "id": plan_id })).start().await?;
    /// let builder = Prolifi::builder(Environment::Sandbox).base_url(emulator.base_url());
    /// let prolifi = builder.api_key(SECRET_TEST_KEY).build()?;
    /// subscribe(&prolifi, customer_id, plan_id).await?;
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// The service answers with an error of type `authentication_error` (401), `permission_error` (403) or
    /// `validation_error` (422) (<https://docs.prolifi.io/endpoints/subscriptions/create-subscription>).
    #[endpoint(POST, "/subscriptions")]
    fn create_subscription(&self, subscription: &CreateSubscription) -> Call<Record>;

    /// Lists the subscriptions that match a filter.
    ///
    /// ```
    /// use prolifi::{Environment, Error, Prolifi};
    /// use prolifi::emulator::{Emulator, SECRET_TEST_KEY};
    /// use prolifi::subscriptions::{SubscriptionFilter, Subscriptions};
    ///
    /// async fn of_customer(prolifi: &Prolifi, customer_id: &str) -> Result<(), Error> {
    ///     let mut list = prolifi.list_subscriptions(&SubscriptionFilter::new().customer_id(customer_id));
    ///     while let Some(subscription) = list.next().await {
    ///         println!("{:?}", subscription?.get_str("id"));
    ///     }
    ///     Ok(())
    /// }
    /// # #[tokio::main] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let id = "5b9a7a3e-0c6f-4d35-9d5e-3a1f5f6c1e11";
    /// let customer = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
    /// let plan = "16fd2706-8baf-433b-82eb-8c7fada847da";
    /// let emulator = Emulator::builder()
    ///     .customer(serde_json::json!({ "id": customer, "email": "jane@example.com" }))
    ///     .plan(serde_json::json!({ "id": plan }))
    ///     .subscription(serde_json::json!({ "id": id, "customer_id": customer, "plan_id": plan }))
    ///     .start()
    ///     .await?;
    /// let builder = Prolifi::builder(Environment::Sandbox).base_url(emulator.base_url());
    /// let prolifi = builder.api_key(SECRET_TEST_KEY).build()?;
    /// of_customer(&prolifi, customer).await?;
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// The service answers with an error of type `authentication_error` (401)
    /// (<https://docs.prolifi.io/endpoints/subscriptions/list-subscriptions>).
    #[endpoint(GET, "/subscriptions?<filter..>")]
    fn list_subscriptions(&self, filter: &SubscriptionFilter) -> Pages<Record>;

    /// Gets a subscription (<https://docs.prolifi.io/endpoints/subscriptions>).
    ///
    /// ```
    /// use prolifi::{Environment, Error, Prolifi};
    /// use prolifi::emulator::{Emulator, SECRET_TEST_KEY};
    /// use prolifi::subscriptions::Subscriptions;
    ///
    /// async fn look_up(prolifi: &Prolifi, id: &str) -> Result<(), Error> {
    ///     let subscription = prolifi.get_subscription(id).await?;
    ///     assert_eq!(subscription.get_str("id"), Some(id));
    ///     Ok(())
    /// }
    /// # #[tokio::main] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let id = "5b9a7a3e-0c6f-4d35-9d5e-3a1f5f6c1e11";
    /// let customer = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
    /// let plan = "16fd2706-8baf-433b-82eb-8c7fada847da";
    /// let emulator = Emulator::builder()
    ///     .customer(serde_json::json!({ "id": customer, "email": "jane@example.com" }))
    ///     .plan(serde_json::json!({ "id": plan }))
    ///     .subscription(serde_json::json!({ "id": id, "customer_id": customer, "plan_id": plan }))
    ///     .start()
    ///     .await?;
    /// let builder = Prolifi::builder(Environment::Sandbox).base_url(emulator.base_url());
    /// let prolifi = builder.api_key(SECRET_TEST_KEY).build()?;
    /// look_up(&prolifi, id).await?;
    /// # Ok(()) }
    /// ```
    #[endpoint(GET, "/subscriptions/<id>")]
    fn get_subscription(&self, id: &str) -> Call<Record>;

    /// Changes the given fields of a subscription. Another plan is a plan switch, whose proration, billing
    /// adjustments and entitlements the service takes care of; the rest is changed in place.
    ///
    /// `id` is a UUID.
    ///
    /// ```
    /// use prolifi::{Environment, Error, Prolifi};
    /// use prolifi::emulator::{Emulator, SECRET_TEST_KEY};
    /// use prolifi::subscriptions::{Subscriptions, UpdateSubscription};
    ///
    /// async fn add_seats(prolifi: &Prolifi, id: &str) -> Result<(), Error> {
    ///     let subscription = prolifi.update_subscription(id, &UpdateSubscription::new().quantity(12)).await?;
    ///     assert_eq!(subscription.get_i64("quantity"), Some(12));
    ///     Ok(())
    /// }
    /// # #[tokio::main] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let id = "5b9a7a3e-0c6f-4d35-9d5e-3a1f5f6c1e11";
    /// let customer = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
    /// let plan = "16fd2706-8baf-433b-82eb-8c7fada847da";
    /// let emulator = Emulator::builder()
    ///     .customer(serde_json::json!({ "id": customer, "email": "jane@example.com" }))
    ///     .plan(serde_json::json!({ "id": plan }))
    ///     .subscription(serde_json::json!({ "id": id, "customer_id": customer, "plan_id": plan }))
    ///     .start()
    ///     .await?;
    /// let builder = Prolifi::builder(Environment::Sandbox).base_url(emulator.base_url());
    /// let prolifi = builder.api_key(SECRET_TEST_KEY).build()?;
    /// add_seats(&prolifi, id).await?;
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// The service answers with an error of type `authentication_error` (401),
    /// `permission_error` (403), `not_found` (404) or `validation_error` (422)
    /// (<https://docs.prolifi.io/endpoints/subscriptions/update-subscription>).
    #[endpoint(PATCH, "/subscriptions/<id>")]
    fn update_subscription(&self, id: &str, changes: &UpdateSubscription) -> Call<Record>;

    /// Cancels a subscription: at the end of its billing period, unless `how` says immediately.
    ///
    /// `id` is a UUID.
    ///
    /// ```
    /// use prolifi::{Environment, Error, Prolifi};
    /// use prolifi::emulator::{Emulator, SECRET_TEST_KEY};
    /// use prolifi::subscriptions::{CancelAt, CancelSubscription, Subscriptions};
    ///
    /// async fn leave(prolifi: &Prolifi, id: &str) -> Result<(), Error> {
    ///     let how = CancelSubscription::new().cancel_at(CancelAt::Immediately).reason("moved away");
    ///     prolifi.cancel_subscription(id, &how).await?;
    ///     Ok(())
    /// }
    /// # #[tokio::main] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let id = "5b9a7a3e-0c6f-4d35-9d5e-3a1f5f6c1e11";
    /// let customer = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
    /// let plan = "16fd2706-8baf-433b-82eb-8c7fada847da";
    /// let emulator = Emulator::builder()
    ///     .customer(serde_json::json!({ "id": customer, "email": "jane@example.com" }))
    ///     .plan(serde_json::json!({ "id": plan }))
    ///     .subscription(serde_json::json!({ "id": id, "customer_id": customer, "plan_id": plan }))
    ///     .start()
    ///     .await?;
    /// let builder = Prolifi::builder(Environment::Sandbox).base_url(emulator.base_url());
    /// let prolifi = builder.api_key(SECRET_TEST_KEY).build()?;
    /// leave(&prolifi, id).await?;
    /// let sent = &emulator.requests()[0];
    /// assert_eq!(sent.method, "DELETE");
    /// assert_eq!(sent.body, r#"{"cancel_at":"immediately","reason":"moved away"}"#);
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// The service answers with an error of type `authentication_error` (401),
    /// `permission_error` (403) or `not_found` (404)
    /// (<https://docs.prolifi.io/endpoints/subscriptions/cancel-subscription>).
    #[endpoint(DELETE, "/subscriptions/<id>")]
    fn cancel_subscription(&self, id: &str, how: &CancelSubscription) -> Call<Record>;

    /// Would pause the billing of a subscription. It is planned and not yet available: the service answers
    /// 501, and no success is documented.
    ///
    /// `id` is a UUID. Other errors are of type `authentication_error` (401), `permission_error` (403) or
    /// `not_found` (404) (<https://docs.prolifi.io/endpoints/subscriptions/pause-subscription>).
    ///
    /// ```
    /// use prolifi::{Environment, Prolifi};
    /// use prolifi::emulator::{Emulator, SECRET_TEST_KEY};
    /// use prolifi::subscriptions::Subscriptions;
    ///
    /// async fn pause(prolifi: &Prolifi, id: &str) {
    ///     let error = prolifi.pause_subscription(id).await.unwrap_err();
    ///     assert_eq!(error.status().unwrap(), 501);
    /// }
    /// # #[tokio::main] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let id = "5b9a7a3e-0c6f-4d35-9d5e-3a1f5f6c1e11";
    /// let customer = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
    /// let plan = "16fd2706-8baf-433b-82eb-8c7fada847da";
    /// let emulator = Emulator::builder()
    ///     .customer(serde_json::json!({ "id": customer, "email": "jane@example.com" }))
    ///     .plan(serde_json::json!({ "id": plan }))
    ///     .subscription(serde_json::json!({ "id": id, "customer_id": customer, "plan_id": plan }))
    ///     .start()
    ///     .await?;
    /// let builder = Prolifi::builder(Environment::Sandbox).base_url(emulator.base_url());
    /// let prolifi = builder.api_key(SECRET_TEST_KEY).build()?;
    /// pause(&prolifi, id).await;
    /// # Ok(()) }
    /// ```
    #[endpoint(POST, "/subscriptions/<id>/pause")]
    fn pause_subscription(&self, id: &str) -> Call<Record>;

    /// Would resume a paused subscription. It is planned and not yet available: the service answers 501
    /// (<https://docs.prolifi.io/endpoints/subscriptions>).
    ///
    /// ```
    /// use prolifi::{Environment, Prolifi};
    /// use prolifi::emulator::{Emulator, SECRET_TEST_KEY};
    /// use prolifi::subscriptions::Subscriptions;
    ///
    /// async fn resume(prolifi: &Prolifi, id: &str) {
    ///     let error = prolifi.resume_subscription(id).await.unwrap_err();
    ///     assert_eq!(error.status().unwrap(), 501);
    /// }
    /// # #[tokio::main] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let id = "5b9a7a3e-0c6f-4d35-9d5e-3a1f5f6c1e11";
    /// let customer = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
    /// let plan = "16fd2706-8baf-433b-82eb-8c7fada847da";
    /// let emulator = Emulator::builder()
    ///     .customer(serde_json::json!({ "id": customer, "email": "jane@example.com" }))
    ///     .plan(serde_json::json!({ "id": plan }))
    ///     .subscription(serde_json::json!({ "id": id, "customer_id": customer, "plan_id": plan }))
    ///     .start()
    ///     .await?;
    /// let builder = Prolifi::builder(Environment::Sandbox).base_url(emulator.base_url());
    /// let prolifi = builder.api_key(SECRET_TEST_KEY).build()?;
    /// resume(&prolifi, id).await;
    /// # Ok(()) }
    /// ```
    #[endpoint(POST, "/subscriptions/<id>/resume")]
    fn resume_subscription(&self, id: &str) -> Call<Record>;
}
