//! A text that a regular expression matches.

use regex_syntax::hir::{Class, Hir, HirKind};

/// `None` where the pattern is none of this syntax, or says something of what stands around it.
pub(super) fn matching(pattern: &str, turn: usize) -> Option<String> {
    let hir = regex_syntax::parse(pattern).ok()?;
    let mut text = String::new();
    write(&hir, turn, &mut text)?;
    (text.len() < 4096).then_some(text)
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
    Some(())
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
