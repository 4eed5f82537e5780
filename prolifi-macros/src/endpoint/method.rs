//! The method under `#[endpoint]`, parsed. Its body, if it has one by mistake, is kept as it is: what is wrong
//! inside is rustc's to report.

use proc_macro2::{Group, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, Signature, Token, Visibility, token};

use crate::errors::Errors;

#[derive(Clone)]
pub(crate) struct Method {
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) vis: Visibility,
    pub(crate) sig: Signature,
    pub(crate) body: Option<Group>,
    /// Where there is no body. That it is missing the compiler has said, and once is enough.
    pub(crate) semicolon: Option<Token![;]>,
}

impl Method {
    /// The item under the attribute, or an error that says where the attribute belongs. None for a method with a mistake
    /// in its syntax: the compiler has said what is wrong.
    pub(crate) fn parse_item(item: &TokenStream) -> Result<Self, Option<syn::Error>> {
        syn::parse2(item.clone()).map_err(|_| {
            let (keyword, what) = other_item(item)?;
            let message =
                format!("`#[endpoint]` belongs on a method of a trait or of an impl, and this is {what}");
            Some(syn::Error::new_spanned(keyword, message))
        })
    }

    /// Takes a second `#[endpoint]` off, so that it does not expand what is left.
    pub(crate) fn refuse_second_endpoint(&mut self, errors: &mut Errors) {
        self.attrs.retain(|attr| {
            let second = is_endpoint(attr);
            if second {
                let message = "a second `#[endpoint]` on one method: keep one, or write two methods";
                errors.push(attr, message);
            }
            !second
        });
    }

    /// A semicolon of ours where the user's is: what is said of the method is shown there, and not that it is unused.
    pub(crate) fn end(&self) -> Token![;] {
        let place = self.semicolon.unwrap_or_default().span;
        Token![;](Span::call_site().located_at(place))
    }

    /// What the user reads in the docs, without the `r#`.
    pub(crate) fn name(&self) -> String {
        syn::ext::IdentExt::unraw(&self.sig.ident).to_string()
    }
}

impl Parse for Method {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attrs = input.call(Attribute::parse_outer)?;
        let vis = input.parse()?;
        let sig = input.parse()?;
        let body = if input.peek(token::Brace) { Some(input.parse()?) } else { None };
        let semicolon = if body.is_none() { input.parse()? } else { None };
        Ok(Self { attrs, vis, sig, body, semicolon })
    }
}

/// As the user wrote it.
impl ToTokens for Method {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self { attrs, vis, sig, body, .. } = self;
        let semicolon = body.is_none().then(|| self.end());
        tokens.extend(quote!(#(#attrs)* #vis #sig #body #semicolon));
    }
}

/// By its last word, so that `#[prolifi::endpoint]` counts.
pub(crate) fn is_endpoint(attr: &Attribute) -> bool {
    attr.path().segments.last().is_some_and(|last| last.ident == "endpoint")
}

/// The keyword of an item that is not a function.
fn other_item(item: &TokenStream) -> Option<(TokenStream, &'static str)> {
    for token in item.clone() {
        let TokenTree::Ident(word) = &token else { continue };
        let what = match word.to_string().as_str() {
            "fn" => return None,
            "struct" => "a struct",
            "enum" => "an enum",
            "union" => "a union",
            "trait" => {
                "a trait; write `#[endpoint]` on its methods, and `#[api]` on the trait for shared settings"
            }
            "impl" => "an impl; write `#[endpoint]` on its methods",
            "mod" => "a module",
            "static" => "a static",
            "type" => "a type",
            "use" => "an import",
            "const" if !has_fn(item) => "a constant",
            "macro_rules" => "a macro",
            _ => continue,
        };
        return Some((token.into_token_stream(), what));
    }
    let is_call = item
        .clone()
        .into_iter()
        .any(|token| matches!(token, TokenTree::Punct(punct) if punct.as_char() == '!'));
    is_call.then(|| (item.clone(), "the call of a macro"))
}

fn has_fn(item: &TokenStream) -> bool {
    item.clone().into_iter().any(|token| matches!(&token, TokenTree::Ident(word) if word == "fn"))
}
