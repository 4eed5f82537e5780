//! The validated enum: variants with statuses that do not overlap.

use proc_macro2::Ident;
use syn::{Attribute, Data, DeriveInput, Fields, Generics, Meta, Path, Type, Variant};

use super::status::{self, Status};
use crate::did_you_mean::nearest;
use crate::endpoint::answer::unreadable;
use crate::errors::Errors;
use crate::options::{self, Options, Place};

pub(crate) struct Answers {
    pub(crate) ident: Ident,
    pub(crate) generics: Generics,
    pub(crate) variants: Vec<Answer>,
    pub(crate) crate_root: Option<Path>,
}

/// One variant.
pub(crate) struct Answer {
    pub(crate) ident: Ident,
    pub(crate) statuses: Vec<Status>,
    /// What the body is read as; a unit variant reads nothing.
    pub(crate) body: Option<Type>,
}

const PLACE: Place =
    Place { attribute: "#[from_response]", known: &["crate"], elsewhere: &[], other: "#[endpoint]" };

impl Answers {
    pub(crate) fn new(input: &DeriveInput, errors: &mut Errors) -> Self {
        let mut answers = Self {
            ident: input.ident.clone(),
            generics: input.generics.clone(),
            variants: Vec::new(),
            crate_root: crate_root(&input.attrs, errors),
        };
        match &input.data {
            Data::Enum(data) if data.variants.is_empty() => {
                errors.push(
                    &input.ident,
                    "an enum without variants has room for no answer: add one, with `#[status(200)]`",
                );
            }
            Data::Enum(data) => {
                let mut seen = Vec::new();
                answers.variants =
                    data.variants.iter().filter_map(|variant| answer(variant, &mut seen, errors)).collect();
            }
            // A struct is read by its fields.
            Data::Struct(_) => {}
            Data::Union(data) => errors.push(
                data.union_token,
                "`FromResponse` is derived for an enum, a variant for each status, or for a struct, a field for each header",
            ),
        }
        answers
    }
}

fn crate_root(attrs: &[Attribute], errors: &mut Errors) -> Option<Path> {
    let mut root = None;
    for attr in attrs {
        if attr.path().is_ident("from_response") {
            match &attr.meta {
                Meta::List(list) => {
                    root = Options::parse(&options::split(list.tokens.clone()), &PLACE, errors).crate_root;
                }
                _ => errors.push(attr, "write `#[from_response(crate = path::to::prolifi)]`, or remove it"),
            }
        } else if attr.path().is_ident("status") {
            errors.push(
                attr,
                "`#[status]` belongs on a variant: move it to the one that is read for this status",
            );
        }
    }
    root
}

fn answer(variant: &Variant, seen: &mut Vec<(Status, Ident)>, errors: &mut Errors) -> Option<Answer> {
    let mut statuses = Vec::new();
    let mut attributes = 0;
    for attr in &variant.attrs {
        if attr.path().is_ident("status") {
            attributes += 1;
            for (tokens, status) in status::parse(attr, errors) {
                match seen.iter().find(|(other, _)| *other == status) {
                    Some((_, first)) if *first == variant.ident => {
                        errors.push(
                            tokens.clone(),
                            format!("`{tokens}` stands twice on `{first}`: remove one"),
                        );
                    }
                    Some((_, first)) => {
                        errors.push(
                            tokens.clone(),
                            format!("`{tokens}` is read as `{first}` already: give it to one variant"),
                        );
                    }
                    None => {
                        seen.push((status, variant.ident.clone()));
                        statuses.push(status);
                    }
                }
            }
        }
    }
    let of_fields = variant.fields.iter().flat_map(|field| &field.attrs);
    for attr in variant.attrs.iter().chain(of_fields) {
        if attr.path().is_ident("header") || attr.path().is_ident("body") {
            let name = &variant.ident;
            errors.push(
                attr,
                format!("a variant reads its one type from the body: for headers beside it write `{name}(T)`, where `T` is a struct that derives `FromResponse`"),
            );
        }
    }
    if attributes == 0 {
        let name = &variant.ident;
        // About an attribute that is not there rustc says what is meant.
        let misspelt = variant.attrs.iter().any(|attr| {
            attr.path().get_ident().is_some_and(|word| nearest(&word.to_string(), ["status"]).is_some())
        });
        if !misspelt {
            let message = "write `#[status(200)]` or `#[status(4xx)]` before it";
            errors.push(name, format!("the variant `{name}` has no status: {message}"));
        }
    }
    Some(Answer { ident: variant.ident.clone(), statuses, body: body(variant, errors)? })
}

/// The type of the one field; `None` inside for a unit variant.
fn body(variant: &Variant, errors: &mut Errors) -> Option<Option<Type>> {
    let name = &variant.ident;
    match &variant.fields {
        Fields::Unit => Some(None),
        Fields::Unnamed(fields) => match fields.unnamed.iter().collect::<Vec<_>>().as_slice() {
            [] => Some(None),
            [field] => match unreadable(&field.ty, true) {
                Some((part, message)) => {
                    errors.push(part, message);
                    None
                }
                None => Some(Some(field.ty.clone())),
            },
            _ => {
                errors.push(
                    fields,
                    format!("an answer has one body: write `{name}(T)`, with one type for all of it"),
                );
                None
            }
        },
        Fields::Named(fields) => {
            errors.push(
                fields,
                format!(
                    "the body of an answer is a type of its own: write `{name}(T)`, and the fields in `T`"
                ),
            );
            None
        }
    }
}
