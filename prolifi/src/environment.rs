//! [`Environment`]: where Prolifi is, and how it talks.

use prolifi_core::{Auth, PageShape, Service, http::HeaderName};

use crate::error_body::read_error;

/// One of Prolifi's two servers (<https://docs.prolifi.io/endpoints/customers/update-customer>).
///
/// There is no default: a program says which one it means. No key is tied to a server here, since the
/// documentation does not say that one is; what a key may do is the server's answer.
///
/// ```
/// use prolifi::{Environment, Prolifi};
///
/// let prolifi = Prolifi::builder(Environment::Production).api_key("sk_live_...").build()?;
/// assert_eq!(prolifi.base_url(), Environment::Production.base_url());
/// # Ok::<(), prolifi::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Environment {
    /// `https://api.prolifi.co/api/v1/public`
    Production,
    /// `https://sandbox.prolifi.co/api/v1/public`
    Sandbox,
}

impl Environment {
    /// The base URL.
    ///
    /// ```
    /// use prolifi::Environment;
    ///
    /// assert!(Environment::Sandbox.base_url().starts_with("https://sandbox."));
    /// ```
    pub fn base_url(self) -> &'static str {
        match self {
            Self::Production => "https://api.prolifi.co/api/v1/public",
            Self::Sandbox => "https://sandbox.prolifi.co/api/v1/public",
        }
    }
}

/// Prolifi's habits: bearer authentication, idempotency keys on every write, a rate limit for each key, and
/// the documented pages and error body (<https://docs.prolifi.io/api-guides/authentication>, `/idempotency`,
/// `/rate-limiting`, `/pagination` and `/errors` beside it).
impl From<Environment> for Service {
    fn from(environment: Environment) -> Self {
        Service::new(environment.base_url())
            .auth(Auth::Bearer)
            .idempotency_header(HeaderName::from_static("idempotency-key"))
            .replayed_header(HeaderName::from_static("idempotent-replayed"))
            .rate_limit_headers(
                HeaderName::from_static("x-ratelimit-limit"),
                HeaderName::from_static("x-ratelimit-remaining"),
            )
            .pauses_when_limited(true)
            .page_shape(PageShape::OFFSET)
            .error_reader(read_error)
    }
}
