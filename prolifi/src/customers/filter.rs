//! Which customers to list.

use serde::{Deserialize, Serialize};

use crate::setters::{page_setters, setters};

/// Which customers [`list_customers`](super::Customers::list_customers) gives
/// (<https://docs.prolifi.io/endpoints/customers/list-customers>).
///
/// ```
/// use prolifi::customers::{CustomerFilter, CustomerStatus};
///
/// let filter = CustomerFilter::new().email("@example.com").status(CustomerStatus::Active).limit(100);
/// assert_eq!(serde_json::to_string(&filter)?, r#"{"limit":100,"email":"@example.com","status":"active"}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct CustomerFilter {
    #[serde(skip_serializing_if = "Option::is_none")]
    limit: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    offset: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    external_id: Option<String>,
}

impl CustomerFilter {
    /// No condition. Archived customers are left out of lists.
    pub fn new() -> Self {
        Self::default()
    }

    page_setters!();

    setters! {
        /// A part of the e-mail address.
        email: String,
        /// The status. The documentation does not list the values that are taken here; those of a customer
        /// are a [`CustomerStatus`](super::CustomerStatus).
        status: String,
        /// Your application's identifier for the customer.
        external_id: String,
    }
}
