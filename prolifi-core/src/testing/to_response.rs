//! [`ToResponse`]: what a route can answer with, from the type that its answers are read as.

use http::{HeaderValue, Response, StatusCode, header::CONTENT_TYPE};
use serde::Serialize;

use crate::{
    answer::{Conditional, Raw, Text},
    body::Body,
    endpoint::Endpoint,
    json,
};

/// A type that a test can answer with: what [`FromResponse`](crate::FromResponse) reads, written.
///
/// Every type that implements `Serialize` has it, as JSON in the envelope of the endpoint. Implement it for a type with
/// a `FromResponse` of its own; a type that derives `FromResponse` by status is answered with
/// [`reply_status`](crate::testing::Rule::reply_status).
///
/// ```
/// use prolifi::{Answer, Body, Endpoint, Error, FromResponse, Text, http, testing::ToResponse};
///
/// struct Csv(String);
///
/// impl FromResponse for Csv {
///     fn from_response(answer: Answer) -> Result<Self, Error> {
///         Text::from_response(answer).map(|Text(csv)| Self(csv))
///     }
/// }
///
/// impl ToResponse for Csv {
///     fn to_response(&self, _: &Endpoint) -> Result<http::Response<Body>, String> {
///         Ok(http::Response::new(Body::from(self.0.as_str())))
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "a route cannot answer with `{Self}`",
    label = "not `Serialize`",
    note = "derive `serde::Serialize` for the type, use `.reply_json(..)`, or for a list `.page([..])`"
)]
pub trait ToResponse {
    /// The answer that is read as this value.
    ///
    /// # Errors
    ///
    /// A sentence that says why it cannot be written; the test fails with it.
    fn to_response(&self, endpoint: &Endpoint) -> Result<Response<Body>, String>;
}

/// JSON; of a type that holds nothing, such as `()`, 204 and no body.
#[diagnostic::do_not_recommend]
impl<T: Serialize> ToResponse for T {
    fn to_response(&self, endpoint: &Endpoint) -> Result<Response<Body>, String> {
        let status = if size_of::<T>() == 0 { StatusCode::NO_CONTENT } else { StatusCode::OK };
        json_response(status, endpoint, self)
    }
}

#[diagnostic::do_not_recommend]
impl ToResponse for Text {
    fn to_response(&self, _: &Endpoint) -> Result<Response<Body>, String> {
        Ok(response(StatusCode::OK, Body::from(self.0.as_str())))
    }
}

#[diagnostic::do_not_recommend]
impl ToResponse for Raw {
    fn to_response(&self, _: &Endpoint) -> Result<Response<Body>, String> {
        const BYTES: HeaderValue = HeaderValue::from_static("application/octet-stream");
        Ok(response(StatusCode::OK, Body::from(self.0.clone()).content_type(BYTES)))
    }
}

#[diagnostic::do_not_recommend]
impl<T: ToResponse> ToResponse for Conditional<T> {
    fn to_response(&self, endpoint: &Endpoint) -> Result<Response<Body>, String> {
        match self {
            Self::Fresh(value, validator) => {
                let mut response = value.to_response(endpoint)?;
                response.headers_mut().extend(validator.answered());
                Ok(response)
            }
            Self::NotModified => Ok(response(StatusCode::NOT_MODIFIED, Body::empty())),
        }
    }
}

#[cfg(feature = "xml")]
#[diagnostic::do_not_recommend]
impl<T: Serialize> ToResponse for crate::body::Xml<T> {
    fn to_response(&self, _: &Endpoint) -> Result<Response<Body>, String> {
        self.to_body().map(|body| response(StatusCode::OK, body))
    }
}

/// A value as JSON: of a 2xx answer in the envelope of the endpoint, where the client looks for it. A type that holds
/// nothing is no body.
///
/// # Errors
///
/// What cannot be JSON.
pub(super) fn json_response<T: Serialize>(
    status: StatusCode,
    endpoint: &Endpoint,
    value: &T,
) -> Result<Response<Body>, String> {
    if size_of::<T>() == 0 {
        return Ok(response(status, Body::empty()));
    }
    let json = json_text(value)?;
    let body = match endpoint.envelope_member().filter(|_| status.is_success()) {
        Some(member) => {
            let name = serde_json::Value::from(member).to_string();
            format!("{{{name}:{json}}}")
        }
        None => json,
    };
    Ok(response(status, Body::from(body).content_type(JSON)))
}

/// A value as JSON.
///
/// # Errors
///
/// What cannot be JSON.
pub(super) fn json_text<T: Serialize>(value: &T) -> Result<String, String> {
    let wrong = |error: &dyn std::fmt::Display| format!("the answer cannot be JSON: {error}");
    let json = json::to_vec(value).map_err(|error| wrong(&error))?;
    String::from_utf8(json.unwrap_or_else(|| b"null".to_vec())).map_err(|error| wrong(&error))
}

pub(super) const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// A response whose head says what its body is.
pub(super) fn response(status: StatusCode, mut body: Body) -> Response<Body> {
    let content_type = body.take_content_type();
    let mut response = Response::new(body);
    *response.status_mut() = status;
    if let Some(content_type) = content_type {
        response.headers_mut().insert(CONTENT_TYPE, content_type);
    }
    response
}
