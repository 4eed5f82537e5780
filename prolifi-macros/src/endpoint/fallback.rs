//! The method that stands beside an error, so that its callers compile and editors still complete it.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{FnArg, Pat, Path, PathArguments, ReturnType, Signature, Type, parse_quote};

use super::answer::is_unsized;
use super::expand::private;
use super::method::Method;
use super::signature;

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
    let mut sig = signature::clean(&method.sig);
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
    sig.output = match sig.output {
        ReturnType::Type(arrow, ty) if method.sig.asyncness.is_none() && is_opaque(&ty) => {
            ReturnType::Type(arrow, Box::new(call(crate_root)))
        }
        ReturnType::Type(arrow, mut ty) if is_unsized(&ty) => {
            read_nothing(&mut ty);
            ReturnType::Type(arrow, ty)
        }
        ReturnType::Default => ReturnType::Type(Default::default(), Box::new(call(crate_root))),
        output => output,
    };
    sig
}

fn is_opaque(ty: &Type) -> bool {
    ty.to_token_stream().into_iter().next().is_some_and(|token| token.to_string() == "impl")
}

/// `Call<()>` of `Call<str>`.
fn read_nothing(output: &mut Type) {
    if let Type::Path(path) = output
        && let Some(last) = path.path.segments.last_mut()
    {
        last.arguments = PathArguments::AngleBracketed(parse_quote!(<()>));
    }
}

fn call(crate_root: Option<&Path>) -> Type {
    let private = private(crate_root);
    parse_quote!(#private::Call<()>)
}
