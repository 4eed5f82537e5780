//! The known word nearest to a misspelt one.

/// The known word that `word` was probably meant to be, if one is near enough to say so.
pub(crate) fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    known
        .into_iter()
        .filter_map(|candidate| Some((distance_if_near(word, candidate)?, candidate)))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// `"; did you mean `x`?"`, or nothing.
pub(crate) fn suggestion<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    nearest(word, known).map(|candidate| format!("; did you mean `{candidate}`?")).unwrap_or_default()
}

fn distance_if_near(word: &str, candidate: &str) -> Option<usize> {
    let word: Vec<char> = word.to_lowercase().chars().collect();
    let candidate: Vec<char> = candidate.to_lowercase().chars().collect();
    let shorter = word.len().min(candidate.len());
    let longer = word.len().max(candidate.len());
    let distance = distance(&word, &candidate);
    let near = distance == 0 || (distance < shorter && distance <= longer.div_ceil(3));
    // `customer` for `customer_id`, and the other way round.
    let part_of_the_other = shorter > 1 && (has_word(&word, &candidate) || has_word(&candidate, &word));
    (near || part_of_the_other).then_some(distance)
}

fn has_word(long: &[char], short: &[char]) -> bool {
    long.split(|character| *character == '_').any(|word| word == short)
}

/// The number of insertions, deletions, replacements and swaps of neighbours between the two.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, to) in b.iter().enumerate() {
            let replaced = last[j] + usize::from(from != to);
            let mut best = replaced.min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && a[i - 1] == *to && b[j - 1] == *from {
                best = best.min(before_last[j - 1] + 1);
            }
            row.push(best);
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn finds_the_word_that_was_meant() {
        let cases = [
            ("PACTH", &["GET", "PATCH", "POST"][..], Some("PATCH")),
            ("get", &["GET", "PUT"], Some("GET")),
            ("cid", &["note", "id"], Some("id")),
            ("customer", &["note", "customer_id"], Some("customer_id")),
            ("envelop", &["timeout", "envelope"], Some("envelope")),
            ("x", &["y"], None),
            ("colour", &["timeout", "envelope"], None),
            ("", &["id"], None),
        ];
        for (word, known, expected) in cases {
            assert_eq!(nearest(word, known.iter().copied()), expected, "{word}");
        }
    }
}
