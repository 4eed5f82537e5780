//! The nine error types of the documentation.

use http::StatusCode;

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

    /// The error type that goes with a status. For one that no type is documented for it is `invalid_request` below 500,
    /// and `api_error` from there on.
    pub(super) fn of(status: StatusCode) -> Self {
        let same = |problem: &Self| problem.status() == status;
        Self::ALL.into_iter().find(same).unwrap_or(if status < StatusCode::INTERNAL_SERVER_ERROR {
            Self::InvalidRequest
        } else {
            Self::Api
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Problem, StatusCode};

    #[test]
    fn a_status_without_a_type_of_its_own_is_the_callers_below_500() {
        for (status, expected) in [
            (304, Problem::InvalidRequest),
            (403, Problem::Permission),
            (418, Problem::InvalidRequest),
            (500, Problem::Api),
            (503, Problem::Api),
        ] {
            assert_eq!(Problem::of(StatusCode::from_u16(status).unwrap()), expected, "{status}");
        }
    }
}
