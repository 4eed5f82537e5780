//! What each argument feeds. Every argument has exactly one role, and what has none is an error: an argument
//! that is silently dropped, or a placeholder sent as it stands, is the worst mistake of all.

use syn::{LitStr, Type};

use super::answer;
use super::args::{Arg, BodyKind, Helper};
use super::http_method::HttpMethod;
use super::types::shown;
use super::unmatched;
use crate::errors::Errors;
use crate::options::Header;
use crate::template::Template;

#[derive(Default)]
pub(crate) struct Roles {
    /// In the order of [`Template::path_names`].
    pub(crate) path: Vec<Arg>,
    /// In the order of [`Template::query_names`].
    pub(crate) query: Vec<Arg>,
    pub(crate) headers: Vec<(Arg, String)>,
    pub(crate) header_maps: Vec<Arg>,
    pub(crate) cookies: Vec<(Arg, String)>,
    /// The whole address, in place of a template.
    pub(crate) url: Option<Arg>,
    pub(crate) body: Option<(Arg, BodyKind)>,
}

impl Roles {
    pub(crate) fn assign(
        args: &[Arg],
        http: &HttpMethod,
        literal: &LitStr,
        template: &Template,
        headers: &[Header],
        errors: &mut Errors,
    ) -> Self {
        let mut roles = Self::default();
        let mut missing = Vec::new();
        let path = template.path_names();
        for name in path.iter().copied().chain(template.query_names()) {
            let in_path = path.contains(&name);
            match args.iter().find(|arg| arg.name == name) {
                Some(arg) if in_path => roles.path.push(arg.clone()),
                Some(arg) => roles.query.push(arg.clone()),
                None => missing.push(name),
            }
        }
        let mut left = Vec::new();
        for arg in args {
            let named = roles.path.iter().chain(&roles.query).any(|named| named.name == arg.name);
            match &arg.helper {
                Helper::None if named => {}
                Helper::None => left.push(arg),
                Helper::Mistaken => {}
                Helper::Header(attr, _)
                | Helper::Cookie(attr, _)
                | Helper::Headers(attr)
                | Helper::Url(attr)
                | Helper::Body(attr, _)
                    if named =>
                {
                    let message = format!(
                        "`{}` is in the template already, as `<{}>`: remove this role",
                        arg.name, arg.name
                    );
                    errors.push(attr, message);
                }
                _ => roles.explicit(arg, http, errors),
            }
        }
        unmatched::refuse_in_headers(headers, args, &mut left, errors);
        unmatched::report_missing(&missing, &mut left, args, http, literal, errors);
        roles.leftover(&left, http, literal, template, errors);
        roles
    }

    /// A role that a helper attribute gives.
    fn explicit(&mut self, arg: &Arg, http: &HttpMethod, errors: &mut Errors) {
        match &arg.helper {
            Helper::Header(attr, name) if self.headers.iter().any(|(_, earlier)| earlier == name) => {
                errors.push(
                    attr,
                    format!("another argument is the header `{name}` already: keep one of the two"),
                );
            }
            Helper::Header(_, name) => self.headers.push((arg.clone(), name.clone())),
            Helper::Cookie(attr, name) if self.cookies.iter().any(|(_, earlier)| earlier == name) => {
                errors.push(
                    attr,
                    format!("another argument is the cookie `{name}` already: keep one of the two"),
                );
            }
            Helper::Cookie(_, name) => self.cookies.push((arg.clone(), name.clone())),
            Helper::Url(attr) => match &self.url {
                Some(earlier) => {
                    errors
                        .push(attr, format!("`{}` is the address already: a request has one", earlier.name));
                }
                None => self.url = Some(arg.clone()),
            },
            Helper::Headers(_) => self.header_maps.push(arg.clone()),
            Helper::Body(attr, _) if !http.may_carry_body() => errors.push(
                attr,
                format!(
                    "a {} request has no body: put `{}` in the query, as `?<{}..>`, or use another method",
                    http.name, arg.name, arg.name
                ),
            ),
            Helper::Body(attr, kind) => match &self.body {
                Some((earlier, _)) => {
                    errors.push(
                        attr,
                        format!(
                            "`{}` is the body already: a request has one, so put both in one type",
                            earlier.name
                        ),
                    );
                }
                None => self.body = Some((arg.clone(), *kind)),
            },
            Helper::None | Helper::Mistaken => {}
        }
    }

    /// One argument left over is the body; more, or one where there is none, is a mistake.
    fn leftover(
        &mut self,
        left: &[&Arg],
        http: &HttpMethod,
        literal: &LitStr,
        template: &Template,
        errors: &mut Errors,
    ) {
        if let [arg] = left
            && self.body.is_none()
            && http.carries_body()
        {
            match no_json(&arg.name, &arg.ty) {
                Some(message) => errors.push(&arg.ident, message),
                None => self.body = Some(((*arg).clone(), BodyKind::Any)),
            }
            return;
        }
        // Of several, the last is most likely the body: one error for each of the others.
        let (body, left) = match left {
            [others @ .., last] if self.body.is_none() && http.carries_body() => (Some(*last), others),
            _ => (None, left),
        };
        for arg in left {
            let why = match (body, &self.body) {
                (Some(last), _) => format!("so is `{}`, so that neither is the body", last.name),
                (None, Some((body, _))) => format!("the body is `{}`", body.name),
                (None, None) => format!("a {} request has no body to put it in", http.name),
            };
            unmatched::report_unused(arg, &why, self.url.as_ref(), http, literal, template, errors);
        }
    }
}

/// What is not sent as JSON unless it is said: bytes would be a list of numbers.
fn no_json(name: &str, ty: &Type) -> Option<String> {
    let inner = match ty {
        Type::Reference(reference) => &*reference.elem,
        ty => ty,
    };
    let bytes = ["[u8]", "Vec<u8>"].contains(&shown(inner).as_str()) || shown(inner).starts_with("[u8;");
    if bytes {
        return Some(format!(
            "`{name}` would be sent as a JSON list of numbers: take a `prolifi::Body` for bytes, or write `#[body] {name}` \
             if the list is meant"
        ));
    }
    answer::is(inner, &["Multipart"])
        .then(|| format!("`{name}` is a form with files: write `#[multipart] {name}`"))
}
