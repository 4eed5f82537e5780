//! What an update of a customer can change.

use serde::{Deserialize, Serialize};

use super::Metadata;
use crate::{Patch, id::Id};

/// The changes of [`update_customer`](super::Customers::update_customer): every field is kept unless it is
/// set (schema `UpdateCustomerRequest` of
/// <https://docs.prolifi.io/endpoints/customers/update-customer>).
///
/// [`Patch::Clear`] sends `null`, which the documentation allows for every field without saying what it does.
///
/// ```
/// use prolifi::{Patch, customers::UpdateCustomer};
///
/// let changes = UpdateCustomer::new().first_name("Jane").last_name("Doe").phone(Patch::Clear);
/// assert_eq!(serde_json::to_string(&changes)?, r#"{"first_name":"Jane","last_name":"Doe","phone":null}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct UpdateCustomer {
    #[serde(skip_serializing_if = "Patch::is_keep")]
    email: Patch<String>,
    #[serde(skip_serializing_if = "Patch::is_keep")]
    name: Patch<String>,
    #[serde(skip_serializing_if = "Patch::is_keep")]
    first_name: Patch<String>,
    #[serde(skip_serializing_if = "Patch::is_keep")]
    last_name: Patch<String>,
    #[serde(skip_serializing_if = "Patch::is_keep")]
    company_name: Patch<String>,
    #[serde(skip_serializing_if = "Patch::is_keep")]
    external_id: Patch<String>,
    #[serde(skip_serializing_if = "Patch::is_keep")]
    phone: Patch<String>,
    #[serde(skip_serializing_if = "Patch::is_keep")]
    country_id: Patch<Id>,
    #[serde(skip_serializing_if = "Patch::is_keep")]
    metadata: Patch<Metadata>,
}

impl UpdateCustomer {
    /// An update that changes nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The e-mail address.
    pub fn email(mut self, email: impl Into<Patch<String>>) -> Self {
        self.email = email.into();
        self
    }

    /// The full name.
    pub fn name(mut self, name: impl Into<Patch<String>>) -> Self {
        self.name = name.into();
        self
    }

    /// The first name.
    pub fn first_name(mut self, first_name: impl Into<Patch<String>>) -> Self {
        self.first_name = first_name.into();
        self
    }

    /// The last name.
    pub fn last_name(mut self, last_name: impl Into<Patch<String>>) -> Self {
        self.last_name = last_name.into();
        self
    }

    /// The company's name.
    pub fn company_name(mut self, company_name: impl Into<Patch<String>>) -> Self {
        self.company_name = company_name.into();
        self
    }

    /// Your application's identifier for the customer.
    pub fn external_id(mut self, external_id: impl Into<Patch<String>>) -> Self {
        self.external_id = external_id.into();
        self
    }

    /// The phone number.
    pub fn phone(mut self, phone: impl Into<Patch<String>>) -> Self {
        self.phone = phone.into();
        self
    }

    /// The identifier of the country.
    pub fn country_id(mut self, country_id: impl Into<Patch<Id>>) -> Self {
        self.country_id = country_id.into();
        self
    }

    /// Data of your own.
    pub fn metadata(mut self, metadata: impl Into<Patch<Metadata>>) -> Self {
        self.metadata = metadata.into();
        self
    }
}
