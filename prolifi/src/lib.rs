//! A declarative HTTP client, and on it the client for the [Prolifi](https://docs.prolifi.io) billing
//! service.
//!
//! # Declaring an endpoint
//!
//! ```
//! use prolifi::prelude::*;
//!
//! #[derive(serde::Serialize, serde::Deserialize)]
//! pub struct Note {
//!     text: String,
//! }
//!
//! #[api(envelope = "data")]
//! pub trait Notes {
//!     /// Pins a note to a customer.
//!     #[endpoint(POST, "/customers/<id>/notes?<notify>")]
//!     fn add_note(&self, id: &str, notify: Option<bool>, note: &Note) -> Call<Note>;
//! }
//! ```
//!
//! A method of the trait is a request that is built, sent and decoded: `client.add_note("acme/42", None, &note).await?`.
//! The methods are on every [`Client`]; with `#[api(for = ..)]` they are on the client of one service alone.
//! [`guide::another_service`] shows both.
//!
//! # Calling Prolifi
//!
//! ```no_run
//! use prolifi::{Environment, Patch, Prolifi};
//! use prolifi::customers::{Customers, UpdateCustomer};
//!
//! #[tokio::main]
//! async fn main() -> Result<(), prolifi::Error> {
//!     let prolifi = Prolifi::builder(Environment::Sandbox).api_key("sk_test_...").build()?;
//!     let changes = UpdateCustomer::new().first_name("Jane").phone(Patch::Clear);
//!     let customer = prolifi.update_customer("user_42", &changes).await?;
//!     println!("{} is now called {:?}", customer.id, customer.name);
//!     Ok(())
//! }
//! ```
//!
//! One trait for each resource, declared with the same attributes: [`Customers`](customers::Customers),
//! [`Plans`](plans::Plans), [`Subscriptions`](subscriptions::Subscriptions), [`Invoices`](invoices::Invoices),
//! [`Events`](events::Events), [`Entitlements`](entitlements::Entitlements). All 23 documented operations are
//! there. Where the documentation does not show the fields of an answer it is a [`Record`], and
//! [`Call::decode`] reads it as a type of your own.
//!
//! # The guide
//!
//! | you want | read |
//! |---|---|
//! | to declare an endpoint: path, query, headers, body, answer | [`declaring`](guide::declaring); all words are in [`endpoint`](macro@endpoint) and [`api`](macro@api) |
//! | to make calls, with a timeout for the call and its attempts, as another type, without async code | [`calling`](guide::calling) |
//! | a client of another service, an SDK of your own | [`another_service`](guide::another_service) |
//! | keys, tokens, signatures; a client for each tenant | [`authentication`](guide::authentication) |
//! | to know what went wrong, and what to do then | [`errors`](guide::errors) |
//! | retries, deadlines and idempotency keys | [`retries`](guide::retries) |
//! | lists, whatever their pages look like | [`lists`](guide::lists) |
//! | files, up and down, with progress | [`uploads_and_downloads`](guide::uploads_and_downloads) |
//! | tests without a network | [`testing`](guide::testing) |
//! | metrics, spans and logs | [`metrics`](guide::metrics) |
//! | middleware, or one transport for several clients | [`transports`](guide::transports) |
//! | the declarations held against an OpenAPI document, or written from one | [`document`](guide::document), [`generate`](guide::generate) |
//! | fewer crates, a quicker build | [`features`](guide::features) |
//!
//! # The parts
//!
//! | type | what it is |
//! |---|---|
//! | [`Client`], [`ClientBuilder`], [`Service`]; [`Prolifi`], [`Environment`] | whom to call, and how long and how often to try |
//! | [`endpoint`](macro@endpoint), [`api`](macro@api), [`FromResponse`](macro@FromResponse) | what can be called |
//! | [`Call`], [`Pages`], [`streaming`] | a request that is not sent yet; a list; an answer read as it arrives |
//! | [`Response`], [`Text`], [`Raw`], [`Record`], [`Patch`], [`Id`] | what goes in and comes out |
//! | [`Error`], [`ErrorKind`], [`ApiError`], [`ErrorType`] | what went wrong, and whether the write was applied |
//! | [`transport`] | what sends a request |
//!
//! # Features
//!
//! `reqwest` is on by default: the transport that a client uses unless it is given another; and `aws-lc-rs`, for its
//! TLS. `ring` (in place of that), `hyper`, `tower`, `gzip`, `charset`, `fs`, `blocking`, `xml`, `testing`, `contract`
//! and `emulator` are off; [`guide::features`] says what each is for and what it adds to the build.

#![cfg_attr(docsrs, feature(doc_cfg))]

// The macros name this crate as its users do.
extern crate self as prolifi;

mod client;
pub mod customers;
#[cfg(feature = "emulator")]
pub mod emulator;
pub mod entitlements;
mod environment;
mod error_body;
mod error_type;
pub mod events;
pub mod guide;
mod id;
pub mod invoices;
mod key_kind;
pub mod oauth;
mod open_enum;
mod patch;
pub mod plans;
pub mod prelude;
mod record;
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

pub use {jiff, serde_json, uuid};

pub use crate::{
    client::Prolifi,
    environment::Environment,
    error_type::{ErrorExt, ErrorType},
    id::Id,
    key_kind::KeyKind,
    patch::Patch,
    record::Record,
};

/// Compiles the examples of the README, and of that of the package, whose links lead out of the repository.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
#[doc = include_str!("../README.md")]
struct Readme;
