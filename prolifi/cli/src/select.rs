//! Which operations of a document are wanted.

use prolifi_core::contract::document::{Document, Operation};

/// More names that are alike are not shown.
const SHOWN: usize = 5;

/// The operations that are named, in the order of the document; all if none is. What names none is an error.
pub(crate) fn select<'a>(document: &'a Document, wanted: &[String]) -> Result<Vec<Operation<'a>>, String> {
    let all: Vec<_> = document.operations().collect();
    if all.is_empty() {
        return Err("the document has no operations".to_owned());
    }
    // As of a variable of the shell that is not set: that all are meant is not likely.
    if !wanted.is_empty() && wanted.iter().all(String::is_empty) {
        return Err("`--operations` names nothing; without it all are taken".to_owned());
    }
    let wanted: Vec<&String> = wanted.iter().filter(|word| !word.is_empty()).collect();
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
    let likeness = |name: &String| {
        let name = name.to_lowercase();
        let is_part = name.contains(&lower) || lower.contains(&name);
        strsim::normalized_damerau_levenshtein(&name, &lower) + if is_part { 1.0 } else { 0.0 }
    };
    let mut near: Vec<(f64, String)> =
        names.map(|name| (likeness(&name), name)).filter(|(likeness, _)| *likeness > 0.6).collect();
    near.sort_by(|(a, one), (b, other)| b.total_cmp(a).then_with(|| one.cmp(other)));
    near.dedup();
    let near: Vec<_> = near.into_iter().take(SHOWN).map(|(_, name)| format!("`{name}`")).collect();
    let near = if near.is_empty() { String::new() } else { format!("; it has {}", near.join(", ")) };
    format!("the document has no operation, tag or path `{word}`{near}")
}
