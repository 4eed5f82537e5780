//! Header arguments: text that stays one header.

use std::fmt::Display;

use http::{HeaderMap, HeaderName, HeaderValue, header};

/// A value that can fill a `#[header("Name")]`: anything that implements `Display`, or an `Option` of it.
///
/// `M` is inferred: it tells the two apart.
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

/// Sets a header in place of one of the same name.
///
/// # Errors
///
/// A sentence that names the header, and not its value.
pub(super) fn insert(
    headers: &mut HeaderMap,
    name: &'static str,
    value: Option<String>,
) -> Result<(), String> {
    let Some(value) = value else { return Ok(()) };
    let name = HeaderName::try_from(name).map_err(|_| format!("`{name}` is not the name of a header"))?;
    check_settable(&name)?;
    let value = HeaderValue::try_from(value).map_err(|_| {
        format!("the value of the header `{name}` holds a line break or another control character")
    })?;
    headers.insert(name, value);
    Ok(())
}

/// Sets every header of a map, in place of those of the same names.
pub(super) fn insert_all(headers: &mut HeaderMap, map: &HeaderMap) -> Result<(), String> {
    for name in map.keys() {
        check_settable(name)?;
        headers.remove(name);
    }
    for (name, value) in map {
        headers.append(name.clone(), value.clone());
    }
    Ok(())
}

/// Refuses the headers that say where a message ends or goes: the transport writes them, and a second
/// opinion is how requests are smuggled (RFC 9112, section 11.2).
pub(crate) fn check_settable(name: &HeaderName) -> Result<(), String> {
    const REFUSED: [HeaderName; 4] =
        [header::HOST, header::CONTENT_LENGTH, header::TRANSFER_ENCODING, header::CONNECTION];
    if REFUSED.contains(name) {
        return Err(format!("the header `{name}` is written by the transport and cannot be set"));
    }
    Ok(())
}
