//! [`Pairs`]: the text that pairs are appended to, encoded.

use std::fmt::{self, Write};

use crate::request::percent;

/// The pairs written so far, and what has to stand before the next.
pub(in super::super) struct Pairs<'t> {
    target: &'t mut String,
    separator: &'static str,
    space: &'static str,
}

impl<'t> Pairs<'t> {
    /// The query of a URI that has a path, and perhaps pairs. No path holds a bare `?`.
    pub(in super::super) fn query(target: &'t mut String) -> Self {
        let separator = if target.contains('?') { "&" } else { "?" };
        Self { target, separator, space: "%20" }
    }

    /// A form.
    pub(in super::super) fn form(target: &'t mut String) -> Self {
        Self { target, separator: "", space: "+" }
    }

    /// A pair, or a key without a value, that is encoded already.
    pub(in super::super) fn literal(&mut self, text: &str) {
        self.separate();
        self.target.push_str(text);
    }

    /// What needs no encoding.
    pub(super) fn plain(&mut self, text: &str) {
        self.target.push_str(text);
    }

    /// What has to be encoded.
    pub(super) fn text(&mut self, text: &str) {
        if percent::is_unreserved(text) {
            return self.plain(text);
        }
        for (position, word) in text.split(' ').enumerate() {
            if position > 0 {
                self.target.push_str(self.space);
            }
            percent::append(self.target, word);
        }
    }

    pub(super) fn separate(&mut self) {
        self.target.push_str(self.separator);
        self.separator = "&";
    }
}

/// Encodes what is formatted into it.
impl Write for Pairs<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.text(text);
        Ok(())
    }
}
