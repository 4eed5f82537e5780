//! `#[api(...)]` on a trait: settings for all its endpoints, the impl for its clients, the routes.
//!
//! [`item`] reads the trait and [`part`] the attributes of its methods, [`model`] validates both with the model of
//! each endpoint, [`expand`] prints the trait as a pure interface and the impl beside it.

mod expand;
mod forward;
mod impl_generics;
mod item;
mod lifetimes;
mod model;
mod part;
mod routes;
mod screaming;
mod twin;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};
use syn::ext::IdentExt;

use self::item::Trait;
use self::model::Api;
use self::screaming::screaming;
use crate::document::Contract;
use crate::endpoint::fallback;
use crate::endpoint::model::Shared;
use crate::errors::Errors;
use crate::options::{self, Options, Place};

const PLACE: Place = Place {
    attribute: "#[api]",
    known: &[
        "base",
        "envelope",
        "headers",
        "lists",
        "structs",
        "pages",
        "auth",
        "server",
        "redirects",
        "idle_timeout",
        "max_body",
        "openapi",
        "partial",
        "for",
        "crate",
    ],
    elsewhere: &["timeout", "attempt_timeout", "max_retries", "idempotent", "contract"],
    other: "#[endpoint]",
};

/// The constant for the page shape of a trait. No method has one of this name: theirs have two lines in the middle.
fn pages_constant(declared: &Trait) -> Ident {
    format_ident!("__{}_PAGES", screaming(&declared.ident.unraw().to_string()))
}

pub(crate) fn expand(attr: TokenStream, item: &TokenStream, whole: Span) -> TokenStream {
    let mut errors = Errors::default();
    let mut declared = match Trait::parse_item(item) {
        Ok(declared) => declared,
        Err(Some(error)) => {
            errors.add(error);
            return quote!(#errors #item);
        }
        Err(None) => return fallback::unexpanded(item),
    };
    declared.refuse_attributes(&mut errors);
    declared.refuse_second_names(&mut errors);
    let options = Options::parse(&options::split(attr), &PLACE, &mut errors);
    if let (Some(partial), None) = (&options.partial, &options.openapi) {
        errors.push(partial, "`partial` is said of a document that lacks some of the endpoints: name one, as in `openapi = \"openapi/notes.json\"`, or remove it");
    }
    options
        .headers
        .iter()
        .filter(|header| header.is_placeholder())
        .for_each(|header| header.refuse_argument(&mut errors));
    let documented = options.openapi.is_some();
    let contract = options
        .openapi
        .as_ref()
        .and_then(|file| Contract::load(file, options.partial.is_some(), &mut errors));
    let tracked = options.openapi.as_ref().map(|file| Contract::tracked(file, contract.as_ref()));
    let shared = Shared {
        base: options.base,
        envelope: options.envelope,
        headers: options.headers,
        style: options.style,
        auth: options.auth,
        server: options.server,
        pages: options.pages.map(|shape| (pages_constant(&declared), shape)),
        redirects: options.redirects.map(|(_, count)| count),
        idle_timeout: options.idle_timeout,
        max_body: options.max_body,
        crate_root: options.crate_root,
        contract,
        documented,
    };
    let parts = part::read(&declared, &shared, whole);
    let api = Api::new(&declared, &parts, &shared, options.implementor.as_ref(), &mut errors);
    let expanded = expand::api(&api);
    quote!(#errors #expanded #tracked)
}
