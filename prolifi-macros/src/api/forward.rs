//! The impls for `&T`, `Box<T>` and `Arc<T>` of a trait that is for one type: each hands its calls on to `T`.
//!
//! Without them neither `&client` nor `Arc<dyn Notes>` goes where `impl Notes` is asked for. (A trait for every
//! client needs none: the pointers to a client have one themselves.)

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::{
    FnArg, GenericParam, Lifetime, Pat, ReceiverKind, Signature, TraitItem, TraitItemConst, Type,
    TypeParamBound, WherePredicate,
};

use super::expand::cfgs;
use super::impl_generics::{Implementor, arguments, header, interface};
use super::model::{Api, Member};
use crate::endpoint::{fallback, signature};

pub(super) fn impls(api: &Api<'_>) -> TokenStream {
    let name = Ident::new("__T", Span::mixed_site());
    let lifetime = Lifetime::new("'__r", Span::mixed_site());
    let interface = interface(api);
    // `Arc<dyn Notes>` cannot have a method that asks for `Self: Sized`.
    let unsized_too = (!api.members.iter().any(wants_sized)).then(|| quote!(+ ?::core::marker::Sized));
    let implementor = |lifetime: Option<&Lifetime>, target| Implementor {
        lifetime: lifetime.cloned(),
        parameter: Some(quote!(#name: #interface #unsized_too)),
        target,
    };
    let headers = [
        header(api, implementor(Some(&lifetime), quote!(&#lifetime #name))),
        header(api, implementor(None, quote!(::std::boxed::Box<#name>))),
        header(api, implementor(None, quote!(::std::sync::Arc<#name>))),
    ];
    let to = quote!(<#name as #interface>);
    let members: Vec<_> = api.members.iter().map(|member| forwarded(api, member, &to)).collect();
    let cfgs = cfgs(&api.item.attrs);
    let impls = headers.map(|header| quote!(#cfgs #[allow(deprecated)] #header { #(#members)* }));
    quote!(#(#impls)*)
}

/// The member of an impl, which hands on to that of `to`.
fn forwarded(api: &Api<'_>, member: &Member<'_>, to: &TokenStream) -> TokenStream {
    match member {
        Member::Endpoint { endpoint, .. } => {
            let cfgs = cfgs(&endpoint.method.attrs);
            let sig = signature::clean(&endpoint.method.sig);
            let call = call(&sig, to);
            quote!(#cfgs #sig { #call })
        }
        Member::Mistaken { method, .. } => {
            let cfgs = cfgs(&method.attrs);
            let sig = fallback::sound(method, api.shared.crate_root.as_ref());
            let body = fallback::body(method);
            quote!(#cfgs #[allow(unused_variables)] #sig #body)
        }
        // A default that cannot be handed on is there for the pointer as well.
        Member::Plain(method) if !can_be_handed_on(&method.sig) => TokenStream::new(),
        Member::Plain(method) => {
            let cfgs = cfgs(&method.attrs);
            let sig = &method.sig;
            let call = call(sig, to);
            let awaited = sig.asyncness.map(|_| quote!(.await));
            quote!(#cfgs #sig { #call #awaited })
        }
        Member::Other(TraitItem::Const(TraitItemConst { attrs, ident, ty, .. })) => {
            let cfgs = cfgs(attrs);
            quote!(#cfgs const #ident: #ty = #to::#ident;)
        }
        Member::Other(_) => TokenStream::new(),
        Member::Unsupplied(item) => super::expand::unsupplied(item, true),
    }
}

/// `<__T as Notes>::add_note::<N>(&**self, id, note)`
fn call(sig: &Signature, to: &TokenStream) -> TokenStream {
    let name = &sig.ident;
    let generics = arguments(&sig.generics, |param| !matches!(param, GenericParam::Lifetime(_)));
    let generics = generics.map(|generics| quote!(::#generics));
    let receiver = sig.receiver().map(|receiver| receiver.self_token);
    let args = sig.inputs.iter().filter_map(|input| match input {
        FnArg::Typed(typed) => Some(&typed.pat),
        FnArg::Receiver(_) => None,
    });
    quote!(#to::#name #generics(&**#receiver #(, #args)*))
}

fn can_be_handed_on(sig: &Signature) -> bool {
    let by_reference = sig.receiver().is_some_and(|receiver| {
        matches!(&receiver.kind, ReceiverKind::Reference(_, _, mutability) if mutability.is_none())
    });
    let plain = |input: &FnArg| match input {
        FnArg::Receiver(_) => true,
        FnArg::Typed(typed) => {
            matches!(&*typed.pat, Pat::Ident(pat) if pat.by_ref.is_none() && pat.subpat.is_none() && pat.mutability.is_none())
        }
    };
    by_reference && sig.inputs.iter().all(plain) && !is_for_sized(sig)
}

fn wants_sized(member: &Member<'_>) -> bool {
    matches!(member, Member::Endpoint { endpoint, .. } if is_for_sized(&endpoint.method.sig))
}

/// Whether the signature says `where Self: Sized`.
fn is_for_sized(sig: &Signature) -> bool {
    let sized = |bound: &TypeParamBound| matches!(bound, TypeParamBound::Trait(bound) if bound.path.segments.last().is_some_and(|last| last.ident == "Sized"));
    sig.generics.where_clause.iter().flat_map(|clause| &clause.predicates).any(|predicate| match predicate {
        WherePredicate::Type(predicate) => {
            matches!(&predicate.bounded_ty, Type::Path(path) if path.path.is_ident("Self"))
                && predicate.bounds.iter().any(sized)
        }
        _ => false,
    })
}
