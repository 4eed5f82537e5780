//! Notes: the service, and its operations.

pub mod events;
pub mod files;
pub mod models;
pub mod notes;
pub mod search;

use prolifi::http::HeaderName;
use prolifi::{Auth, Service};

/// The service, at the address that its document gives.
#[must_use]
pub fn service() -> Service {
    Service::new("https://api.example.com/v2")
        .auth(Auth::Bearer)
        .idempotency_header(HeaderName::from_static("idempotency-key"))
        .server("uploads", "https://uploads.example.com")
}
