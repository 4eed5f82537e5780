//! A declarative HTTP client, and on it the client for the [Prolifi](https://docs.prolifi.io) billing
//! service.
//!
//! ```no_run
//! use prolifi::{customers::UpdateCustomer, prelude::*};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), prolifi::Error> {
//! let client = Client::builder(Environment::Sandbox).api_key("sk_test_...").build()?;
//! let customer = client
//!     .update_customer("user_42", &UpdateCustomer::new().first_name("Jane").phone(Patch::Clear))
//!     .await?;
//! println!("{} is now called {:?}", customer.id, customer.name);
//! # Ok(())
//! # }
//! ```

// The macros name this crate as its users do.
extern crate self as prolifi;

pub mod customers;
pub mod entitlements;
mod environment;
mod error_type;
pub mod events;
pub mod guide;
pub mod invoices;
mod key_kind;
mod open_enum;
mod patch;
pub mod plans;
pub mod prelude;
mod record;
#[cfg(feature = "sandbox")]
pub mod sandbox;
mod setters;
pub mod subscriptions;

#[doc(hidden)]
pub use prolifi_core::__private;
#[doc(inline)]
pub use prolifi_core::*;
#[doc = include_str!("docs/from_response.md")]
pub use prolifi_macros::FromResponse;
#[doc = include_str!("docs/api.md")]
pub use prolifi_macros::api;
#[doc = include_str!("docs/endpoint.md")]
pub use prolifi_macros::endpoint;

pub use crate::{
    environment::{Environment, client_from_env},
    error_type::{ErrorExt, ErrorType},
    key_kind::KeyKind,
    patch::Patch,
    record::Record,
};

/// Compiles the examples of the README.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
