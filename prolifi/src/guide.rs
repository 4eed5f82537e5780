//! How to do things, one page a topic.
//!
//! - [`another_service`]: a client of your own, for a service that is not Prolifi
//! - [`authentication`]: where a secret goes, where it comes from, and whose it is
//! - [`calling`]: from a client to an answer, and the options of a call
//! - [`declaring`]: endpoints of your own, in fourteen real shapes
//! - [`document`]: a trait held against an OpenAPI document, when compiled and when tested
//! - [`errors`]: what went wrong, and what is known of it
//! - [`features`]: what each adds, and how to do without the default one
//! - [`generate`]: a trait from an OpenAPI document, written once
//! - [`lists`]: pages, records, and reporting many events
//! - [`metrics`]: metrics and tracing, what a program can see of its calls
//! - [`retries`]: time, retries and idempotency: was it applied, and what do I do now?
//! - [`testing`]: without a network, without an account
//! - [`transports`]: reqwest, tower, and one of your own
//! - [`uploads_and_downloads`]: files of any size, with progress, in both directions
//!
//! The pages have no items; their examples are tested with the crate.

#[doc = include_str!("guide/another_service.md")]
pub mod another_service {}

#[doc = include_str!("guide/authentication.md")]
pub mod authentication {}

#[doc = include_str!("guide/calling.md")]
pub mod calling {}

#[doc = include_str!("guide/declaring.md")]
pub mod declaring {}

#[doc = include_str!("guide/document.md")]
pub mod document {}

#[doc = include_str!("guide/errors.md")]
pub mod errors {}

#[doc = include_str!("guide/features.md")]
pub mod features {}

#[doc = include_str!("guide/generate.md")]
pub mod generate {}

#[doc = include_str!("guide/lists.md")]
pub mod lists {}

#[doc = include_str!("guide/metrics.md")]
pub mod metrics {}

#[doc = include_str!("guide/retries.md")]
pub mod retries {}

#[doc = include_str!("guide/testing.md")]
pub mod testing {}

#[doc = include_str!("guide/transports.md")]
pub mod transports {}

#[doc = include_str!("guide/uploads_and_downloads.md")]
pub mod uploads_and_downloads {}
