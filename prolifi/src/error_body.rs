//! How Prolifi writes an error (<https://docs.prolifi.io/api-guides/errors>).

use prolifi_core::{
    ApiError,
    http::{HeaderMap, StatusCode},
};
use serde::Deserialize;

/// Reads the body of an error; `None` where it has another shape.
pub(crate) fn read_error(_: StatusCode, _: &HeaderMap, body: &[u8]) -> Option<ApiError> {
    let ErrorBody { error } = serde_json::from_slice(body).ok()?;
    let read = ApiError::new(error.r#type, error.message);
    let fields = error.errors.unwrap_or_default();
    Some(fields.into_iter().fold(read, |read, error| {
        read.field(error.field.unwrap_or_default(), error.message.unwrap_or_default())
    }))
}

/// The error body of every endpoint, as the schema `ErrorResponse` has it.
#[derive(Deserialize)]
struct ErrorBody {
    error: ErrorFields,
}

#[derive(Deserialize)]
struct ErrorFields {
    r#type: String,
    #[serde(default)]
    message: String,
    errors: Option<Vec<FieldFields>>,
}

/// No member of it is listed as required.
#[derive(Deserialize)]
struct FieldFields {
    field: Option<String>,
    message: Option<String>,
}
