//! What a new customer is made of.

use serde::{Deserialize, Serialize};

use super::Metadata;
use crate::{id::Id, setters::setters};

/// A new customer, for [`create_customer`](super::Customers::create_customer); the e-mail address is all it needs
/// (<https://docs.prolifi.io/endpoints/customers/create-customer>).
///
/// The page shows the names of the fields and not their types; they are taken to be those of
/// [`UpdateCustomer`](super::UpdateCustomer).
///
/// ```
/// use prolifi::customers::CreateCustomer;
///
/// let customer = CreateCustomer::new("jane@example.com").name("Jane Doe");
/// assert_eq!(serde_json::to_string(&customer)?, r#"{"email":"jane@example.com","name":"Jane Doe"}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreateCustomer {
    email: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    first_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    company_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    external_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    phone: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    country_id: Option<Id>,
    #[serde(skip_serializing_if = "Option::is_none")]
    metadata: Option<Metadata>,
}

impl CreateCustomer {
    /// A customer with this e-mail address.
    pub fn new(email: impl Into<String>) -> Self {
        Self {
            email: email.into(),
            name: None,
            first_name: None,
            last_name: None,
            company_name: None,
            external_id: None,
            phone: None,
            country_id: None,
            metadata: None,
        }
    }

    setters! {
        /// The full name. The service splits it into first and last name where those are not given.
        name: String,
        /// The first name.
        first_name: String,
        /// The last name.
        last_name: String,
        /// The company's name. With it, the customer is a business and not an individual.
        company_name: String,
        /// Your application's own unique identifier for the customer, which can be used in place of the UUID.
        external_id: String,
        /// The phone number.
        phone: String,
        /// The identifier of the country.
        country_id: Id,
        /// Data of your own.
        metadata: Metadata,
    }
}
