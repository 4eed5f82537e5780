//! The known name nearest to another one.

/// `"; did you mean `x`?"`, or nothing.
pub(super) fn suggestion<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let near = known.into_iter().filter_map(|other| Some((distance(name, other)?, other)));
    near.min().map(|(_, other)| format!("; did you mean `{other}`?")).unwrap_or_default()
}

/// The number of letters that are inserted, deleted, replaced or swapped, of names that are alike; 0 where one is a word of the
/// other, as `customer` is of `customer_id`.
fn distance(a: &str, b: &str) -> Option<usize> {
    let (a, b) = (a.to_lowercase(), b.to_lowercase());
    let has_word = |long: &str, short: &str| long.split(['_', '-', '.']).any(|word| word == short);
    if has_word(&a, &b) || has_word(&b, &a) {
        return Some(0);
    }
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, to) in b.iter().enumerate() {
            let mut best = (last[j] + usize::from(from != to)).min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && a[i - 1] == *to && b[j - 1] == *from {
                best = best.min(before_last[j - 1] + 1);
            }
            row.push(best);
        }
        before_last = std::mem::replace(&mut last, row);
    }
    let longest = a.len().max(b.len());
    last.last().copied().filter(|distance| *distance * 3 <= longest)
}
