//! Texts: of a format, of a pattern, or of a length.

use super::{super::document::Schema, pattern};

/// One of three.
pub(super) fn text(parts: &[Schema<'_>], turn: usize, plain: bool) -> String {
    if let Some(text) = parts.iter().find_map(Schema::format).and_then(|format| of_format(format, turn)) {
        return text.to_owned();
    }
    let patterns = parts.iter().filter_map(|part| part.json("pattern")?.text());
    if let Some(text) = patterns.filter_map(|pattern| pattern::matching(pattern, turn)).next() {
        return text;
    }
    let bound = |word| parts.iter().find_map(|part| part.json(word)?.to_value().as_u64());
    let length = |bound: Option<u64>| bound.and_then(|length| usize::try_from(length).ok());
    let fewest = length(bound("minLength")).unwrap_or(0).min(4096);
    let most = length(bound("maxLength")).unwrap_or(usize::MAX);
    let chosen = match turn {
        1 if !plain => "Zoë \"7\" ✓",
        2 => "a",
        _ => "text",
    };
    let padding = std::iter::repeat_n('x', fewest.saturating_sub(chosen.chars().count()));
    chosen.chars().chain(padding).take(most).collect()
}

/// `None` of a format that says nothing of how it is written.
fn of_format(format: &str, turn: usize) -> Option<&'static str> {
    let three = match format {
        "uuid" => [
            "6f1c2a4e-0b7d-4c35-9e21-5d0f8a3b7c64",
            "00000000-0000-0000-0000-000000000000",
            "f47ac10b-58cc-4372-a567-0e02b2c3d479",
        ],
        // RFC 3339, section 5.6: any offset, and any number of digits of a second.
        "date-time" => ["2026-11-26T16:09:26Z", "2024-02-29T23:59:59.123456Z", "2026-03-01T08:30:00+02:00"],
        "date" => ["2026-11-26", "2024-02-29", "1999-12-31"],
        "time" => ["16:09:26Z", "23:59:59.5Z", "08:30:00+02:00"],
        "duration" => ["P1DT2H", "PT30S", "P4W"],
        "email" | "idn-email" => ["jane@example.com", "j.doe+7@mail.example.com", "a@example.com"],
        "uri" | "url" | "iri" => {
            ["https://example.com/notes/7", "https://example.com/a?b=c#d", "http://example.com"]
        }
        "uri-reference" | "iri-reference" => ["/notes/7", "https://example.com/a", "?b=c"],
        "hostname" | "idn-hostname" => ["example.com", "a.example.com", "localhost"],
        "ipv4" => ["192.0.2.7", "10.0.0.1", "127.0.0.1"],
        "ipv6" => ["2001:db8::7", "::1", "fe80::1"],
        "byte" => ["aGVsbG8=", "", "AAEC"],
        "decimal" => ["12.50", "0", "1000000.01"],
        "json-pointer" => ["/a/b", "", "/0"],
        _ => return None,
    };
    three.get(turn).copied()
}
