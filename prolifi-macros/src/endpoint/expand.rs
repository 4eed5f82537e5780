//! The tokens of an endpoint. They name what it is made of; `prolifi::__private` does the work.

use proc_macro2::{Ident, Literal, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};
use syn::{Path, Type};

use super::args::{Arg, BodyKind};
use super::model::{Endpoint, Output, Pages, contains_impl};
use super::roles::Roles;
use super::signature::{self, ends};
use crate::options::{Duration, HeaderValue};
use crate::style::{ListStyle, StructStyle, Style};
use crate::template::{PathPart, QueryPart};

/// The method with its body.
pub(crate) fn method(endpoint: &Endpoint<'_>) -> TokenStream {
    let declaration = declaration(endpoint);
    let private = private(endpoint.crate_root);
    let p = quote!(__p);
    let descriptor = descriptor(endpoint, &p);
    let name = Ident::new("__ENDPOINT", Span::mixed_site());
    let statements = statements(endpoint, &p, &name, &quote!(#p::client));
    quote!(#declaration { use #private as __p; static #name: #p::Endpoint = #descriptor; #statements })
}

/// The body alone, of an endpoint that a static describes; `client` is the function that takes `self` to its client.
///
/// Written without a `use`, because the rest of `#[api]` has to be: a wrong `crate = path` is then one error.
pub(crate) fn body(endpoint: &Endpoint<'_>, descriptor: &Ident, client: &TokenStream) -> TokenStream {
    let statements = statements(endpoint, &private(endpoint.crate_root), descriptor, client);
    quote!({ #statements })
}

/// The method without body and semicolon.
pub(crate) fn declaration(endpoint: &Endpoint<'_>) -> TokenStream {
    let attrs = signature::attrs(endpoint.method, Some(&endpoint.request_line()));
    let vis = &endpoint.method.vis;
    let sig = signature::clean(&endpoint.method.sig);
    quote!(#attrs #vis #sig)
}

/// `p` is the private module, as every function below takes it.
fn statements(
    endpoint: &Endpoint<'_>,
    p: &TokenStream,
    descriptor: &Ident,
    client: &TokenStream,
) -> TokenStream {
    let request = Ident::new("__request", Span::mixed_site());
    let roles = &endpoint.roles;
    let path = roles.path.iter().map(|arg| path_arg(endpoint, arg, p));
    let query = roles.query.iter().map(|arg| query_arg(arg, p));
    let mut steps = Vec::new();
    for header in &endpoint.headers {
        let name = &header.name;
        steps.push(match &header.value {
            HeaderValue::Literal(text) => {
                quote!(#p::Request::header::<_, &str>(&mut #request, #name, &#text);)
            }
            HeaderValue::Expression(value) => {
                let ty = quote_spanned!(ends(value).0=> _);
                quote!(#p::Request::header::<_, #ty>(&mut #request, #name, &#value);)
            }
        });
    }
    for map in &roles.header_maps {
        let (ty, map) = (spliced(&map.ty), value(map));
        steps.push(quote!(#p::Request::headers::<#ty>(&mut #request, #map);));
    }
    for (header, name) in &roles.headers {
        let (ty, header) = (spliced(&header.ty), value(header));
        steps.push(quote!(#p::Request::header::<_, #ty>(&mut #request, #name, &#header);));
    }
    for (cookie, name) in &roles.cookies {
        let (ty, cookie) = (spliced(&cookie.ty), value(cookie));
        steps.push(quote!(#p::Request::cookie::<_, #ty>(&mut #request, #name, &#cookie);));
    }
    if let Some((body, kind)) = &roles.body {
        let (name, ty, body) = (&body.name, spliced(&body.ty), value(body));
        steps.push(match kind {
            BodyKind::Any => quote!(#p::Request::body::<_, #ty>(&mut #request, #body);),
            BodyKind::Form => quote!(#p::Request::form::<#ty>(&mut #request, #name, &#body);),
            BodyKind::Multipart => quote!(#p::Request::multipart::<#ty>(&mut #request, #body);),
        });
    }
    // A path of the user's is not respanned: `$crate` would lose its meaning.
    let respans = endpoint.crate_root.is_none() || p.clone().into_iter().count() == 1;
    let finish = finish(&endpoint.output, &request, p, respans);
    let receiver = endpoint.method.sig.receiver().map(|receiver| receiver.self_token);
    let mutability = (!steps.is_empty()).then(|| quote!(mut));
    let start = match &roles.url {
        Some(url) => {
            let (ty, url) = (spliced(&url.ty), value(url));
            quote!(#p::Request::to_url::<#ty>(#client(#receiver), &#descriptor, &#url))
        }
        None => {
            quote!(#p::Request::new(#client(#receiver), &#descriptor, &[#(#path),*], &[#(#query),*]))
        }
    };
    quote! {
        let #mutability #request = #start;
        #(#steps)*
        #finish
    }
}

/// The constant expression that describes the endpoint.
pub(crate) fn descriptor(endpoint: &Endpoint<'_>, p: &TokenStream) -> TokenStream {
    let name = endpoint.method.name();
    let http = &endpoint.http.name;
    let text = &endpoint.text;
    let names = endpoint.template.path_names();
    let index = |name: &String| names.iter().position(|other| other == name).map(Literal::usize_unsuffixed);
    let path = endpoint.template.path.iter().map(|part| match part {
        PathPart::Literal(text) => quote!(#p::PathPart::Literal(#text)),
        PathPart::Value(name) => {
            let arg = index(name);
            quote!(#p::PathPart::Value { name: #name, arg: #arg })
        }
        PathPart::Rest(name) => {
            let arg = index(name);
            quote!(#p::PathPart::Rest { name: #name, arg: #arg })
        }
        PathPart::List(name) => {
            let arg = index(name);
            quote!(#p::PathPart::List { name: #name, arg: #arg })
        }
    });
    let query = endpoint.template.query.iter().map(|part| match part {
        QueryPart::Literal(text) => quote!(#p::QueryPart::Literal(#text)),
        QueryPart::Value { key, name, style } if style.is_empty() => {
            quote!(#p::QueryPart::Value { name: #name, key: #key })
        }
        QueryPart::Value { key, name, style } => {
            let style = self::style(style.or(endpoint.style), p);
            quote!(#p::QueryPart::ValueAs { name: #name, key: #key, style: #style })
        }
        QueryPart::Fields { name, style } if style.is_empty() => {
            quote!(#p::QueryPart::Fields { name: #name })
        }
        QueryPart::Fields { name, style } => {
            let style = self::style(style.or(endpoint.style), p);
            quote!(#p::QueryPart::FieldsAs { name: #name, style: #style })
        }
    });
    let settings = settings(endpoint, p);
    quote!(#p::Endpoint::new(#name, #http, #text, &[#(#path),*], &[#(#query),*]) #settings)
}

/// `::prolifi::__private`, or that of the crate which the user named.
pub(crate) fn private(crate_root: Option<&Path>) -> TokenStream {
    match crate_root {
        Some(root) => quote!(#root::__private),
        None => quote!(::prolifi::__private),
    }
}

/// Spanned like the return type, so that every error about it is shown there.
fn finish(output: &Output<'_>, request: &Ident, p: &TokenStream, respans: bool) -> TokenStream {
    let (Output::Built(ty) | Output::Awaited(ty)) = output;
    let (first, last) = ends(ty);
    let open = match output {
        Output::Built(_) => quote_spanned!(first=> ::finish::<),
        Output::Awaited(_) => quote_spanned!(first=> ::finish_async::<),
    };
    let request_type = quote!(#p::Request);
    let request_type = if respans { respanned(request_type, first) } else { request_type };
    let ty = match output {
        Output::Built(ty) => spliced(ty),
        Output::Awaited(ty) => quote!(#ty),
    };
    let close = quote_spanned!(last=> >(#request));
    quote!(#request_type #open #ty #close)
}

fn settings(endpoint: &Endpoint<'_>, p: &TokenStream) -> TokenStream {
    let style = (!endpoint.style.is_empty()).then(|| style(endpoint.style, p)).into_iter();
    let style = style.map(|style| quote!(.style(#style)));
    let envelope = endpoint.envelope.iter().map(|member| quote!(.envelope(#member)));
    let timeout = endpoint.timeout.map(duration).into_iter().map(|limit| quote!(.timeout(#limit)));
    let attempt_timeout =
        endpoint.attempt_timeout.map(duration).into_iter().map(|limit| quote!(.attempt_timeout(#limit)));
    let idle_timeout =
        endpoint.idle_timeout.map(duration).into_iter().map(|limit| quote!(.idle_timeout(#limit)));
    let max_body =
        endpoint.max_body.map(Literal::u64_unsuffixed).into_iter().map(|bytes| quote!(.max_body(#bytes)));
    let max_retries = endpoint
        .max_retries
        .map(Literal::u32_unsuffixed)
        .into_iter()
        .map(|retries| quote!(.max_retries(#retries)));
    let idempotent = endpoint.idempotent.iter().map(|yes| quote!(.idempotent(#yes)));
    let auth = endpoint.auth.iter().map(|schemes| quote!(.auth(&[#(#schemes),*])));
    let redirects =
        endpoint.redirects.map(Literal::u32_unsuffixed).into_iter().map(|count| quote!(.redirects(#count)));
    let server = endpoint.server.iter().map(|name| quote!(.server(#name)));
    let pages = endpoint.pages.iter().map(|pages| match pages {
        Pages::Own(shape) => quote!(.pages({ const __PAGES: #p::PageShape = #shape; &__PAGES })),
        Pages::Shared(constant) => quote!(.pages(&#constant)),
    });
    let parts = parts(&endpoint.roles, p);
    let parts = (!parts.is_empty()).then(|| quote!(.parts(&[#(#parts),*]))).into_iter();
    quote!(#(#server)* #(#style)* #(#envelope)* #(#timeout)* #(#attempt_timeout)* #(#idle_timeout)* #(#max_retries)* #(#redirects)* #(#max_body)* #(#idempotent)* #(#auth)* #(#pages)* #(#parts)*)
}

/// What arguments fill outside of path and query.
fn parts(roles: &Roles, p: &TokenStream) -> Vec<TokenStream> {
    let part = |variant: &str, arg: &Arg, place: TokenStream| {
        let (variant, name) = (Ident::new(variant, Span::mixed_site()), &arg.name);
        quote!(#p::RequestPart::#variant { name: #name #place })
    };
    let nowhere = TokenStream::new;
    let url = roles.url.iter().map(|arg| part("Url", arg, nowhere()));
    let maps = roles.header_maps.iter().map(|arg| part("Headers", arg, nowhere()));
    let headers = roles.headers.iter().map(|(arg, name)| part("Header", arg, quote!(, header: #name)));
    let cookies = roles.cookies.iter().map(|(arg, name)| part("Cookie", arg, quote!(, cookie: #name)));
    let body = roles.body.iter().map(|(arg, kind)| {
        let variant = match kind {
            BodyKind::Any => "Body",
            BodyKind::Form => "Form",
            BodyKind::Multipart => "Multipart",
        };
        part(variant, arg, nowhere())
    });
    url.chain(maps).chain(headers).chain(cookies).chain(body).collect()
}

fn style(style: Style, p: &TokenStream) -> TokenStream {
    // The variants are called the same there.
    let variant = |name: String| Ident::new(&name, Span::mixed_site());
    let lists = variant(format!("{:?}", style.lists.unwrap_or(ListStyle::Repeat)));
    let structs = variant(format!("{:?}", style.structs.unwrap_or(StructStyle::Flat)));
    quote!(#p::Style { lists: #p::ListStyle::#lists, structs: #p::StructStyle::#structs })
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

fn path_arg(endpoint: &Endpoint<'_>, arg: &Arg, p: &TokenStream) -> TokenStream {
    let (ty, value) = (spliced(&arg.ty), value(arg));
    let is = |part: fn(String) -> PathPart| endpoint.template.path.contains(&part(arg.name.clone()));
    if is(PathPart::Rest) {
        quote!(#p::path_rest::<_, #ty>(&#value))
    } else if is(PathPart::List) {
        quote!(#p::path_list::<#ty>(&#value))
    } else {
        quote!(#p::path_value::<#ty>(&#value))
    }
}

fn query_arg(arg: &Arg, p: &TokenStream) -> TokenStream {
    let (ty, value) = (spliced(&arg.ty), value(arg));
    quote!(#p::query_arg::<#ty>(&#value))
}

/// The user's own tokens, so that rustc's errors about the type point at it.
///
/// A type that cannot be written in a body, and one of a single word, are inferred at the same place. rustc
/// takes a single word for a constant as well, and would report an unknown one twice.
fn spliced(ty: &Type) -> TokenStream {
    let word = matches!(ty, Type::Path(path) if path.path.get_ident().is_some());
    if word || contains_impl(ty) { quote_spanned!(ends(ty).0=> _) } else { quote!(#ty) }
}

fn respanned(tokens: TokenStream, span: Span) -> TokenStream {
    let respan = |mut token: TokenTree| {
        token.set_span(span);
        token
    };
    tokens.into_iter().map(respan).collect()
}

/// The argument, with errors about it shown at its type.
fn value(arg: &Arg) -> Ident {
    let mut ident = arg.ident.clone();
    ident.set_span(ident.span().located_at(ends(&arg.ty).0));
    ident
}
