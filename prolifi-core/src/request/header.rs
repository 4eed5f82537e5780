//! Header arguments: text that stays one header.

use std::fmt::Display;

use http::{HeaderMap, HeaderName, HeaderValue, header::COOKIE};

use super::Prepared;

/// A value that can fill a `#[header("Name")]` or a `#[cookie("name")]`: anything that implements `Display`, a list of
/// such values, or an `Option` of either.
///
/// A list is one header, with commas between its items (RFC 9110, section 5.6.1); an empty one is none. `M` is inferred:
/// it tells the forms apart.
///
/// ```
/// use prolifi::HeaderArg;
///
/// assert_eq!(7.to_value().as_deref(), Some("7"));
/// assert_eq!(Some("import").to_value().as_deref(), Some("import"));
/// assert_eq!(None::<u32>.to_value(), None);
/// assert_eq!(["en", "de;q=0.5"].to_value().as_deref(), Some("en,de;q=0.5"));
/// assert_eq!(Vec::<u32>::new().to_value(), None);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a header value",
    label = "cannot stand in a header",
    note = "a header argument implements `Display`, or is a list or an `Option` of such a type; for several headers use `#[headers]`"
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

/// Marks [`HeaderArg`] of a list.
#[doc(hidden)]
#[derive(Debug)]
pub enum List {}
/// Marks [`HeaderArg`] of an `Option` of a list.
#[doc(hidden)]
#[derive(Debug)]
pub enum OptionalList {}

#[diagnostic::do_not_recommend]
impl<T: Display> HeaderArg<List> for [T] {
    fn to_value(&self) -> Option<String> {
        let (first, rest) = self.split_first()?;
        let mut text = first.to_string();
        for item in rest {
            text.push(',');
            text.push_str(&item.to_string());
        }
        Some(text)
    }
}

#[diagnostic::do_not_recommend]
impl<T: Display, const N: usize> HeaderArg<List> for [T; N] {
    fn to_value(&self) -> Option<String> {
        self.as_slice().to_value()
    }
}

#[diagnostic::do_not_recommend]
impl<T: Display> HeaderArg<List> for Vec<T> {
    fn to_value(&self) -> Option<String> {
        self.as_slice().to_value()
    }
}

#[diagnostic::do_not_recommend]
impl<L: HeaderArg<List> + ?Sized> HeaderArg<List> for &L {
    fn to_value(&self) -> Option<String> {
        (**self).to_value()
    }
}

#[diagnostic::do_not_recommend]
impl<L: HeaderArg<List>> HeaderArg<OptionalList> for Option<L> {
    fn to_value(&self) -> Option<String> {
        self.as_ref().and_then(HeaderArg::to_value)
    }
}

/// Adds a cookie to the one header that holds them all (RFC 6265, section 5.4), unless there is no text.
///
/// # Errors
///
/// A sentence that names the cookie, and not its value.
pub(crate) fn add_cookie(prepared: &mut Prepared, name: &str, text: Option<String>) -> Result<(), String> {
    let Some(text) = text else { return Ok(()) };
    // RFC 6265, section 4.1.1: `cookie-octet`.
    let octet = |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'"' | b',' | b';' | b'\\');
    if !text.bytes().all(octet) {
        return Err(format!(
            "the value of the cookie `{name}` holds a character that no cookie has (a space, `\"`, `,`, `;`, `\\` or \
             one beyond ASCII): encode it as the service wants it"
        ));
    }
    let cookies = match prepared.headers.get(&COOKIE).map(HeaderValue::as_bytes) {
        Some(others) => [others, b"; ", name.as_bytes(), b"=", text.as_bytes()].concat(),
        None => [name.as_bytes(), b"=", text.as_bytes()].concat(),
    };
    let value = header_value(&COOKIE, cookies)?;
    prepared.set_header(COOKIE, value)
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
