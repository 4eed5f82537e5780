//! Answers that are not JSON: [`Text`] and [`Raw`].

use bytes::Bytes;

use crate::{Answer, Error, FromResponse};

/// An answer as text, which has to be UTF-8.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Text(pub String);

/// An answer as the bytes that came.
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
