//! The nine error types of the documentation, and the answers that carry them.

use http::StatusCode;
use serde_json::{Value, json};

use super::reply::Reply;

/// One of the nine documented error types.
///
/// ```
/// use prolifi::emulator::Problem;
///
/// assert_eq!(Problem::Validation.name(), "validation_error");
/// assert_eq!(Problem::Validation.status(), 422);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Problem {
    /// `authentication_error`, 401: the key is missing, invalid or unknown.
    Authentication,
    /// `permission_error`, 403: a public key on a write, or live mode not enabled.
    Permission,
    /// `validation_error`, 422: the body failed validation; `error.errors` names the fields.
    Validation,
    /// `not_found`, 404: no such resource.
    NotFound,
    /// `invalid_request`, 400: a malformed request.
    InvalidRequest,
    /// `rate_limit_error`, 429: too many requests.
    RateLimit,
    /// `ip_restricted`, 403: the caller's address is not on the whitelist.
    IpRestricted,
    /// `conflict`; its status is not documented, the emulator answers 409.
    Conflict,
    /// `api_error`; its status is not documented, the emulator answers 500.
    Api,
}

impl Problem {
    /// All nine, in the order of the documentation.
    ///
    /// ```
    /// assert_eq!(prolifi::emulator::Problem::ALL.len(), 9);
    /// ```
    pub const ALL: [Self; 9] = [
        Self::Authentication,
        Self::Permission,
        Self::Validation,
        Self::NotFound,
        Self::InvalidRequest,
        Self::RateLimit,
        Self::IpRestricted,
        Self::Conflict,
        Self::Api,
    ];

    /// The value of `error.type`.
    ///
    /// ```
    /// assert_eq!(prolifi::emulator::Problem::IpRestricted.name(), "ip_restricted");
    /// ```
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Authentication => "authentication_error",
            Self::Permission => "permission_error",
            Self::Validation => "validation_error",
            Self::NotFound => "not_found",
            Self::InvalidRequest => "invalid_request",
            Self::RateLimit => "rate_limit_error",
            Self::IpRestricted => "ip_restricted",
            Self::Conflict => "conflict",
            Self::Api => "api_error",
        }
    }

    /// The status that the error is answered with.
    ///
    /// ```
    /// assert_eq!(prolifi::emulator::Problem::IpRestricted.status(), 403);
    /// ```
    #[must_use]
    pub fn status(self) -> StatusCode {
        match self {
            Self::Authentication => StatusCode::UNAUTHORIZED,
            Self::Permission | Self::IpRestricted => StatusCode::FORBIDDEN,
            Self::Validation => StatusCode::UNPROCESSABLE_ENTITY,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::InvalidRequest => StatusCode::BAD_REQUEST,
            Self::RateLimit => StatusCode::TOO_MANY_REQUESTS,
            Self::Conflict => StatusCode::CONFLICT,
            Self::Api => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The message that goes with the type when there is no better one: the documented example where there is one.
    pub(super) fn message(self) -> &'static str {
        match self {
            Self::Authentication => "The API key is missing, invalid or unknown.",
            Self::Permission => "This key may not do that.",
            Self::Validation => "The request data is invalid.",
            Self::NotFound => "The requested resource was not found.",
            Self::InvalidRequest => "The request is malformed.",
            Self::RateLimit => "Too many requests. Please retry after the rate limit resets.",
            Self::IpRestricted => "Request from this IP address is not allowed.",
            Self::Conflict => "The request conflicts with the state of the resource.",
            Self::Api => "Something went wrong on the server.",
        }
    }

    /// The error type that goes with a status; `api_error` for those that no type is documented for.
    pub(super) fn of(status: StatusCode) -> Self {
        let same = |problem: &Self| problem.status() == status;
        Self::ALL.into_iter().find(same).unwrap_or(if status.is_client_error() {
            Self::InvalidRequest
        } else {
            Self::Api
        })
    }
}

/// A refusal: why an operation did not do what was asked.
#[derive(Debug)]
pub(super) struct Refusal {
    problem: Problem,
    status: StatusCode,
    message: String,
    fields: Vec<FieldError>,
}

/// One entry of `error.errors`.
#[derive(Debug)]
pub(super) struct FieldError {
    pub(super) field: String,
    pub(super) message: String,
}

impl FieldError {
    pub(super) fn to_json(&self) -> Value {
        json!({ "field": self.field, "message": self.message })
    }
}

impl Refusal {
    pub(super) fn new(problem: Problem, message: impl Into<String>) -> Self {
        Self { problem, status: problem.status(), message: message.into(), fields: Vec::new() }
    }

    /// A 422 that names the fields.
    pub(super) fn fields(fields: Vec<FieldError>) -> Self {
        Self { fields, ..Problem::Validation.into() }
    }

    /// A 422 about one field.
    pub(super) fn field(field: &str, message: impl Into<String>) -> Self {
        Self::fields(vec![FieldError { field: field.to_owned(), message: message.into() }])
    }

    /// A 404 for what is called so, such as "customer".
    pub(super) fn no_such(what: &str) -> Self {
        Self::new(Problem::NotFound, format!("No such {what}."))
    }

    /// Answers with another status than the one the type is documented with.
    pub(super) fn with_status(self, status: StatusCode) -> Self {
        Self { status, ..self }
    }

    pub(super) fn message(&self) -> &str {
        &self.message
    }

    pub(super) fn into_fields(self) -> Vec<FieldError> {
        self.fields
    }
}

impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Self {
        Self::new(problem, problem.message())
    }
}

impl From<Refusal> for Reply {
    fn from(refusal: Refusal) -> Self {
        let mut error = json!({ "type": refusal.problem.name(), "message": refusal.message });
        if refusal.problem == Problem::Validation {
            error["errors"] = refusal.fields.iter().map(FieldError::to_json).collect();
        }
        Reply::json(refusal.status, &json!({ "error": error }))
    }
}

impl From<Refusal> for Box<Reply> {
    fn from(refusal: Refusal) -> Self {
        Self::new(refusal.into())
    }
}
