//! `#[endpoint(METHOD, "template", name = value, ...)]`.
//!
//! [`attr`] and [`method`] read the attribute and the method, [`model`] joins and validates them, [`expand`]
//! prints the result. [`fallback`] stands in for a method that has a mistake.

mod address;
pub(crate) mod answer;
pub(crate) mod args;
pub(crate) mod attr;
pub(crate) mod expand;
pub(crate) mod fallback;
mod head;
pub(crate) mod http_method;
pub(crate) mod method;
pub(crate) mod model;
pub(crate) mod roles;
pub(crate) mod signature;
mod styled;
pub(crate) mod types;
mod unmatched;

use proc_macro2::{Span, TokenStream};
use quote::quote;

use self::attr::EndpointAttr;
use self::method::Method;
use self::model::{Endpoint, Shared};
use crate::errors::Errors;

/// The attribute on a method that `#[api]` has already expanded. The attribute stays there so that the user's
/// `use prolifi::endpoint` is used, and editors know the word.
pub(crate) const EXPANDED: &str = "__expanded";

pub(crate) fn expand(attr: TokenStream, item: TokenStream, whole: Span) -> TokenStream {
    if attr.to_string() == EXPANDED {
        return item;
    }
    let mut errors = Errors::default();
    let mut method = match Method::parse_item(&item) {
        Ok(method) => method,
        Err(Some(error)) => {
            errors.add(error);
            return quote!(#errors #item);
        }
        Err(None) => return item,
    };
    // With the hygiene of the user's tokens, an error there is not said to come from inside the macro.
    let whole = whole.resolved_at(method.sig.fn_token.span);
    let attr = EndpointAttr::parse(attr, whole, None, &mut errors);
    method.refuse_second_endpoint(&mut errors);
    let shared = Shared::default();
    let endpoint = Endpoint::new(&attr, &method, &shared, &mut errors);
    match endpoint {
        Some(endpoint) if errors.is_empty() => expand::method(&endpoint),
        _ => {
            let fallback = fallback::method(&method, attr.options.crate_root.as_ref());
            quote!(#errors #fallback)
        }
    }
}
