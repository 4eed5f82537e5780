//! What stands between `<` and `>`: a name, with dots for a list of segments or fields, and a style.

use crate::style::Style;

/// A piece of a segment, or of one part of the query.
pub(super) enum Piece<'a> {
    Text(&'a str),
    Value(&'a str, Style),
    Rest(&'a str, Style),
}

pub(super) fn placeholder(inside: &str) -> Result<Piece<'_>, String> {
    let (before, words) = match inside.split_once(':') {
        Some((before, words)) => (before, Some(words)),
        None => (inside, None),
    };
    let (name, rest) = match before.strip_suffix("..") {
        Some(name) => (name, true),
        None => (before, false),
    };
    if name.is_empty() {
        return Err(format!("`<{inside}>` has no name: write the name of an argument, such as `<id>`"));
    }
    if let Some(plain) = name.strip_prefix("r#") {
        return Err(format!(
            "`<{inside}>` is written without `r#`: `<{plain}>` names the argument `r#{plain}`"
        ));
    }
    let style = words.map(|words| style(inside, name, words)).transpose()?.unwrap_or_default();
    if !is_name(name) {
        let plain = plausible_name(name);
        if inside.contains("..") || inside.starts_with('*') || inside.ends_with(['*', '+']) {
            return Err(format!(
                "a list of whole segments has its dots behind the name: write `<{plain}..>` for `<{inside}>`"
            ));
        }
        let underscored = name.replace('-', "_");
        if underscored != name && is_name(&underscored) {
            return Err(format!(
                "`<{inside}>` does not name an argument: write `<{underscored}>`, in a query behind the key, \
                 `{name}=<{underscored}>`"
            ));
        }
        return Err(format!(
            "`<{inside}>` does not name an argument: write the name alone, such as `<{plain}>`"
        ));
    }
    Ok(if rest { Piece::Rest(name, style) } else { Piece::Value(name, style) })
}

/// What stands behind the colon of a placeholder.
fn style(inside: &str, name: &str, words: &str) -> Result<Style, String> {
    let plain = plausible_name(name);
    if let Some(words) = words.strip_suffix("..") {
        return Err(format!("`<{inside}>` is written `<{plain}..:{words}>`: the dots belong to the name"));
    }
    Style::of_placeholder(words).map_err(|(word, fix)| {
        let tidy = words.replace(char::is_whitespace, "").to_ascii_lowercase();
        if tidy != words && Style::of_placeholder(&tidy).is_ok() {
            let name = inside.split(':').next().unwrap_or(name);
            return format!("a style is one word in lower case: write `<{name}:{tidy}>` for `<{inside}>`");
        }
        // Some have the type before the name.
        if is_primitive(name) && is_name(words) {
            return format!("`<{inside}>` holds a type, which belongs to the argument: write `<{words}>`");
        }
        let is_type =
            word.is_empty() || !word.bytes().all(|byte| byte.is_ascii_lowercase()) || is_primitive(word);
        if is_type {
            format!("`<{inside}>` holds a type, which belongs to the argument: write `<{plain}>`")
        } else {
            format!("`{word}` in `<{inside}>` is not a style: {fix}")
        }
    })
}

fn is_primitive(word: &str) -> bool {
    matches!(
        word,
        "str" | "bool" | "char" | "usize" | "isize" | "any" | "int" | "float" | "string" | "path" | "uuid"
    )
}

pub(super) fn is_name(text: &str) -> bool {
    let mut characters = text.chars();
    characters.next().is_some_and(|first| first == '_' || first.is_alphabetic())
        && characters.all(|character| character == '_' || character.is_alphanumeric())
        && !matches!(text, "_" | "self" | "Self" | "super" | "crate")
}

/// What is left of `text` when everything that cannot stand in a name is dropped, for use in a message.
pub(super) fn plausible_name(text: &str) -> String {
    let name: String = text
        .chars()
        .skip_while(|c| !c.is_alphabetic())
        .take_while(|c| *c == '_' || c.is_alphanumeric())
        .collect();
    if is_name(&name) { name } else { "id".to_owned() }
}
