//! The validated trait: for each item what stands in the trait and what in the impl.

use std::collections::BTreeMap;

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident};
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Attribute, Meta, TraitItem};

use super::item::{Item, Trait};
use crate::did_you_mean::nearest;
use crate::endpoint::attr::EndpointAttr;
use crate::endpoint::method::{Method, is_endpoint};
use crate::endpoint::model::{Endpoint, Shared};
use crate::errors::Errors;

pub(crate) struct Api<'a> {
    pub(crate) item: &'a Trait,
    pub(crate) shared: &'a Shared,
    pub(crate) members: Vec<Member<'a>>,
    /// The name of the description: `NOTES`.
    pub(crate) description: Ident,
}

pub(crate) enum Member<'a> {
    Endpoint {
        endpoint: Box<Endpoint<'a>>,
        /// As the user wrote it; it stays so that it counts as used.
        attribute: &'a syn::Path,
        /// The constant that describes it.
        constant: Ident,
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

/// What was read of an item, kept apart because [`Member`] borrows from it.
pub(crate) enum Part {
    Endpoint(Box<EndpointPart>),
    /// With its mistakes.
    Mistaken(Box<MistakenPart>),
    Plain,
}

pub(crate) struct MistakenPart {
    method: Method,
    /// As in [`Member::Mistaken`].
    attribute: Option<syn::Path>,
    errors: Errors,
}

pub(crate) struct EndpointPart {
    method: Method,
    attr: EndpointAttr,
    path: syn::Path,
    /// Those of the attribute.
    errors: Errors,
}

/// Reads the attributes of all methods.
pub(crate) fn read(item: &Trait, shared: &Shared, whole: Span) -> Vec<Part> {
    item.items
        .iter()
        .map(|item| match item {
            Item::Method(method) => read_method(method, shared, whole),
            Item::Other(_) => Part::Plain,
        })
        .collect()
}

impl<'a> Api<'a> {
    pub(crate) fn new(item: &'a Trait, parts: &'a [Part], shared: &'a Shared, errors: &mut Errors) -> Self {
        if let Some(unsafety) = &item.unsafety {
            errors.push(
                unsafety,
                "the impl of the trait is written by `#[api]`, which writes no `unsafe`: remove it",
            );
        }
        let name = screaming(&item.ident.unraw().to_string());
        let mut seen = BTreeMap::new();
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
        Self { item, shared, members, description }
    }
}

impl<'a> Member<'a> {
    fn endpoint(
        part: &'a EndpointPart,
        description: &str,
        shared: &'a Shared,
        seen: &mut BTreeMap<String, String>,
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
                refuse_twin(&endpoint, attr, seen, errors);
                let constant = format_ident!("__{description}__{}", screaming(&method.name()));
                Self::Endpoint { endpoint: Box::new(endpoint), attribute: path, constant }
            }
            _ => Self::Mistaken { method, attribute: Some(path) },
        }
    }
}

fn read_method(method: &Method, shared: &Shared, whole: Span) -> Part {
    let mut errors = Errors::default();
    let mut method = method.clone();
    let endpoint = method.attrs.iter().position(is_endpoint).map(|at| method.attrs.remove(at));
    let Some(endpoint) = endpoint else {
        return read_plain(method);
    };
    let tokens = match &endpoint.meta {
        Meta::List(list) => list.tokens.clone(),
        Meta::Path(_) | Meta::NameValue(_) => Default::default(),
    };
    let at = if tokens.is_empty() { endpoint.path().span() } else { whole };
    let attr = EndpointAttr::parse(tokens, at, shared.base.as_deref(), &mut errors);
    method.refuse_second_endpoint(&mut errors);
    Part::Endpoint(Box::new(EndpointPart { method, attr, path: endpoint.path().clone(), errors }))
}

/// A method without `#[endpoint]`: left alone if it has a body.
fn read_plain(mut method: Method) -> Part {
    let mut errors = Errors::default();
    let hidden = method
        .attrs
        .iter()
        .position(|attr| attr.path().is_ident("cfg_attr") && names_endpoint(attr.meta.to_token_stream()));
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
    let misspelt = method.attrs.iter().position(|attr| {
        attr.path().get_ident().is_some_and(|name| nearest(&name.to_string(), ["endpoint"]).is_some())
    });
    match misspelt.map(|at| method.attrs.remove(at)) {
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

/// Whether `endpoint` stands somewhere as a word, not inside a text.
fn names_endpoint(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(word) => word == "endpoint",
        TokenTree::Group(group) => names_endpoint(group.stream()),
        _ => false,
    })
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

/// Two endpoints with one address, among those that are always there.
fn refuse_twin(
    endpoint: &Endpoint<'_>,
    attr: &EndpointAttr,
    seen: &mut BTreeMap<String, String>,
    errors: &mut Errors,
) {
    if endpoint.method.attrs.iter().any(is_cfg) {
        return;
    }
    let address = format!("{} {}", endpoint.http.name, endpoint.template.shape());
    match seen.get(&address) {
        Some(earlier) => {
            let literal = attr.template.as_ref().map(|(literal, _)| literal);
            let name = endpoint.method.name();
            errors.push(
                literal,
                format!("`{name}` is the same endpoint as {earlier}: change one, or remove it"),
            );
        }
        None => {
            let shown = format!("`{}`, `{}`", endpoint.method.name(), endpoint.request_line());
            seen.insert(address, shown);
        }
    }
}

/// Whether the attribute decides if its item is there.
pub(crate) fn is_cfg(attr: &Attribute) -> bool {
    attr.path().is_ident("cfg")
        || (attr.path().is_ident("cfg_attr") && attr.meta.to_token_stream().to_string().contains(", cfg"))
}

/// `CustomerNotes` and `customer_notes` to `CUSTOMER_NOTES`, `HTTPThings` to `HTTP_THINGS`.
fn screaming(name: &str) -> String {
    let characters: Vec<char> = name.chars().collect();
    let mut screaming = String::new();
    for (i, character) in characters.iter().enumerate() {
        let before = i.checked_sub(1).and_then(|before| characters.get(before));
        let starts_word = character.is_uppercase()
            && before.is_some_and(|before| {
                before.is_lowercase()
                    || before.is_numeric()
                    || (before.is_uppercase()
                        && characters.get(i + 1).is_some_and(|next| next.is_lowercase()))
            });
        if starts_word {
            screaming.push('_');
        }
        screaming.extend(character.to_uppercase());
    }
    screaming
}

#[cfg(test)]
mod tests {
    use super::screaming;

    #[test]
    fn names_the_description_after_the_trait() {
        let cases = [
            ("Notes", "NOTES"),
            ("CustomerNotes", "CUSTOMER_NOTES"),
            ("HTTPThings", "HTTP_THINGS"),
            ("V2Api", "V2_API"),
            ("add_note", "ADD_NOTE"),
        ];
        for (name, expected) in cases {
            assert_eq!(screaming(name), expected);
        }
    }
}
