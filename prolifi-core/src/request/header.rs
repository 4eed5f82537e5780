//! Header arguments: text that stays one header.

use std::fmt::Display;

use http::{HeaderMap, HeaderName, HeaderValue};

use super::Prepared;

/// A value that can fill a `#[header("Name")]`: anything that implements `Display`, or an `Option` of it.
///
/// `M` is inferred: it tells the two apart.
///
/// ```
/// use prolifi_core::HeaderArg;
///
/// assert_eq!(7.to_value().as_deref(), Some("7"));
/// assert_eq!(Some("import").to_value().as_deref(), Some("import"));
/// assert_eq!(None::<u32>.to_value(), None);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a header value",
    label = "cannot stand in a header",
    note = "a header argument implements `Display`, or is an `Option` of such a type; for several headers use `#[headers]`"
)]
pub trait HeaderArg<M> {
    /// The text of the header; `None` leaves it out.
    fn to_value(&self) -> Option<String>;
}

/// Marks [`HeaderArg`] of a plain value.
#[doc(hidden)]
#[derive(Debug)]
pub enum Plain {}
/// Marks [`HeaderArg`] of an `Option`.
#[doc(hidden)]
#[derive(Debug)]
pub enum Optional {}

#[diagnostic::do_not_recommend]
impl<T: Display> HeaderArg<Plain> for T {
    fn to_value(&self) -> Option<String> {
        Some(self.to_string())
    }
}

#[diagnostic::do_not_recommend]
impl<T: Display> HeaderArg<Optional> for Option<T> {
    fn to_value(&self) -> Option<String> {
        self.as_ref().map(T::to_string)
    }
}

#[diagnostic::do_not_recommend]
impl<T: Display> HeaderArg<Optional> for &Option<T> {
    fn to_value(&self) -> Option<String> {
        (**self).to_value()
    }
}

/// Sets a header, unless there is no text.
///
/// # Errors
///
/// A sentence that names the header, and not its value.
pub(crate) fn set(prepared: &mut Prepared, name: &'static str, text: Option<String>) -> Result<(), String> {
    let Some(text) = text else { return Ok(()) };
    let name = HeaderName::try_from(name).map_err(|_| format!("`{name}` is not the name of a header"))?;
    let value = header_value(&name, text)?;
    prepared.set_header(name, value)
}

/// The value of a header.
///
/// # Errors
///
/// A sentence that names the header, and not its value.
pub(crate) fn header_value<V: TryInto<HeaderValue>>(
    name: &HeaderName,
    value: V,
) -> Result<HeaderValue, String> {
    value.try_into().map_err(|_| {
        format!("the value of the header `{name}` holds a line break or another control character")
    })
}

/// Sets every header of a map, in place of those of the same names.
///
/// # Errors
///
/// A sentence that names the header that cannot be set.
pub(crate) fn set_all(prepared: &mut Prepared, map: &HeaderMap) -> Result<(), String> {
    map.keys().for_each(|name| prepared.headers.remove(name));
    map.iter().try_for_each(|(name, value)| prepared.add_header(name.clone(), value.clone()))
}
