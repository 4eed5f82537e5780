//! Messages of the compiler, without what depends on the machine and on lines outside of the file.

use std::path::Path;

/// What the compiler adds at the end of all.
const SUMMARIES: [&str; 4] = [
    "error: aborting due to ",
    "Some errors have detailed explanations:",
    "For more information about an error,",
    "For more information about this error,",
];

/// The messages about a file in a folder: paths outside of it start with `$WORKSPACE` or `$RUST`, and their lines
/// have no numbers, so that a message changes only with what it says.
pub(super) fn normalise(messages: &str, folder: &Path, file: &Path) -> String {
    let messages = messages.replace(&format!("{}/", folder.display()), "");
    let mut all: Vec<Vec<String>> = Vec::new();
    for line in messages.lines().filter(|line| !SUMMARIES.iter().any(|summary| line.starts_with(summary))) {
        let starts = line.starts_with("error") || line.starts_with("warning");
        if starts || all.is_empty() {
            all.push(Vec::new());
        }
        all.last_mut().expect("a message has begun").push(without_count(line));
    }
    for message in &mut all {
        without_outer_numbers(message, &file.display().to_string());
        narrow(message);
    }
    let text = all.concat().join("\n");
    let text = text.trim_end();
    if text.is_empty() { String::new() } else { format!("{text}\n") }
}

/// How many more types implement a trait changes with every feature and dependency.
fn without_count(line: &str) -> String {
    let line = line.trim_end();
    let count = line.trim_start().strip_prefix("and ").and_then(|rest| rest.strip_suffix(" others"));
    match count {
        Some(count) if digits(count) == count.len() => line.replace(count, "$N"),
        _ => line.to_owned(),
    }
}

/// Takes the numbers from lines that are not in the file.
fn without_outer_numbers(message: &mut [String], file: &str) {
    let mut outside = false;
    for line in message {
        if let Some((before, place)) = place(line) {
            outside = !place.starts_with(file);
            if outside {
                let path = place.trim_end_matches(|c: char| c.is_ascii_digit() || c == ':');
                let path = match path.split_once("/library/") {
                    Some((_, path)) => format!("$RUST/{path}"),
                    None => format!("$WORKSPACE/{path}"),
                };
                *line = format!("{before}{path}");
            }
        } else if outside
            && line.trim_start().starts_with(|c: char| c.is_ascii_digit() || c == '|' || c == '.')
        {
            // Shorter numbers stand further right.
            let blank = line.len() - line.trim_start_matches(' ').len();
            let digits = digits(&line[blank..]);
            line.replace_range(blank..blank + digits, &" ".repeat(digits));
        } else {
            outside = false;
        }
    }
}

/// The arrow, and where it points.
fn place(line: &str) -> Option<(&str, &str)> {
    let arrow = line.len() - line.trim_start().len() + "--> ".len();
    let (before, place) = line.split_at_checked(arrow)?;
    matches!(before.trim_start(), "--> " | "::: ").then_some((before, place))
}

/// Makes the margin as wide as the numbers that are left in it.
fn narrow(message: &mut [String]) {
    let Some(margin) =
        message.iter().find_map(|line| line.find("--> ").filter(|at| line[..*at].trim().is_empty()))
    else {
        return;
    };
    let numbers = message.iter().map(|line| digits(line)).max().unwrap_or_default().max(1);
    let surplus = margin.saturating_sub(numbers);
    let mut in_heading = true;
    for line in message {
        // A heading of several lines has its own margin.
        in_heading = line.starts_with(char::is_alphabetic) || in_heading && line.starts_with("      ");
        let start = if line.starts_with("...") { "...".len() } else { digits(line) };
        let blank = line[start..].len() - line[start..].trim_start_matches(' ').len();
        if !in_heading {
            line.replace_range(start..start + surplus.min(blank), "");
        }
    }
}

/// How many digits a line begins with.
fn digits(line: &str) -> usize {
    line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len()
}
