//! Which characters of a text from outside change how it is printed.

/// Whether a character breaks or reorders the line around it, which `char` does not count as control.
pub(crate) fn moves_text(c: char) -> bool {
    matches!(
        c,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
    )
}
