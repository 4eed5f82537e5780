//! Keys: which there are, what they may do, and how a request presents one.

use http::header::AUTHORIZATION;
use http::{HeaderMap, Method};

use super::problem::Problem;
use super::refusal::Refusal;

/// The secret test key of every emulator: reads and writes.
///
/// ```
/// assert!(prolifi::emulator::SECRET_TEST_KEY.starts_with("sk_test_"));
/// ```
pub const SECRET_TEST_KEY: &str = "sk_test_emulator";

/// The public test key of every emulator: only reads.
///
/// ```
/// assert!(prolifi::emulator::PUBLIC_TEST_KEY.starts_with("pk_test_"));
/// ```
pub const PUBLIC_TEST_KEY: &str = "pk_test_emulator";

/// The secret live key of every emulator: refused with 403 until live mode is switched on.
///
/// ```
/// assert!(prolifi::emulator::SECRET_LIVE_KEY.starts_with("sk_live_"));
/// ```
pub const SECRET_LIVE_KEY: &str = "sk_live_emulator";

/// The public live key of every emulator: refused with 403 until live mode is switched on, then only reads.
///
/// ```
/// assert!(prolifi::emulator::PUBLIC_LIVE_KEY.starts_with("pk_live_"));
/// ```
pub const PUBLIC_LIVE_KEY: &str = "pk_live_emulator";

/// One of the four keys that an emulator knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Key {
    SecretTest,
    PublicTest,
    SecretLive,
    PublicLive,
}

impl Key {
    /// The key that a request presents.
    pub(super) fn of(headers: &HeaderMap) -> Result<Self, Refusal> {
        let presented = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok()).and_then(bearer);
        match presented {
            Some(SECRET_TEST_KEY) => Ok(Self::SecretTest),
            Some(PUBLIC_TEST_KEY) => Ok(Self::PublicTest),
            Some(SECRET_LIVE_KEY) => Ok(Self::SecretLive),
            Some(PUBLIC_LIVE_KEY) => Ok(Self::PublicLive),
            Some(_) => Err(Refusal::new(Problem::Authentication, "The API key is not known.")),
            None => {
                let message = "No API key was given. Send it as `Authorization: Bearer <key>`.";
                Err(Refusal::new(Problem::Authentication, message))
            }
        }
    }

    pub(super) fn is_live(self) -> bool {
        matches!(self, Self::SecretLive | Self::PublicLive)
    }

    /// Refuses a write with a public key: any POST, PATCH, PUT or DELETE, so the entitlement check as well.
    pub(super) fn may(self, method: &Method) -> Result<(), Refusal> {
        if is_write(method) && matches!(self, Self::PublicTest | Self::PublicLive) {
            let message = "Public keys (pk_*) are read-only. Use a secret key (sk_*) for write operations.";
            return Err(Refusal::new(Problem::Permission, message));
        }
        Ok(())
    }
}

/// Whether a method is one of those that change something: refused to public keys, and idempotent by key.
pub(super) fn is_write(method: &Method) -> bool {
    [Method::POST, Method::PATCH, Method::PUT, Method::DELETE].contains(method)
}

fn bearer(value: &str) -> Option<&str> {
    let (scheme, key) = value.split_once(' ')?;
    let key = key.trim();
    (scheme.eq_ignore_ascii_case("bearer") && !key.is_empty()).then_some(key)
}
