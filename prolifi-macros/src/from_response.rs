//! `#[derive(FromResponse)]`: an enum with a variant for each status.

mod expand;
mod model;
mod status;

use proc_macro2::TokenStream;
use quote::quote;
use syn::DeriveInput;

use self::model::Answers;
use crate::errors::Errors;

pub(crate) fn expand(item: TokenStream) -> TokenStream {
    let input: DeriveInput = match syn::parse2(item) {
        Ok(input) => input,
        Err(error) => return error.to_compile_error(),
    };
    let mut errors = Errors::default();
    let answers = Answers::new(&input, &mut errors);
    let expanded = expand::answers(&answers, errors.is_empty());
    quote!(#errors #expanded)
}
