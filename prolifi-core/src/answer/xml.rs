//! Answers of XML.

use http::HeaderValue;
use quick_xml::DeError;
use serde::de::DeserializeOwned;

use super::{Answer, FromResponse, charset};
use crate::{body::Xml, error::Error};

#[diagnostic::do_not_recommend]
impl<T: DeserializeOwned + 'static> FromResponse for Xml<T> {
    fn media_types() -> HeaderValue {
        HeaderValue::from_static("application/xml, text/xml")
    }

    fn from_response(answer: Answer) -> Result<Self, Error> {
        let text = charset::decode(answer.headers(), answer.bytes())?;
        quick_xml::de::from_str(&text).map(Self).map_err(|error| Error::decode(problem(&error)))
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
