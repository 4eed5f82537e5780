//! [`Redaction`]: what an error must not show, although the service may have written it into its answer.

use std::borrow::Cow;

use base64::{Engine, prelude::BASE64_STANDARD};
use http::HeaderValue;

use super::Error;

/// What is shorter is not looked for: it stands in too many words.
const SHORTEST: usize = 6;
/// What is shown in place of a secret.
const HIDDEN: &str = "[redacted]";

/// The secrets of a request, as they were sent. Most requests have one, which costs no allocation.
#[derive(Debug, Clone, Default)]
pub(crate) struct Redaction {
    first: Option<HeaderValue>,
    more: Vec<HeaderValue>,
}

impl Redaction {
    /// Adds one; a value is marked sensitive, so that it is not printed with what holds it.
    pub(crate) fn add(&mut self, mut value: HeaderValue) {
        value.set_sensitive(true);
        match &self.first {
            None => self.first = Some(value),
            Some(_) => self.more.push(value),
        }
    }

    /// Every form in which one could be quoted, the longer ones first, since one may be a part of another.
    fn forms(&self) -> Vec<String> {
        let values = self.first.iter().chain(&self.more);
        let mut forms: Vec<_> = values.filter_map(|value| value.to_str().ok()).flat_map(forms).collect();
        forms.retain(|form| form.len() >= SHORTEST);
        forms.sort_by_key(|form| std::cmp::Reverse(form.len()));
        forms
    }
}

/// A value as it is, the values of its pairs where it is a cookie, without its scheme (`Bearer`), and for `Basic` the
/// login and the password in it.
fn forms(value: &str) -> Vec<String> {
    let mut forms = vec![value.to_owned()];
    let pairs = value.split("; ").filter_map(|pair| pair.split_once('='));
    forms.extend(pairs.map(|(_, value)| value.to_owned()));
    if let Some((scheme, secret)) = value.split_once(' ') {
        forms.push(secret.trim().to_owned());
        let login =
            BASE64_STANDARD.decode(secret.trim()).ok().and_then(|login| String::from_utf8(login).ok());
        if let Some(login) = login.filter(|_| scheme.eq_ignore_ascii_case("basic")) {
            forms.extend(login.split_once(':').map(|(_, password)| password.to_owned()));
            forms.push(login);
        }
    }
    forms
}

impl Error {
    /// Takes the secrets of the request out of all that is printed of an error and could quote them: what the service
    /// said, its name for the request, and the names that lead to a place in a body. The body stays as it came.
    pub(crate) fn redact(mut self, redaction: &Redaction) -> Self {
        let forms = redaction.forms();
        let inner = &mut *self.0;
        hide(&mut inner.problem, &forms);
        if let Some(id) = &mut inner.request_id {
            hide(id, &forms);
        }
        if let Some(api) = &mut inner.api {
            hide(&mut api.error_type, &forms);
            hide(&mut api.message, &forms);
            for error in &mut api.errors {
                hide(&mut error.field, &forms);
                hide(&mut error.message, &forms);
            }
        }
        self
    }
}

fn hide(text: &mut String, forms: &[String]) {
    let hidden = forms.iter().fold(Cow::Borrowed(&**text), |text, form| match text.contains(&**form) {
        true => Cow::Owned(text.replace(&**form, HIDDEN)),
        false => text,
    });
    if let Cow::Owned(hidden) = hidden {
        *text = hidden;
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::{Redaction, hide};

    fn hidden(secrets: &[&'static str], text: &str) -> String {
        let mut all = Redaction::default();
        secrets.iter().for_each(|secret| all.add(HeaderValue::from_static(secret)));
        assert!(secrets.iter().all(|secret| !format!("{all:?}").contains(secret)), "{all:?}");
        let mut text = text.to_owned();
        hide(&mut text, &all.forms());
        text
    }

    #[test]
    fn a_secret_is_hidden_in_every_form_that_can_be_quoted() {
        let bearer = "Bearer secret_4f9a1c7be2d80356aa17";
        for (text, shown) in [
            ("invalid key secret_4f9a1c7be2d80356aa17.", "invalid key [redacted]."),
            ("`Bearer secret_4f9a1c7be2d80356aa17`", "`[redacted]`"),
            ("secret_4f9a1c7be2d80356aa17secret_4f9a1c7be2d80356aa17", "[redacted][redacted]"),
        ] {
            assert_eq!(hidden(&[bearer], text), shown);
        }
        // `jane:open sesame`
        let basic = "Basic amFuZTpvcGVuIHNlc2FtZQ==";
        for text in ["amFuZTpvcGVuIHNlc2FtZQ==", "jane:open sesame", "open sesame"] {
            assert_eq!(hidden(&[bearer, basic], text), "[redacted]");
        }
        let cookies = "theme=dark; session=4f9a1c7be2d8";
        assert_eq!(hidden(&[cookies], "4f9a1c7be2d8, theme dark"), "[redacted], theme dark");
    }

    #[test]
    fn what_is_no_secret_or_too_short_for_one_is_shown() {
        assert_eq!(hidden(&["Bearer abc"], "abc is no Bearer"), "abc is no Bearer");
        assert_eq!(hidden(&[], "anything"), "anything");
    }
}
