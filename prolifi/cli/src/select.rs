//! Which operations of a document are wanted.

use prolifi_core::contract::document::{Document, Operation};

/// The operations that are named, in the order of the document; all if none is. What names none is an error.
pub(crate) fn select<'a>(document: &'a Document, wanted: &[String]) -> Result<Vec<Operation<'a>>, String> {
    let all: Vec<_> = document.operations().collect();
    if all.is_empty() {
        return Err("the document has no operations".to_owned());
    }
    let without: Vec<_> = wanted
        .iter()
        .filter(|word| !all.iter().any(|operation| is(operation, word)))
        .map(|word| missing(&all, word))
        .collect();
    if !without.is_empty() {
        return Err(without.join("\nerror: "));
    }
    let is_wanted =
        |operation: &Operation<'_>| wanted.is_empty() || wanted.iter().any(|word| is(operation, word));
    Ok(all.into_iter().filter(is_wanted).collect())
}

fn is(operation: &Operation<'_>, word: &str) -> bool {
    operation.id() == Some(word)
        || operation.tags().contains(&word)
        || word.split_once(' ').is_some_and(|(method, path)| {
            method.eq_ignore_ascii_case(&operation.method()) && path.trim() == operation.path()
        })
}

fn missing(all: &[Operation<'_>], word: &str) -> String {
    let lower = word.to_lowercase();
    let names = all.iter().flat_map(|operation| {
        let shown = format!("{} {}", operation.method(), operation.path());
        operation.tags().into_iter().chain(operation.id()).map(str::to_owned).chain([shown])
    });
    let mut near: Vec<_> = names
        .filter(|name| name.to_lowercase().contains(&lower) || lower.contains(&name.to_lowercase()))
        .collect();
    near.sort();
    near.dedup();
    near.truncate(5);
    let near = if near.is_empty() { String::new() } else { format!("; it has `{}`", near.join("`, `")) };
    format!("the document has no operation, tag or path `{word}`{near}")
}
