//! Body arguments: JSON or a form of any `Serialize`, or a [`Body`] as it is.

use http::HeaderValue;
use serde::Serialize;

use super::pairs::{IntoPairs, Pairs};
use crate::{body::Body, endpoint::Style};

/// A value that can be the body of a request.
///
/// `M` is inferred: it tells JSON from a [`Body`]. A `None` is no body; an explicit `null` is sent for `Some(None)`, for
/// `serde_json::Value::Null` and for `()`. NaN and infinity, which JSON does not have, are errors.
///
/// ```
/// use prolifi::{Body, IntoBody};
///
/// #[derive(serde::Serialize)]
/// struct NewNote<'a> {
///     text: &'a str,
/// }
///
/// let json = NewNote { text: "Paid in cash" }.into_body()?;
/// assert_eq!(json.as_bytes(), Some(&br#"{"text":"Paid in cash"}"#[..]));
/// let given = Body::from("id,text\n7,Paid in cash\n").into_body()?;
/// assert_eq!(given.as_bytes(), Some(&b"id,text\n7,Paid in cash\n"[..]));
/// # Ok::<(), String>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a JSON body",
    label = "not `Serialize`",
    note = "derive `serde::Serialize` for the type, or take a `prolifi::Body` by value to send bytes, text or a stream"
)]
pub trait IntoBody<M> {
    /// The bytes to send.
    ///
    /// # Errors
    ///
    /// A sentence that says why the value cannot be encoded: what its `Serialize` says, or that a number in it is
    /// NaN or infinite, which JSON has no form for (RFC 8259, section 6).
    fn into_body(self) -> Result<Body, String>;
}

/// Marks [`IntoBody`] of JSON.
#[doc(hidden)]
#[derive(Debug)]
pub enum Json {}
/// Marks [`IntoBody`] of a [`Body`].
#[doc(hidden)]
#[derive(Debug)]
pub enum Given {}

#[diagnostic::do_not_recommend]
impl<T: Serialize> IntoBody<Json> for T {
    fn into_body(self) -> Result<Body, String> {
        Body::of_json(&self)
    }
}

impl IntoBody<Given> for Body {
    fn into_body(self) -> Result<Body, String> {
        Ok(self)
    }
}

impl IntoBody<Given> for Option<Body> {
    fn into_body(self) -> Result<Body, String> {
        Ok(self.unwrap_or_default())
    }
}

/// Marks [`IntoBody`] of XML.
#[cfg(feature = "xml")]
#[doc(hidden)]
#[derive(Debug)]
pub enum InXml {}

#[cfg(feature = "xml")]
#[diagnostic::do_not_recommend]
impl<T: Serialize> IntoBody<InXml> for crate::body::Xml<T> {
    fn into_body(self) -> Result<Body, String> {
        self.to_body()
    }
}

#[cfg(feature = "xml")]
#[diagnostic::do_not_recommend]
impl<T: Serialize> IntoBody<InXml> for &crate::body::Xml<T> {
    fn into_body(self) -> Result<Body, String> {
        self.to_body()
    }
}

/// The fields of a struct or the entries of a map, as an HTML form.
///
/// # Errors
///
/// A sentence that names the argument, and what of it has no form.
pub(crate) fn form_body<T: Serialize>(name: &str, value: &T, style: Style) -> Result<Body, String> {
    form(name, value, style)
}

fn form(name: &str, value: &dyn IntoPairs, style: Style) -> Result<Body, String> {
    const FORM: HeaderValue = HeaderValue::from_static("application/x-www-form-urlencoded");
    let mut form = String::with_capacity(128);
    match Pairs::form(&mut form).fields(value, style) {
        Ok(()) => Ok(Body::from(form).content_type(FORM)),
        Err(problem) => Err(format!("the form `{name}` could not be encoded: {problem}")),
    }
}
