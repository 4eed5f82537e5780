//! Sources of access tokens (OAuth 2.0, RFC 6749): [`ClientCredentials`] for a program that calls for itself,
//! [`RefreshToken`] for one that calls for somebody who agreed.
//!
//! ```
//! use prolifi::{Auth, Client, Service, oauth::ClientCredentials};
//!
//! # fn main() -> Result<(), prolifi::Error> {
//! let source = ClientCredentials::new("https://login.example.com/oauth/token", "billing-worker", "cs_test_...")
//!     .scopes(["invoices:read", "invoices:write"]);
//! let service = Service::new("https://api.example.com").auth(Auth::Bearer);
//! let client = Client::builder(service).credentials(source).build()?;
//! # Ok(())
//! # }
//! ```
//!
//! The token endpoint is called over the client's own transport, so that a test sees it, and never over plain HTTP to another
//! machine. Of its errors the code is told (`invalid_scope`), and nothing else that it wrote.

mod client_credentials;
mod refresh_token;
#[cfg(feature = "testing")]
mod testing;
mod token_endpoint;

#[cfg(feature = "testing")]
#[cfg_attr(docsrs, doc(cfg(feature = "testing")))]
pub use self::testing::{TOKEN, Token};
pub use self::{client_credentials::ClientCredentials, refresh_token::RefreshToken};
