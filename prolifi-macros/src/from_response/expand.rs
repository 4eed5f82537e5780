//! The impl of `FromResponse`.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};
use syn::parse_quote;

use super::model::{Answer, Answers};
use super::status::Status;
use crate::endpoint::expand::private;

/// The impl; with mistakes one that only type-checks, so that the enum's users compile.
pub(super) fn answers(answers: &Answers, sound: bool) -> TokenStream {
    let private = private(answers.crate_root.as_ref());
    let ident = &answers.ident;
    let generics = bounded(answers, &private);
    let (impl_generics, ty_generics, where_clause) = generics.split_for_impl();
    let ranges = answers.variants.iter().flat_map(|variant| &variant.statuses).map(|status| {
        let (first, last) = status.range();
        let (first, last) = (Literal::u16_unsuffixed(first), Literal::u16_unsuffixed(last));
        quote!((#first, #last))
    });
    let (media_types, reads_body, read) = match sound {
        true => (media_types(answers, &private), reads_body(answers, &private), read(answers, &private)),
        false => (TokenStream::new(), TokenStream::new(), quote!(loop {})),
    };
    quote! {
        #[automatically_derived]
        #[allow(unused_variables)]
        impl #impl_generics #private::FromResponse for #ident #ty_generics #where_clause {
            #media_types
            fn accepts(__status: #private::StatusCode) -> bool {
                #private::status_in(__status, &[#(#ranges),*])
            }
            #reads_body
            fn from_response(
                __answer: #private::Answer,
            ) -> ::core::result::Result<Self, #private::Error> {
                #read
            }
        }
    }
}

fn read(answers: &Answers, private: &TokenStream) -> TokenStream {
    let arms = arms(answers, |variant| value(variant, private));
    quote! {
        match __answer.status().as_u16() {
            #arms
            _ => ::core::result::Result::Err(#private::Error::decode("no variant is for this status")),
        }
    }
}

/// What the bodies of the variants are asked for as.
fn media_types(answers: &Answers, private: &TokenStream) -> TokenStream {
    let of = answers.variants.iter().filter_map(|variant| variant.body.as_ref());
    quote! {
        fn media_types() -> #private::HeaderValue {
            #private::media_types(&[#(<#of as #private::FromResponse>::media_types()),*])
        }
    }
}

/// A unit variant is decided by its status; of the others their types know.
fn reads_body(answers: &Answers, private: &TokenStream) -> TokenStream {
    let arms = arms(answers, |variant| match &variant.body {
        Some(ty) => quote!(<#ty as #private::FromResponse>::reads_body(__status)),
        None => quote!(false),
    });
    quote! {
        fn reads_body(__status: #private::StatusCode) -> bool {
            match __status.as_u16() {
                #arms
                _ => true,
            }
        }
    }
}

/// One arm a variant and kind of status; exact statuses win over classes.
fn arms(answers: &Answers, value: impl Fn(&Answer) -> TokenStream) -> TokenStream {
    let of_kind = |exact: bool| {
        let value = &value;
        answers.variants.iter().filter_map(move |variant| {
            let statuses: Vec<_> = variant
                .statuses
                .iter()
                .filter(|status| matches!(status, Status::Code(_)) == exact)
                .map(|status| pattern(*status))
                .collect();
            let value = value(variant);
            (!statuses.is_empty()).then(|| quote!(#(#statuses)|* => #value,))
        })
    };
    let (codes, classes) = (of_kind(true), of_kind(false));
    quote!(#(#codes)* #(#classes)*)
}

fn pattern(status: Status) -> TokenStream {
    let (first, last) = status.range();
    let (first, last) = (Literal::u16_unsuffixed(first), Literal::u16_unsuffixed(last));
    match status {
        Status::Code(_) => first.to_token_stream(),
        Status::Class(_) => quote!(#first..=#last),
    }
}

fn value(variant: &Answer, private: &TokenStream) -> TokenStream {
    let ident = &variant.ident;
    match &variant.body {
        Some(ty) => quote!(<#ty as #private::FromResponse>::from_response(__answer).map(Self::#ident)),
        // With braces that is a variant of either form, `A` and `A()`.
        None => quote!(::core::result::Result::Ok(Self::#ident {})),
    }
}

/// A generic enum is read where its bodies are.
fn bounded(answers: &Answers, private: &TokenStream) -> syn::Generics {
    let mut generics = answers.generics.clone();
    if generics.type_params().next().is_some() {
        let where_clause = generics.make_where_clause();
        for ty in answers.variants.iter().filter_map(|variant| variant.body.as_ref()) {
            where_clause.predicates.push(parse_quote!(#ty: #private::FromResponse));
        }
    }
    generics
}
