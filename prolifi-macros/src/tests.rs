//! Tests of the crate as a whole: what the macros print, and that no input makes them panic.

#![allow(clippy::unwrap_used, reason = "tests")]

mod random;
mod snapshots;

use proc_macro2::{Span, TokenStream};

fn endpoint(attr: &str, item: &str) -> TokenStream {
    crate::endpoint::expand(attr.parse().unwrap(), item.parse().unwrap(), Span::call_site())
}
