//! The known name nearest to another one.

/// `"; did you mean `x`?"`, or nothing.
pub(super) fn suggestion<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let near = known.into_iter().filter_map(|other| Some((distance(name, other)?, other)));
    near.min().map(|(_, other)| format!("; did you mean `{other}`?")).unwrap_or_default()
}

/// The number of letters that are inserted, deleted or replaced, of names that are alike; 0 where one is a word of the
/// other, as `customer` is of `customer_id`.
fn distance(a: &str, b: &str) -> Option<usize> {
    let (a, b) = (a.to_lowercase(), b.to_lowercase());
    let has_word = |long: &str, short: &str| long.split(['_', '-', '.']).any(|word| word == short);
    if has_word(&a, &b) || has_word(&b, &a) {
        return Some(0);
    }
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, to) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(from != *to);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(diagonal + 1).min(row[j] + 1);
        }
    }
    let longest = a.chars().count().max(b.len());
    row.last().copied().filter(|distance| *distance * 3 <= longest)
}
