//! A struct whose fields are headers of the answer and its body.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::{Attribute, DataStruct, DeriveInput, Field, Fields, LitStr, Meta, Path, Type, parse_quote};

use crate::did_you_mean::nearest;
use crate::endpoint::args::unquoted;
use crate::endpoint::expand::private;
use crate::errors::Errors;
use crate::options::check_header_syntax;

pub(crate) struct Struct<'a> {
    input: &'a DeriveInput,
    headers: Vec<(&'a Ident, &'a Type, String)>,
    body: Option<(&'a Ident, &'a Type)>,
    /// Whether something is read into each field.
    complete: bool,
    crate_root: Option<Path>,
}

impl<'a> Struct<'a> {
    pub(super) fn new(
        input: &'a DeriveInput,
        data: &'a DataStruct,
        crate_root: Option<Path>,
        errors: &mut Errors,
    ) -> Self {
        let mut read = Self { input, headers: Vec::new(), body: None, complete: true, crate_root };
        match &data.fields {
            Fields::Named(fields) if fields.named.iter().any(has_source) => {
                fields.named.iter().for_each(|field| read.field(field, errors));
            }
            _ => errors.push(
                data.struct_token,
                "`FromResponse` is derived for a struct with named fields, each `#[header(\"Name\")]` or `#[body]`: a struct \
                 that derives `Deserialize` is read as JSON already",
            ),
        }
        read
    }

    fn field(&mut self, field: &'a Field, errors: &mut Errors) {
        let Some(ident) = &field.ident else { return };
        let mut sources = 0;
        for attr in &field.attrs {
            if attr.path().is_ident("header") {
                sources += 1;
                if let Some(name) = header(attr, errors) {
                    self.headers.push((ident, &field.ty, name));
                }
            } else if attr.path().is_ident("body") {
                sources += 1;
                if !matches!(attr.meta, Meta::Path(_)) {
                    errors.push(attr, "`#[body]` of an answer takes nothing: write `#[body]` alone");
                } else if let Some((earlier, _)) = self.body {
                    errors
                        .push(attr, format!("the body is read into `{earlier}` already: remove one of them"));
                } else {
                    self.body = Some((ident, &field.ty));
                }
            } else if attr.path().is_ident("status") {
                errors.push(
                    attr,
                    "`#[status]` belongs on a variant of an enum: a field is read for every status",
                );
            }
        }
        match sources {
            1 => {}
            0 => {
                // About an attribute that is not there rustc says what is meant.
                self.complete = false;
                if !has_source(field) {
                    let message = format!(
                        "nothing of the answer is read into `{ident}`: write `#[header(\"Name\")]` or `#[body]` before it"
                    );
                    errors.push(ident, message);
                }
            }
            _ => errors.push(ident, format!("`{ident}` is read from two places: keep one attribute")),
        }
    }

    /// The impl; with mistakes one that only type-checks.
    pub(super) fn expand(&self, sound: bool) -> TokenStream {
        let p = private(self.crate_root.as_ref());
        let ident = &self.input.ident;
        let mut generics = self.input.generics.clone();
        if let Some((_, ty)) = self.body.filter(|_| generics.type_params().next().is_some()) {
            generics.make_where_clause().predicates.push(parse_quote!(#ty: #p::FromResponse));
        }
        let sound = sound && self.complete;
        let (impl_generics, ty_generics, where_clause) = generics.split_for_impl();
        let headers = self
            .headers
            .iter()
            .map(|(field, ty, name)| quote!(let #field = #p::header_field::<_, #ty>(&__answer, #name)?;));
        let names = self.headers.iter().map(|(field, ..)| field);
        let body = self
            .body
            .iter()
            .map(|(field, ty)| quote!(#field: <#ty as #p::FromResponse>::from_response(__answer)?,));
        let read = match sound {
            true => quote!(#(#headers)* ::core::result::Result::Ok(Self { #(#names,)* #(#body)* })),
            false => quote!(loop {}),
        };
        let of_body = match self.body.filter(|_| sound) {
            Some((_, ty)) => quote! {
                const STREAMED: bool = <#ty as #p::FromResponse>::STREAMED;
                const IS_FEED: bool = <#ty as #p::FromResponse>::IS_FEED;
                fn accepts(__status: #p::StatusCode) -> bool {
                    <#ty as #p::FromResponse>::accepts(__status)
                }
                fn reads_body(__status: #p::StatusCode) -> bool {
                    <#ty as #p::FromResponse>::reads_body(__status)
                }
            },
            None => quote! {
                fn reads_body(_: #p::StatusCode) -> bool {
                    false
                }
            },
        };
        quote! {
            #[automatically_derived]
            #[allow(unused_variables)]
            impl #impl_generics #p::FromResponse for #ident #ty_generics #where_clause {
                #of_body
                fn from_response(__answer: #p::Answer) -> ::core::result::Result<Self, #p::Error> {
                    #read
                }
            }
        }
    }
}

/// Whether an attribute says where the field is read from, one nearly does, or one of an argument would.
fn has_source(field: &Field) -> bool {
    field.attrs.iter().filter_map(|attr| attr.path().get_ident()).any(|word| {
        nearest(&word.to_string(), ["header", "body", "status"]).is_some()
            || ["headers", "cookie", "form", "json", "multipart"].iter().any(|role| word == role)
    })
}

fn header(attr: &Attribute, errors: &mut Errors) -> Option<String> {
    let literal = match &attr.meta {
        Meta::List(list) => list.parse_args::<LitStr>().ok(),
        Meta::Path(_) | Meta::NameValue(_) => None,
    };
    let Some(literal) = literal else {
        let name = unquoted(attr).unwrap_or_else(|| "ETag".to_owned());
        errors.push(
            attr,
            format!("`#[header]` names a header of the answer in quotes: write `#[header(\"{name}\")]`"),
        );
        return None;
    };
    check_header_syntax(&literal, &literal.value(), errors)
}
