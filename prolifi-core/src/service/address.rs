//! One pair more in the query of an address that is complete.

use http::{
    Uri,
    uri::{Parts, PathAndQuery},
};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What is encoded of a name or a value: all but the characters that have no meaning anywhere in an address (RFC 3986,
/// section 2.3).
pub(crate) const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The address with `key=value`, encoded, at the end of its query.
///
/// # Errors
///
/// What `http` says of an address that has become too long.
pub(crate) fn with_pair(uri: &Uri, key: &str, value: &str) -> Result<Uri, http::Error> {
    let (key, value) = (utf8_percent_encode(key, ENCODED), utf8_percent_encode(value, ENCODED));
    let target = match uri.query() {
        Some(query) => format!("{}?{query}&{key}={value}", uri.path()),
        None => format!("{}?{key}={value}", uri.path()),
    };
    let mut parts = Parts::default();
    parts.scheme = uri.scheme().cloned();
    parts.authority = uri.authority().cloned();
    parts.path_and_query = Some(PathAndQuery::try_from(target)?);
    Ok(Uri::from_parts(parts)?)
}

#[cfg(test)]
mod tests {
    use super::with_pair;

    #[test]
    fn the_pair_is_encoded_and_comes_last() {
        for (uri, expected) in [
            ("https://a.b/c", "https://a.b/c?api%20key=k%261%2B~"),
            ("https://a.b/c?d=e", "https://a.b/c?d=e&api%20key=k%261%2B~"),
            ("https://a.b", "https://a.b/?api%20key=k%261%2B~"),
        ] {
            assert_eq!(with_pair(&uri.parse().unwrap(), "api key", "k&1+~").unwrap(), *expected);
        }
    }
}
