//! `#[derive(FromResponse)]`: an enum with a variant for each status, or a struct with a field for each header.

mod expand;
mod fields;
mod model;
mod status;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DeriveInput};

use self::fields::Struct;
use self::model::Answers;
use crate::errors::Errors;

pub(crate) fn expand(item: TokenStream) -> TokenStream {
    let input: DeriveInput = match syn::parse2(item) {
        Ok(input) => input,
        Err(error) => return error.to_compile_error(),
    };
    let mut errors = Errors::default();
    if let Some(lifetime) = input.generics.lifetimes().next() {
        let message = format!(
            "an answer is read into a value that borrows nothing: remove `{}`, and write `String` in place of `&str`",
            lifetime.lifetime
        );
        errors.push(lifetime, message);
        return quote!(#errors);
    }
    let answers = Answers::new(&input, &mut errors);
    let expanded = match &input.data {
        Data::Struct(data) => {
            let fields = Struct::new(&input, data, answers.crate_root, &mut errors);
            fields.expand(errors.is_empty())
        }
        Data::Enum(_) | Data::Union(_) => expand::answers(&answers, errors.is_empty()),
    };
    quote!(#errors #expanded)
}
