//! Twenty operations of five real services, declared as their documents say: what a request has to look like there is in
//! the declaration, and no line of code writes it.
//!
//! `tests/services.rs` holds each request against what the document wants.

pub mod box_files;
pub mod github;
pub mod openai;
pub mod s3;
pub mod stripe;
