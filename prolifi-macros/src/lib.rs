//! The attributes of prolifi: `#[endpoint]`, `#[api]` and `#[derive(FromResponse)]`.
//!
//! Use them through the `prolifi` crate, where they are documented with examples that run. This crate knows
//! no HTTP library: it turns a declaration into a validated model and the model into a few tokens that name
//! what `prolifi::__private` does.
//!
//! Every macro goes through the same stages, one file each: parse what the user wrote, validate it into a
//! model whose bad states cannot be written down, expand the model. All mistakes are collected on the way
//! (`errors.rs`); beside them stands a fallback, so that nothing else in the user's program breaks.

#![allow(
    missing_docs,
    reason = "the macros are documented where prolifi re-exports them, with examples that run"
)]

mod api;
mod did_you_mean;
mod document;
mod endpoint;
mod errors;
mod from_response;
mod options;
mod style;
mod template;
#[cfg(test)]
mod tests;

use proc_macro::TokenStream;
use proc_macro2::Span;

#[proc_macro_attribute]
pub fn endpoint(attr: TokenStream, item: TokenStream) -> TokenStream {
    endpoint::expand(attr.into(), item.into(), Span::call_site()).into()
}

#[proc_macro_attribute]
pub fn api(attr: TokenStream, item: TokenStream) -> TokenStream {
    api::expand(attr.into(), &item.into(), Span::call_site()).into()
}

#[proc_macro_derive(FromResponse, attributes(status, header, body, from_response))]
pub fn from_response(item: TokenStream) -> TokenStream {
    from_response::expand(item.into()).into()
}
