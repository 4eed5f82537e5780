//! Query values: any `Serialize`, encoded as strictly as a path.

use std::fmt;

use serde::Serialize;

use crate::endpoint::QueryPart;

/// An argument of the query, without its type.
#[doc(hidden)]
#[derive(Clone, Copy)]
pub struct QueryArg<'a>(&'a dyn Pairs);

/// The argument of a `<name>`, a `key=<name>` or a `<name..>`.
#[doc(hidden)]
pub fn query_arg<T: Serialize>(value: &T) -> QueryArg<'_> {
    QueryArg(value)
}

/// Writes a value as the pairs of a form.
trait Pairs {
    /// `key=value`, once for each item of a list, not at all for `None`.
    fn pair(&self, key: &str, form: &mut String) -> Result<(), serde_html_form::ser::Error>;
    /// A pair for each field of a struct or entry of a map.
    fn fields(&self, form: &mut String) -> Result<(), serde_html_form::ser::Error>;
}

impl<T: Serialize> Pairs for T {
    fn pair(&self, key: &str, form: &mut String) -> Result<(), serde_html_form::ser::Error> {
        serde_html_form::ser::push_to_string(form, [(key, self)])
    }

    fn fields(&self, form: &mut String) -> Result<(), serde_html_form::ser::Error> {
        serde_html_form::ser::push_to_string(form, self)
    }
}

/// Appends the query to `uri`, with its `?` if there is anything to send.
///
/// # Errors
///
/// A sentence that names the argument whose type has no place in a query.
pub(crate) fn write(uri: &mut String, parts: &[QueryPart], args: &[QueryArg<'_>]) -> Result<(), String> {
    let mut args = args.iter();
    for part in parts {
        match part {
            QueryPart::Literal(text) => {
                separate(uri);
                uri.push_str(text);
            }
            QueryPart::Value { name, key } => {
                let form = form(name, args.next(), |arg, form| arg.pair(PLACEHOLDER, form))?;
                append_values(uri, key, &form);
            }
            QueryPart::Fields { name } => {
                let form = form(name, args.next(), |arg, form| arg.fields(form))?;
                append_form(uri, &form);
            }
        }
    }
    Ok(())
}

/// Appends one pair that the caller added to a call.
///
/// # Errors
///
/// A sentence that names the key.
pub(crate) fn append_query<T: Serialize>(uri: &mut String, key: &str, value: &T) -> Result<(), String> {
    let form = form(key, Some(&QueryArg(&value)), |arg, form| arg.pair(key, form))?;
    append_form(uri, &form);
    Ok(())
}

/// Keys of templates are encoded already, so they must not pass through the form encoding again.
const PLACEHOLDER: &str = "k";

fn form(
    name: &str,
    arg: Option<&QueryArg<'_>>,
    write: impl Fn(&dyn Pairs, &mut String) -> Result<(), serde_html_form::ser::Error>,
) -> Result<String, String> {
    let mut form = String::new();
    match arg {
        Some(arg) => write(arg.0, &mut form)
            .map_err(|error| format!("the query argument `{name}` could not be encoded: {error}"))?,
        None => return Err(format!("the query argument `{name}` is missing")),
    }
    Ok(form)
}

/// Appends each `k=value` of a form under another key.
fn append_values(uri: &mut String, key: &str, form: &str) {
    for pair in form.split('&').filter(|pair| !pair.is_empty()) {
        separate(uri);
        uri.push_str(key);
        push_strict(uri, &pair[PLACEHOLDER.len()..]);
    }
}

fn append_form(uri: &mut String, form: &str) {
    if !form.is_empty() {
        separate(uri);
        push_strict(uri, form);
    }
}

/// `?` before the first pair, `&` before the others: no path holds a bare `?`.
fn separate(uri: &mut String) {
    uri.push(if uri.contains('?') { '&' } else { '?' });
}

/// Appends form-encoded text, with the characters that only forms treat differently in their strict form:
/// a form writes a space as `+`, leaves `*` and escapes `~` (WHATWG URL, section 5.2).
fn push_strict(uri: &mut String, form: &str) {
    let mut rest = form;
    while let Some(at) = rest.find(['+', '*', '%']) {
        uri.push_str(&rest[..at]);
        rest = &rest[at..];
        let (strict, taken) = match rest.as_bytes() {
            [b'+', ..] => ("%20", 1),
            [b'*', ..] => ("%2A", 1),
            [b'%', b'7', b'E', ..] => ("~", 3),
            _ => ("%", 1),
        };
        uri.push_str(strict);
        rest = &rest[taken..];
    }
    uri.push_str(rest);
}

impl fmt::Debug for QueryArg<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("QueryArg")
    }
}
