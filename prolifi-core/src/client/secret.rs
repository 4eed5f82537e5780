//! [`Secret`]: what a source gives, with the time it is good for.

use std::time::{Duration, SystemTime};

use super::ApiKey;

/// A secret that was fetched, such as an access token, and how long it is good for.
///
/// It prints as [`ApiKey`] does.
///
/// ```
/// use std::time::Duration;
///
/// use prolifi::Secret;
///
/// let token = Secret::new("at_test_4f9a1c7be2d80356aa17").expires_in(Duration::from_secs(3600));
/// assert_eq!(format!("{token:?}"), "Secret { key: ApiKey(at_test_…aa17), lifetime: Some(3600s) }");
/// ```
#[derive(Debug, Clone)]
pub struct Secret {
    key: ApiKey,
    lifetime: Option<Duration>,
}

impl Secret {
    /// A secret of which it is not known how long it is good: it is fetched anew after 15 minutes.
    pub fn new(key: impl Into<ApiKey>) -> Self {
        Self { key: key.into(), lifetime: None }
    }

    /// How long it is good for, counted from when it was asked for: `expires_in` of a token endpoint.
    pub fn expires_in(mut self, lifetime: Duration) -> Self {
        self.lifetime = Some(lifetime);
        self
    }

    /// When it ends, by the clock of this machine.
    ///
    /// ```
    /// use std::time::{Duration, SystemTime};
    ///
    /// use prolifi::Secret;
    ///
    /// let token = Secret::new("at_test_4f9a1c7be2d80356aa17").expires_at(SystemTime::now() + Duration::from_secs(60));
    /// ```
    pub fn expires_at(self, end: SystemTime) -> Self {
        let left = end.duration_since(SystemTime::now()).unwrap_or_default();
        self.expires_in(left)
    }

    pub(crate) fn into_parts(self) -> (ApiKey, Option<Duration>) {
        (self.key, self.lifetime)
    }
}
