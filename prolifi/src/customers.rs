//! Customers: whom subscriptions, invoices and entitlements belong to
//! (<https://docs.prolifi.io/endpoints/customers>).

mod model;
mod update;

use std::fmt::Display;

pub use self::{
    model::{Customer, CustomerStatus, Metadata},
    update::UpdateCustomer,
};
use crate::{Call, api, endpoint};

/// The endpoints of customers.
#[api(envelope = "data")]
pub trait Customers {
    /// Changes the given fields of a customer, and leaves the others as they are.
    ///
    /// `id` is the customer's UUID or your own `external_id`. The service answers with an error of type
    /// `authentication_error` (401), `permission_error` (403), `not_found` (404) or `validation_error` (422)
    /// (<https://docs.prolifi.io/endpoints/customers/update-customer>).
    #[endpoint(PATCH, "/customers/<id>")]
    fn update_customer(&self, id: impl Display, changes: &UpdateCustomer) -> Call<Customer>;
}
