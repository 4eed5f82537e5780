//! The tokens of an endpoint. They name what it is made of; `prolifi::__private` does the work.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::{Path, Type};

use super::args::{Arg, BodyKind};
use super::model::{Endpoint, Output, contains_impl};
use super::signature::{self, ends};
use crate::options::{Duration, HeaderValue};
use crate::template::{PathPart, QueryPart};

/// The method with its body.
pub(crate) fn method(endpoint: &Endpoint<'_>) -> TokenStream {
    let declaration = declaration(endpoint);
    let body = body(endpoint, &descriptor(endpoint));
    quote!(#declaration #body)
}

/// The method without body and semicolon.
pub(crate) fn declaration(endpoint: &Endpoint<'_>) -> TokenStream {
    let attrs = signature::attrs(endpoint.method, Some(&endpoint.request_line()));
    let vis = &endpoint.method.vis;
    let sig = signature::clean(&endpoint.method.sig);
    quote!(#attrs #vis #sig)
}

/// The body, with the endpoint as a `static` of the given value.
pub(crate) fn body(endpoint: &Endpoint<'_>, descriptor: &TokenStream) -> TokenStream {
    let private = private(endpoint.crate_root);
    let request = Ident::new("__request", Span::mixed_site());
    let roles = &endpoint.roles;
    let path = roles.path.iter().map(|arg| path_arg(endpoint, arg));
    let query = roles.query.iter().map(|arg| query_arg(endpoint, arg));
    let mut steps = Vec::new();
    for header in &endpoint.headers {
        let name = &header.name;
        steps.push(match &header.value {
            HeaderValue::Literal(text) => {
                quote!(__p::Request::header::<_, &str>(&mut #request, #name, &#text);)
            }
            HeaderValue::Expression(value) => {
                quote!(__p::Request::header::<_, _>(&mut #request, #name, &#value);)
            }
        });
    }
    for map in &roles.header_maps {
        let (ty, map) = (spliced(&map.ty), value(map));
        steps.push(quote!(__p::Request::headers::<#ty>(&mut #request, #map);));
    }
    for (header, name) in &roles.headers {
        let (ty, header) = (spliced(&header.ty), value(header));
        steps.push(quote!(__p::Request::header::<_, #ty>(&mut #request, #name, &#header);));
    }
    if let Some((body, kind)) = &roles.body {
        let (ty, body) = (spliced(&body.ty), value(body));
        steps.push(match kind {
            BodyKind::Any => quote!(__p::Request::body::<_, #ty>(&mut #request, #body);),
            BodyKind::Form => quote!(__p::Request::form::<#ty>(&mut #request, &#body);),
            BodyKind::Multipart => quote!(__p::Request::multipart(&mut #request, #body);),
        });
    }
    let finish = finish(&endpoint.output, &request);
    let receiver = endpoint.method.sig.receiver().map(|receiver| receiver.self_token);
    let mutability = (!steps.is_empty()).then(|| quote!(mut));
    quote! {
        {
            use #private as __p;
            static __ENDPOINT: __p::Endpoint = #descriptor;
            let #mutability #request = __p::Request::new(__p::client(#receiver), &__ENDPOINT, &[#(#path),*], &[#(#query),*]);
            #(#steps)*
            #finish
        }
    }
}

/// The constant expression that describes the endpoint, where `__p` is the private module.
pub(crate) fn descriptor(endpoint: &Endpoint<'_>) -> TokenStream {
    let name = endpoint.method.name();
    let http = &endpoint.http.name;
    let text = &endpoint.text;
    let names = endpoint.template.path_names();
    let index = |name: &String| names.iter().position(|other| other == name).map(Literal::usize_unsuffixed);
    let path = endpoint.template.path.iter().map(|part| match part {
        PathPart::Literal(text) => quote!(__p::PathPart::Literal(#text)),
        PathPart::Value(name) => {
            let arg = index(name);
            quote!(__p::PathPart::Value { name: #name, arg: #arg })
        }
        PathPart::Rest(name) => {
            let arg = index(name);
            quote!(__p::PathPart::Rest { name: #name, arg: #arg })
        }
    });
    let query = endpoint.template.query.iter().map(|part| match part {
        QueryPart::Literal(text) => quote!(__p::QueryPart::Literal(#text)),
        QueryPart::Value { key, name } => quote!(__p::QueryPart::Value { name: #name, key: #key }),
        QueryPart::Fields(name) => quote!(__p::QueryPart::Fields { name: #name }),
    });
    let settings = settings(endpoint);
    quote!(__p::Endpoint::new(#name, #http, #text, &[#(#path),*], &[#(#query),*]) #settings)
}

/// `::prolifi::__private`, or that of the crate which the user named.
pub(crate) fn private(crate_root: Option<&Path>) -> TokenStream {
    match crate_root {
        Some(root) => quote!(#root::__private),
        None => quote!(::prolifi::__private),
    }
}

/// Spanned like the return type, so that every error about it is shown there.
fn finish(output: &Output<'_>, request: &Ident) -> TokenStream {
    let (Output::Built(ty) | Output::Awaited(ty)) = output;
    let (first, last) = ends(ty);
    let open = match output {
        Output::Built(_) => quote_spanned!(first=> __p::Request::finish::<),
        Output::Awaited(_) => quote_spanned!(first=> __p::Request::finish_async::<),
    };
    let close = quote_spanned!(last=> >(#request));
    quote!(#open #ty #close)
}

fn settings(endpoint: &Endpoint<'_>) -> TokenStream {
    let envelope = endpoint.envelope.iter().map(|member| quote!(.envelope(#member)));
    let timeout = endpoint.timeout.map(duration).into_iter().map(|limit| quote!(.timeout(#limit)));
    let attempt_timeout =
        endpoint.attempt_timeout.map(duration).into_iter().map(|limit| quote!(.attempt_timeout(#limit)));
    let max_retries = endpoint
        .max_retries
        .map(Literal::u32_unsuffixed)
        .into_iter()
        .map(|retries| quote!(.max_retries(#retries)));
    let idempotent = endpoint.idempotent.iter().map(|yes| quote!(.idempotent(#yes)));
    quote!(#(#envelope)* #(#timeout)* #(#attempt_timeout)* #(#max_retries)* #(#idempotent)*)
}

fn duration(duration: Duration) -> TokenStream {
    match duration {
        Duration::Milliseconds(number) => {
            let number = Literal::u64_unsuffixed(number);
            quote!(::core::time::Duration::from_millis(#number))
        }
        Duration::Seconds(number) => {
            let number = Literal::u64_unsuffixed(number);
            quote!(::core::time::Duration::from_secs(#number))
        }
    }
}

fn path_arg(endpoint: &Endpoint<'_>, arg: &Arg) -> TokenStream {
    let (ty, value) = (spliced(&arg.ty), value(arg));
    let rest = endpoint.template.path.contains(&PathPart::Rest(arg.name.clone()));
    if rest { quote!(__p::path_rest::<_, #ty>(&#value)) } else { quote!(__p::path_value::<#ty>(&#value)) }
}

fn query_arg(endpoint: &Endpoint<'_>, arg: &Arg) -> TokenStream {
    let (ty, value) = (spliced(&arg.ty), value(arg));
    let fields = endpoint.template.query.contains(&QueryPart::Fields(arg.name.clone()));
    let function = format_ident!("{}", if fields { "query_fields" } else { "query_value" });
    quote!(__p::#function::<#ty>(&#value))
}

/// The user's own tokens, so that rustc's errors about the type point at it.
fn spliced(ty: &Type) -> TokenStream {
    if contains_impl(ty) { quote_spanned!(ends(ty).0=> _) } else { quote!(#ty) }
}

/// The argument, with errors about it shown at its type.
fn value(arg: &Arg) -> Ident {
    let mut ident = arg.ident.clone();
    ident.set_span(ident.span().located_at(ends(&arg.ty).0));
    ident
}
