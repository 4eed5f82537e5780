//! Invoices: made by the service when a billing cycle completes
//! (<https://docs.prolifi.io/endpoints/invoices>).

mod filter;

pub use self::filter::{InvoiceFilter, InvoiceStatus};
use crate::{Call, Pages, Prolifi, Record, api, endpoint};

/// The endpoints of invoices.
///
/// The fields of an invoice are not documented, so an invoice is a [`Record`].
#[api(for = Prolifi, envelope = "data", openapi = "openapi/prolifi.json")]
pub trait Invoices {
    /// Lists the invoices that match a filter.
    ///
    /// ```
    /// use prolifi::{Environment, Error, Prolifi};
    /// use prolifi::emulator::{Emulator, SECRET_TEST_KEY};
    /// use prolifi::invoices::{InvoiceFilter, InvoiceStatus, Invoices};
    ///
    /// async fn finalize_all(prolifi: &Prolifi) -> Result<(), Error> {
    ///     // All of them before the first is changed: what leaves the list moves the others up, past the next page.
    ///     let pending = InvoiceFilter::new().status(InvoiceStatus::Pending);
    ///     for invoice in prolifi.list_invoices(&pending).collect_up_to(1_000).await? {
    ///         if let Some(id) = invoice.get_str("id") {
    ///             prolifi.finalize_invoice(id).await?;
    ///         }
    ///     }
    ///     Ok(())
    /// }
    ///
    /// # #[tokio::main] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let emulator = Emulator::builder().invoice(serde_json::json!({})).start().await?;
    /// let builder = Prolifi::builder(Environment::Sandbox).base_url(emulator.base_url());
    /// let prolifi = builder.api_key(SECRET_TEST_KEY).build()?;
    /// finalize_all(&prolifi).await?;
    /// assert_eq!(emulator.requests().len(), 2);
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
    /// use prolifi::{Environment, Error, Prolifi};
    /// use prolifi::emulator::{Emulator, SECRET_TEST_KEY};
    /// use prolifi::invoices::Invoices;
    ///
    /// async fn print(prolifi: &Prolifi, id: &str) -> Result<(), Error> {
    ///     let invoice = prolifi.get_invoice(id).await?;
    ///     println!("{:?}", invoice.as_object());
    ///     Ok(())
    /// }
    /// # #[tokio::main] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let id = "5b9a7a3e-0c6f-4d35-9d5e-3a1f5f6c1e11";
    /// let emulator = Emulator::builder().invoice(serde_json::json!({ "id": id })).start().await?;
    /// let builder = Prolifi::builder(Environment::Sandbox).base_url(emulator.base_url());
    /// let prolifi = builder.api_key(SECRET_TEST_KEY).build()?;
    /// print(&prolifi, id).await?;
    /// # Ok(()) }
    /// ```
    #[endpoint(GET, "/invoices/<id>")]
    fn get_invoice(&self, id: &str) -> Call<Record>;

    /// Makes a pending invoice a posted one, ready to be collected. An invoice of any other status is an error,
    /// whose status and type are not documented.
    ///
    /// `id` is a UUID.
    ///
    /// ```
    /// use prolifi::{Environment, Error, Prolifi};
    /// use prolifi::emulator::{Emulator, SECRET_TEST_KEY};
    /// use prolifi::invoices::Invoices;
    ///
    /// async fn post(prolifi: &Prolifi, id: &str) -> Result<(), Error> {
    ///     prolifi.finalize_invoice(id).await?;
    ///     // It is no longer pending.
    ///     assert!(prolifi.finalize_invoice(id).await.is_err());
    ///     Ok(())
    /// }
    /// # #[tokio::main] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let id = "5b9a7a3e-0c6f-4d35-9d5e-3a1f5f6c1e11";
    /// let emulator = Emulator::builder().invoice(serde_json::json!({ "id": id })).start().await?;
    /// let builder = Prolifi::builder(Environment::Sandbox).base_url(emulator.base_url());
    /// let prolifi = builder.api_key(SECRET_TEST_KEY).build()?;
    /// post(&prolifi, id).await?;
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// The service answers with an error of type `authentication_error` (401),
    /// `permission_error` (403) or `not_found` (404), or with a 500
    /// (<https://docs.prolifi.io/endpoints/invoices/finalize-invoice>).
    #[endpoint(POST, "/invoices/<id>/finalize")]
    fn finalize_invoice(&self, id: &str) -> Call<Record>;

    /// Cancels an invoice for good. A void invoice cannot be voided again: an error whose status and type are
    /// not documented.
    ///
    /// `id` is a UUID.
    ///
    /// ```
    /// use prolifi::{Environment, Error, Prolifi};
    /// use prolifi::emulator::{Emulator, SECRET_TEST_KEY};
    /// use prolifi::invoices::Invoices;
    ///
    /// async fn void(prolifi: &Prolifi, id: &str) -> Result<(), Error> {
    ///     prolifi.void_invoice(id).await?;
    ///     assert!(prolifi.void_invoice(id).await.is_err());
    ///     Ok(())
    /// }
    /// # #[tokio::main] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let id = "5b9a7a3e-0c6f-4d35-9d5e-3a1f5f6c1e11";
    /// let emulator = Emulator::builder().invoice(serde_json::json!({ "id": id })).start().await?;
    /// let builder = Prolifi::builder(Environment::Sandbox).base_url(emulator.base_url());
    /// let prolifi = builder.api_key(SECRET_TEST_KEY).build()?;
    /// void(&prolifi, id).await?;
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// The service answers with an error of type `authentication_error` (401),
    /// `permission_error` (403) or `not_found` (404), or with a 500
    /// (<https://docs.prolifi.io/endpoints/invoices/void-invoice>).
    #[endpoint(POST, "/invoices/<id>/void")]
    fn void_invoice(&self, id: &str) -> Call<Record>;
}
