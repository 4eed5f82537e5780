//! Method and template written together or with names, as other libraries have them: one mistake, and not two.

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;
use syn::{LitStr, parse2};

use super::http_method::HttpMethod;
use crate::errors::Errors;
use crate::options::{Named, Piece, behind_colon};

/// How many pieces at the beginning are the two, if they are written so; the error is reported.
pub(super) fn refuse(pieces: &[Piece], errors: &mut Errors) -> Option<usize> {
    let (method, template, length) = together(pieces).or_else(|| with_names(pieces))?;
    if !HttpMethod::is_word(&method) || !template.starts_with('/') {
        return None;
    }
    let tokens = pieces[..length].iter().map(|piece| &piece.tokens);
    errors.push(
        quote!(#(#tokens)*),
        format!(
            "method and template stand apart, without names: write `#[endpoint({method}, \"{template}\")]`"
        ),
    );
    Some(length)
}

/// `"GET /notes"` and `GET("/notes")`.
fn together(pieces: &[Piece]) -> Option<(String, String, usize)> {
    let tokens = &pieces.first()?.tokens;
    if let Some(text) = text(tokens) {
        let (method, template) = text.split_once(' ')?;
        return Some((method.to_owned(), template.trim().to_owned(), 1));
    }
    match Named::of(tokens)? {
        Named::List(method, group) => Some((method.to_string(), text(&group.stream())?, 1)),
        _ => None,
    }
}

/// `method = GET, path = "/notes"`, or with colons.
fn with_names(pieces: &[Piece]) -> Option<(String, String, usize)> {
    let [first, second, ..] = pieces else { return None };
    let (key, method) = assigned(&first.tokens)?;
    let (_, template) = assigned(&second.tokens).filter(|_| key == "method")?;
    Some((text(&method).unwrap_or_else(|| method.to_string()), text(&template)?, 2))
}

fn assigned(tokens: &TokenStream) -> Option<(String, TokenStream)> {
    match Named::of(tokens) {
        Some(Named::Assigned(name, value)) => Some((name.to_string(), value)),
        _ => behind_colon(tokens).map(|(name, value)| (name.to_string(), value)),
    }
}

fn text(tokens: &TokenStream) -> Option<String> {
    parse2::<LitStr>(tokens.clone()).ok().map(|text| text.value())
}

/// What is said of tokens that are no method, of which some may hold one: `Method::GET`, `GET | POST`.
pub(super) fn not_a_method(tokens: &TokenStream, example: &str) -> String {
    match words(tokens).as_slice() {
        [] => format!("expected an HTTP method: write a word such as `GET`, as in {example}"),
        [word] => format!("expected an HTTP method, which is a word: write `{word}`"),
        words => format!("an endpoint has one HTTP method: declare one for each of `{}`", words.join("`, `")),
    }
}

fn words(tokens: &TokenStream) -> Vec<String> {
    let of_token = |token| match token {
        TokenTree::Ident(word) => vec![word.to_string()],
        TokenTree::Group(group) => words(&group.stream()),
        _ => Vec::new(),
    };
    tokens.clone().into_iter().flat_map(of_token).filter(|word| HttpMethod::is_word(word)).collect()
}
