//! What the attributes of a trait's methods say, read before anything is checked.

use proc_macro2::{Ident, Span, TokenTree};
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::{Attribute, Generics, LitStr, Meta, parse2};

use super::item::{Item, Trait};
use super::lifetimes;
use crate::did_you_mean::nearest;
use crate::endpoint::attr::EndpointAttr;
use crate::endpoint::http_method::HttpMethod;
use crate::endpoint::method::{Method, is_endpoint};
use crate::endpoint::model::Shared;
use crate::endpoint::types::names;
use crate::errors::Errors;
use crate::options::{self, Named};

/// What was read of an item, kept apart because [`Member`](super::model::Member) borrows from it.
pub(crate) enum Part {
    Endpoint(Box<EndpointPart>),
    /// With its mistakes.
    Mistaken(Box<MistakenPart>),
    Plain,
}

pub(crate) struct MistakenPart {
    pub(super) method: Method,
    /// As in [`Member::Mistaken`](super::model::Member::Mistaken).
    pub(super) attribute: Option<syn::Path>,
    pub(super) errors: Errors,
}

pub(crate) struct EndpointPart {
    pub(super) method: Method,
    pub(super) attr: EndpointAttr,
    pub(super) path: syn::Path,
    /// Those of the attribute.
    pub(super) errors: Errors,
}

/// Reads the attributes of all methods.
pub(crate) fn read(item: &Trait, shared: &Shared, whole: Span) -> Vec<Part> {
    item.items
        .iter()
        .map(|member| match member {
            Item::Method(method) => read_method(method, &item.generics, shared, whole),
            Item::Other(_) => Part::Plain,
        })
        .collect()
}

fn read_method(method: &Method, of_trait: &Generics, shared: &Shared, whole: Span) -> Part {
    let mut errors = Errors::default();
    let mut method = method.clone();
    let position = method.attrs.iter().position(is_endpoint).or_else(|| renamed(&method));
    let endpoint = position.map(|at| method.attrs.remove(at));
    let Some(endpoint) = endpoint else {
        return read_plain(method);
    };
    let tokens = match &endpoint.meta {
        Meta::List(list) => list.tokens.clone(),
        Meta::NameValue(meta) => meta.value.to_token_stream(),
        Meta::Path(_) => Default::default(),
    };
    let at = if tokens.is_empty() { endpoint.path().span() } else { whole };
    let attr = EndpointAttr::parse(tokens, at, shared.base.as_deref(), &mut errors);
    method.refuse_second_endpoint(&mut errors);
    lifetimes::refuse_undeclared(&mut method, of_trait, &mut errors);
    Part::Endpoint(Box::new(EndpointPart { method, attr, path: endpoint.path().clone(), errors }))
}

/// Where the attribute stands under another name, as after `use prolifi::endpoint as e`: it has a method before a path.
fn renamed(method: &Method) -> Option<usize> {
    if method.body.is_some() {
        return None;
    }
    method.attrs.iter().position(|attr| {
        let Meta::List(list) = &attr.meta else { return false };
        let pieces = options::split(list.tokens.clone());
        let mut pieces = pieces.iter().map(|piece| &piece.tokens);
        let word = pieces.next().and_then(Named::of);
        let is_method = matches!(word, Some(Named::Word(word)) if HttpMethod::is_word(&word.to_string()));
        let path = pieces.next().and_then(|second| parse2::<LitStr>(second.clone()).ok());
        let has_path = path.is_some_and(|path| path.value().starts_with('/'));
        (is_method || has_path) && !attr.path().get_ident().is_some_and(is_nearly_endpoint)
    })
}

fn is_nearly_endpoint(name: &Ident) -> bool {
    nearest(&name.to_string(), ["endpoint"]).is_some()
}

/// A method without `#[endpoint]`: left alone if it has a body.
fn read_plain(mut method: Method) -> Part {
    let mut errors = Errors::default();
    let hidden = method
        .attrs
        .iter()
        .position(|attr| attr.path().is_ident("cfg_attr") && names(&attr.meta.to_token_stream(), "endpoint"));
    let mut attribute = None;
    if let Some(hidden) = hidden {
        let message =
            "`#[api]` cannot see behind `cfg_attr`: write `#[cfg(...)]` and `#[endpoint(...)]` on the method";
        let hidden = method.attrs.remove(hidden);
        attribute = hidden_path(&hidden);
        errors.push(hidden, message);
        return Part::Mistaken(Box::new(MistakenPart { method, attribute, errors }));
    }
    if method.body.is_some() {
        return Part::Plain;
    }
    let misspelt =
        method.attrs.iter().position(|attr| attr.path().get_ident().is_some_and(is_nearly_endpoint));
    let by_method = method.attrs.iter().position(|attr| {
        attr.path().get_ident().is_some_and(|name| HttpMethod::is_word(&name.to_string().to_uppercase()))
    });
    match misspelt.or(by_method).map(|at| method.attrs.remove(at)) {
        Some(attr) if misspelt.is_none() => {
            let shown = attr.path().to_token_stream();
            let method = shown.to_string().to_uppercase();
            let template = match &attr.meta {
                Meta::List(list) => list.parse_args::<LitStr>().ok(),
                _ => None,
            };
            let template = template
                .map_or("\"/customers/<id>\"".to_owned(), |template| template.to_token_stream().to_string());
            errors.push(
                attr.path(),
                format!(
                    "`#[{shown}]` is not an attribute of prolifi: write `#[endpoint({method}, {template})]`"
                ),
            );
        }
        Some(attr) => {
            let shown = attr.path().to_token_stream();
            errors.push(
                attr.path(),
                format!("`#[{shown}]` is not an attribute of prolifi; did you mean `#[endpoint]`?"),
            );
        }
        None => {
            let name = &method.sig.ident;
            errors.push(
                name,
                format!(
                    "the impl that `#[api]` writes has nothing for `{name}`: give it an `#[endpoint(...)]` or a body, or drop \
                     `#[api]` and write `: Api`"
                ),
            );
        }
    }
    Part::Mistaken(Box::new(MistakenPart { method, attribute, errors }))
}

/// The `endpoint` behind `cfg_attr`, if it stands there as one word.
fn hidden_path(attr: &Attribute) -> Option<syn::Path> {
    let tokens = &attr.meta.require_list().ok()?.tokens;
    let qualified = tokens.to_string().contains("::");
    tokens.clone().into_iter().find_map(|token| match token {
        TokenTree::Ident(word) if word == "endpoint" && !qualified => Some(word.into()),
        _ => None,
    })
}
