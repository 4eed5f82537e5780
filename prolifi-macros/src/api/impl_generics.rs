//! The generics of the impl that `#[api]` writes: those of the trait, and the type it is written for.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{GenericParam, parse_quote};

use super::model::Api;
use crate::endpoint::expand::private;

/// `impl<'a, __A: Api + ?Sized, T> Notes<'a, T> for __A where ...`, without the braces.
pub(super) fn header(api: &Api<'_>) -> TokenStream {
    let item = api.item;
    let private = private(api.shared.crate_root.as_ref());
    let implementor = Ident::new("__A", Span::mixed_site());
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
        generics.make_where_clause().predicates.push(parse_quote!(#implementor: #supertraits));
    }
    let (lifetimes, others): (Vec<_>, Vec<_>) =
        generics.params.iter().partition(|param| matches!(param, GenericParam::Lifetime(_)));
    let arguments = generics.params.iter().map(|param| match param {
        GenericParam::Lifetime(param) => param.lifetime.to_token_stream(),
        GenericParam::Type(param) => param.ident.to_token_stream(),
        GenericParam::Const(param) => param.ident.to_token_stream(),
    });
    let arguments = (!generics.params.is_empty()).then(|| quote!(<#(#arguments),*>));
    let where_clause = &generics.where_clause;
    let name = &item.ident;
    quote! {
        impl<#(#lifetimes,)* #implementor: #private::Api + ?::core::marker::Sized #(, #others)*> #name #arguments for #implementor
        #where_clause
    }
}
