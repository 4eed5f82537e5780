//! [`AsyncResult`]: what an `async fn` endpoint may return.

use crate::{answer::FromResponse, error::Error};

/// The `Result` of an `async fn` endpoint: any answer type, and any error that an [`Error`] converts into.
///
/// ```
/// use prolifi::{AsyncResult, Error};
///
/// enum MyError { Http(Error), Other }
///
/// impl From<Error> for MyError {
///     fn from(error: Error) -> Self { Self::Http(error) }
/// }
///
/// fn is_allowed<R: AsyncResult>() {}
/// is_allowed::<Result<Vec<String>, MyError>>();
/// ```
#[diagnostic::on_unimplemented(
    message = "an `async fn` endpoint cannot return `{Self}`",
    label = "not a `Result` of an answer type and an error",
    note = "return `Result<T, E>` where `T` implements `FromResponse` and `E: From<prolifi::Error>`"
)]
pub trait AsyncResult {
    /// The type that the answer is decoded into.
    type Answer: FromResponse;

    /// Converts what the call came to.
    fn from_result(result: Result<Self::Answer, Error>) -> Self;
}

impl<T: FromResponse, E: From<Error>> AsyncResult for Result<T, E> {
    type Answer = T;

    fn from_result(result: Result<T, Error>) -> Self {
        result.map_err(E::from)
    }
}
