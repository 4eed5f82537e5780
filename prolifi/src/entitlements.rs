//! Entitlements: what a customer may use (<https://docs.prolifi.io/endpoints/entitlements>).

mod check;

use std::fmt::Display;

pub use self::check::CheckEntitlement;
use crate::{Call, Record, api, endpoint};

/// The endpoints of entitlements.
///
/// Few fields of the answers are documented, and not all of them by the endpoint they belong to, so they are
/// [`Record`]s: `entitled` of a check is `true` or `false`; of entitlements in general there are `is_unlimited`,
/// `remaining`, which is `null` for an unlimited one, and `reset_at`.
#[api(envelope = "data")]
pub trait Entitlements {
    /// Tells whether a customer may use a feature now, in the field `entitled`.
    ///
    /// It is a POST, so whether a public key may ask is the service's answer; the documentation says both.
    /// Errors are of type `authentication_error` (401), `permission_error` (403) or `validation_error` (422)
    /// (<https://docs.prolifi.io/endpoints/entitlements/check-entitlement>).
    ///
    /// ```
    /// # use prolifi::{prelude::*, emulator::{SECRET_TEST_KEY, Emulator}};
    /// use prolifi::entitlements::CheckEntitlement;
    ///
    /// # #[tokio::main] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let customer_id = uuid::Uuid::max();
    /// # let jane = serde_json::json!({ "id": customer_id, "email": "jane@example.com" });
    /// # let emulator = Emulator::builder().customer(jane).start().await?;
    /// # let client = Client::builder(Environment::Sandbox).base_url(emulator.base_url()).api_key(SECRET_TEST_KEY).build()?;
    /// let answer = client.check_entitlement(&CheckEntitlement::new(customer_id, "api_calls")).await?;
    /// assert_eq!(answer.get_bool("entitled"), Some(false));
    /// # Ok(()) }
    /// ```
    #[endpoint(POST, "/entitlements/check")]
    fn check_entitlement(&self, check: &CheckEntitlement) -> Call<Record>;

    /// Lists the active entitlements of a customer over all active subscriptions: one for each feature, with the
    /// highest limit.
    ///
    /// `id` is the customer's UUID; an `external_id` is not offered here. The service answers with an error of
    /// type `authentication_error` (401)
    /// (<https://docs.prolifi.io/endpoints/entitlements/get-customer-entitlements>).
    ///
    /// ```
    /// # use prolifi::{prelude::*, emulator::{SECRET_TEST_KEY, Emulator}};
    /// # #[tokio::main] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let customer_id = uuid::Uuid::max();
    /// # let jane = serde_json::json!({ "id": customer_id, "email": "jane@example.com" });
    /// # let emulator = Emulator::builder().customer(jane).start().await?;
    /// # let client = Client::builder(Environment::Sandbox).base_url(emulator.base_url()).api_key(SECRET_TEST_KEY).build()?;
    /// for entitlement in client.get_customer_entitlements(customer_id).await? {
    ///     println!("{:?} left", entitlement.get_f64("remaining"));
    /// }
    /// # Ok(()) }
    /// ```
    #[endpoint(GET, "/customers/<id>/entitlements")]
    fn get_customer_entitlements(&self, id: impl Display) -> Call<Vec<Record>>;
}
