//! Where an endpoint is: at the path of its template, or at a whole URL that an argument gives.

use quote::ToTokens;
use syn::LitStr;
use syn::spanned::Spanned;

use super::args::{Arg, Helper};
use super::attr::EndpointAttr;
use super::model::Shared;
use crate::errors::Errors;
use crate::template::Template;

pub(super) struct Address<'a> {
    /// Where errors about it are shown.
    pub(super) literal: LitStr,
    pub(super) template: &'a Template,
    /// As the user wrote it, behind the base of the trait; `<url>` for a whole URL.
    pub(super) text: String,
}

/// That of an endpoint with `#[url]`.
static NO_TEMPLATE: Template = Template { path: Vec::new(), query: Vec::new() };

impl<'a> Address<'a> {
    /// `None` where neither is there, or both are; the error is reported, unless `complete` says that an argument could
    /// not be read, which may have been the URL.
    pub(super) fn of(
        attr: &'a EndpointAttr,
        args: &[Arg],
        complete: bool,
        shared: &Shared,
        errors: &mut Errors,
    ) -> Option<Self> {
        let url = args.iter().find_map(|arg| match &arg.helper {
            Helper::Url(attr) => Some((arg, attr)),
            _ => None,
        });
        match (&attr.template, url) {
            (Some((literal, template)), None) => Some(Self {
                literal: literal.clone(),
                template,
                text: format!("{}{}", shared.base.as_deref().unwrap_or_default(), literal.value()),
            }),
            (None, Some((_, attribute)))
                if attr.without_template.is_some() && attr.options.server.is_some() =>
            {
                errors.push(
                    attribute,
                    "`#[url]` is the whole address, and `server` says another: remove one of them",
                );
                None
            }
            (None, Some((arg, attribute))) if attr.without_template.is_some() => Some(Self {
                literal: LitStr::new("", attribute.span()),
                template: &NO_TEMPLATE,
                text: format!("<{}>", arg.name),
            }),
            (Some((literal, _)), Some((_, attribute))) => {
                let shown = literal.to_token_stream();
                errors.push(
                    attribute,
                    format!("`#[url]` is the whole address, and {shown} is a path: remove one of them"),
                );
                None
            }
            (None, _) => {
                // What could not be read may have been the URL.
                let all_read = complete && !args.iter().any(|arg| matches!(arg.helper, Helper::Mistaken));
                if let Some((tokens, message)) = attr.without_template.as_ref().filter(|_| all_read) {
                    errors.push(tokens, message);
                }
                None
            }
        }
    }
}
