//! Answers of XML.

use quick_xml::DeError;
use serde::de::DeserializeOwned;

use super::{Answer, FromResponse};
use crate::{body::Xml, error::Error};

#[diagnostic::do_not_recommend]
impl<T: DeserializeOwned + 'static> FromResponse for Xml<T> {
    fn from_response(answer: Answer) -> Result<Self, Error> {
        let bytes = answer.bytes();
        let text = std::str::from_utf8(&bytes).map_err(Error::decode)?;
        quick_xml::de::from_str(text).map(Self).map_err(|error| Error::decode(problem(&error)))
    }
}

/// What is wrong with the XML, without any text of the body.
fn problem(error: &DeError) -> String {
    match error {
        DeError::Custom(text) if text.starts_with("missing field") => text.clone(),
        DeError::Custom(_) => "a value is not of the type that was expected".into(),
        DeError::UnexpectedEof => "the XML ends too early".into(),
        _ => "the body is not well-formed XML".into(),
    }
}
