//! Which invoices to list.

use serde::{Deserialize, Serialize};

use crate::{
    id::Id,
    open_enum::open_enum,
    setters::{page_setters, setters},
};

/// Which invoices [`list_invoices`](super::Invoices::list_invoices) gives
/// (<https://docs.prolifi.io/endpoints/invoices/list-invoices>).
///
/// ```
/// use prolifi::invoices::{InvoiceFilter, InvoiceStatus};
///
/// let filter = InvoiceFilter::new().status(InvoiceStatus::Posted).limit(100);
/// assert_eq!(serde_json::to_string(&filter)?, r#"{"limit":100,"status":"posted"}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct InvoiceFilter {
    #[serde(skip_serializing_if = "Option::is_none")]
    limit: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    offset: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    customer_id: Option<Id>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<InvoiceStatus>,
    #[serde(skip_serializing_if = "Option::is_none")]
    subscription_id: Option<Id>,
}

impl InvoiceFilter {
    /// No condition.
    pub fn new() -> Self {
        Self::default()
    }

    page_setters!();

    setters! {
        /// The customer.
        customer_id: Id,
        /// The status.
        status: InvoiceStatus,
        /// The subscription.
        subscription_id: Id,
    }
}

open_enum! {
    /// The status of an invoice. The four that the overview names (<https://docs.prolifi.io/endpoints/invoices>);
    /// there may be more.
    ///
    /// ```
    /// use prolifi::invoices::InvoiceStatus;
    ///
    /// let record: prolifi::Record = serde_json::from_str(r#"{"status": "paid"}"#)?;
    /// // `record` is an invoice, and its fields are not documented.
    /// let status = record.get_str("status").map(InvoiceStatus::from);
    /// assert_eq!(status, Some(InvoiceStatus::Paid));
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    InvoiceStatus {
        /// Made, and not yet final.
        Pending = "pending",
        /// Final, and ready to be collected.
        Posted = "posted",
        /// Paid.
        Paid = "paid",
        /// Cancelled for good.
        Void = "void",
    }
}
