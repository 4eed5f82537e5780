//! The method that stands beside an error, so that its callers compile and editors still complete it.

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::quote;
use syn::{
    FnArg, GenericArgument, Meta, Pat, Path, PathArguments, ReturnType, Signature, Type, parse_quote, parse2,
};

use super::EXPANDED;
use super::answer::answer;
use super::expand::private;
use super::method::Method;
use super::model::contains_impl;
use super::signature;
use super::types::{names, unwritable};

/// The method with a body that fits every return type.
pub(crate) fn method(method: &Method, crate_root: Option<&Path>) -> TokenStream {
    let declaration = declaration(method, crate_root);
    let body = body(method);
    quote!(#[allow(unused_variables)] #declaration #body)
}

/// The method without body and semicolon.
pub(crate) fn declaration(method: &Method, crate_root: Option<&Path>) -> TokenStream {
    let attrs = signature::attrs(method, None);
    let vis = &method.vis;
    let sig = sound(method, crate_root);
    quote!(#attrs #vis #sig)
}

pub(crate) fn body(method: &Method) -> TokenStream {
    match method.sig.asyncness {
        Some(_) => quote!({ async { loop {} } }),
        None => quote!({ loop {} }),
    }
}

/// The signature that the user will have when the mistakes are corrected.
pub(crate) fn sound(method: &Method, crate_root: Option<&Path>) -> Signature {
    let is_async = method.sig.asyncness.is_some();
    let output = readable(&method.sig.output, is_async, || call(crate_root));
    let mut sig = signature::clean(&Signature { output, ..method.sig.clone() });
    sig.constness = None;
    sig.safety = syn::Safety::Default;
    sig.abi = None;
    sig.variadic = None;
    let mut inputs: Vec<FnArg> = sig.inputs.iter().cloned().collect();
    match inputs.first_mut() {
        Some(FnArg::Receiver(receiver))
            if !matches!(&receiver.kind, syn::ReceiverKind::Reference(_, _, None)) =>
        {
            *receiver = parse_quote!(&self);
        }
        Some(FnArg::Receiver(_)) => {}
        // A function with a body stands on its own, where no receiver can be.
        _ if method.body.is_some() => {}
        _ => inputs.insert(0, parse_quote!(&self)),
    }
    let mut names = Vec::new();
    for input in &mut inputs {
        if let FnArg::Typed(typed) = input {
            if unwritable(&typed.ty, "").is_some() {
                *typed.ty = parse_quote!(());
            }
            match &mut *typed.pat {
                Pat::Ident(pat)
                    if pat.by_ref.is_none() && pat.subpat.is_none() && !names.contains(&pat.ident) =>
                {
                    pat.mutability = None;
                    names.push(pat.ident.clone());
                }
                pattern => *pattern = parse_quote!(_),
            }
        }
    }
    sig.inputs = inputs.into_iter().collect();
    sig
}

/// The return type, or one that reads nothing where it cannot stand in a program.
fn readable(output: &ReturnType, is_async: bool, call: impl FnOnce() -> Type) -> ReturnType {
    let otherwise = |call: Type| match is_async {
        true => parse_quote!(()),
        false => call,
    };
    let ReturnType::Type(arrow, ty) = output else {
        return ReturnType::Type(Default::default(), Box::new(otherwise(call())));
    };
    let mut ty = ty.clone();
    if !is_readable(&ty) {
        read_nothing(&mut ty);
    }
    if !is_readable(&ty) {
        *ty = otherwise(call());
    }
    ReturnType::Type(*arrow, ty)
}

fn is_readable(output: &Type) -> bool {
    let has_size = match answer(output) {
        Some(Type::Path(path)) => !path.path.is_ident("str"),
        Some(answer) => !matches!(answer, Type::Slice(_) | Type::TraitObject(_)),
        None => true,
    };
    has_size && !contains_impl(output) && unwritable(output, "").is_none()
}

/// `Call<()>` of `Call<str>`.
fn read_nothing(output: &mut Type) {
    if let Type::Path(path) = output
        && let Some(last) = path.path.segments.last_mut()
        && let PathArguments::AngleBracketed(arguments) = &mut last.arguments
        && let Some(GenericArgument::Type(first)) = arguments.args.first_mut()
    {
        *first = parse_quote!(());
    }
}

/// An item with a mistake in its syntax, about which the compiler says what is wrong: none of its endpoints is expanded,
/// so that this is all that is said.
pub(crate) fn unexpanded(item: &TokenStream) -> TokenStream {
    let expanded = Ident::new(EXPANDED, Span::mixed_site());
    let inert = |token: TokenTree| match token {
        TokenTree::Group(group) if names(&group.stream(), "endpoint") => {
            let inside = match parse2::<Meta>(group.stream()) {
                Ok(Meta::List(list)) => {
                    let path = list.path;
                    quote!(#path(#expanded))
                }
                _ => unexpanded(&group.stream()),
            };
            let mut inert = Group::new(group.delimiter(), inside);
            inert.set_span(group.span());
            inert.into()
        }
        other => other,
    };
    item.clone().into_iter().map(inert).collect()
}

fn call(crate_root: Option<&Path>) -> Type {
    let private = private(crate_root);
    parse_quote!(#private::Call<()>)
}
