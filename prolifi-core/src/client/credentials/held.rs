//! [`Held`]: a secret in use, and when it is replaced.

use std::time::Duration;

use tokio::time::Instant;

use crate::{
    client::{ApiKey, Proof, Secret},
    service::Auth,
};

/// How long a secret is used of which nobody says how long it is good.
const UNKNOWN_LIFETIME: Duration = Duration::from_secs(15 * 60);
/// Longer than any program runs: instead of an end beyond the end of time.
const LONGEST_LIFETIME: Duration = Duration::from_secs(10 * 365 * 24 * 60 * 60);
/// How long before its end a secret is replaced: a fifth of its life, and no more than this.
const EARLY: Duration = Duration::from_secs(5 * 60);
/// How long before its end it is not used any more, so that none ends on its way: a twentieth of its life, and no more
/// than this.
const MARGIN: Duration = Duration::from_secs(10);

/// A secret that was fetched, as requests carry it.
pub(crate) struct Held {
    pub(crate) proof: Proof,
    pub(super) key: ApiKey,
    /// From then on a call that uses it has another one fetched.
    pub(super) refresh_at: Instant,
    /// From then on it is used no more.
    pub(super) ends: Instant,
}

impl Held {
    /// A secret that was asked for at `begun`. `random`, from 0 to 1, keeps many processes that were started together from
    /// asking together for ever.
    ///
    /// # Errors
    ///
    /// A sentence that says why it cannot be sent, without it.
    pub(super) fn new(secret: Secret, auth: &Auth, begun: Instant, random: f64) -> Result<Self, String> {
        let (key, lifetime) = secret.into_parts();
        if key.expose().is_empty() {
            return Err("the source gave an empty secret".into());
        }
        let proof = Proof::of(auth, &key)?.ok_or("the service takes no secret")?;
        let lifetime = lifetime.unwrap_or(UNKNOWN_LIFETIME).min(LONGEST_LIFETIME);
        let early = (lifetime / 5).min(EARLY).mul_f64(0.75 + random.clamp(0.0, 1.0) / 4.0);
        Ok(Self {
            proof,
            key,
            refresh_at: begun + (lifetime - early),
            ends: begun + (lifetime - (lifetime / 20).min(MARGIN)),
        })
    }

    /// Whether the service would be shown the same secret.
    pub(crate) fn is_same_as(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

#[cfg(test)]
mod tests {
    use super::{Auth, Duration, Held, Instant, Secret};

    fn times(lifetime: Option<u64>, random: f64) -> (u64, u64) {
        let begun = Instant::now();
        let secret = Secret::new("token");
        let secret = match lifetime {
            Some(seconds) => secret.expires_in(Duration::from_secs(seconds)),
            None => secret,
        };
        let held = Held::new(secret, &Auth::Bearer, begun, random).unwrap();
        ((held.refresh_at - begun).as_secs(), (held.ends - begun).as_secs())
    }

    #[test]
    fn a_secret_is_replaced_before_it_ends() {
        assert_eq!(times(Some(3600), 1.0), (3300, 3590));
        assert_eq!(times(Some(3600), 0.0), (3375, 3590));
        assert_eq!(times(Some(100), 1.0), (80, 95));
        assert_eq!(times(None, 1.0), (720, 890), "15 minutes");
        assert_eq!(times(Some(0), 1.0), (0, 0));
        assert_eq!(times(Some(u64::MAX), 1.0).1, 10 * 365 * 24 * 60 * 60 - 10);
    }
}
