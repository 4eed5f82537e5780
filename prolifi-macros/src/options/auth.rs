//! The value of `auth =`: the schemes that an endpoint authenticates with.

use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use syn::{ExprArray, LitStr, parse2};

use crate::errors::Errors;

/// Their names; none for `none`.
pub(super) fn schemes(value: &TokenStream, errors: &mut Errors) -> Option<Vec<String>> {
    const FORM: &str = "`auth` is the name of a scheme of the service, such as `auth = \"partner\"`; \
        `auth = [\"default\", \"partner\"]` for both, `auth = none` for neither";
    if let Ok(word) = parse2::<Ident>(value.clone()) {
        if word == "none" {
            return Some(Vec::new());
        }
        if word == "None" {
            errors.push(&word, "no authentication is said with `auth = none`");
            return None;
        }
        let message = format!("a scheme is named in quotes: write `auth = \"{word}\"`, or `auth = none`");
        errors.push(&word, message);
        return None;
    }
    if let Ok(literal) = parse2::<LitStr>(value.clone()) {
        return scheme(&literal, &[], errors).map(|name| vec![name]);
    }
    let literals = parse2::<ExprArray>(value.clone()).ok().and_then(|array| {
        let literals = array.elems.iter().map(|element| parse2::<LitStr>(element.to_token_stream()).ok());
        literals.collect::<Option<Vec<_>>>()
    });
    let Some(literals) = literals else {
        errors.push(value, FORM);
        return None;
    };
    if literals.is_empty() {
        errors.push(value, "an empty list of schemes is written `auth = none`");
        return None;
    }
    let mut names = Vec::new();
    for literal in &literals {
        let name = scheme(literal, &names, errors)?;
        names.push(name);
    }
    Some(names)
}

fn scheme(literal: &LitStr, before: &[String], errors: &mut Errors) -> Option<String> {
    let name = literal.value();
    if name.is_empty() {
        errors.push(literal, "a scheme has a name: that of `Service::auth(..)` is `\"default\"`; write `auth = none` for no authentication");
        return None;
    }
    if name == "none" {
        errors.push(literal, "`none` is a word and not the name of a scheme: write `auth = none`");
        return None;
    }
    if before.contains(&name) {
        errors.push(literal, format!("the scheme `{name}` stands twice: keep one of them"));
        return None;
    }
    Some(name)
}
