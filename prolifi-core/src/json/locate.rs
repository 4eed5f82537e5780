//! The path to a place in a JSON text, such as `data.items[3].name`.
//!
//! Deserializers that track their path would double the code of every answer type. This scan runs only
//! after an error, once, and knows no types.

use crate::text::moves_text;

/// How long a path, and one name of it, may get: names come from the service.
const LONGEST_PATH: usize = 200;
const LONGEST_NAME: usize = 64;
/// How many containers are told apart. A path is full long before; a hostile text is as deep as it is long.
const DEEPEST: usize = 256;

/// The members and indices around the byte before `end`. Empty at the top, and in a text that is not JSON.
pub(super) fn path(json: &[u8], end: usize) -> String {
    let mut open: Vec<Container<'_>> = Vec::new();
    // Those that are open inside of the deepest that is told.
    let mut deeper = 0_usize;
    let end = end.min(json.len());
    let mut at = 0;
    while at < end {
        match json[at] {
            b'"' => {
                let close = string_end(json, at);
                if deeper == 0
                    && let Some(Container::Object { key, in_value: false }) = open.last_mut()
                {
                    *key = json.get(at + 1..close).unwrap_or_default();
                }
                at = close;
            }
            b'}' | b']' if deeper > 0 => deeper -= 1,
            b'{' | b'[' if at + 1 < end && open.len() == DEEPEST => deeper += 1,
            b':' | b',' if deeper > 0 => {}
            b':' => {
                if let Some(Container::Object { in_value, .. }) = open.last_mut() {
                    *in_value = true;
                }
            }
            b',' => match open.last_mut() {
                Some(Container::Object { in_value, .. }) => *in_value = false,
                Some(Container::List { index }) => *index += 1,
                None => {}
            },
            // An error at a bracket is about the container and not about what is in it.
            b'{' if at + 1 < end => open.push(Container::Object { key: b"", in_value: false }),
            b'[' if at + 1 < end => open.push(Container::List { index: 0 }),
            b'}' | b']' => {
                open.pop();
            }
            _ => {}
        }
        at += 1;
    }
    print(&open)
}

/// An object or list that is not closed yet, and where in it the scan stands.
enum Container<'j> {
    Object { key: &'j [u8], in_value: bool },
    List { index: usize },
}

/// The index of the quote that closes the string which opens at `start`.
pub(super) fn string_end(json: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while at < json.len() {
        match json[at] {
            b'\\' => at += 1,
            b'"' => return at,
            _ => {}
        }
        at += 1;
    }
    json.len()
}

fn print(open: &[Container<'_>]) -> String {
    let mut path = String::new();
    for container in open {
        match container {
            Container::Object { in_value: false, .. } => break,
            Container::Object { key, .. } => {
                if !path.is_empty() {
                    path.push('.');
                }
                let name = String::from_utf8_lossy(key);
                path.extend(
                    name.chars()
                        .take(LONGEST_NAME)
                        .map(|c| if c.is_control() || moves_text(c) { '\u{fffd}' } else { c }),
                );
            }
            Container::List { index } => path.push_str(&format!("[{index}]")),
        }
        if path.len() > LONGEST_PATH {
            path.push('…');
            break;
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::path;

    #[test]
    fn the_path_leads_to_the_marked_place() {
        let deep = format!(r#"{{"a":{}1{}|, "b":2}}"#, "[".repeat(100_000), "]".repeat(100_000));
        let deeper = format!("[0,{}|", r#"{"":[1,"#.repeat(100_000));
        for (json, expected) in [
            (&*deep, "a"),
            (&*deeper, &*format!("[1]{}…", ".[1]".repeat(50))),
            (r#"{"a":1|}"#, "a"),
            (r#"{"a":{"b":[1,2,{"c":true|}]}}"#, "a.b[2].c"),
            (r#"{"a":{"b":1},"c":"x"|}"#, "c"),
            (r#"{"a":[|1]}"#, "a"),
            (r#"{"a":[1,[2,3|]]}"#, "a[1][1]"),
            (r#"{"a":{"x":1}|}"#, "a"),
            (r#"{"q\"{[":"}]",| "b":2}"#, ""),
            (r#"{"q":"}]{[,:", "b":2|}"#, "b"),
            (r#"[1,2|]"#, "[1]"),
            ("<html>|", ""),
            ("|", ""),
        ] {
            let end = json.find('|').expect("a mark");
            assert_eq!(path(json.replace('|', "").as_bytes(), end), expected, "{json}");
        }
    }
}
