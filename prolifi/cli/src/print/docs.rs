//! Texts of a document as docs: short, and with nothing in them that rustdoc or Clippy takes for something else.

use crate::names::capital;

/// What is kept of a paragraph.
const LONG: usize = 320;

/// Words that look like names of code, and are none: those that Clippy knows (`doc-valid-idents`).
const PROPER: [&str; 44] = [
    "AccessKit",
    "CoreAudio",
    "DevOps",
    "DirectX",
    "ECMAScript",
    "GitHub",
    "GitLab",
    "IPv4",
    "IPv6",
    "ClojureScript",
    "CoffeeScript",
    "JavaScript",
    "PostScript",
    "PureScript",
    "TypeScript",
    "PowerPoint",
    "WebAssembly",
    "NaN",
    "OAuth",
    "GraphQL",
    "OCaml",
    "OpenAL",
    "OpenDNS",
    "OpenGL",
    "OpenMP",
    "OpenSSH",
    "OpenSSL",
    "OpenStreetMap",
    "OpenTelemetry",
    "OpenType",
    "WebGL",
    "WebGPU",
    "WebRTC",
    "WebSocket",
    "WebTransport",
    "TensorFlow",
    "TrueType",
    "iOS",
    "macOS",
    "FreeBSD",
    "NetBSD",
    "OpenBSD",
    "NixOS",
    "LaTeX",
];

/// The lines of some texts, each a paragraph.
pub(super) fn lines(texts: &[String], width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for text in texts {
        let text = paragraph(text);
        if text.is_empty() {
            continue;
        }
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(wrapped(&text, width));
    }
    lines
}

/// A text in lines of this width; a word that is longer has its own.
pub(super) fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let text: String = text.chars().filter(|c| c.is_whitespace() || !is_unseen(*c)).collect();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    // What begins a line must begin no list, heading, quote or table.
    for line in lines.iter_mut() {
        let first = line.split(' ').next().unwrap_or_default();
        let number = first
            .strip_suffix(['.', ')'])
            .is_some_and(|digits| digits.chars().all(|c| c.is_ascii_digit()) && !digits.is_empty());
        if number {
            let at = first.len() - 1;
            line.insert(at, '\\');
        } else if matches!(first, "-" | "+" | "=")
            || first.starts_with(['#', '>', '|', '~'])
            || first.chars().all(|c| matches!(c, '-' | '='))
        {
            line.insert(0, '\\');
        }
    }
    lines
}

/// The first paragraph of a text, as one line of docs.
fn paragraph(text: &str) -> String {
    // An address of ours is written as it is.
    if let Some(url) = text.strip_prefix('<').and_then(|text| text.strip_suffix('>'))
        && is_url(url)
    {
        return text.to_owned();
    }
    let plain = without_tags(text);
    let mut words: Vec<String> = Vec::new();
    let mut in_code = false;
    for line in first_paragraph(&plain) {
        let line = line.trim().trim_start_matches('#').trim_start();
        words.extend(line.split_whitespace().map(str::to_owned));
    }
    let text = without_links(&words.join(" "));
    let text = shortened(&text);
    let balanced = text.matches('`').count().is_multiple_of(2) && !text.contains("``");
    let text = if balanced { text } else { text.replace('`', "") };
    let mut words: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        if !in_code && !word.contains('`') {
            words.push(harmless(word));
            continue;
        }
        let mut shown = String::new();
        for (at, piece) in word.split('`').enumerate() {
            if at > 0 {
                shown.push('`');
                in_code = !in_code;
            }
            shown.push_str(&if in_code { piece.to_owned() } else { escaped(piece) });
        }
        words.push(shown);
    }
    if let Some(first) = words.first_mut().filter(|word| word.chars().all(char::is_lowercase)) {
        *first = capital(first);
    }
    let text = words.join(" ");
    if !text.ends_with(".)")
        && text.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '`' | ')' | ']' | '"'))
    {
        format!("{text}.")
    } else {
        text
    }
}

/// The lines up to the first that is empty, begins a list, or is a line of a table or of code.
fn first_paragraph(text: &str) -> Vec<&str> {
    let mut lines = Vec::new();
    for line in text.lines().map(str::trim) {
        let is_mark = line.starts_with("- ")
            || line.starts_with("* ")
            || line.starts_with('|')
            || line.starts_with("```")
            || line.starts_with("---");
        match (line.is_empty() || is_mark, lines.is_empty()) {
            // A list alone is read up to the end of its first item.
            (true, true) if is_mark && !line.starts_with(['|', '`']) && !line.starts_with("---") => {
                lines.push(&line[2..]);
            }
            (true, true) => {}
            (true, false) => break,
            (false, _) => lines.push(line),
        }
    }
    lines
}

/// Up to the end of a sentence.
fn shortened(text: &str) -> String {
    let text = text.trim_end_matches(':').trim();
    if text.chars().count() <= LONG {
        return text.to_owned();
    }
    let head: String = text.chars().take(LONG).collect();
    match head.rfind(". ") {
        Some(end) if end > 40 => head[..=end].to_owned(),
        _ => format!(
            "{} ..",
            head.rsplit_once(' ').map_or(head.as_str(), |(head, _)| head).trim_end_matches([',', ';'])
        ),
    }
}

/// A word that is not in backticks.
fn harmless(word: &str) -> String {
    let word = &upright(word);
    let core =
        word.trim_matches(|c: char| !c.is_alphanumeric() && c != '_' && c != '$' && c != '/' && c != '@');
    if core.is_empty() {
        return escaped(word);
    }
    let start = word.find(core).unwrap_or(0);
    let (before, mut after) = (&word[..start], &word[start + core.len()..]);
    let mut core = core.to_owned();
    if let Some(rest) = after.strip_prefix("()") {
        (core, after) = (core + "()", rest);
    }
    let core = core.as_str();
    if is_url(core) {
        let url = core.trim_end_matches(['.', ',']);
        let bad = url.contains(['<', '>', '\\', '*', '[', ']', '"', '\'', '(', ')']);
        return if bad {
            format!("{}`{core}`{}", escaped(before), escaped(after))
        } else {
            format!("{}<{core}>{}", escaped(before), escaped(after))
        };
    }
    if is_code(core) {
        return format!("{}`{core}`{}", escaped(before), escaped(after));
    }
    format!("{}{}{}", escaped(before), escaped(core), escaped(after))
}

/// Without the marks of italic text around it.
fn upright(word: &str) -> String {
    let is_mark = |c: char| matches!(c, '*' | '_');
    let inner = word.trim_end_matches(|c: char| c.is_ascii_punctuation() && !is_mark(c));
    let (inner, after) = (inner.trim_end_matches(is_mark), &word[inner.len()..]);
    format!("{}{after}", inner.trim_start_matches(is_mark))
}

fn is_url(text: &str) -> bool {
    text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).is_some_and(|rest| rest.len() > 1)
}

/// Whether Clippy takes a word for a name of code (`doc_markdown`), or rustdoc for a link or a tag.
fn is_code(word: &str) -> bool {
    let stem = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
    let stem = stem.strip_suffix('s').filter(|stem| stem.ends_with(char::is_uppercase)).unwrap_or(stem);
    if PROPER.contains(&stem) {
        return false;
    }
    let marks = ['_', '[', ']', '<', '>', '*', '{', '}', '\\', '#', '$', '@'];
    let has_mark = word.contains(marks) || word.contains("::") || word.contains("()") || word.contains("://");
    let humps = |part: &str| {
        part.chars().filter(|c| c.is_uppercase()).count() > 1 && part.chars().any(char::is_lowercase)
            || part.chars().zip(part.chars().skip(1)).any(|(a, b)| a.is_lowercase() && b.is_uppercase())
    };
    has_mark || stem.split(|c: char| !c.is_alphanumeric()).any(|part| humps(part) && !PROPER.contains(&part))
}

fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for c in text.chars() {
        if matches!(c, '[' | ']' | '<' | '>' | '*' | '_' | '\\' | '`' | '|') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// A text without the tags of HTML, and with its entities as characters.
fn without_tags(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        plain.push_str(before);
        let is_tag = after.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!'));
        match after.split_once('>').filter(|(tag, _)| is_tag && tag.len() < 400) {
            Some((tag, after)) => {
                let name = tag.trim_start_matches('/').to_ascii_lowercase();
                if is_url(tag) {
                    plain.push_str(tag);
                } else if ["p", "br", "li", "ul", "div", "/p"]
                    .iter()
                    .any(|block| name.trim_end_matches(['/', ' ']) == *block)
                    && !plain.trim().is_empty()
                {
                    plain.push_str("\n\n");
                }
                rest = after;
            }
            None => {
                plain.push('<');
                rest = after;
            }
        }
    }
    plain.push_str(rest);
    for (entity, character) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&apos;", "'"),
        ("&nbsp;", " "),
        ("&amp;", "&"),
    ] {
        plain = plain.replace(entity, character);
    }
    // Marks of bold text.
    plain.replace("**", "").replace("__", "_").chars().filter(|c| *c == '\n' || !is_unseen(*c)).collect()
}

/// Whether a character is not seen, or turns the direction of those behind it, which the compiler refuses in comments.
fn is_unseen(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// `[text](address)` as the text.
fn without_links(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some(open) = rest.find('[') {
        let after = &rest[open + 1..];
        let link = after.find("](").and_then(|close| {
            let address = &after[close + 2..];
            let end = address.find(')')?;
            let shown = &after[..close];
            (!shown.contains('[')).then(|| (shown, &address[end + 1..]))
        });
        let Some((shown, behind)) = link else {
            plain.push_str(&rest[..=open]);
            rest = after;
            continue;
        };
        plain.push_str(rest[..open].trim_end_matches('!'));
        plain.push_str(shown);
        rest = behind;
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    use super::{lines, paragraph};

    #[test]
    fn texts_become_docs() {
        let table = [
            ("Gets a note", "Gets a note."),
            ("<p>Gets <b>a</b> note.</p><p>More.</p>", "Gets a note."),
            ("See [the docs](https://example.com/a_b).", "See the docs."),
            ("The user_id or customerId of `a_b`", "The `user_id` or `customerId` of `a_b`."),
            ("A list [of things] <T>", "A list \\[of things\\]."),
            ("At https://example.com/x.", "At <https://example.com/x>."),
            ("**Note:** GitHub Apps", "Note: GitHub Apps."),
            ("Of [`a[b]`]s", "Of \\[`a[b]`\\]s."),
            ("Unbalanced ` tick", "Unbalanced tick."),
            ("One of:\n\n- a\n- b", "One of."),
            ("# Title\nText", "Title Text."),
            ("a * b (c.)", "A  b (c.)"),
            ("_Note_: a *b*, c_d_", "Note: a b, `c_d`."),
        ];
        for (text, docs) in table {
            assert_eq!(paragraph(text), docs, "{text}");
        }
    }

    #[test]
    fn no_line_begins_a_list() {
        assert_eq!(lines(&["aaaa 1. bbb".to_owned()], 6), ["Aaaa", "1\\.", "bbb."]);
    }
}
