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

impl<T: FromResponse, E: AsyncError> AsyncResult for Result<T, E> {
    type Answer = T;

    fn from_result(result: Result<T, Error>) -> Self {
        result.map_err(E::from_error)
    }
}

/// The error of such a `Result`: every type with a `From<Error>`. A trait of its own, so that the compiler says in our words
/// what is missing.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "the error of an `async fn` endpoint is made from `prolifi::Error`, and `{Self}` is not",
    label = "`{Self}` does not implement `From<prolifi::Error>`",
    note = "return `Result<T, prolifi::Error>`, or an error type of your own with an `impl From<prolifi::Error>`"
)]
pub trait AsyncError {
    fn from_error(error: Error) -> Self;
}

#[diagnostic::do_not_recommend]
impl<E: From<Error>> AsyncError for E {
    fn from_error(error: Error) -> Self {
        error.into()
    }
}
