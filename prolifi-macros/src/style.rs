//! How lists and structs are written: `lists = "comma"`, `structs = "brackets"`, and `<ids:comma>` in a template.

use std::fmt;

use crate::did_you_mean::nearest;

/// What a declaration says; nothing of what it leaves to the next wider one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Style {
    pub(crate) lists: Option<ListStyle>,
    pub(crate) structs: Option<StructStyle>,
}

/// Each is called as in `prolifi-core`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ListStyle {
    Repeat,
    Comma,
    Pipe,
    Space,
    Brackets,
    Indices,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum StructStyle {
    Flat,
    Brackets,
    Dots,
}

const LISTS: [(&str, ListStyle); 6] = [
    ("repeat", ListStyle::Repeat),
    ("comma", ListStyle::Comma),
    ("pipe", ListStyle::Pipe),
    ("space", ListStyle::Space),
    ("brackets", ListStyle::Brackets),
    ("indices", ListStyle::Indices),
];

const STRUCTS: [(&str, StructStyle); 3] =
    [("flat", StructStyle::Flat), ("brackets", StructStyle::Brackets), ("dots", StructStyle::Dots)];

/// The value of `lists = ".."`.
///
/// # Errors
///
/// The end of a sentence: what can be written.
pub(crate) fn lists(word: &str) -> Result<ListStyle, String> {
    find(word, &LISTS)
}

/// The value of `structs = ".."`.
///
/// # Errors
///
/// The end of a sentence: what can be written.
pub(crate) fn structs(word: &str) -> Result<StructStyle, String> {
    find(word, &STRUCTS)
}

fn find<S: Copy>(word: &str, known: &[(&str, S)]) -> Result<S, String> {
    let words = || known.iter().map(|(word, _)| *word);
    match known.iter().find(|(known, _)| *known == word) {
        Some((_, style)) => Ok(*style),
        None => Err(
            match elsewhere(word)
                .or(nearest(word, words()))
                .filter(|meant| words().any(|word| word == *meant))
            {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("write one of `{}`", words().collect::<Vec<_>>().join("`, `")),
            },
        ),
    }
}

/// Our word for what OpenAPI and other clients call otherwise.
fn elsewhere(word: &str) -> Option<&'static str> {
    Some(match word.to_ascii_lowercase().replace(['-', '_'], "").as_str() {
        "csv" | "commas" => "comma",
        "multi" | "form" | "explode" | "exploded" => "repeat",
        "ssv" | "spacedelimited" => "space",
        "pipes" | "pipedelimited" => "pipe",
        "deepobject" => "brackets",
        "index" | "indexed" => "indices",
        "dot" => "dots",
        _ => return None,
    })
}

impl Style {
    /// What stands behind the name of a placeholder, as in `comma` or `brackets:indices`. `brackets` says how lists and
    /// structs are written, but for what another word says.
    ///
    /// # Errors
    ///
    /// The word that is no style, and the end of a sentence about it.
    pub(crate) fn of_placeholder(words: &str) -> Result<Self, (&str, String)> {
        let mut style = Self::default();
        let mut brackets = false;
        for word in words.split(':') {
            let twice =
                || (word, "a list and a struct are each written in one way: keep one word".to_owned());
            if word == "brackets" {
                if brackets {
                    return Err(twice());
                }
                brackets = true;
            } else if let Ok(lists) = lists(word) {
                if style.lists.replace(lists).is_some() {
                    return Err(twice());
                }
            } else if let Ok(structs) = structs(word) {
                if style.structs.replace(structs).is_some() {
                    return Err(twice());
                }
            } else {
                let words = LISTS.iter().map(|(word, _)| *word).chain(["flat", "dots"]);
                return Err((
                    word,
                    match elsewhere(word).or(nearest(word, words.clone())) {
                        Some(meant) => format!("did you mean `{meant}`?"),
                        None => format!("the styles are `{}`", words.collect::<Vec<_>>().join("`, `")),
                    },
                ));
            }
        }
        if brackets {
            if style.lists.is_some() && style.structs.is_some() {
                return Err(("brackets", "lists and structs have a word each already: remove it".to_owned()));
            }
            style.lists.get_or_insert(ListStyle::Brackets);
            style.structs.get_or_insert(StructStyle::Brackets);
        }
        Ok(style)
    }

    pub(crate) fn is_empty(self) -> bool {
        self == Self::default()
    }

    /// What this leaves open, as the other says.
    pub(crate) fn or(self, other: Self) -> Self {
        Self { lists: self.lists.or(other.lists), structs: self.structs.or(other.structs) }
    }
}

/// As in a placeholder, with the colons before the words.
impl fmt::Display for Style {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = (
            self.lists.map(|lists| word(lists, &LISTS)),
            self.structs.map(|structs| word(structs, &STRUCTS)),
        );
        match words {
            (Some("brackets"), Some("brackets")) => f.write_str(":brackets"),
            (lists, structs) => lists.iter().chain(&structs).try_for_each(|word| write!(f, ":{word}")),
        }
    }
}

fn word<S: PartialEq + Copy>(style: S, known: &[(&'static str, S)]) -> &'static str {
    known.iter().find(|(_, known)| *known == style).map_or("", |(word, _)| word)
}

#[cfg(test)]
mod tests {
    use super::{ListStyle, StructStyle, Style};

    #[test]
    fn brackets_are_for_what_no_other_word_says() {
        let cases = [
            ("comma", Some(ListStyle::Comma), None),
            ("dots", None, Some(StructStyle::Dots)),
            ("brackets", Some(ListStyle::Brackets), Some(StructStyle::Brackets)),
            ("brackets:indices", Some(ListStyle::Indices), Some(StructStyle::Brackets)),
            ("dots:brackets", Some(ListStyle::Brackets), Some(StructStyle::Dots)),
            ("pipe:flat", Some(ListStyle::Pipe), Some(StructStyle::Flat)),
        ];
        for (words, lists, structs) in cases {
            let style = Style::of_placeholder(words).expect(words);
            assert_eq!(style, Style { lists, structs }, "{words}");
            assert_eq!(Style::of_placeholder(&style.to_string()[1..]), Ok(style), "{words}");
        }
        for words in ["", "coma", "comma:pipe", "dots:dots", "brackets:brackets", "comma:dots:brackets"] {
            assert!(Style::of_placeholder(words).is_err(), "{words}");
        }
    }
}
