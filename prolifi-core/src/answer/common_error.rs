//! The shapes of an error body that most services share.

use http::{HeaderMap, StatusCode};
use serde_json::Value;

use crate::error::{ApiError, FieldError};

/// Reads the shapes that [`Service::error_reader`](crate::Service::error_reader) lists.
pub(super) fn read(_: StatusCode, _: &HeaderMap, body: &[u8]) -> Option<ApiError> {
    let body: Value = serde_json::from_slice(body).ok()?;
    let body = body.as_object()?;
    let error = match body.get("error") {
        Some(Value::Object(error)) => error,
        Some(Value::String(message)) => return Some(ApiError::new("", message)),
        _ => body,
    };
    let text = |names: &[&str]| {
        names.iter().find_map(|name| error.get(*name)?.as_str()).unwrap_or_default().to_owned()
    };
    let read = ApiError {
        error_type: text(&["type", "code"]),
        message: text(&["message", "detail", "title"]),
        errors: error.get("errors").and_then(Value::as_array).map(|all| fields(all)).unwrap_or_default(),
    };
    (read != ApiError::default()).then_some(read)
}

/// The entries that name a field or carry a message.
fn fields(errors: &[Value]) -> Vec<FieldError> {
    let text =
        |error: &Value, name: &str| error.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    errors
        .iter()
        .map(|error| FieldError { field: text(error, "field"), message: text(error, "message") })
        .filter(|error| *error != FieldError::default())
        .collect()
}
