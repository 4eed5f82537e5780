//! A text that a regular expression matches.

use regex_syntax::hir::{Class, Hir, HirKind};

/// How long the text may become, in bytes.
const LONGEST: usize = 4096;

/// `None` where the pattern is none of this syntax, or its texts are long.
pub(super) fn matching(pattern: &str, turn: usize) -> Option<String> {
    let hir = regex_syntax::parse(pattern).ok()?;
    let mut text = String::new();
    write(&hir, turn, &mut text)?;
    Some(text)
}

fn write(hir: &Hir, turn: usize, text: &mut String) -> Option<()> {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => text.push_str(std::str::from_utf8(&literal.0).ok()?),
        HirKind::Class(class) => text.push(one_of(class, turn)?),
        HirKind::Repetition(repeated) => {
            let most = repeated.max.unwrap_or(u32::MAX);
            let times = repeated.min.max(1).saturating_add(u32::from(turn == 2)).min(most);
            for _ in 0..times.min(256) {
                write(&repeated.sub, turn, text)?;
            }
        }
        HirKind::Capture(capture) => write(&capture.sub, turn, text)?,
        HirKind::Concat(parts) => parts.iter().try_for_each(|part| write(part, turn, text))?,
        HirKind::Alternation(choices) => write(&choices[turn % choices.len()], turn, text)?,
    }
    // Checked at each step, as repetitions in repetitions would go on for hours.
    (text.len() < LONGEST).then_some(())
}

/// A letter or a digit, if there is one.
fn one_of(class: &Class, turn: usize) -> Option<char> {
    let ranges: Vec<(char, char)> = match class {
        Class::Unicode(class) => class.iter().map(|range| (range.start(), range.end())).collect(),
        Class::Bytes(class) => class
            .iter()
            .filter(|range| range.end() < 128)
            .map(|range| (range.start().into(), range.end().into()))
            .collect(),
    };
    let holds = |wanted: &char| ranges.iter().any(|(first, last)| (first..=last).contains(&wanted));
    let usual: Vec<char> = ('a'..='z').chain('A'..='Z').chain('0'..='9').filter(holds).collect();
    match usual.len() {
        0 => ranges.first().map(|(first, _)| *first),
        length => usual.get((turn * 7) % length).copied(),
    }
}

#[cfg(test)]
mod tests {
    use super::matching;

    #[test]
    fn a_text_that_becomes_too_long_is_given_up_at_once() {
        assert_eq!(matching("^(?:ab){3}$", 0).map(|text| text.len()), Some(6));
        assert_eq!(matching("((((a{256}){256}){256}){256})", 0), None);
    }
}
