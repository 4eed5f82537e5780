//! [`ApiError`]: what a service says about a request that it refused.

use std::fmt;

use serde::de::DeserializeOwned;

use crate::json;

/// The body of an error answer, in the shape that most services share.
///
/// Two are equal that say the same in these fields.
///
/// ```
/// use prolifi::ApiError;
///
/// let error = ApiError::new("invalid", "The request data is invalid.").field("email", "is no address");
/// assert_eq!(error.errors.len(), 1);
/// ```
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct ApiError {
    /// The machine-readable name of the error, as the service wrote it.
    pub error_type: String,
    /// The sentence for people.
    pub message: String,
    /// What is wrong with single fields of the request.
    pub errors: Vec<FieldError>,
    /// The object that says all this, as the service wrote it.
    object: Option<Box<str>>,
}

/// One field that the service refused.
///
/// ```
/// use prolifi::{ApiError, FieldError};
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
    /// use prolifi::{ApiError, Service};
    ///
    /// // A service that answers errors as `code: sentence`, in plain text.
    /// let service = Service::new("https://api.example.com").error_reader(|_, _, body| {
    ///     let (code, sentence) = std::str::from_utf8(body).ok()?.split_once(": ")?;
    ///     Some(ApiError::new(code, sentence))
    /// });
    /// ```
    pub fn new(error_type: impl Into<String>, message: impl Into<String>) -> Self {
        Self { error_type: error_type.into(), message: message.into(), errors: Vec::new(), object: None }
    }

    /// Adds a refused field.
    pub fn field(mut self, field: impl Into<String>, message: impl Into<String>) -> Self {
        self.errors.push(FieldError { field: field.into(), message: message.into() });
        self
    }

    /// A member of the error object that has no field here, as a type of your own; `None` where it is not
    /// there, is something else, or the object is longer than 64 KiB.
    ///
    /// The object is the value of `error`, or the whole body where there is no such object. The whole body is
    /// read by [`Error::decode_body`](crate::Error::decode_body).
    ///
    /// ```
    /// use prolifi::{Call, http};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let body = r#"{"error": {"type": "card_error", "message": "No.", "decline_code": "do_not_honor"}}"#;
    /// let call = Call::<u32>::answer(http::Response::builder().status(402).body(body)?);
    /// let error = call.await.unwrap_err();
    /// let api = error.api().unwrap();
    /// assert_eq!(api.get::<String>("decline_code").as_deref(), Some("do_not_honor"));
    /// assert_eq!(api.get::<u32>("attempts_left"), None);
    /// # Ok(())
    /// # }
    /// ```
    pub fn get<T: DeserializeOwned>(&self, member: &str) -> Option<T> {
        json::from_slice(self.object()?.as_bytes(), Some(member)).ok()
    }

    /// The whole error object as JSON, as the service wrote it; `None` for one that was made by hand or is
    /// longer than 64 KiB.
    pub fn object(&self) -> Option<&str> {
        self.object.as_deref()
    }

    pub(crate) fn with_object(mut self, object: &str) -> Self {
        self.object = Some(object.into());
        self
    }
}

impl PartialEq for ApiError {
    fn eq(&self, other: &Self) -> bool {
        self.error_type == other.error_type && self.message == other.message && self.errors == other.errors
    }
}

impl Eq for ApiError {}

/// Of the object only its length: it can hold what the caller sent.
impl fmt::Debug for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("ApiError");
        debug
            .field("error_type", &self.error_type)
            .field("message", &self.message)
            .field("errors", &self.errors);
        if let Some(object) = &self.object {
            debug.field("object", &format_args!("{} bytes", object.len()));
        }
        debug.finish()
    }
}
