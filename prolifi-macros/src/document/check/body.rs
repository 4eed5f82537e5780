//! The body of the request, and the envelope of the answer.

use quote::ToTokens;
use syn::spanned::Spanned;

use super::super::model::is_json;
use super::Compared;
use super::parameters::is_option;
use crate::did_you_mean::suggestion;
use crate::endpoint::args::BodyKind;
use crate::errors::Errors;
use crate::options::Envelope;

impl Compared<'_> {
    pub(super) fn body(&self, errors: &mut Errors) {
        let document = &self.contract.name;
        match (&self.endpoint.roles.body, self.operation.body()) {
            (Some((arg, _)), None) => errors.push(
                &arg.ident,
                format!("`{document}` has no body for `{}`: remove `{}`", self.shown, arg.name),
            ),
            (Some((arg, kind)), Some((required, types))) => {
                if required && is_option(&arg.ty) {
                    let message = format!(
                        "`{document}` requires the body of `{}`, so that it is no `Option`",
                        self.shown
                    );
                    errors.push_at(arg.ty.span(), message);
                }
                // Whoever passes bytes says with them what they are.
                let bytes = arg.ty.to_token_stream().to_string();
                let bytes = bytes == "Body" || bytes.ends_with(":: Body");
                if !types.is_empty() && !bytes && !types.iter().any(|name| takes(*kind, name)) {
                    let message = format!(
                        "`{document}` takes the body of `{}` as `{}`, and `{}` is {}: {}",
                        self.shown,
                        types.join("`, `"),
                        arg.name,
                        name_of(*kind),
                        fix(&types)
                    );
                    errors.push(&arg.ident, message);
                }
            }
            (None, Some((true, types))) => errors.push(
                &self.endpoint.method.sig.ident,
                format!(
                    "`{document}` requires a body of `{}`, `{}`: add an argument for it",
                    self.shown,
                    types.join("`, `")
                ),
            ),
            (None, _) => {}
        }
    }

    /// That each answer of success whose members are known has the one that holds the value.
    pub(super) fn envelope(&self, errors: &mut Errors) {
        let Some(member) = &self.endpoint.envelope else { return };
        let answers = self.operation.answers();
        let without = answers.iter().find_map(|(status, members)| {
            Some((status, members.as_ref().filter(|members| !members.contains(member))?))
        });
        let Some((status, members)) = without else { return };
        let fix = match suggestion(member, members.iter().map(String::as_str)) {
            meant if meant.is_empty() => {
                format!(", which has `{}`: write `envelope = none` or one of those", members.join("`, `"))
            }
            meant => meant,
        };
        let message = format!(
            "`{}` has no member `{member}` in the answer {status} of `{}`{fix}",
            self.contract.name, self.shown
        );
        match &self.attr.options.envelope {
            Some(Envelope::Member(literal)) => errors.push(literal, message),
            _ => errors.push(self.literal, message),
        }
    }
}

fn takes(kind: BodyKind, media_type: &str) -> bool {
    match kind {
        BodyKind::Any => is_json(media_type),
        BodyKind::Form => media_type.starts_with("application/x-www-form-urlencoded"),
        BodyKind::Multipart => media_type.starts_with("multipart/"),
    }
}

fn name_of(kind: BodyKind) -> &'static str {
    match kind {
        BodyKind::Any => "JSON",
        BodyKind::Form => "a form",
        BodyKind::Multipart => "a multipart form",
    }
}

fn fix(types: &[String]) -> &'static str {
    let one_of = |kind| types.iter().any(|name| takes(kind, name));
    if one_of(BodyKind::Form) {
        "write `#[form]`"
    } else if one_of(BodyKind::Multipart) {
        "write `#[multipart]`"
    } else if one_of(BodyKind::Any) {
        "remove its role"
    } else {
        "take a `prolifi::Body`"
    }
}
