//! The trait under `#[api]`, parsed. Bodies of default methods are kept as tokens.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Attribute, Generics, Token, TraitItem, TypeParamBound, Visibility, braced, token};

use super::model::is_cfg;
use crate::endpoint::method::{Method, is_endpoint};
use crate::errors::Errors;

pub(crate) struct Trait {
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) vis: Visibility,
    pub(crate) unsafety: Option<Token![unsafe]>,
    pub(crate) keyword: Token![trait],
    pub(crate) ident: Ident,
    pub(crate) generics: Generics,
    pub(crate) supertraits: Punctuated<TypeParamBound, Token![+]>,
    pub(crate) braces: token::Brace,
    pub(crate) items: Vec<Item>,
}

pub(crate) enum Item {
    Method(Box<Method>),
    /// A constant, a type or the call of a macro.
    Other(Box<TraitItem>),
}

impl Trait {
    /// The item under the attribute, or an error that says where the attribute belongs. None for a trait with a mistake in
    /// its syntax: the compiler has said what is wrong.
    pub(crate) fn parse_item(item: &TokenStream) -> Result<Self, Option<syn::Error>> {
        syn::parse2(item.clone()).map_err(|_| {
            let (keyword, what) = other_item(item)?;
            let message =
                format!("`#[api]` belongs on a trait whose methods are endpoints, and this is {what}");
            Some(syn::Error::new_spanned(keyword, message))
        })
    }

    /// Takes off what belongs on the methods, and a second `#[api]`.
    pub(crate) fn refuse_attributes(&mut self, errors: &mut Errors) {
        self.attrs.retain(|attr| {
            let is_api = attr.path().segments.last().is_some_and(|last| last.ident == "api");
            if is_api {
                errors.push(attr, "a second `#[api]` on one trait: write all options into one");
            } else if is_endpoint(attr) {
                errors.push(attr, "`#[endpoint]` belongs on each method of the trait: move it there");
            }
            !is_api && !is_endpoint(attr)
        });
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
        let keyword = input.parse()?;
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
        let braces = braced!(content in input);
        let mut items = Vec::new();
        while !content.is_empty() {
            items.push(content.parse()?);
        }
        Ok(Self { attrs, vis, unsafety, keyword, ident, generics, supertraits, braces, items })
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
    let words: Vec<Ident> = item
        .clone()
        .into_iter()
        .filter_map(|token| match token {
            TokenTree::Ident(word) => Some(word),
            _ => None,
        })
        .collect();
    // Before it can stand `unsafe`, `const` and `auto`.
    if words.iter().any(|word| word == "trait") {
        return None;
    }
    words.into_iter().find_map(|word| {
        let what = match word.to_string().as_str() {
            "struct" => "a struct",
            "enum" => "an enum",
            "union" => "a union",
            "impl" => "an impl, where `#[endpoint]` works by itself",
            "fn" => "a function, whose attribute is `#[endpoint(GET, \"/customers/<id>\")]`",
            "mod" => "a module",
            "const" | "static" | "type" | "use" | "macro_rules" => "something else",
            _ => return None,
        };
        Some((word.into_token_stream(), what))
    })
}
