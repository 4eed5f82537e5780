//! The trait under `#[api]`, parsed. Bodies of default methods are kept as tokens.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Attribute, Generics, Token, TraitItem, TypeParamBound, Visibility, braced, token};

use super::model::is_cfg;
use crate::endpoint::method::Method;
use crate::errors::Errors;

pub(crate) struct Trait {
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) vis: Visibility,
    pub(crate) unsafety: Option<Token![unsafe]>,
    pub(crate) ident: Ident,
    pub(crate) generics: Generics,
    pub(crate) supertraits: Punctuated<TypeParamBound, Token![+]>,
    pub(crate) items: Vec<Item>,
}

pub(crate) enum Item {
    Method(Box<Method>),
    /// A constant, a type or the call of a macro.
    Other(Box<TraitItem>),
}

impl Trait {
    /// The item under the attribute, or an error that says where the attribute belongs.
    pub(crate) fn parse_item(item: &TokenStream) -> syn::Result<Self> {
        syn::parse2(item.clone()).map_err(|error| match other_item(item) {
            Some((keyword, what)) => syn::Error::new_spanned(
                keyword,
                format!("`#[api]` belongs on a trait whose methods are endpoints, and this is {what}"),
            ),
            None => error,
        })
    }

    /// Drops a method with the name of an earlier one, unless `cfg` decides which of them is there.
    pub(crate) fn refuse_second_names(&mut self, errors: &mut Errors) {
        let mut seen = Vec::new();
        self.items.retain(|item| {
            let Item::Method(method) = item else { return true };
            let name = &method.sig.ident;
            let second = seen.contains(name);
            if method.attrs.iter().any(is_cfg) {
                return true;
            }
            seen.push(name.clone());
            if second {
                errors.push(
                    name,
                    format!("another method of the trait is called `{name}` already: rename one"),
                );
            }
            !second
        });
    }
}

impl Parse for Trait {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attrs = input.call(Attribute::parse_outer)?;
        let vis = input.parse()?;
        let unsafety = input.parse()?;
        input.parse::<Token![trait]>()?;
        let ident = input.parse()?;
        let mut generics: Generics = input.parse()?;
        let mut supertraits = Punctuated::new();
        if input.parse::<Option<Token![:]>>()?.is_some() {
            while !input.peek(Token![where]) && !input.peek(token::Brace) {
                supertraits.push_value(input.parse()?);
                if !input.peek(Token![+]) {
                    break;
                }
                supertraits.push_punct(input.parse()?);
            }
        }
        generics.where_clause = input.parse()?;
        let content;
        braced!(content in input);
        let mut items = Vec::new();
        while !content.is_empty() {
            items.push(content.parse()?);
        }
        Ok(Self { attrs, vis, unsafety, ident, generics, supertraits, items })
    }
}

impl Parse for Item {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if is_method(input)? {
            return Ok(Self::Method(Box::new(input.parse()?)));
        }
        Ok(Self::Other(Box::new(input.parse()?)))
    }
}

fn is_method(input: ParseStream<'_>) -> syn::Result<bool> {
    let ahead = input.fork();
    ahead.call(Attribute::parse_outer)?;
    ahead.parse::<Visibility>()?;
    let constant = ahead.peek(Token![const])
        && !(ahead.peek2(Token![fn])
            || ahead.peek2(Token![async])
            || ahead.peek2(Token![unsafe])
            || ahead.peek2(Token![extern]));
    Ok(!constant
        && (ahead.peek(Token![const])
            || ahead.peek(Token![async])
            || ahead.peek(Token![unsafe])
            || ahead.peek(Token![extern])
            || ahead.peek(Token![fn])))
}

/// The keyword of an item that is not a trait.
fn other_item(item: &TokenStream) -> Option<(TokenStream, &'static str)> {
    for token in item.clone() {
        let TokenTree::Ident(word) = &token else { continue };
        let what = match word.to_string().as_str() {
            "trait" => return None,
            "struct" => "a struct",
            "enum" => "an enum",
            "union" => "a union",
            "impl" => "an impl, where `#[endpoint]` works by itself",
            "fn" => "a function",
            "mod" => "a module",
            "const" | "static" | "type" | "use" | "macro_rules" => "something else",
            _ => continue,
        };
        return Some((token.into_token_stream(), what));
    }
    None
}
