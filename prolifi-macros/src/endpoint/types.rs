//! Types as they are written: what of them cannot be in a program, and how a message shows them.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::Type;

/// `Self`, which is the client, and `_` and `!`, of which no signature can speak. `what` is what the type is of.
pub(super) fn unwritable(ty: &Type, what: &str) -> Option<(TokenStream, String)> {
    let tokens: Vec<TokenTree> = ty.to_token_stream().into_iter().collect();
    in_tokens(&tokens, what)
}

fn in_tokens(tokens: &[TokenTree], what: &str) -> Option<(TokenStream, String)> {
    tokens.iter().enumerate().find_map(|(i, token)| {
        let next = tokens.get(i + 1);
        let before = i.checked_sub(1).and_then(|before| tokens.get(before));
        let message = match token {
            // `Self::Item` and `<Self as Trait>::Item` are types that a trait names.
            TokenTree::Ident(word) if word == "Self" && !is_punct(next, ":") && !is_word(next, "as") => {
                format!("`Self` is the client, and not {what}: write the type out")
            }
            // `'_` is a lifetime.
            TokenTree::Ident(word) if word == "_" && !is_punct(before, "'") => {
                format!("the type of {what} is not inferred: write it out in place of `_`")
            }
            // `!0` is a number, and `m!()` the call of a macro.
            TokenTree::Punct(punct) if punct.as_char() == '!' && (next.is_none() || is_punct(next, ",>")) => {
                format!("no value has the type `!`: write `()` for {what} that says nothing")
            }
            TokenTree::Group(group) => {
                let inside: Vec<TokenTree> = group.stream().into_iter().collect();
                return in_tokens(&inside, what);
            }
            _ => return None,
        };
        Some((token.to_token_stream(), message))
    })
}

/// Whether this word stands somewhere, not inside a text.
pub(crate) fn names(tokens: &TokenStream, expected: &str) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Ident(word) => word == expected,
        TokenTree::Group(group) => names(&group.stream(), expected),
        _ => false,
    })
}

fn is_punct(token: Option<&TokenTree>, one_of: &str) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if one_of.contains(punct.as_char()))
}

fn is_word(token: Option<&TokenTree>, expected: &str) -> bool {
    matches!(token, Some(TokenTree::Ident(word)) if word == expected)
}

/// The type as a user would write it.
pub(super) fn shown(ty: &impl ToTokens) -> String {
    let text = ty.to_token_stream().to_string();
    let spaces = [
        ("& ", "&"),
        (" < ", "<"),
        ("< ", "<"),
        (" >", ">"),
        (" ,", ","),
        ("[ ", "["),
        (" ]", "]"),
        (" :: ", "::"),
        (" : ", ": "),
        ("' ", "'"),
    ];
    spaces.iter().fold(text, |text, (from, to)| text.replace(from, to))
}
