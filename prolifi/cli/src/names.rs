//! Names of a document as names of Rust.

use std::collections::BTreeSet;

/// Words that a field, an argument or a method cannot be called without `r#`.
const KEYWORDS: [&str; 48] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait",
    "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Words that cannot be written with `r#` either.
const NEVER: [&str; 4] = ["self", "super", "crate", "_"];

/// Types that code of ours names, and those that are there without an import: a model is called otherwise.
const TAKEN: [&str; 41] = [
    "Auth",
    "BTreeMap",
    "Body",
    "Box",
    "Call",
    "Clone",
    "Copy",
    "Default",
    "Deserialize",
    "Drop",
    "Eq",
    "Err",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromResponse",
    "Into",
    "Iterator",
    "JsonLines",
    "Map",
    "Multipart",
    "None",
    "Ok",
    "Option",
    "PageShape",
    "Pages",
    "Patch",
    "Raw",
    "Response",
    "Result",
    "Self",
    "Send",
    "Serialize",
    "Service",
    "Some",
    "Streaming",
    "String",
    "Text",
    "Timestamp",
    "Vec",
];

/// The words of a name: `getHTTPUrl2`, `get_http_url2` and `get-http-url2` have the same.
pub(crate) fn words(name: &str) -> Vec<String> {
    let name = spoken(name);
    let characters: Vec<char> = name.chars().collect();
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    for (at, &c) in characters.iter().enumerate() {
        let before = at.checked_sub(1).map(|at| characters[at]);
        let after = characters.get(at + 1);
        let begins = c.is_uppercase()
            && (before.is_some_and(|before| before.is_lowercase() || before.is_ascii_digit())
                // The last capital of `HTTPUrl`, but not that of `IDs`.
                || (before.is_some_and(char::is_uppercase)
                    && after.is_some_and(|after| after.is_lowercase())
                    && !(after == Some(&'s') && characters.get(at + 2).is_none_or(|next| !next.is_lowercase()))));
        if begins || !is_part(c) {
            words.push(std::mem::take(&mut word));
        }
        if is_part(c) {
            word.extend(c.to_lowercase());
        }
    }
    words.push(word);
    words.retain(|word| !word.is_empty());
    words
}

/// A name for a method, field or argument; raw if it has to be.
pub(crate) fn snake(name: &str) -> String {
    raw(&snake_plain(name))
}

/// The same, without `r#`.
pub(crate) fn snake_plain(name: &str) -> String {
    let name = leading(words(name)).join("_");
    if name.is_empty() { "value".to_owned() } else { name }
}

/// A name for a type or a variant.
pub(crate) fn pascal(name: &str) -> String {
    let name: String = leading(words(name)).iter().map(|word| capital(word)).collect();
    if name.is_empty() { "Value".to_owned() } else { name }
}

/// A name for a constant.
pub(crate) fn screaming(name: &str) -> String {
    snake_plain(name).to_uppercase()
}

/// With `r#` where the name is a word of the language.
pub(crate) fn raw(name: &str) -> String {
    if NEVER.contains(&name) {
        format!("{name}_")
    } else if KEYWORDS.contains(&name) {
        format!("r#{name}")
    } else {
        name.to_owned()
    }
}

/// `customers` of `customer`, as far as English is regular.
pub(crate) fn singular(word: &str) -> String {
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 1) {
        return format!("{stem}y");
    }
    let es = ["sses", "xes", "ches", "shes", "zes"].iter().any(|end| word.ends_with(end));
    if es {
        return word[..word.len() - 2].to_owned();
    }
    match word.strip_suffix('s') {
        Some(stem) if stem.len() > 1 && !stem.ends_with(['s', 'u', 'i']) => stem.to_owned(),
        _ => word.to_owned(),
    }
}

/// Names that are used once.
#[derive(Debug, Default)]
pub(crate) struct Names(BTreeSet<String>);

impl Names {
    /// Of the types of a program.
    pub(crate) fn of_types() -> Self {
        Self(TAKEN.iter().map(|name| (*name).to_owned()).chain(["Value".to_owned()]).collect())
    }

    pub(crate) fn is_free(&self, name: &str) -> bool {
        !self.0.contains(name)
    }

    /// The first of the wishes that is free, or the last with a number behind it.
    pub(crate) fn take(&mut self, wishes: &[String]) -> String {
        let free = wishes.iter().find(|name| self.is_free(name)).cloned();
        let name = free.unwrap_or_else(|| {
            let last = wishes.last().map_or("value", String::as_str);
            let last = last.trim_start_matches("r#").trim_end_matches('_');
            let numbered = |number: usize| match last.chars().next() {
                Some(first) if first.is_uppercase() => format!("{last}{number}"),
                _ => format!("{last}_{number}"),
            };
            (2..).map(numbered).find(|name| self.is_free(name)).unwrap_or_default()
        });
        self.0.insert(name.clone());
        name
    }
}

/// Signs that names consist of, as words.
fn spoken(name: &str) -> String {
    let mut spoken = String::new();
    let characters: Vec<char> = name.chars().collect();
    for (at, &c) in characters.iter().enumerate() {
        let number_follows = characters.get(at + 1).is_some_and(char::is_ascii_digit);
        let word = match c {
            '+' => "plus",
            '-' if at == 0 && number_follows => "minus",
            '<' if characters.get(at + 1) == Some(&'=') => "at_most",
            '>' if characters.get(at + 1) == Some(&'=') => "at_least",
            '<' => "less",
            '>' => "greater",
            '=' if at == 0 => "equal",
            '!' if at == 0 => "not",
            '*' if characters.len() == 1 => "all",
            _ => {
                spoken.push(c);
                continue;
            }
        };
        spoken.push_str(&format!("_{word}_"));
    }
    spoken
}

/// No name begins with a digit.
fn leading(mut words: Vec<String>) -> Vec<String> {
    const DIGITS: [&str; 10] =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    let Some(first) = words.first_mut() else { return words };
    let mut characters = first.chars();
    let Some(digit) = characters.next().and_then(|c| c.to_digit(10)) else {
        // What is a part of names, and begins none.
        if !first.starts_with(|c: char| c.is_alphabetic()) {
            first.insert(0, 'n');
        }
        return words;
    };
    let rest = characters.as_str().to_owned();
    if rest.starts_with(|c: char| c.is_ascii_digit()) {
        first.insert(0, 'n');
    } else {
        DIGITS.get(digit as usize).copied().unwrap_or("n").clone_into(first);
        if !rest.is_empty() {
            words.insert(1, rest);
        }
    }
    words
}

/// With a capital at its beginning.
pub(crate) fn capital(word: &str) -> String {
    let mut characters = word.chars();
    characters.next().map(|first| first.to_uppercase().chain(characters).collect()).unwrap_or_default()
}

/// Letters of alphabets whose names the compiler takes without a warning, and digits.
fn is_part(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || (c.is_alphabetic()
            && matches!(c, 'À'..='ſ' | 'Ͱ'..='Ͽ' | 'Ѐ'..='џ' | 'ぁ'..='ゖ' | 'ァ'..='ヺ' | '一'..='龥' | '가'..='힣'))
}

#[cfg(test)]
mod tests {
    use super::{Names, pascal, singular, snake};

    #[test]
    fn names_are_those_of_rust() {
        let table = [
            ("getHTTPUrl2", "get_http_url2", "GetHttpUrl2"),
            ("repos/list-for-user", "repos_list_for_user", "ReposListForUser"),
            ("customerIDs", "customer_ids", "CustomerIds"),
            ("type", "r#type", "Type"),
            ("self", "self_", "Self"),
            ("+1", "plus_1", "Plus1"),
            ("-1", "minus_1", "Minus1"),
            ("2fa", "two_fa", "TwoFa"),
            ("256x256", "n256x256", "N256x256"),
            ("created[gte]", "created_gte", "CreatedGte"),
            ("@odata.count", "odata_count", "OdataCount"),
            ("größe", "größe", "Größe"),
            ("", "value", "Value"),
            ("🦀", "value", "Value"),
            ("X-Request-ID", "x_request_id", "XRequestId"),
        ];
        for (name, as_snake, as_pascal) in table {
            assert_eq!((snake(name).as_str(), pascal(name).as_str()), (as_snake, as_pascal), "{name}");
        }
    }

    #[test]
    fn a_name_is_given_once() {
        let mut names = Names::default();
        let wishes = ["Note".to_owned(), "NoteModel".to_owned()];
        let given: Vec<_> = (0..3).map(|_| names.take(&wishes)).collect();
        assert_eq!(given, ["Note", "NoteModel", "NoteModel2"]);
    }

    #[test]
    fn one_of_many() {
        for (many, one) in
            [("customers", "customer"), ("entries", "entry"), ("addresses", "address"), ("status", "status")]
        {
            assert_eq!(singular(many), one);
        }
    }
}
