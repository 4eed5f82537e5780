//! [`ErrorType`]: the nine documented kinds of error answer.

use prolifi_core::{ApiError, Error};

use crate::open_enum::open_enum;

open_enum! {
    /// The `type` of an error answer (<https://docs.prolifi.io/api-guides/errors>). Match on it, and not on
    /// the status: a 403 can be two of them. The docs of an operation name those of its own page; `invalid_request`,
    /// `ip_restricted` and `rate_limit_error` are documented for none in particular.
    ///
    /// ```
    /// use prolifi::ErrorType;
    ///
    /// assert_eq!(ErrorType::from("ip_restricted"), ErrorType::IpRestricted);
    /// assert_eq!(ErrorType::RateLimitError.as_str(), "rate_limit_error");
    /// ```
    ErrorType {
        /// The key is missing, invalid or unknown (401).
        AuthenticationError = "authentication_error",
        /// The key may not do this (403).
        PermissionError = "permission_error",
        /// The body failed validation (422); see [`ApiError::errors`].
        ValidationError = "validation_error",
        /// There is no such resource (404).
        NotFound = "not_found",
        /// The request is malformed (400).
        InvalidRequest = "invalid_request",
        /// Too many requests (429).
        RateLimitError = "rate_limit_error",
        /// The caller's address is not on the list of those allowed (403).
        IpRestricted = "ip_restricted",
        /// A conflict. Its status and its causes are not documented.
        Conflict = "conflict",
        /// An error of the service. Its status is not documented.
        ApiError = "api_error",
    }
}

impl From<&ApiError> for ErrorType {
    fn from(error: &ApiError) -> Self {
        Self::from(error.error_type.as_str())
    }
}

/// What Prolifi's errors have beside those of every service.
///
/// ```
/// use prolifi::{Call, ErrorExt, ErrorType, http};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let refused = http::Response::builder()
///     .status(403)
///     .body(r#"{"error": {"type": "ip_restricted", "message": "Request from this IP address is not allowed."}}"#)
///     .unwrap();
/// let error = Call::<()>::answer(refused).await.unwrap_err();
/// assert_eq!(error.error_type(), Some(ErrorType::IpRestricted));
/// # }
/// ```
pub trait ErrorExt {
    /// The documented kind of the error, if the service answered with one.
    ///
    /// ```
    /// use prolifi::{Call, ErrorExt, ErrorType, http};
    ///
    /// # #[tokio::main] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let body = r#"{"error": {"type": "validation_error", "message": "The request data is invalid."}}"#;
    /// let call = Call::<()>::answer(http::Response::builder().status(422).body(body)?);
    /// match call.await {
    ///     Err(error) if error.error_type() == Some(ErrorType::ValidationError) => println!("{:?}", error.api()),
    ///     other => other?,
    /// }
    /// # Ok(()) }
    /// ```
    fn error_type(&self) -> Option<ErrorType>;
}

impl ErrorExt for Error {
    fn error_type(&self) -> Option<ErrorType> {
        self.api().map(ErrorType::from)
    }
}
