//! [`Checked`]: what the method of an endpoint returns, asked once.

use std::future::Future;

use serde::de::DeserializeOwned;

use crate::{
    error::Error,
    pages::{PageStream, Pages},
};

/// What [`Contract::check`](super::Contract::check) can wait for: a [`Call`](crate::Call) or any other future of a
/// `Result`, and a list, of which one page is asked for.
///
/// ```
/// use prolifi::{Call, contract::Checked};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// assert!(Call::ready(Ok(7)).outcome().await.is_ok());
/// # }
/// ```
#[diagnostic::on_unimplemented(
    message = "a contract cannot wait for `{Self}`",
    label = "no call",
    note = "return what the endpoint method returns, or a future of a `Result<T, prolifi::Error>`"
)]
pub trait Checked {
    /// Sends the request, and reads its answer.
    fn outcome(self) -> impl Future<Output = Result<(), Error>>;
}

impl<F, T> Checked for F
where
    F: Future<Output = Result<T, Error>>,
{
    async fn outcome(self) -> Result<(), Error> {
        self.await.map(drop)
    }
}

impl<T: DeserializeOwned + 'static> Checked for Pages<T> {
    async fn outcome(self) -> Result<(), Error> {
        self.into_call().await.map(drop)
    }
}

impl<T: DeserializeOwned + 'static> Checked for PageStream<T> {
    async fn outcome(self) -> Result<(), Error> {
        self.into_call().await.map(drop)
    }
}
