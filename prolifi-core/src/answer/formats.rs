//! Answers that are not JSON: [`Text`] and [`Raw`].

use bytes::Bytes;

use super::{Answer, FromResponse};
use crate::error::Error;

/// An answer as text, which has to be UTF-8.
///
/// ```
/// use prolifi_core::{Call, Text, http};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let call = Call::<Text>::answer(http::Response::new("id,name\n1,Jane\n"));
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
/// use prolifi_core::{Call, Raw, http};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let call = Call::<Raw>::answer(http::Response::new(&b"%PDF-1.7"[..]));
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
        String::from_utf8(answer.bytes().into()).map(Self).map_err(|error| Error::decode(error.utf8_error()))
    }
}

#[diagnostic::do_not_recommend]
impl FromResponse for Raw {
    fn from_response(answer: Answer) -> Result<Self, Error> {
        Ok(Self(answer.bytes()))
    }
}
