//! [`Credentials`]: where secrets come from that do not stay the same.

mod cache;
mod context;
mod failure;
mod fetch;
mod held;

use std::{future::Future, pin::Pin, sync::Arc};

use super::Secret;
use crate::error::BoxError;

pub(crate) use self::{cache::Cache, failure::FetchFailure, held::Held};
pub use self::{context::FetchContext, failure::Rejected};

/// A source of secrets that expire: a token endpoint, a vault, the metadata service of a cloud.
///
/// The client asks it when it needs a secret, keeps what it gives until shortly before its end, and asks again once
/// the service has refused it. Never more than one fetch is on its way for a client and its clones, whatever the number of
/// calls that wait for it, and none lasts longer than 30 seconds. A secret that is good stays in use where a fetch fails.
/// The guide `authentication` has all the rules.
///
/// A closure that returns a future is a source:
///
/// ```
/// use std::time::Duration;
///
/// use prolifi::{Auth, Client, FetchContext, Secret, Service};
///
/// async fn read_from_vault() -> Result<String, std::io::Error> { Ok("at_test_4f9a1c7be2d80356aa17".into()) }
/// let service = Service::new("https://api.example.com").auth(Auth::Bearer);
/// let client = Client::builder(service)
///     .credentials(|_: FetchContext| async {
///         let token = read_from_vault().await?;
///         Ok(Secret::new(token).expires_in(Duration::from_secs(300)))
///     })
///     .build()?;
/// # Ok::<(), prolifi::Error>(())
/// ```
///
/// A type of its own can hold what it needs:
///
/// ```
/// use prolifi::{Credentials, CredentialsFuture, FetchContext, Secret};
///
/// struct File(std::path::PathBuf);
///
/// impl Credentials for File {
///     fn fetch<'a>(&'a self, _: &'a FetchContext) -> CredentialsFuture<'a> {
///         Box::pin(async {
///             let token = std::fs::read_to_string(&self.0)?;
///             Ok(Secret::new(token.trim()))
///         })
///     }
/// }
/// ```
pub trait Credentials: Send + Sync + 'static {
    /// Fetches a secret. It runs as a task of its own on the runtime of the call that needed it first, so that it goes
    /// on when that call is dropped.
    ///
    /// # Errors
    ///
    /// Any error. Calls that have no good secret fail with [`ErrorKind::Auth`](crate::ErrorKind::Auth), this error being
    /// its source, and a later call asks again, after the wait that the error names where it is an
    /// [`Error`](crate::Error) with one ([`retry_after`](crate::Error::retry_after)). With [`Rejected`] nothing is asked
    /// again.
    fn fetch<'a>(&'a self, with: &'a FetchContext) -> CredentialsFuture<'a>;

    /// A number that changes when the source is given another secret to ask with: what was [`Rejected`] before is then
    /// asked for again. Default: always the same.
    fn revision(&self) -> u64 {
        0
    }
}

/// The future of [`Credentials::fetch`].
pub type CredentialsFuture<'a> = Pin<Box<dyn Future<Output = Result<Secret, BoxError>> + Send + 'a>>;

impl<C: Credentials + ?Sized> Credentials for Arc<C> {
    fn fetch<'a>(&'a self, with: &'a FetchContext) -> CredentialsFuture<'a> {
        (**self).fetch(with)
    }

    fn revision(&self) -> u64 {
        (**self).revision()
    }
}

impl<F, R> Credentials for F
where
    F: Fn(FetchContext) -> R + Send + Sync + 'static,
    R: Future<Output = Result<Secret, BoxError>> + Send + 'static,
{
    fn fetch<'a>(&'a self, with: &'a FetchContext) -> CredentialsFuture<'a> {
        Box::pin(self(with.clone()))
    }
}
