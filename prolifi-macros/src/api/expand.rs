//! The tokens of `#[api]`: the trait, its impls, and what describes its endpoints.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::{Attribute, Token, TraitItem, TraitItemConst, TraitItemType};

use super::impl_generics::{self, Implementor};
use super::item::Trait;
use super::model::{Api, Member, is_cfg};
use super::{forward, routes};
use crate::endpoint::expand::private;
use crate::endpoint::signature::ends;
use crate::endpoint::{self, EXPANDED, fallback};

pub(super) fn api(api: &Api<'_>) -> TokenStream {
    let interface = interface(api);
    let cfgs = cfgs(&api.item.attrs);
    let (header, forwards) = match api.implementor {
        Some(ty) => (impl_generics::header(api, Implementor::one(ty)), Some(forward::impls(api))),
        None => (impl_generics::header(api, Implementor::every_client(api)), None),
    };
    let client = client(api);
    let members = api.members.iter().map(|member| implementation(api, member, &client));
    let the_client = the_client(api, &client);
    let routes = routes::routes(api);
    let private = private(api.shared.crate_root.as_ref());
    let pages = api.shared.pages.as_ref().map(
        |(constant, shape)| quote!(#cfgs #[allow(dead_code)] const #constant: #private::PageShape = #shape;),
    );
    quote! {
        #interface
        #cfgs
        #[allow(deprecated)]
        #header { #(#members)* }
        #the_client
        #forwards
        #pages
        #routes
    }
}

/// The trait as others see and implement it.
fn interface(api: &Api<'_>) -> TokenStream {
    let item = api.item;
    let Trait { attrs, vis, generics, .. } = item;
    // In place of the user's, of which more is said than of ours: that they are unused, and of an unknown type in a method
    // that the trait may lack a parameter, which the impl beside it does not repeat.
    let keyword = Token![trait](Span::call_site().located_at(item.keyword.span));
    let mut ident = item.ident.clone();
    ident.set_span(Span::call_site().located_at(ident.span()));
    let where_clause = &generics.where_clause;
    let supertraits = &item.supertraits;
    let colon = (!supertraits.is_empty()).then(|| quote!(:));
    let members = api.members.iter().map(|member| match member {
        Member::Endpoint { endpoint, .. } => {
            let declaration = endpoint::expand::declaration(endpoint);
            let end = endpoint.method.end();
            quote!(#declaration #end)
        }
        Member::Mistaken { method, .. } => {
            let declaration = fallback::declaration(method, api.shared.crate_root.as_ref());
            let end = method.end();
            quote!(#declaration #end)
        }
        Member::Plain(method) => quote!(#method),
        Member::Other(item) => quote!(#item),
        Member::Unsupplied(item) => unsupplied(item, false),
    });
    let mut tokens = quote!(#(#attrs)* #vis #keyword #ident #generics #colon #supertraits #where_clause);
    item.braces.surround(&mut tokens, |tokens| tokens.extend(quote!(#(#members)*)));
    tokens
}

/// The function that takes an implementor to its client.
fn client(api: &Api<'_>) -> TokenStream {
    let private = private(api.shared.crate_root.as_ref());
    match api.implementor {
        Some(_) => format_ident!("__{}__CLIENT", api.description).into_token_stream(),
        None => quote!(#private::client),
    }
}

/// That of the one type that the trait is for: whether it has a client is asked once, and not by each method.
fn the_client(api: &Api<'_>, name: &TokenStream) -> Option<TokenStream> {
    let ty = api.implementor?;
    let private = private(api.shared.crate_root.as_ref());
    let cfgs = cfgs(&api.item.attrs);
    let argument = quote_spanned!(ends(ty).0=> api);
    Some(quote! {
        #cfgs
        #[allow(dead_code, deprecated, non_snake_case)]
        fn #name(#argument: &#ty) -> &#private::Client {
            #private::client(#argument)
        }
    })
}

/// What the impl has of a member. The attribute stays here, where no other attribute of the trait sees it.
fn implementation(api: &Api<'_>, member: &Member<'_>, client: &TokenStream) -> TokenStream {
    let expanded = Ident::new(EXPANDED, Span::mixed_site());
    match member {
        Member::Endpoint { endpoint, attribute, descriptor } => {
            let cfgs = cfgs(&endpoint.method.attrs);
            let sig = endpoint::signature::clean(&endpoint.method.sig);
            let body = endpoint::expand::body(endpoint, descriptor, client);
            quote!(#[#attribute(#expanded)] #cfgs #sig #body)
        }
        Member::Mistaken { method, attribute } => {
            let attribute = attribute.map(|attribute| quote!(#[#attribute(#expanded)]));
            let cfgs = cfgs(&method.attrs);
            let sig = fallback::sound(method, api.shared.crate_root.as_ref());
            let body = fallback::body(method);
            quote!(#attribute #cfgs #[allow(unused_variables)] #sig #body)
        }
        Member::Plain(_) | Member::Other(_) => TokenStream::new(),
        Member::Unsupplied(item) => unsupplied(item, true),
    }
}

/// An associated item whose mistake is reported, in a form that trait and impl agree on.
pub(super) fn unsupplied(item: &TraitItem, in_impl: bool) -> TokenStream {
    match item {
        TraitItem::Const(TraitItemConst { ident, ty, .. }) => {
            let value = in_impl.then(|| quote!(= loop {}));
            quote!(const #ident: #ty #value;)
        }
        TraitItem::Type(TraitItemType { ident, generics, .. }) => {
            let value = in_impl.then(|| quote!(= ()));
            let where_clause = &generics.where_clause;
            quote!(type #ident #generics #value #where_clause;)
        }
        other => quote!(#other),
    }
}

/// The attributes that decide whether a method is there, which trait, impl and description must agree on.
pub(super) fn cfgs(attrs: &[Attribute]) -> TokenStream {
    let cfgs = attrs.iter().filter(|attr| is_cfg(attr));
    quote!(#(#cfgs)*)
}
