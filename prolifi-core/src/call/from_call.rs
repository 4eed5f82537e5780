//! [`FromCall`]: what an endpoint method may return.

use super::Call;
use crate::answer::FromResponse;

/// A type that an endpoint method may return, made from the call.
///
/// [`Call`] is the one to use. Implement it for a type of your own to change how a call is started, for
/// example to set an option on every call of a trait:
///
/// ```
/// use std::time::Duration;
///
/// use prolifi::{Call, FromCall, FromResponse};
///
/// struct Impatient<T>(Call<T>);
///
/// impl<T: FromResponse> FromCall for Impatient<T> {
///     type Answer = T;
///
///     fn from_call(call: Call<T>) -> Self {
///         Self(call.timeout(Duration::from_secs(1)))
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "an endpoint cannot return `{Self}`",
    label = "not a call",
    note = "return `Call<T>`, `Pages<T>` or a type that implements `FromCall`; or write `async fn` and return `Result<T, E>`"
)]
pub trait FromCall {
    /// The type that the answer is decoded into.
    type Answer: FromResponse;

    /// Makes the value that the method returns. The call is built and not yet sent.
    fn from_call(call: Call<Self::Answer>) -> Self;
}

impl<T: FromResponse> FromCall for Call<T> {
    type Answer = T;

    fn from_call(call: Self) -> Self {
        call
    }
}
