//! The endpoints of a trait as data: a static for each, and a constant with a typed route to each.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::ext::IdentExt;
use syn::{GenericArgument, GenericParam, Generics, PathArguments, Type};

use super::expand::cfgs;
use super::model::{Api, Member};
use crate::endpoint;
use crate::endpoint::expand::private;
use crate::endpoint::model::{Endpoint, Output};

/// One endpoint, as it stands in the constant.
struct Route<'a> {
    cfgs: TokenStream,
    /// The method's own name.
    name: &'a Ident,
    descriptor: &'a Ident,
    answer: TokenStream,
}

pub(super) fn routes(api: &Api<'_>) -> TokenStream {
    let p = private(api.shared.crate_root.as_ref());
    let (vis, name) = (&api.item.vis, &api.description);
    let trait_name = api.item.ident.unraw().to_string();
    let cfgs = cfgs(&api.item.attrs);
    let structure = format_ident!("__{trait_name}Routes", span = Span::mixed_site());
    let routes: Vec<Route<'_>> = api.members.iter().filter_map(|member| route(api, member, &p)).collect();
    let fields =
        routes.iter().map(|Route { cfgs, name, answer, .. }| quote!(#cfgs pub #name: #p::Route<#answer>));
    let values = routes
        .iter()
        .map(|Route { cfgs, name, descriptor, .. }| quote!(#cfgs #name: #p::Route::new(&#descriptor)));
    let list = routes.iter().map(|Route { cfgs, descriptor, .. }| quote!(#cfgs &#descriptor));
    let statics = api.members.iter().filter_map(descriptor).map(|descriptor| quote!(#cfgs #descriptor));
    // The constant stands where the trait does, if another of its name is in the way.
    let at = api.item.ident.span();
    let (keyword, end) = (quote_spanned!(at=> const), quote_spanned!(at=> ;));
    let doc = format!(" The endpoints of [`{trait_name}`], as data.");
    quote! {
        #(#statics)*
        #cfgs
        #[doc(hidden)]
        #[allow(dead_code, deprecated, missing_copy_implementations, missing_debug_implementations, non_snake_case, private_interfaces, unreachable_pub)]
        #vis struct #structure {
            __description: #p::ApiDescription,
            #(#fields,)*
        }
        #cfgs
        impl ::core::ops::Deref for #structure {
            type Target = #p::ApiDescription;
            fn deref(&self) -> &#p::ApiDescription {
                &self.__description
            }
        }
        #cfgs
        #[doc = #doc]
        #[allow(dead_code, deprecated)]
        #vis #keyword #name: #structure = #structure {
            __description: #p::ApiDescription::new(#trait_name, const { &[#(#list),*] }),
            #(#values,)*
        } #end
    }
}

fn descriptor(member: &Member<'_>) -> Option<TokenStream> {
    let Member::Endpoint { endpoint, descriptor, .. } = member else { return None };
    let cfgs = cfgs(&endpoint.method.attrs);
    let private = private(endpoint.crate_root);
    let value = endpoint::expand::descriptor(endpoint, &private);
    Some(quote!(#cfgs static #descriptor: #private::Endpoint = #value;))
}

fn route<'a>(api: &'a Api<'_>, member: &'a Member<'_>, p: &TokenStream) -> Option<Route<'a>> {
    let Member::Endpoint { endpoint, descriptor, .. } = member else { return None };
    let generics = [&api.item.generics, &endpoint.method.sig.generics];
    let answer = answer(endpoint, p).filter(|ty| !names_any(ty.to_token_stream(), &generics));
    Some(Route {
        cfgs: cfgs(&endpoint.method.attrs),
        name: &endpoint.method.sig.ident,
        descriptor,
        answer: answer.unwrap_or_else(|| quote!(#p::Untyped)),
    })
}

/// `T` of `Call<T>` and of `Result<T, E>`, a page of `T` for `Pages<T>`. What another type is made from is not
/// known here.
fn answer(endpoint: &Endpoint<'_>, p: &TokenStream) -> Option<TokenStream> {
    let (Output::Built(ty) | Output::Awaited(ty)) = endpoint.output;
    let Type::Path(path) = ty else { return None };
    let last = path.path.segments.last()?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    let first = arguments.args.iter().find_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    })?;
    match (&endpoint.output, last.ident.to_string().as_str()) {
        (Output::Built(_), "Call") | (Output::Awaited(_), "Result") => Some(quote!(#first)),
        (Output::Built(_), "Pages") => Some(quote!(#p::Page<#first>)),
        _ => None,
    }
}

/// Whether a type names a parameter, `Self` or a lifetime, none of which a constant knows.
fn names_any(tokens: TokenStream, generics: &[&Generics; 2]) -> bool {
    let mut after_quote = false;
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(word) if after_quote => {
            after_quote = false;
            word != "static"
        }
        TokenTree::Ident(word) => word == "Self" || generics.iter().any(|generics| declares(generics, &word)),
        TokenTree::Group(group) => names_any(group.stream(), generics),
        TokenTree::Punct(punct) => {
            after_quote = punct.as_char() == '\'';
            false
        }
        TokenTree::Literal(_) => false,
    })
}

fn declares(generics: &Generics, word: &Ident) -> bool {
    generics.params.iter().any(|param| match param {
        GenericParam::Type(param) => param.ident == *word,
        GenericParam::Const(param) => param.ident == *word,
        GenericParam::Lifetime(_) => false,
    })
}
