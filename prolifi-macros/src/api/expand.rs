//! The tokens of `#[api]`: the trait, its impl for every client, a constant for each endpoint and one for all.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::ext::IdentExt;
use syn::{Attribute, TraitItem, TraitItemConst, TraitItemType};

use super::impl_generics;
use super::model::{Api, Member, is_cfg};
use crate::endpoint::expand::private;
use crate::endpoint::{self, EXPANDED, fallback};

pub(super) fn api(api: &Api<'_>) -> TokenStream {
    let interface = interface(api);
    let cfgs = cfgs(&api.item.attrs);
    let header = impl_generics::header(api);
    let members = api.members.iter().map(|member| implementation(api, member));
    let constants = api.members.iter().filter_map(constant).map(|constant| quote!(#cfgs #constant));
    let description = description(api);
    let private = private(api.shared.crate_root.as_ref());
    let pages = api.shared.pages.as_ref().map(
        |(constant, shape)| quote!(#cfgs #[allow(dead_code)] const #constant: #private::PageShape = #shape;),
    );
    quote! {
        #interface
        #cfgs
        #header { #(#members)* }
        #pages
        #(#constants)*
        #description
    }
}

/// The trait as others see and implement it.
fn interface(api: &Api<'_>) -> TokenStream {
    let item = api.item;
    let (attrs, vis, ident, generics) = (&item.attrs, &item.vis, &item.ident, &item.generics);
    let where_clause = &generics.where_clause;
    let supertraits = &item.supertraits;
    let colon = (!supertraits.is_empty()).then(|| quote!(:));
    let expanded = Ident::new(EXPANDED, Span::mixed_site());
    let members = api.members.iter().map(|member| match member {
        Member::Endpoint { endpoint, attribute, .. } => {
            let declaration = endpoint::expand::declaration(endpoint);
            quote!(#[#attribute(#expanded)] #declaration;)
        }
        Member::Mistaken { method, attribute } => {
            let declaration = fallback::declaration(method, api.shared.crate_root.as_ref());
            let attribute = attribute.map(|attribute| quote!(#[#attribute(#expanded)]));
            quote!(#attribute #declaration;)
        }
        Member::Plain(method) => quote!(#method),
        Member::Other(item) => quote!(#item),
        Member::Unsupplied(item) => unsupplied(item, false),
    });
    quote!(#(#attrs)* #vis trait #ident #generics #colon #supertraits #where_clause { #(#members)* })
}

fn implementation(api: &Api<'_>, member: &Member<'_>) -> TokenStream {
    match member {
        Member::Endpoint { endpoint, constant, .. } => {
            let cfgs = cfgs(&endpoint.method.attrs);
            let sig = endpoint::signature::clean(&endpoint.method.sig);
            let body = endpoint::expand::body(endpoint, constant);
            quote!(#cfgs #sig #body)
        }
        Member::Mistaken { method, .. } => {
            let cfgs = cfgs(&method.attrs);
            let sig = fallback::sound(method, api.shared.crate_root.as_ref());
            let body = fallback::body(method);
            quote!(#cfgs #[allow(unused_variables)] #sig #body)
        }
        Member::Plain(_) | Member::Other(_) => TokenStream::new(),
        Member::Unsupplied(item) => unsupplied(item, true),
    }
}

fn constant(member: &Member<'_>) -> Option<TokenStream> {
    let Member::Endpoint { endpoint, constant, .. } = member else { return None };
    let cfgs = cfgs(&endpoint.method.attrs);
    let private = private(endpoint.crate_root);
    let descriptor = endpoint::expand::descriptor(endpoint, &private);
    Some(quote! {
        #cfgs
        #[allow(dead_code)]
        const #constant: #private::Endpoint = #descriptor;
    })
}

fn description(api: &Api<'_>) -> TokenStream {
    let private = private(api.shared.crate_root.as_ref());
    let (vis, name) = (&api.item.vis, &api.description);
    let title = api.item.ident.unraw().to_string();
    let doc = format!(" The endpoints of [`{title}`], as data.");
    let cfgs = cfgs(&api.item.attrs);
    let endpoints = api.members.iter().filter_map(|member| match member {
        Member::Endpoint { endpoint, constant, .. } => {
            let cfgs = self::cfgs(&endpoint.method.attrs);
            Some(quote!(#cfgs #constant))
        }
        _ => None,
    });
    quote! {
        #cfgs
        #[doc = #doc]
        #[allow(dead_code)]
        #vis const #name: #private::ApiDescription = #private::ApiDescription::new(#title, &[#(#endpoints),*]);
    }
}

/// An associated item whose mistake is reported, in a form that trait and impl agree on.
fn unsupplied(item: &TraitItem, in_impl: bool) -> TokenStream {
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
fn cfgs(attrs: &[Attribute]) -> TokenStream {
    let cfgs = attrs.iter().filter(|attr| is_cfg(attr));
    quote!(#(#cfgs)*)
}
