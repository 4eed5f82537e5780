//! Bodies that are packed in a way that is not read.

use http::{HeaderMap, header};

/// How much of the name of an encoding is shown.
const LONGEST_ENCODING: usize = 40;

/// How a body is packed that was not unpacked: what was read of it is not what the service wrote. The header
/// is taken off an answer that is unpacked.
pub(crate) fn unread_encoding(headers: &HeaderMap) -> Option<&str> {
    let encoding = headers.get(header::CONTENT_ENCODING)?.to_str().unwrap_or("something that has no name");
    (!encoding.is_empty() && !encoding.eq_ignore_ascii_case("identity")).then_some(encoding)
}

/// That a body is packed, as the end of a sentence.
pub(super) fn is_packed(encoding: &str) -> String {
    let remedy = match encoding {
        "gzip" | "x-gzip" if cfg!(not(feature = "gzip")) => "which is read with the feature `gzip`",
        _ => "which was not asked for",
    };
    let name: String = encoding.chars().take(LONGEST_ENCODING).collect();
    format!("the body is packed with `{name}`, {remedy}")
}
