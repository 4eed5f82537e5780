//! What the service answers about a customer.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{id::Id, open_enum::open_enum, setters::setters};

/// Data of your own, attached to an object: names to any JSON.
///
/// ```
/// use prolifi::customers::{Metadata, UpdateCustomer};
///
/// let metadata = Metadata::from_iter([("team".to_owned(), "billing".into()), ("seats".to_owned(), 5.into())]);
/// let changes = UpdateCustomer::new().metadata(metadata);
/// assert_eq!(serde_json::to_string(&changes)?, r#"{"metadata":{"seats":5,"team":"billing"}}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
pub type Metadata = serde_json::Map<String, serde_json::Value>;

/// A customer (schema `Customer` of
/// <https://docs.prolifi.io/endpoints/customers/update-customer>).
///
/// A field that the service may leave empty is an `Option`: `None` for `null`, and where it is absent.
/// Fields that are not documented are skipped; read them with [`Call::decode`](crate::Call::decode).
///
/// ```
/// use prolifi::{Call, http, customers::{Customer, CustomerStatus}};
///
/// # #[tokio::main] async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let body = r#"{"id": "7c9e6679-7425-40de-944b-e07fc1f90ae7", "email": "jane@example.com", "status": "active",
///     "created_at": "2026-03-13T09:00:00Z", "updated_at": "2026-03-13T09:00:00Z"}"#;
/// let call = Call::<Customer>::answer(http::Response::new(body));
/// let customer = call.await?;
/// assert_eq!(customer.status, CustomerStatus::Active);
/// assert_eq!(customer.phone, None);
/// # Ok(()) }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Customer {
    /// The unique identifier.
    pub id: Id,
    /// Your application's identifier for the customer.
    pub external_id: Option<String>,
    /// The e-mail address.
    pub email: String,
    /// The full name, computed by the service from the first and the last.
    pub name: Option<String>,
    /// The first name.
    pub first_name: Option<String>,
    /// The last name.
    pub last_name: Option<String>,
    /// The company's name, for business customers.
    pub company_name: Option<String>,
    /// The phone number.
    pub phone: Option<String>,
    /// The status.
    pub status: CustomerStatus,
    /// The name of the country.
    pub country: Option<String>,
    /// The identifier of the country.
    pub country_id: Option<Id>,
    /// Data of your own.
    pub metadata: Option<Metadata>,
    /// When the customer was created.
    pub created_at: Timestamp,
    /// When the customer was last changed.
    pub updated_at: Timestamp,
}

impl Customer {
    /// An active customer of whom nothing else is known, for a test or a mock. Both times are the beginning of 1970.
    ///
    /// ```
    /// use prolifi::customers::Customer;
    ///
    /// let jane = Customer::new("7c9e6679-7425-40de-944b-e07fc1f90ae7", "jane@example.com")
    ///     .external_id("user_42")
    ///     .name("Jane Doe");
    /// assert_eq!(jane.external_id.as_deref(), Some("user_42"));
    /// ```
    pub fn new(id: impl Into<Id>, email: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            external_id: None,
            email: email.into(),
            name: None,
            first_name: None,
            last_name: None,
            company_name: None,
            phone: None,
            status: CustomerStatus::Active,
            country: None,
            country_id: None,
            metadata: None,
            created_at: Timestamp::UNIX_EPOCH,
            updated_at: Timestamp::UNIX_EPOCH,
        }
    }

    setters! {
        /// Your application's identifier for the customer.
        external_id: String,
        /// The full name. It is not computed from the others here.
        name: String,
        /// The first name.
        first_name: String,
        /// The last name.
        last_name: String,
        /// The company's name.
        company_name: String,
        /// The phone number.
        phone: String,
        /// The name of the country.
        country: String,
        /// The identifier of the country.
        country_id: Id,
        /// Data of your own.
        metadata: Metadata,
    }

    /// The status.
    pub fn status(mut self, status: impl Into<CustomerStatus>) -> Self {
        self.status = status.into();
        self
    }

    /// When the customer was created.
    pub fn created_at(mut self, time: Timestamp) -> Self {
        self.created_at = time;
        self
    }

    /// When the customer was last changed.
    pub fn updated_at(mut self, time: Timestamp) -> Self {
        self.updated_at = time;
        self
    }
}

open_enum! {
    /// The status of a customer.
    ///
    /// ```
    /// use prolifi::customers::CustomerStatus;
    ///
    /// assert_eq!(CustomerStatus::from("archived"), CustomerStatus::Archived);
    /// // A text that is not documented is kept as it is.
    /// assert_eq!(CustomerStatus::from("on_hold").as_str(), "on_hold");
    /// ```
    CustomerStatus {
        /// Active.
        Active = "active",
        /// Archived: kept, and left out of lists.
        Archived = "archived",
    }
}
