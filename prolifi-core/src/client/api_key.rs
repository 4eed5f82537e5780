//! [`ApiKey`]: a secret that cannot be printed by accident.

use std::fmt;

/// The secret that a client authenticates with.
///
/// It has no `Display`, and `Debug` shows at most the key's prefix and its last four characters, and
/// nothing of a `user:password`:
///
/// ```
/// use prolifi::ApiKey;
///
/// let key = ApiKey::from("my_test_4f9a1c7be2d80356");
/// assert_eq!(format!("{key:?}"), "ApiKey(my_test_…0356)");
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct ApiKey(String);

/// How many characters must stay hidden for any to be shown.
const HIDDEN_AT_LEAST: usize = 12;
/// A longer text before the second `_` is no prefix but part of the secret.
const LONGEST_PREFIX: usize = 10;

impl ApiKey {
    /// The key itself, to be written into a request.
    pub(crate) fn expose(&self) -> &str {
        &self.0
    }
}

impl From<&str> for ApiKey {
    fn from(key: &str) -> Self {
        Self(key.to_owned())
    }
}

impl From<String> for ApiKey {
    fn from(key: String) -> Self {
        Self(key)
    }
}

impl fmt::Debug for ApiKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (prefix, secret) = split_prefix(&self.0);
        let last_four = secret.char_indices().rev().nth(3).map_or("", |(start, _)| &secret[start..]);
        if secret.chars().count() >= HIDDEN_AT_LEAST + 4 && !self.0.contains(':') {
            write!(f, "ApiKey({prefix}…{last_four})")
        } else {
            f.write_str("ApiKey(…)")
        }
    }
}

/// Splits `my_test_abc` behind its second `_`.
fn split_prefix(key: &str) -> (&str, &str) {
    match key.match_indices('_').nth(1) {
        Some((at, _)) if at < LONGEST_PREFIX => key.split_at(at + 1),
        _ => ("", key),
    }
}
