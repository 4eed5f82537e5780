//! What a return type cannot say: an answer that borrows, has no size, no name or is a call itself, and a call that is
//! awaited.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::{Expr, GenericArgument, Lifetime, PathArguments, Type, TypePath};

use super::http_method::HttpMethod;
use super::model::contains_impl;
use super::styled::is_plain;
use super::types::{shown, unwritable};
use crate::errors::Errors;

/// One error for the part of the return type that is wrong.
pub(super) fn check(output: &Type, is_async: bool, errors: &mut Errors) -> bool {
    let mistake = unwritable(output, "an answer").or_else(|| {
        let answer = answer(output)?;
        call(output, answer, is_async).or_else(|| unreadable(answer, true))
    });
    match mistake {
        Some((part, message)) => {
            errors.push(part, message);
            false
        }
        None => true,
    }
}

/// `async fn .. -> Call<T>`, `Call<Pages<T>>`, `Call<Call<T>>` and `Pages<Streaming<D>>`.
fn call(output: &Type, answer: &Type, is_async: bool) -> Option<(TokenStream, String)> {
    if is_async && is(output, &["Call", "Pages"]) {
        let message = format!("`{}` is awaited where it is used: remove `async`", shown(output));
        return Some((output.to_token_stream(), message));
    }
    if is(output, &["Call"]) && is(answer, &["Call", "Pages"]) {
        let message =
            format!("`{}` is what a method returns: write it without the `Call` around it", shown(answer));
        return Some((answer.to_token_stream(), message));
    }
    if is(output, &["Pages"]) && is(answer, &["Streaming"]) {
        let message = format!(
            "an item of a page is JSON: write `Call<{}>` for a stream, or the type of one item",
            shown(answer)
        );
        return Some((answer.to_token_stream(), message));
    }
    None
}

/// The answer to a HEAD has a head and nothing else (RFC 9110, section 9.3.2).
pub(super) fn check_body(output: &Type, http: &HttpMethod, errors: &mut Errors) {
    let has_body = is(output, &["Pages"])
        || read(output).is_some_and(|ty| is_plain(ty) || is(ty, &["Vec", "Streaming"]));
    if http.name == "HEAD" && has_body {
        errors.push(
            output,
            "the answer to a HEAD has no body: return `Call<()>`, or for its headers `Call<Response<()>>` or a struct with \
             `#[derive(FromResponse)]`",
        );
    }
}

/// A shape of pages is for `Pages<T>` and `Call<Page<T>>`, and for types of the user's own.
pub(super) fn check_pages(output: &Type, shape: &Expr, errors: &mut Errors) {
    let is_unit = |ty: &Type| matches!(ty, Type::Tuple(tuple) if tuple.elems.is_empty());
    if !is(output, &["Pages"])
        && read(output).is_some_and(|ty| is_plain(ty) || is_unit(ty) || is(ty, &["Vec", "Streaming"]))
    {
        let message = format!(
            "`pages` is how a page of a list is written, and `{}` reads none: return `Pages<T>`, or `Call<Page<T>>` for one page",
            shown(output)
        );
        errors.push(shape, message);
    }
}

/// The answer, without the `Response` around it.
fn read(output: &Type) -> Option<&Type> {
    let mut read = answer(output)?;
    while let Type::Path(path) = read
        && is(read, &["Response"])
    {
        read = first_argument(path)?;
    }
    Some(read)
}

/// The `T` of `Call<T>`, `Pages<T>` and `Result<T, E>`; what types of the user's own mean is theirs to say.
pub(crate) fn answer(output: &Type) -> Option<&Type> {
    match output {
        Type::Path(path) if is(output, &["Call", "Pages", "Result"]) => first_argument(path),
        _ => None,
    }
}

fn first_argument(path: &TypePath) -> Option<&Type> {
    let PathArguments::AngleBracketed(arguments) = &path.path.segments.last()?.arguments else { return None };
    match arguments.args.first()? {
        GenericArgument::Type(answer) => Some(answer),
        _ => None,
    }
}

/// Whether the answer is, or holds, an `impl Trait`.
pub(super) fn is_opaque(output: &Type) -> bool {
    answer(output).is_some_and(contains_impl)
}

/// Whether the type is called so, wherever it lives.
pub(super) fn is(ty: &Type, names: &[&str]) -> bool {
    matches!(ty, Type::Path(path) if path.path.segments.last().is_some_and(|last| names.iter().any(|name| last.ident == name)))
}

/// The part of a type that no answer is read into. `whole`: it is all of the answer, of which more is known than of a part.
pub(crate) fn unreadable(ty: &Type, whole: bool) -> Option<(TokenStream, String)> {
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
        Type::ImplTrait(_) => {
            let message = format!("an answer is read into a type that has a name: write it in place of `{}`", shown(ty));
            Some((quote!(#ty), message))
        }
        Type::TraitObject(_) if whole => {
            let message = format!("an answer is read into a value that has a size: write the type that is read in place of `{}`", shown(ty));
            Some((quote!(#ty), message))
        }
        Type::Path(path) => path.path.segments.iter().find_map(|segment| match &segment.arguments {
            PathArguments::AngleBracketed(arguments) => arguments.args.iter().find_map(|argument| match argument {
                GenericArgument::Type(inner) => unreadable(inner, whole && is_container(&segment.ident)),
                GenericArgument::Lifetime(lifetime) if !is_static(Some(lifetime)) => {
                    let message = format!("an answer is read into a value that borrows nothing: write `'static` in place of `{lifetime}`, or a type without a lifetime");
                    Some((quote!(#lifetime), message))
                }
                _ => None,
            }),
            _ => None,
        }),
        Type::Tuple(tuple) => tuple.elems.iter().find_map(|element| unreadable(element, false)),
        Type::Array(array) => unreadable(&array.elem, false),
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
