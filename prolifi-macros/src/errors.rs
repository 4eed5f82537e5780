//! The mistakes of one declaration, collected so that one build shows them all.
//!
//! A part that finds a mistake pushes it and yields `None`; only its own output is then missing. Whoever
//! needs all parts asks with `let (Some(a), Some(b)) = ...` and leaves the rest to the fallback.

use std::fmt::Display;

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;

#[derive(Default)]
pub(crate) struct Errors {
    list: Vec<syn::Error>,
}

impl Errors {
    /// A mistake that spans all of `tokens`.
    pub(crate) fn push(&mut self, tokens: impl ToTokens, message: impl Display) {
        self.list.push(syn::Error::new_spanned(tokens, message));
    }

    /// A mistake at one place, for what is not there to be pointed at.
    pub(crate) fn push_at(&mut self, span: Span, message: impl Display) {
        self.list.push(syn::Error::new(span, message));
    }

    pub(crate) fn add(&mut self, error: syn::Error) {
        self.list.push(error);
    }

    pub(crate) fn append(&mut self, other: &Self) {
        self.list.extend(other.list.iter().cloned());
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}

impl ToTokens for Errors {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(self.list.iter().map(syn::Error::to_compile_error));
    }
}
