//! Subscriptions: a customer's use of a plan, with its billing cycle
//! (<https://docs.prolifi.io/endpoints/subscriptions>).

mod cancel;
mod create;
mod filter;
mod update;

use std::fmt::Display;

pub use self::{
    cancel::{CancelAt, CancelSubscription},
    create::CreateSubscription,
    filter::SubscriptionFilter,
    update::UpdateSubscription,
};
use crate::{Call, Pages, Record, api, endpoint};

/// The endpoints of subscriptions.
///
/// The fields of a subscription are not documented, so a subscription is a [`Record`].
#[api(envelope = "data")]
pub trait Subscriptions {
    /// Subscribes a customer to a plan. The subscription is active at once.
    ///
    /// ```
    /// # use prolifi::{prelude::*, emulator::{SECRET_TEST_KEY, Emulator}};
    /// use prolifi::subscriptions::CreateSubscription;
    ///
    /// # #[tokio::main] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let (customer_id, plan_id) = (uuid::Uuid::max(), uuid::Uuid::nil());
    /// # let jane = serde_json::json!({ "id": customer_id, "email": "jane@example.com" });
    /// # let emulator = Emulator::builder().customer(jane).plan(serde_json::json!({ "id": plan_id })).start().await?;
    /// # let client = Client::builder(Environment::Sandbox).base_url(emulator.base_url()).api_key(SECRET_TEST_KEY).build()?;
    /// let new = CreateSubscription::new(customer_id, plan_id).quantity(5);
    /// let subscription = client.create_subscription(&new).await?;
    /// assert_eq!(subscription.get_i64("quantity"), Some(5));
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
    /// # use prolifi::{prelude::*, emulator::{SECRET_TEST_KEY, Emulator}};
    /// use prolifi::subscriptions::SubscriptionFilter;
    ///
    /// # #[tokio::main] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let (customer, plan, id) = (uuid::Uuid::max(), uuid::Uuid::from_u128(7), uuid::Uuid::from_u128(8));
    /// # let emulator = Emulator::builder()
    /// #     .customer(serde_json::json!({ "id": customer, "email": "jane@example.com" }))
    /// #     .plan(serde_json::json!({ "id": plan }))
    /// #     .subscription(serde_json::json!({ "id": id, "customer_id": customer, "plan_id": plan }))
    /// #     .start()
    /// #     .await?;
    /// # let client = Client::builder(Environment::Sandbox).base_url(emulator.base_url()).api_key(SECRET_TEST_KEY).build()?;
    /// let mut subscriptions = client.list_subscriptions(&SubscriptionFilter::new().customer_id(customer));
    /// while let Some(subscription) = subscriptions.next().await {
    ///     println!("{:?}", subscription?.get_str("id"));
    /// }
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
    /// # use prolifi::{prelude::*, emulator::{SECRET_TEST_KEY, Emulator}};
    /// # #[tokio::main] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let (customer, plan, id) = (uuid::Uuid::max(), uuid::Uuid::from_u128(7), uuid::Uuid::from_u128(8));
    /// # let emulator = Emulator::builder()
    /// #     .customer(serde_json::json!({ "id": customer, "email": "jane@example.com" }))
    /// #     .plan(serde_json::json!({ "id": plan }))
    /// #     .subscription(serde_json::json!({ "id": id, "customer_id": customer, "plan_id": plan }))
    /// #     .start()
    /// #     .await?;
    /// # let client = Client::builder(Environment::Sandbox).base_url(emulator.base_url()).api_key(SECRET_TEST_KEY).build()?;
    /// let subscription = client.get_subscription(id).await?;
    /// assert_eq!(subscription.get_str("id"), Some(&*id.to_string()));
    /// # Ok(()) }
    /// ```
    #[endpoint(GET, "/subscriptions/<id>")]
    fn get_subscription(&self, id: impl Display) -> Call<Record>;

    /// Changes the given fields of a subscription. Another plan is a plan switch, whose proration, billing
    /// adjustments and entitlements the service takes care of; the rest is changed in place.
    ///
    /// `id` is a UUID.
    ///
    /// ```
    /// # use prolifi::{prelude::*, emulator::{SECRET_TEST_KEY, Emulator}};
    /// use prolifi::subscriptions::UpdateSubscription;
    ///
    /// # #[tokio::main] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let (customer, plan, id) = (uuid::Uuid::max(), uuid::Uuid::from_u128(7), uuid::Uuid::from_u128(8));
    /// # let emulator = Emulator::builder()
    /// #     .customer(serde_json::json!({ "id": customer, "email": "jane@example.com" }))
    /// #     .plan(serde_json::json!({ "id": plan }))
    /// #     .subscription(serde_json::json!({ "id": id, "customer_id": customer, "plan_id": plan }))
    /// #     .start()
    /// #     .await?;
    /// # let client = Client::builder(Environment::Sandbox).base_url(emulator.base_url()).api_key(SECRET_TEST_KEY).build()?;
    /// let subscription = client.update_subscription(id, &UpdateSubscription::new().quantity(12)).await?;
    /// assert_eq!(subscription.get_i64("quantity"), Some(12));
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// The service answers with an error of type `authentication_error` (401),
    /// `permission_error` (403), `not_found` (404) or `validation_error` (422)
    /// (<https://docs.prolifi.io/endpoints/subscriptions/update-subscription>).
    #[endpoint(PATCH, "/subscriptions/<id>")]
    fn update_subscription(&self, id: impl Display, changes: &UpdateSubscription) -> Call<Record>;

    /// Cancels a subscription: at the end of its billing period, unless `how` says immediately.
    ///
    /// `id` is a UUID.
    ///
    /// ```
    /// # use prolifi::prelude::*;
    /// use prolifi::subscriptions::{CancelAt, CancelSubscription};
    ///
    /// # fn main() -> Result<(), prolifi::Error> {
    /// # let client = Client::builder(Environment::Sandbox).api_key("sk_test_...").build()?;
    /// let how = CancelSubscription::new().cancel_at(CancelAt::Immediately).reason("moved away");
    /// let call = client.cancel_subscription("5b9a7a3e-0c6f-4d35-9d5e-3a1f5f6c1e11", &how);
    ///
    /// let request = call.into_request()?;
    /// assert_eq!(request.method(), "DELETE");
    /// assert_eq!(request.body().as_bytes(), Some(&br#"{"cancel_at":"immediately","reason":"moved away"}"#[..]));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// The service answers with an error of type `authentication_error` (401),
    /// `permission_error` (403) or `not_found` (404)
    /// (<https://docs.prolifi.io/endpoints/subscriptions/cancel-subscription>).
    #[endpoint(DELETE, "/subscriptions/<id>")]
    fn cancel_subscription(&self, id: impl Display, how: &CancelSubscription) -> Call<Record>;

    /// Would pause the billing of a subscription. It is planned and not yet available: the service answers
    /// 501, and no success is documented.
    ///
    /// `id` is a UUID. Other errors are of type `authentication_error` (401), `permission_error` (403) or
    /// `not_found` (404) (<https://docs.prolifi.io/endpoints/subscriptions/pause-subscription>).
    ///
    /// ```
    /// # use prolifi::{prelude::*, emulator::{SECRET_TEST_KEY, Emulator}};
    /// # #[tokio::main] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let (customer, plan, id) = (uuid::Uuid::max(), uuid::Uuid::from_u128(7), uuid::Uuid::from_u128(8));
    /// # let emulator = Emulator::builder()
    /// #     .customer(serde_json::json!({ "id": customer, "email": "jane@example.com" }))
    /// #     .plan(serde_json::json!({ "id": plan }))
    /// #     .subscription(serde_json::json!({ "id": id, "customer_id": customer, "plan_id": plan }))
    /// #     .start()
    /// #     .await?;
    /// # let client = Client::builder(Environment::Sandbox).base_url(emulator.base_url()).api_key(SECRET_TEST_KEY).build()?;
    /// let error = client.pause_subscription(id).await.unwrap_err();
    /// assert_eq!(error.status().unwrap(), 501);
    /// # Ok(()) }
    /// ```
    #[endpoint(POST, "/subscriptions/<id>/pause")]
    fn pause_subscription(&self, id: impl Display) -> Call<Record>;

    /// Would resume a paused subscription. It is planned and not yet available: the service answers 501
    /// (<https://docs.prolifi.io/endpoints/subscriptions>).
    ///
    /// ```
    /// # use prolifi::{prelude::*, emulator::{SECRET_TEST_KEY, Emulator}};
    /// # #[tokio::main] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let (customer, plan, id) = (uuid::Uuid::max(), uuid::Uuid::from_u128(7), uuid::Uuid::from_u128(8));
    /// # let emulator = Emulator::builder()
    /// #     .customer(serde_json::json!({ "id": customer, "email": "jane@example.com" }))
    /// #     .plan(serde_json::json!({ "id": plan }))
    /// #     .subscription(serde_json::json!({ "id": id, "customer_id": customer, "plan_id": plan }))
    /// #     .start()
    /// #     .await?;
    /// # let client = Client::builder(Environment::Sandbox).base_url(emulator.base_url()).api_key(SECRET_TEST_KEY).build()?;
    /// let error = client.resume_subscription(id).await.unwrap_err();
    /// assert_eq!(error.status().unwrap(), 501);
    /// # Ok(()) }
    /// ```
    #[endpoint(POST, "/subscriptions/<id>/resume")]
    fn resume_subscription(&self, id: impl Display) -> Call<Record>;
}
