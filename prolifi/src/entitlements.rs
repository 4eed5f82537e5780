//! Entitlements: what a customer may use (<https://docs.prolifi.io/endpoints/entitlements>).

mod check;

pub use self::check::CheckEntitlement;
use crate::{Call, Prolifi, Record, api, endpoint};

/// The endpoints of entitlements.
///
/// Few fields of the answers are documented, and not all of them by the endpoint they belong to, so they are
/// [`Record`]s: `entitled` of a check is `true` or `false`; of entitlements in general there are `is_unlimited`,
/// `remaining`, which is `null` for an unlimited one, and `reset_at`.
#[api(for = Prolifi, envelope = "data", openapi = "openapi/prolifi.json")]
pub trait Entitlements {
    /// Tells whether a customer may use a feature now, in the field `entitled`.
    ///
    /// It is a POST, so whether a public key may ask is the service's answer; the documentation says both.
    /// Errors are of type `authentication_error` (401), `permission_error` (403) or `validation_error` (422)
    /// (<https://docs.prolifi.io/endpoints/entitlements/check-entitlement>).
    ///
    /// ```
    /// use prolifi::{Environment, Error, Prolifi};
    /// use prolifi::emulator::{Emulator, SECRET_TEST_KEY};
    /// use prolifi::entitlements::{CheckEntitlement, Entitlements};
    ///
    /// async fn may_call(prolifi: &Prolifi, customer_id: &str) -> Result<bool, Error> {
    ///     let answer = prolifi.check_entitlement(&CheckEntitlement::new(customer_id, "api_calls")).await?;
    ///     Ok(answer.get_bool("entitled") == Some(true))
    /// }
    ///
    /// # #[tokio::main] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let emulator = Emulator::start().await?;
    /// let builder = Prolifi::builder(Environment::Sandbox).base_url(emulator.base_url());
    /// let prolifi = builder.api_key(SECRET_TEST_KEY).build()?;
    /// assert!(!may_call(&prolifi, "7c9e6679-7425-40de-944b-e07fc1f90ae7").await?);
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
    /// use prolifi::{Environment, Error, Prolifi};
    /// use prolifi::emulator::{Emulator, SECRET_TEST_KEY};
    /// use prolifi::entitlements::Entitlements;
    ///
    /// async fn print_left(prolifi: &Prolifi, customer_id: &str) -> Result<(), Error> {
    ///     for entitlement in prolifi.get_customer_entitlements(customer_id).await? {
    ///         println!("{:?} left", entitlement.get_f64("remaining"));
    ///     }
    ///     Ok(())
    /// }
    ///
    /// # #[tokio::main] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let emulator = Emulator::start().await?;
    /// let builder = Prolifi::builder(Environment::Sandbox).base_url(emulator.base_url());
    /// let prolifi = builder.api_key(SECRET_TEST_KEY).build()?;
    /// print_left(&prolifi, "7c9e6679-7425-40de-944b-e07fc1f90ae7").await?;
    /// # Ok(()) }
    /// ```
    #[endpoint(GET, "/customers/<id>/entitlements")]
    fn get_customer_entitlements(&self, id: &str) -> Call<Vec<Record>>;
}
