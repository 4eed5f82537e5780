//! How deep a JSON text goes, where that could cost memory.

/// Shorter texts are not looked through: whatever they hold costs little.
const HARMLESS: usize = 64 * 1024;
/// How many bytes a text has for each level, if it is written to be read. serde_json remembers a byte for
/// each level that it skips, in a list that doubles when it is full.
const BYTES_A_LEVEL: usize = 8;

/// Where a text becomes so deep that skipping it would take a multiple of its length; the index behind the
/// bracket.
pub(super) fn exceeded(json: &[u8]) -> Option<usize> {
    if json.len() <= HARMLESS {
        return None;
    }
    let most = json.len() / BYTES_A_LEVEL;
    // All brackets, those in strings too, are a bound on the depth that is quickly counted.
    if brackets(json) <= most {
        return None;
    }
    let (mut depth, mut at) = (0_usize, 0);
    while let Some(byte) = json.get(at) {
        match byte {
            b'"' => at = super::locate::string_end(json, at),
            b'[' | b'{' if depth == most => return Some(at + 1),
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        at += 1;
    }
    None
}

/// Counted in bytes, a register full of them at a time: of a large answer every byte is looked at.
fn brackets(json: &[u8]) -> usize {
    let of_few = |few: &[u8]| few.iter().map(|byte| u8::from(byte | 0x20 == b'{')).sum::<u8>();
    json.chunks(usize::from(u8::MAX)).map(|few| usize::from(of_few(few))).sum()
}

#[cfg(test)]
mod tests {
    use super::exceeded;

    #[test]
    fn only_a_text_of_brackets_is_too_deep() {
        let wide = format!("[{}[]]", "[],".repeat(100_000));
        let quoted = format!("[\"{}\"]", "\\\"[{".repeat(100_000));
        let short = "[".repeat(60_000);
        for json in [wide, quoted, short] {
            assert_eq!(exceeded(json.as_bytes()), None);
        }
        assert_eq!(exceeded("[".repeat(80_000).as_bytes()), Some(10_001));
        assert_eq!(exceeded(r#"{"a":"#.repeat(80_000).as_bytes()), Some(250_001));
    }
}
