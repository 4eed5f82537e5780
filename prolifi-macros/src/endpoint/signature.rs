//! The signature and the docs that a method has after expansion.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::ext::IdentExt;
use syn::{Attribute, Expr, FnArg, Lit, Meta, Pat, ReturnType, Signature, Type};

use super::args::is_consumed;
use super::method::Method;

/// Without what the attribute consumed, and with `async fn` written as a future that can be sent to a thread.
pub(crate) fn clean(sig: &Signature) -> Signature {
    let mut sig = sig.clone();
    for input in &mut sig.inputs {
        let attrs = match input {
            FnArg::Receiver(receiver) => &mut receiver.attrs,
            FnArg::Typed(typed) => &mut typed.attrs,
        };
        attrs.retain(|attr| !is_consumed(attr));
    }
    if sig.asyncness.take().is_some() {
        let output = match &sig.output {
            ReturnType::Default => quote!(()),
            ReturnType::Type(_, ty) => quote!(#ty),
        };
        // rustc checks the type here and in the body: at the same place, the two errors are one.
        let (first, last) = ends(&output);
        let start = quote_spanned!(first=> impl ::core::future::Future<Output = #output> + ::core::marker::);
        let end = quote_spanned!(last=> Send);
        let future = quote!(#start #end);
        sig.output = ReturnType::Type(Default::default(), Box::new(Type::Verbatim(future)));
    }
    sig
}

/// The attributes of the method, its docs with what the docs of its arguments say and with the request line.
/// A method without docs gets none, so that `missing_docs` still sees it.
pub(crate) fn attrs(method: &Method, request_line: Option<&str>) -> TokenStream {
    let attrs = &method.attrs;
    let mut lines = argument_lines(&method.sig);
    let documented = !lines.is_empty() || attrs.iter().any(|attr| attr.path().is_ident("doc"));
    if let Some(request_line) = request_line.filter(|_| documented) {
        let quotes = if request_line.contains('`') { "``" } else { "`" };
        lines.extend([String::new(), format!(" {quotes}{request_line}{quotes}")]);
    }
    quote!(#(#attrs)* #(#[doc = #lines])*)
}

/// The spans of the first and the last token.
pub(crate) fn ends(tokens: &impl ToTokens) -> (Span, Span) {
    let mut tokens = tokens.to_token_stream().into_iter().map(|token| token.span());
    let first = tokens.next().unwrap_or_else(Span::mixed_site);
    (first, tokens.last().unwrap_or(first))
}

/// Docs on an argument are not Rust, so they become a list.
fn argument_lines(sig: &Signature) -> Vec<String> {
    let mut lines = Vec::new();
    for input in &sig.inputs {
        let FnArg::Typed(typed) = input else { continue };
        let Pat::Ident(pat) = &*typed.pat else { continue };
        let docs: Vec<String> = typed.attrs.iter().filter_map(doc_text).collect();
        let mut text = docs.iter().flat_map(|doc| doc.lines()).map(str::trim);
        let Some(first) = text.next() else { continue };
        if lines.is_empty() {
            lines.push(String::new());
        }
        lines.push(format!(" - `{}`: {first}", pat.ident.unraw()));
        lines.extend(text.map(|line| format!("   {line}")));
    }
    lines
}

fn doc_text(attr: &Attribute) -> Option<String> {
    let Meta::NameValue(meta) = &attr.meta else { return None };
    match &meta.value {
        Expr::Lit(literal) if meta.path.is_ident("doc") => match &literal.lit {
            Lit::Str(text) => Some(text.value()),
            _ => None,
        },
        _ => None,
    }
}
