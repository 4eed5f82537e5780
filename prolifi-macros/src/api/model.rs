//! The validated trait: for each item what stands in the trait and what in the impl.

use proc_macro2::Ident;
use quote::{ToTokens, format_ident};
use syn::ext::IdentExt;
use syn::{Attribute, TraitItem, Type};

use super::item::{Item, Trait};
use super::part::{EndpointPart, MistakenPart, Part};
use super::screaming::screaming;
use super::twin::Seen;
use crate::document;
use crate::endpoint::method::Method;
use crate::endpoint::model::{Endpoint, Shared};
use crate::errors::Errors;

pub(crate) struct Api<'a> {
    pub(crate) item: &'a Trait,
    pub(crate) shared: &'a Shared,
    /// The one type that has the endpoints; without it every client has them.
    pub(crate) implementor: Option<&'a Type>,
    pub(crate) members: Vec<Member<'a>>,
    /// The name of the constant: `NOTES`.
    pub(crate) description: Ident,
}

pub(crate) enum Member<'a> {
    Endpoint {
        endpoint: Box<Endpoint<'a>>,
        /// As the user wrote it; it stays so that it counts as used.
        attribute: &'a syn::Path,
        /// The static that describes it.
        descriptor: Ident,
    },
    /// A method with a mistake, and one that has neither a body nor `#[endpoint]`.
    Mistaken {
        method: &'a Method,
        attribute: Option<&'a syn::Path>,
    },
    /// A method that is not an endpoint, with a body.
    Plain(&'a Method),
    Other(&'a TraitItem),
    /// An associated item that the impl cannot supply.
    Unsupplied(&'a TraitItem),
}

impl<'a> Api<'a> {
    pub(crate) fn new(
        item: &'a Trait,
        parts: &'a [Part],
        shared: &'a Shared,
        implementor: Option<&'a Type>,
        errors: &mut Errors,
    ) -> Self {
        if let Some(unsafety) = &item.unsafety {
            errors.push(
                unsafety,
                "the impl of the trait is written by `#[api]`, which writes no `unsafe`: remove it",
            );
        }
        let name = screaming(&item.ident.unraw().to_string());
        let mut seen = Seen::default();
        let members = item
            .items
            .iter()
            .zip(parts)
            .map(|(item, part)| match (item, part) {
                (_, Part::Mistaken(mistaken)) => {
                    let MistakenPart { method, attribute, errors: own } = &**mistaken;
                    errors.append(own);
                    Member::Mistaken { method, attribute: attribute.as_ref() }
                }
                (_, Part::Endpoint(part)) => Member::endpoint(part, &name, shared, &mut seen, errors),
                (Item::Method(method), Part::Plain) => Member::Plain(method),
                (Item::Other(item), Part::Plain) => other(item, errors),
            })
            .collect();
        let description = Ident::new(&name, item.ident.span());
        Self { item, shared, implementor, members, description }
    }
}

impl<'a> Member<'a> {
    fn endpoint(
        part: &'a EndpointPart,
        description: &str,
        shared: &'a Shared,
        seen: &mut Seen,
        errors: &mut Errors,
    ) -> Self {
        let EndpointPart { method, attr, path, errors: of_attribute } = part;
        let mut own = Errors::default();
        own.append(of_attribute);
        let endpoint = Endpoint::new(attr, method, shared, &mut own);
        let sound = own.is_empty();
        errors.append(&own);
        match endpoint {
            Some(endpoint) if sound => {
                seen.refuse_twin(&endpoint, attr, errors);
                if let Some(contract) = &shared.contract {
                    document::check(contract, attr, &endpoint, errors);
                }
                let descriptor = format_ident!("__{description}__{}", screaming(&method.name()));
                Self::Endpoint { endpoint: Box::new(endpoint), attribute: path, descriptor }
            }
            _ => Self::Mistaken { method, attribute: Some(path) },
        }
    }
}

fn other<'a>(item: &'a TraitItem, errors: &mut Errors) -> Member<'a> {
    let (name, what) = match item {
        TraitItem::Const(item) if item.default.is_none() => (&item.ident, "the constant"),
        TraitItem::Type(item) => (&item.ident, "the type"),
        _ => return Member::Other(item),
    };
    let fix = if what == "the type" { "make it a parameter of the trait" } else { "give it a value" };
    errors.push(
        name,
        format!("the impl that `#[api]` writes cannot choose {what} `{name}`: {fix}, or drop `#[api]` and write `: Api`"),
    );
    Member::Unsupplied(item)
}

/// Whether the attribute decides if its item is there.
pub(crate) fn is_cfg(attr: &Attribute) -> bool {
    attr.path().is_ident("cfg")
        || (attr.path().is_ident("cfg_attr") && attr.meta.to_token_stream().to_string().contains(", cfg"))
}
