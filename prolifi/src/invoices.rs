//! Invoices: made by the service when a billing cycle completes
//! (<https://docs.prolifi.io/endpoints/invoices>).

mod filter;

use std::fmt::Display;

pub use self::filter::{InvoiceFilter, InvoiceStatus};
use crate::{Call, Pages, Record, api, endpoint};

/// The endpoints of invoices.
///
/// The fields of an invoice are not documented, so an invoice is a [`Record`].
#[api(envelope = "data")]
pub trait Invoices {
    /// Lists the invoices that match a filter.
    ///
    /// ```
    /// # use prolifi::{prelude::*, emulator::{SECRET_TEST_KEY, Emulator}};
    /// use prolifi::invoices::{InvoiceFilter, InvoiceStatus};
    ///
    /// # #[tokio::main] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let emulator = Emulator::start().await?;
    /// # let client = Client::builder(Environment::Sandbox).base_url(emulator.base_url()).api_key(SECRET_TEST_KEY).build()?;
    /// // All of them before the first is changed: what leaves the list moves the others up, past the next page.
    /// let pending = InvoiceFilter::new().status(InvoiceStatus::Pending);
    /// for invoice in client.list_invoices(&pending).collect_up_to(1_000).await? {
    ///     if let Some(id) = invoice.get_str("id") {
    ///         client.finalize_invoice(id).await?;
    ///     }
    /// }
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// The service answers with an error of type `authentication_error` (401)
    /// (<https://docs.prolifi.io/endpoints/invoices/list-invoices>).
    #[endpoint(GET, "/invoices?<filter..>")]
    fn list_invoices(&self, filter: &InvoiceFilter) -> Pages<Record>;

    /// Gets an invoice (<https://docs.prolifi.io/endpoints/invoices>).
    ///
    /// ```
    /// # use prolifi::{prelude::*, emulator::{SECRET_TEST_KEY, Emulator}};
    /// # #[tokio::main] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let id = uuid::Uuid::max();
    /// # let emulator = Emulator::builder().invoice(serde_json::json!({ "id": id })).start().await?;
    /// # let client = Client::builder(Environment::Sandbox).base_url(emulator.base_url()).api_key(SECRET_TEST_KEY).build()?;
    /// let invoice = client.get_invoice(id).await?;
    /// println!("{:?}", invoice.as_object());
    /// # Ok(()) }
    /// ```
    #[endpoint(GET, "/invoices/<id>")]
    fn get_invoice(&self, id: impl Display) -> Call<Record>;

    /// Makes a pending invoice a posted one, ready to be collected. An invoice of any other status is an error,
    /// whose status and type are not documented.
    ///
    /// `id` is a UUID.
    ///
    /// ```
    /// # use prolifi::{prelude::*, emulator::{SECRET_TEST_KEY, Emulator}};
    /// # #[tokio::main] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let id = uuid::Uuid::max();
    /// # let emulator = Emulator::builder().invoice(serde_json::json!({ "id": id })).start().await?;
    /// # let client = Client::builder(Environment::Sandbox).base_url(emulator.base_url()).api_key(SECRET_TEST_KEY).build()?;
    /// client.finalize_invoice(id).await?;
    /// // It is no longer pending.
    /// assert!(client.finalize_invoice(id).await.is_err());
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// The service answers with an error of type `authentication_error` (401),
    /// `permission_error` (403) or `not_found` (404), or with a 500
    /// (<https://docs.prolifi.io/endpoints/invoices/finalize-invoice>).
    #[endpoint(POST, "/invoices/<id>/finalize")]
    fn finalize_invoice(&self, id: impl Display) -> Call<Record>;

    /// Cancels an invoice for good. A void invoice cannot be voided again: an error whose status and type are
    /// not documented.
    ///
    /// `id` is a UUID.
    ///
    /// ```
    /// # use prolifi::{prelude::*, emulator::{SECRET_TEST_KEY, Emulator}};
    /// # #[tokio::main] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let id = uuid::Uuid::max();
    /// # let emulator = Emulator::builder().invoice(serde_json::json!({ "id": id })).start().await?;
    /// # let client = Client::builder(Environment::Sandbox).base_url(emulator.base_url()).api_key(SECRET_TEST_KEY).build()?;
    /// client.void_invoice(id).await?;
    /// assert!(client.void_invoice(id).await.is_err());
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// The service answers with an error of type `authentication_error` (401),
    /// `permission_error` (403) or `not_found` (404), or with a 500
    /// (<https://docs.prolifi.io/endpoints/invoices/void-invoice>).
    #[endpoint(POST, "/invoices/<id>/void")]
    fn void_invoice(&self, id: impl Display) -> Call<Record>;
}
