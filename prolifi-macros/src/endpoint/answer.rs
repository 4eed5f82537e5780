//! What a return type cannot say: an answer that borrows, has no size or is a call itself, and a call that is awaited.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::{GenericArgument, Lifetime, PathArguments, Type};

use crate::errors::Errors;

/// One error for the part of the return type that is wrong.
pub(super) fn check(output: &Type, is_async: bool, errors: &mut Errors) -> bool {
    let Some(answer) = answer(output) else { return true };
    match call(output, answer, is_async).or_else(|| borrowed(answer, true)) {
        Some((part, message)) => {
            errors.push(part, message);
            false
        }
        None => true,
    }
}

/// `async fn .. -> Call<T>`, `Call<Pages<T>>` and `Call<Call<T>>`.
fn call(output: &Type, answer: &Type, is_async: bool) -> Option<(TokenStream, String)> {
    let is = |ty: &Type, names: &[&str]| matches!(ty, Type::Path(path) if path.path.segments.last().is_some_and(|last| names.iter().any(|name| last.ident == name)));
    if is_async && is(output, &["Call", "Pages"]) {
        let message = format!("`{}` is awaited where it is used: remove `async`", shown(output));
        return Some((output.to_token_stream(), message));
    }
    if is(output, &["Call"]) && is(answer, &["Call", "Pages"]) {
        let message =
            format!("`{}` is what a method returns: write it without the `Call` around it", shown(answer));
        return Some((answer.to_token_stream(), message));
    }
    None
}

/// Whether the answer is `str` or a slice, of which not even a signature can speak.
pub(super) fn is_unsized(output: &Type) -> bool {
    match answer(output) {
        Some(Type::Path(path)) => path.path.is_ident("str"),
        Some(answer) => matches!(answer, Type::Slice(_)),
        None => false,
    }
}

/// The `T` of `Call<T>`, `Pages<T>` and `Result<T, E>`; what types of the user's own mean is theirs to say.
fn answer(output: &Type) -> Option<&Type> {
    let Type::Path(path) = output else { return None };
    let last = path.path.segments.last()?;
    if !["Call", "Pages", "Result"].iter().any(|known| last.ident == known) {
        return None;
    }
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    match arguments.args.first()? {
        GenericArgument::Type(answer) => Some(answer),
        _ => None,
    }
}

/// `whole`: it is all of the answer, of which more is known than of a part.
fn borrowed(ty: &Type, whole: bool) -> Option<(TokenStream, String)> {
    match ty {
        // A type may implement `FromResponse` for what it keeps for ever, but text and slices are of no crate of the user's.
        Type::Reference(reference)
            if !is_static(reference.lifetime.as_ref())
                || whole && owned(&reference.elem).is_some() =>
        {
            let shown = shown(ty);
            let owned = owned(&reference.elem).unwrap_or_else(|| self::shown(&reference.elem));
            let message = format!("an answer is read into a value that borrows nothing: write `{owned}` in place of `{shown}`");
            Some((ty.to_token_stream(), message))
        }
        Type::Path(path) if whole && path.path.is_ident("str") => {
            Some((quote!(#ty), "an answer is read into a value that has a size: write `String` in place of `str`".to_owned()))
        }
        Type::Slice(slice) if whole => {
            let message = format!("an answer is read into a value that has a size: write `Vec<{}>` in place of `{}`", shown(&slice.elem), shown(ty));
            Some((quote!(#ty), message))
        }
        Type::Path(path) => path.path.segments.iter().find_map(|segment| match &segment.arguments {
            PathArguments::AngleBracketed(arguments) => arguments.args.iter().find_map(|argument| match argument {
                GenericArgument::Type(inner) => borrowed(inner, whole && is_container(&segment.ident)),
                GenericArgument::Lifetime(lifetime) if !is_static(Some(lifetime)) => {
                    let message = format!("an answer is read into a value that borrows nothing: write `'static` in place of `{lifetime}`, or a type without a lifetime");
                    Some((quote!(#lifetime), message))
                }
                _ => None,
            }),
            _ => None,
        }),
        Type::Tuple(tuple) => tuple.elems.iter().find_map(|element| borrowed(element, false)),
        Type::Array(array) => borrowed(&array.elem, false),
        _ => None,
    }
}

/// Whether it reads of its parameter what an answer reads of it.
fn is_container(name: &Ident) -> bool {
    ["Vec", "Option", "Response"].iter().any(|known| name == known)
}

fn is_static(lifetime: Option<&Lifetime>) -> bool {
    lifetime.is_some_and(|lifetime| lifetime.ident == "static")
}

/// What holds the same as a borrowed text or slice.
fn owned(borrowed: &Type) -> Option<String> {
    match borrowed {
        Type::Path(path) if path.path.is_ident("str") => Some("String".to_owned()),
        Type::Slice(slice) => Some(format!("Vec<{}>", shown(&slice.elem))),
        _ => None,
    }
}

fn shown(ty: &Type) -> String {
    let text = ty.to_token_stream().to_string();
    text.replace("& ", "&")
        .replace(" < ", "<")
        .replace(" >", ">")
        .replace(" ,", ",")
        .replace("[ ", "[")
        .replace(" ]", "]")
}
