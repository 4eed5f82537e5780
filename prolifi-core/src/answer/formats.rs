//! Answers that are not JSON: [`Text`] and [`Raw`].

use bytes::Bytes;

use super::{Answer, FromResponse, charset, encoding::unread_encoding};
use crate::error::{Error, ErrorKind};

/// An answer as text.
///
/// It is read in the charset that `Content-Type` declares: UTF-8, UTF-16, ISO-8859-1 and windows-1252, and with
/// the feature `charset` every other that browsers know. Without a charset it has to be UTF-8. A byte-order mark
/// is no part of the text, and says more than the charset.
///
/// ```
/// use prolifi::{Call, Text, http};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let call = Call::<Text>::answer(http::Response::new("id,name\n1,Jane\n"));
/// // `call` is a `Call<Text>`.
/// let Text(csv) = call.await?;
/// assert_eq!(csv.lines().next(), Some("id,name"));
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Text(pub String);

/// An answer as the bytes that came.
///
/// ```
/// use prolifi::{Call, Raw, http};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let call = Call::<Raw>::answer(http::Response::new(&b"%PDF-1.7"[..]));
/// // `call` is a `Call<Raw>`.
/// let Raw(pdf) = call.await?;
/// assert!(pdf.starts_with(b"%PDF"));
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Raw(pub Bytes);

#[diagnostic::do_not_recommend]
impl FromResponse for Text {
    fn from_response(answer: Answer) -> Result<Self, Error> {
        if unread_encoding(answer.headers()).is_some() {
            return Err(Error::new(ErrorKind::Decode, "the body is no text"));
        }
        charset::decode(answer.headers(), answer.bytes()).map(Self)
    }
}

#[diagnostic::do_not_recommend]
impl FromResponse for Raw {
    fn from_response(answer: Answer) -> Result<Self, Error> {
        Ok(Self(answer.bytes()))
    }
}
