//! [`Key`]: the key of a pair, as the way to it through structs and lists.

use std::fmt::{self, Display, Write};

use super::text::Pairs;
use crate::endpoint::{ListStyle, StructStyle, Style};

/// It is a chain on the stack, so that a key costs nothing until it is written.
#[derive(Clone, Copy)]
pub(super) enum Key<'a> {
    /// What holds the fields that bring their own keys.
    Root,
    /// A key of the template, encoded already.
    Encoded(&'a str),
    Member {
        of: &'a Key<'a>,
        name: &'a str,
    },
    Item {
        of: &'a Key<'a>,
        position: usize,
    },
}

impl Key<'_> {
    pub(super) fn is_root(&self) -> bool {
        matches!(self, Key::Root)
    }

    /// Begins a pair: its value is written next.
    pub(super) fn begin(&self, pairs: &mut Pairs<'_>, style: Style) {
        pairs.separate();
        self.write(pairs, style);
        pairs.plain("=");
    }

    /// Appends the key, encoded.
    fn write(&self, pairs: &mut Pairs<'_>, style: Style) {
        match self {
            Key::Root => {}
            Key::Encoded(text) => pairs.plain(text),
            Key::Member { of: Key::Root, name } => pairs.text(name),
            Key::Member { of, name } => {
                of.write(pairs, style);
                match style.structs {
                    StructStyle::Dots => {
                        pairs.plain(".");
                        pairs.text(name);
                    }
                    StructStyle::Brackets | StructStyle::Flat => {
                        pairs.plain("%5B");
                        pairs.text(name);
                        pairs.plain("%5D");
                    }
                }
            }
            Key::Item { of, position } => {
                of.write(pairs, style);
                match style.lists {
                    ListStyle::Brackets => pairs.plain("%5B%5D"),
                    ListStyle::Indices => {
                        pairs.plain("%5B");
                        let _ = write!(pairs, "{position}");
                        pairs.plain("%5D");
                    }
                    ListStyle::Repeat | ListStyle::Comma | ListStyle::Pipe | ListStyle::Space => {}
                }
            }
        }
    }
}

/// As Rust would write it, for errors: `filter.ids[3]`.
impl Display for Key<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Key::Root => Ok(()),
            Key::Encoded(text) => f.write_str(text),
            Key::Member { of: Key::Root, name } => f.write_str(name),
            Key::Member { of, name } => write!(f, "{of}.{name}"),
            Key::Item { of, position } => write!(f, "{of}[{position}]"),
        }
    }
}
