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
    /// ```no_run
    /// use prolifi::{entitlements::CheckEntitlement, prelude::*};
    ///
    /// # async fn example(client: Client, customer_id: uuid::Uuid) -> Result<(), prolifi::Error> {
    /// let answer = client.check_entitlement(&CheckEntitlement::new(customer_id, "api_calls")).await?;
    /// if answer.get_bool("entitled") == Some(true) {
    ///     // Serve the request.
    /// }
    /// # Ok(())
    /// # }
    /// ```
    #[endpoint(POST, "/entitlements/check")]
    fn check_entitlement(&self, check: &CheckEntitlement) -> Call<Record>;

    /// Lists the active entitlements of a customer over all active subscriptions: one for each feature, with the
    /// highest limit.
    ///
    /// `id` is the customer's UUID; an `external_id` is not offered here. The service answers with an error of
    /// type `authentication_error` (401)
    /// (<https://docs.prolifi.io/endpoints/entitlements/get-customer-entitlements>).
    #[endpoint(GET, "/customers/<id>/entitlements")]
    fn get_customer_entitlements(&self, id: impl Display) -> Call<Vec<Record>>;
}
