//! Percent-encoding of the literal text of a template.
//!
//! What the user wrote is text of a URL already, so what may stand there stays as it is, `%41` included, and
//! only the rest (non-ASCII text, mostly) is encoded.

/// Text of a path segment. An encoded dot becomes a dot, which means the same (RFC 3986, section 2.3): beside
/// a placeholder it can be half of a dot segment, and the client looks for dots.
pub(super) fn path(text: &str) -> String {
    encode(&with_dots(text), b"!$&'()*+,;=:@%")
}

/// Text of a query. The apostrophe is encoded because URL parsers encode it there.
pub(super) fn query(text: &str) -> String {
    encode(text, b"!$()*+,;=:@/?%")
}

/// A key of the query that is the name of an argument.
pub(super) fn name(text: &str) -> String {
    encode(text, b"")
}

/// The text from the first `%` on that begins no encoded byte.
pub(super) fn bad_percent(text: &str) -> Option<&str> {
    text.match_indices('%').map(|(at, _)| &text[at..]).find(|rest| {
        let mut digits = rest.bytes().skip(1);
        let hex = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_hexdigit());
        !(hex(digits.next()) && hex(digits.next()))
    })
}

/// The text with `%2e` and `%2E` read as the dot that URL parsers see there.
pub(super) fn with_dots(text: &str) -> String {
    text.replace("%2e", ".").replace("%2E", ".")
}

fn encode(text: &str, kept: &[u8]) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) || kept.contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}
