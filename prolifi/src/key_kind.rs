//! [`KeyKind`]: what a key's prefix says of it.

/// The four kinds of key, told apart by their prefix (<https://docs.prolifi.io/api-guides/authentication>).
///
/// A client does not look at it: what a key may do is the server's answer. It is here for programs that
/// must not touch real money by accident.
///
/// ```
/// use prolifi::KeyKind;
///
/// let kind = KeyKind::of("sk_test_4f9a1c7be2d80356").expect("a key of Prolifi");
/// assert!(!kind.is_live() && kind.is_secret());
/// assert_eq!(KeyKind::of("something else"), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum KeyKind {
    /// `sk_test_…`: reads and writes, no real charges.
    SecretTest,
    /// `sk_live_…`: reads and writes, real charges.
    SecretLive,
    /// `pk_test_…`: reads, no real charges.
    PublicTest,
    /// `pk_live_…`: reads, real charges.
    PublicLive,
}

impl KeyKind {
    /// The kind of a key; `None` for a text without one of the four prefixes.
    pub fn of(key: &str) -> Option<Self> {
        [
            ("sk_test_", Self::SecretTest),
            ("sk_live_", Self::SecretLive),
            ("pk_test_", Self::PublicTest),
            ("pk_live_", Self::PublicLive),
        ]
        .into_iter()
        .find_map(|(prefix, kind)| key.starts_with(prefix).then_some(kind))
    }

    /// Whether the key belongs to live mode, in which customers and charges are real.
    ///
    /// ```
    /// use prolifi::KeyKind;
    ///
    /// let key = "sk_test_4f9a1c7be2d80356";
    /// // A script that must not charge anyone.
    /// assert!(!KeyKind::of(key).is_none_or(KeyKind::is_live), "this is no test key");
    /// ```
    pub fn is_live(self) -> bool {
        matches!(self, Self::SecretLive | Self::PublicLive)
    }

    /// Whether the key may write as well as read.
    pub fn is_secret(self) -> bool {
        matches!(self, Self::SecretTest | Self::SecretLive)
    }
}
