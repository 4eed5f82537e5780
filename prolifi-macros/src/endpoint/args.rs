//! The arguments of a method and their helper attributes, parsed.

use proc_macro2::Ident;
use syn::ext::IdentExt;
use syn::{Attribute, Expr, ExprLit, FnArg, Lit, LitStr, Meta, Pat, PatType, Signature, Type};

use super::answer;
use super::types::unwritable;
use crate::did_you_mean::nearest;
use crate::errors::Errors;
use crate::options::check_header_name;

const HELPERS: [&str; 7] = ["header", "headers", "cookie", "body", "form", "multipart", "url"];

#[derive(Clone)]
pub(crate) struct Arg {
    pub(crate) ident: Ident,
    /// Without `r#`, as the template writes it.
    pub(crate) name: String,
    pub(crate) ty: Type,
    pub(crate) helper: Helper,
}

#[derive(Clone)]
pub(crate) enum Helper {
    None,
    Header(Attribute, String),
    Headers(Attribute),
    Cookie(Attribute, String),
    /// It is the whole address.
    Url(Attribute),
    Body(Attribute, BodyKind),
    /// It has one that could not be read; its error is reported.
    Mistaken,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum BodyKind {
    Any,
    Form,
    Multipart,
}

/// Those that have a name; `false` if there are others, so that nothing more is said about the template.
pub(crate) fn parse(sig: &Signature, errors: &mut Errors) -> (Vec<Arg>, bool) {
    let mut args = Vec::new();
    let mut complete = true;
    for input in &sig.inputs {
        match input {
            FnArg::Receiver(receiver) => receiver.attrs.iter().for_each(|attr| check_plain(attr, errors)),
            // The receiver was meant, which is another mistake.
            FnArg::Typed(typed) if sig.receiver().is_none() && is_client(&typed.ty) => {}
            FnArg::Typed(typed) => match parse_one(typed, errors) {
                Some(arg) if args.iter().any(|earlier: &Arg| earlier.name == arg.name) => {
                    errors.push(&arg.ident, format!("two arguments are called `{}`: rename one", arg.name));
                }
                Some(arg) => args.push(arg),
                None => complete = false,
            },
        }
    }
    (args, complete)
}

/// `&Client`.
pub(super) fn is_client(ty: &Type) -> bool {
    matches!(ty, Type::Reference(reference) if answer::is(&reference.elem, &["Client"]))
}

/// Whether the attribute is consumed here and must not be emitted.
pub(crate) fn is_consumed(attr: &Attribute) -> bool {
    !attr.path().get_ident().is_some_and(|name| is_lint(&name.to_string()))
}

fn parse_one(typed: &PatType, errors: &mut Errors) -> Option<Arg> {
    let helper = parse_helpers(typed, errors);
    match &*typed.pat {
        Pat::Ident(pat) if pat.by_ref.is_none() && pat.subpat.is_none() => {
            if let Some(mutability) = &pat.mutability {
                errors.push(mutability, format!("`mut` has no meaning here: write `{}`", pat.ident));
            }
            let name = pat.ident.unraw().to_string();
            if let Some((part, message)) = unwritable(&typed.ty, "an argument") {
                errors.push(part, message);
                return None;
            }
            Some(Arg { ident: pat.ident.clone(), name, ty: (*typed.ty).clone(), helper })
        }
        Pat::Wild(wild) => {
            errors.push(wild, "an argument without a name can be used nowhere: give it one");
            None
        }
        pattern => {
            errors.push(pattern, "an argument is a plain name, because the template and the roles go by names: take the pattern apart in the caller");
            None
        }
    }
}

fn parse_helpers(typed: &PatType, errors: &mut Errors) -> Helper {
    let mut helper = Helper::None;
    for attr in &typed.attrs {
        let word = attr.path().get_ident().map(ToString::to_string).unwrap_or_default();
        if word == "doc" || is_lint(&word) {
            continue;
        }
        if !HELPERS.contains(&word.as_str()) {
            errors.push(attr, not_a_helper(attr, &word, &typed.pat));
            helper = Helper::Mistaken;
        } else if matches!(helper, Helper::None) {
            helper = parse_helper(attr, &word, errors).unwrap_or(Helper::Mistaken);
        } else {
            errors.push(
                attr,
                format!("an argument has one role, and this one has another before `#[{word}]`: keep one"),
            );
            helper = Helper::Mistaken;
        }
    }
    helper
}

fn parse_helper(attr: &Attribute, word: &str, errors: &mut Errors) -> Option<Helper> {
    if word == "header" {
        let literal = match &attr.meta {
            Meta::List(list) => list.parse_args::<LitStr>().ok(),
            Meta::Path(_) | Meta::NameValue(_) => None,
        };
        let Some(literal) = literal else {
            let name = unquoted(attr).unwrap_or_else(|| "X-Request-Source".to_owned());
            errors
                .push(attr, format!("`#[header]` names the header in quotes: write `#[header(\"{name}\")]`"));
            return None;
        };
        let name = check_header_name(&literal, &literal.value(), errors)?;
        return Some(Helper::Header(attr.clone(), name));
    }
    if word == "cookie" {
        return Some(Helper::Cookie(attr.clone(), cookie_name(attr, errors)?));
    }
    if !matches!(attr.meta, Meta::Path(_)) {
        errors.push(attr, format!("`#[{word}]` takes nothing: write `#[{word}]` alone"));
        return None;
    }
    let attr = attr.clone();
    Some(match word {
        "headers" => Helper::Headers(attr),
        "url" => Helper::Url(attr),
        "form" => Helper::Body(attr, BodyKind::Form),
        "multipart" => Helper::Body(attr, BodyKind::Multipart),
        _ => Helper::Body(attr, BodyKind::Any),
    })
}

/// The name in an attribute that stands there without quotes or behind `=`.
pub(crate) fn unquoted(attr: &Attribute) -> Option<String> {
    match &attr.meta {
        Meta::NameValue(meta) => match &meta.value {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
            _ => None,
        },
        Meta::List(list) => Some(list.tokens.to_string().replace(' ', "")),
        Meta::Path(_) => None,
    }
    .filter(|name| {
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
    })
}

/// The name in `#[cookie("name")]`, a token of RFC 9110.
fn cookie_name(attr: &Attribute, errors: &mut Errors) -> Option<String> {
    let literal = match &attr.meta {
        Meta::List(list) => list.parse_args::<LitStr>().ok(),
        Meta::Path(_) | Meta::NameValue(_) => None,
    };
    let Some(literal) = literal else {
        let name = unquoted(attr).unwrap_or_else(|| "session".to_owned());
        errors.push(attr, format!("`#[cookie]` names the cookie in quotes: write `#[cookie(\"{name}\")]`"));
        return None;
    };
    let name = literal.value();
    let token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    if name.is_empty() || !name.bytes().all(token) {
        let shown = name.escape_debug();
        errors.push(
            &literal,
            format!("`{shown}` is not the name of a cookie: write it without spaces, `=`, `;` and quotes"),
        );
        return None;
    }
    Some(name)
}

fn not_a_helper(attr: &Attribute, word: &str, pat: &Pat) -> String {
    let name = match pat {
        Pat::Ident(pat) => pat.ident.unraw().to_string(),
        _ => "name".to_owned(),
    };
    match word {
        "cfg" | "cfg_attr" => {
            format!(
                "`#[{word}]` on an argument would leave the template without it: put `#[cfg]` on two methods"
            )
        }
        "path" | "param" | "segment" => {
            format!(
                "`#[{word}]` is not needed: an argument is in the path when the template names it, as `<{name}>`"
            )
        }
        "query" | "query_param" => {
            let key = attr.parse_args::<LitStr>().map_or(String::new(), |key| format!("{}=", key.value()));
            format!(
                "`#[{word}]` is not needed: an argument is in the query when the template names it, as `?{key}<{name}>`, or `?<{name}..>` for a struct"
            )
        }
        "serde" => format!("an argument is named in the template, a key before it: write `key=<{name}>`"),
        "json" => "`#[json]` is not needed: the argument that is nothing else is the JSON body".to_owned(),
        "file" | "part" => format!(
            "`#[{word}]` is not a role: take all parts as one `prolifi::Multipart`, with `#[multipart]`"
        ),
        "field" => {
            "`#[field]` is not a role: take all fields as one struct or map, with `#[form]`".to_owned()
        }
        "auth" | "bearer" | "basic" => {
            format!(
                "`#[{word}]` is not a role: a credential belongs to the client, and `auth = \"name\"` says which is sent"
            )
        }
        _ => match nearest(word, HELPERS) {
            Some(meant) => format!("`#[{word}]` is not a role of an argument; did you mean `#[{meant}]`?"),
            None => {
                let path = attr.path();
                let shown = quote::quote!(#path).to_string().replace(' ', "");
                format!(
                    "`#[{shown}]` is not a role of an argument; the roles are `#[{}]`",
                    HELPERS.join("]`, `#[")
                )
            }
        },
    }
}

fn check_plain(attr: &Attribute, errors: &mut Errors) {
    let word = attr.path().get_ident().map(ToString::to_string).unwrap_or_default();
    if word != "doc" && !is_lint(&word) {
        errors.push(attr, "`self` is the client and has no other role: remove the attribute");
    }
}

fn is_lint(word: &str) -> bool {
    matches!(word, "allow" | "warn" | "deny" | "forbid" | "expect")
}
