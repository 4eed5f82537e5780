//! The generics of the impls that `#[api]` writes: those of the trait, and the type that each is for.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{GenericParam, Generics, Lifetime, Type, parse_quote};

use super::model::Api;
use crate::endpoint::expand::private;

/// Whom an impl is for.
pub(super) struct Implementor {
    /// The generics that it adds to those of the trait, with their bounds.
    pub(super) lifetime: Option<Lifetime>,
    pub(super) parameter: Option<TokenStream>,
    pub(super) target: TokenStream,
}

impl Implementor {
    /// The one type that the trait is for.
    pub(super) fn one(ty: &Type) -> Self {
        Self { lifetime: None, parameter: None, target: quote!(#ty) }
    }

    /// Every type that has a client.
    pub(super) fn every_client(api: &Api<'_>) -> Self {
        let private = private(api.shared.crate_root.as_ref());
        let name = Ident::new("__A", Span::mixed_site());
        Self {
            lifetime: None,
            parameter: Some(quote!(#name: #private::Api + ?::core::marker::Sized)),
            target: quote!(#name),
        }
    }
}

/// `impl<'a, __A: Api + ?Sized, T> Notes<'a, T> for __A where ...`, without the braces.
pub(super) fn header(api: &Api<'_>, implementor: Implementor) -> TokenStream {
    let item = api.item;
    let Implementor { lifetime, parameter, target } = implementor;
    let mut generics = item.generics.clone();
    for param in &mut generics.params {
        match param {
            GenericParam::Type(param) => param.default = None,
            GenericParam::Const(param) => param.default = None,
            GenericParam::Lifetime(_) => {}
        }
    }
    if !item.supertraits.is_empty() {
        let supertraits = &item.supertraits;
        generics.make_where_clause().predicates.push(parse_quote!(#target: #supertraits));
    }
    let (lifetimes, others): (Vec<_>, Vec<_>) =
        generics.params.iter().partition(|param| matches!(param, GenericParam::Lifetime(_)));
    let lifetime = lifetime.iter();
    let parameter = parameter.iter();
    let generic = quote!(#(#lifetime,)* #(#lifetimes,)* #(#parameter,)* #(#others),*);
    let generic = (!generic.is_empty()).then(|| quote!(<#generic>));
    let interface = interface(api);
    let where_clause = &generics.where_clause;
    quote!(impl #generic #interface for #target #where_clause)
}

/// `Notes<'a, T>`.
pub(super) fn interface(api: &Api<'_>) -> TokenStream {
    let name = &api.item.ident;
    let arguments = arguments(&api.item.generics, |_| true);
    quote!(#name #arguments)
}

/// `<'a, T>`, of the parameters that are asked for; nothing if there are none.
pub(super) fn arguments(generics: &Generics, wanted: fn(&GenericParam) -> bool) -> Option<TokenStream> {
    let names = generics.params.iter().filter(|param| wanted(param)).map(|param| match param {
        GenericParam::Lifetime(param) => param.lifetime.to_token_stream(),
        GenericParam::Type(param) => param.ident.to_token_stream(),
        GenericParam::Const(param) => param.ident.to_token_stream(),
    });
    let names: Vec<_> = names.collect();
    (!names.is_empty()).then(|| quote!(<#(#names),*>))
}
