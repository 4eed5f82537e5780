//! [`ApiError`]: what a service says about a request that it refused.

/// The body of an error answer, in the shape that most services share.
///
/// ```
/// use prolifi_core::ApiError;
///
/// let error = ApiError::new("invalid", "The request data is invalid.").field("email", "is no address");
/// assert_eq!(error.errors.len(), 1);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct ApiError {
    /// The machine-readable name of the error, as the service wrote it.
    pub error_type: String,
    /// The sentence for people.
    pub message: String,
    /// What is wrong with single fields of the request.
    pub errors: Vec<FieldError>,
}

/// One field that the service refused.
///
/// ```
/// use prolifi_core::{ApiError, FieldError};
///
/// /// What a form shows beside its fields.
/// fn hint<'e>(error: &'e ApiError, name: &str) -> Option<&'e str> {
///     error.errors.iter().find(|error| error.field == name).map(|FieldError { message, .. }| &**message)
/// }
///
/// let error = ApiError::new("invalid", "").field("email", "is no address");
/// assert_eq!(hint(&error, "email"), Some("is no address"));
/// assert_eq!(hint(&error, "phone"), None);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct FieldError {
    /// The name of the field.
    pub field: String,
    /// Why it was refused.
    pub message: String,
}

impl ApiError {
    /// An error with a type and a message, for a reader of your own
    /// ([`Service::error_reader`](crate::Service::error_reader)).
    ///
    /// ```
    /// use prolifi_core::{ApiError, Service};
    ///
    /// // A service that answers errors as `code: sentence`, in plain text.
    /// let service = Service::new("https://api.example.com").error_reader(|_, _, body| {
    ///     let (code, sentence) = std::str::from_utf8(body).ok()?.split_once(": ")?;
    ///     Some(ApiError::new(code, sentence))
    /// });
    /// ```
    pub fn new(error_type: impl Into<String>, message: impl Into<String>) -> Self {
        Self { error_type: error_type.into(), message: message.into(), errors: Vec::new() }
    }

    /// Adds a refused field.
    pub fn field(mut self, field: impl Into<String>, message: impl Into<String>) -> Self {
        self.errors.push(FieldError { field: field.into(), message: message.into() });
        self
    }
}
