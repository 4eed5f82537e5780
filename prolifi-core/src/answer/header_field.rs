//! [`HeaderField`]: a header of an answer as a typed field.

use std::{any::type_name, str::FromStr};

use super::Answer;
use crate::error::Error;

/// A type that a `#[header("Name")]` field of `#[derive(FromResponse)]` can have: anything that implements `FromStr`, or
/// an `Option` of it, which is `None` where the header is missing.
///
/// `M` is inferred: it tells the two apart.
///
/// ```
/// use prolifi::{Call, FromResponse, http::Response};
///
/// #[derive(FromResponse)]
/// struct Counted {
///     #[header("X-Total-Count")]
///     total: u64,
///     #[header("X-Next-Page")]
///     next: Option<u64>,
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let answer = Response::builder().header("x-total-count", "12").body("")?;
/// let counted = Call::<Counted>::answer(answer).await?;
/// assert_eq!((counted.total, counted.next), (12, None));
/// # Ok(())
/// # }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read from a header",
    label = "not `FromStr`",
    note = "a header field implements `FromStr`, or is an `Option` of such a type"
)]
pub trait HeaderField<M>: Sized {
    /// Reads the text of the header; `None` where there is no such header.
    ///
    /// # Errors
    ///
    /// A sentence's end, without the text: what is wrong with the header.
    fn read(text: Option<&str>) -> Result<Self, String>;
}

/// Marks [`HeaderField`] of a plain value.
#[doc(hidden)]
#[derive(Debug)]
pub enum Required {}
/// Marks [`HeaderField`] of an `Option`.
#[doc(hidden)]
#[derive(Debug)]
pub enum Optional {}

#[diagnostic::do_not_recommend]
impl<T: FromStr> HeaderField<Required> for T {
    fn read(text: Option<&str>) -> Result<Self, String> {
        let text = text.ok_or("is missing")?;
        text.trim().parse().map_err(|_| format!("is not a `{}`", type_name::<T>()))
    }
}

#[diagnostic::do_not_recommend]
impl<T: FromStr> HeaderField<Optional> for Option<T> {
    fn read(text: Option<&str>) -> Result<Self, String> {
        text.map(|text| T::read(Some(text))).transpose()
    }
}

/// Reads a header of an answer. For the derive.
///
/// # Errors
///
/// [`ErrorKind::Decode`](crate::ErrorKind::Decode), which names the header, and not its value.
#[doc(hidden)]
pub fn header_field<M, T: HeaderField<M>>(answer: &Answer, name: &str) -> Result<T, Error> {
    let text = match answer.headers().get(name).map(|value| value.to_str()) {
        Some(Ok(text)) => Some(text),
        Some(Err(_)) => return Err(Error::decode(format!("the header `{name}` is not text"))),
        None => None,
    };
    T::read(text).map_err(|problem| Error::decode(format!("the header `{name}` {problem}")))
}
