//! Lifetimes that nothing declares. The compiler would say so twice, of the trait and of its impl.

use std::collections::BTreeSet;

use proc_macro2::{Group, Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::parse::Parse;
use syn::{Generics, ReturnType, parse2};

use crate::endpoint::answer::answer;
use crate::endpoint::method::Method;
use crate::endpoint::types::names;
use crate::errors::Errors;

/// One error for each, and the signature without them.
pub(super) fn refuse_undeclared(method: &mut Method, of_trait: &Generics, errors: &mut Errors) {
    let declared = of_trait.lifetimes().chain(method.sig.generics.lifetimes());
    let declared = declared.map(|param| param.lifetime.ident.to_string());
    let known: BTreeSet<String> = declared.chain(["static".to_owned(), "_".to_owned()]).collect();
    let name = method.sig.ident.clone();
    let mut refused = BTreeSet::new();
    let mut refuse = |lifetime: &Ident| {
        if !refused.insert(lifetime.to_string()) {
            return;
        }
        let message =
            format!("`'{lifetime}` is declared nowhere: leave it out, or write `fn {name}<'{lifetime}>(..)`");
        errors.push(quote!(#lifetime), message);
    };
    for input in &mut method.sig.inputs {
        if let Some(elided) = elided(input, &known, &mut refuse) {
            *input = elided;
        }
    }
    if let ReturnType::Type(_, output) = &mut method.sig.output {
        // That an answer borrows nothing is another error, and the only one.
        let elided = match answer(output) {
            Some(_) => elided(output, &known, &mut |_: &Ident| {}),
            None => elided(output, &known, &mut refuse),
        };
        if let Some(elided) = elided {
            *output = elided;
        }
    }
}

/// A type or an argument with `'_` for each; `None` if there is none.
fn elided<T: ToTokens + Parse>(
    of: &T,
    known: &BTreeSet<String>,
    refuse: &mut impl FnMut(&Ident),
) -> Option<T> {
    let tokens = of.to_token_stream();
    let mut any = false;
    let elided = elide(tokens.clone(), known, &mut |_| any = true);
    // `for<'a> Fn(&'a str)` declares its own.
    if !any || names(&tokens, "for") {
        return None;
    }
    elide(tokens, known, refuse);
    parse2(elided).ok()
}

/// The tokens with `'_` for lifetimes that are not known.
fn elide(tokens: TokenStream, known: &BTreeSet<String>, refuse: &mut impl FnMut(&Ident)) -> TokenStream {
    let mut after_quote = false;
    let replace = |token| match token {
        TokenTree::Group(group) => {
            let mut replaced = Group::new(group.delimiter(), elide(group.stream(), known, refuse));
            replaced.set_span(group.span());
            replaced.into()
        }
        TokenTree::Ident(word) if std::mem::take(&mut after_quote) && !known.contains(&word.to_string()) => {
            refuse(&word);
            Ident::new("_", word.span()).into()
        }
        other => {
            after_quote = matches!(&other, TokenTree::Punct(punct) if punct.as_char() == '\'');
            other
        }
    };
    tokens.into_iter().map(replace).collect()
}
