//! Percent-encoding (RFC 3986, section 2.1).

use percent_encoding::utf8_percent_encode;

use crate::service::ENCODED;

/// Appends a text, encoded.
pub(super) fn append(target: &mut String, text: &str) {
    if is_unreserved(text) {
        target.push_str(text);
    } else {
        target.extend(utf8_percent_encode(text, ENCODED));
    }
}

/// Most names and values are, and need no second look.
pub(super) fn is_unreserved(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~'))
}

#[cfg(test)]
mod tests {
    use percent_encoding::utf8_percent_encode;

    use super::{ENCODED, append};

    #[test]
    fn what_is_unreserved_is_what_is_not_encoded() {
        for byte in 0..=0x7f_u8 {
            let text = format!("a{}", char::from(byte));
            let mut appended = String::from("/");
            append(&mut appended, &text);
            assert_eq!(appended, format!("/{}", utf8_percent_encode(&text, ENCODED)));
        }
    }
}
