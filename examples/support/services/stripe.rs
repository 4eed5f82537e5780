//! Stripe's API: forms and queries with objects and lists in brackets, and a server for files.

use prolifi::{Auth, Call, Multipart, Service, api, endpoint, http::HeaderName};
use serde::Serialize;

/// The service, with the server for files.
pub fn service() -> Service {
    Service::new("https://api.stripe.com")
        .auth(Auth::Bearer)
        .idempotency_header(HeaderName::from_static("idempotency-key"))
        .server("files", "https://files.stripe.com")
}

/// A few of its operations.
#[api(base = "/v1", lists = "indices", structs = "brackets")]
pub trait Stripe {
    /// Creates a session of the checkout.
    #[endpoint(POST, "/checkout/sessions")]
    fn create_session(&self, #[form] session: &NewSession<'_>) -> Call<()>;

    /// Lists charges that were made in a time.
    #[endpoint(GET, "/charges?<created>&<expand:brackets>&<limit>")]
    fn charges(&self, created: &Created, expand: &[&str], limit: Option<u8>) -> Call<()>;

    /// Shows what a credit note would be.
    #[endpoint(GET, "/credit_notes/preview?<invoice>&<lines>")]
    fn preview_credit_note(&self, invoice: &str, lines: &[CreditLine<'_>]) -> Call<()>;

    /// Uploads a file, and makes a link to it.
    #[endpoint(POST, "/files", server = "files")]
    fn upload_file(&self, #[multipart] form: Multipart) -> Call<()>;
}

/// What is bought, and where the customer goes afterwards.
#[derive(Serialize)]
#[allow(missing_docs, reason = "named as in the document")]
pub struct NewSession<'a> {
    pub mode: &'a str,
    pub success_url: &'a str,
    pub line_items: &'a [LineItem<'a>],
    pub automatic_tax: AutomaticTax,
    pub payment_method_types: Option<&'a [&'a str]>,
}

/// One thing that is bought.
#[derive(Serialize)]
#[allow(missing_docs, reason = "named as in the document")]
pub struct LineItem<'a> {
    pub price: &'a str,
    pub quantity: u32,
}

/// Whether tax is added.
#[derive(Serialize)]
#[allow(missing_docs, reason = "named as in the document")]
pub struct AutomaticTax {
    pub enabled: bool,
}

/// A time, in seconds since 1970.
#[derive(Serialize)]
#[allow(missing_docs, reason = "named as in the document")]
pub struct Created {
    pub gte: i64,
    pub lt: Option<i64>,
}

/// A line of a credit note.
#[derive(Serialize)]
#[allow(missing_docs, reason = "named as in the document")]
pub struct CreditLine<'a> {
    pub r#type: &'a str,
    pub invoice_line_item: &'a str,
    pub quantity: u32,
}
