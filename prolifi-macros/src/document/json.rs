//! JSON, read where it lies: a value is a place in the text, and what nobody asks for is only skipped.

use std::borrow::Cow;

/// Deeper than any document, and less than the stack.
const DEPTH: usize = 512;

/// A place in a text, where a value stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Value<'a> {
    text: &'a str,
    start: usize,
    end: usize,
}

/// What is wrong with a text, and where.
#[derive(Debug)]
pub(crate) struct Mistake {
    pub(crate) at: usize,
    pub(crate) expected: &'static str,
}

impl<'a> Value<'a> {
    /// The value between two places of a text, as [`place`](Self::place) told them.
    pub(crate) fn at(text: &'a str, (start, end): (usize, usize)) -> Self {
        Self { text, start, end }
    }

    pub(crate) fn place(self) -> (usize, usize) {
        (self.start, self.end)
    }

    /// The members of an object; none of anything else.
    pub(crate) fn members(self) -> Vec<(Cow<'a, str>, Value<'a>)> {
        let mut members = Vec::new();
        let mut scanner = Scanner { text: self.text, at: self.start, depth: 0 };
        let _ = scanner.object(|key, scanner| {
            members.push((key, scanner.value()?));
            Ok(())
        });
        members
    }

    pub(crate) fn get(self, key: &str) -> Option<Value<'a>> {
        self.members().into_iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// The items of an array; none of anything else.
    pub(crate) fn items(self) -> Vec<Value<'a>> {
        let mut items = Vec::new();
        let mut scanner = Scanner { text: self.text, at: self.start, depth: 0 };
        if scanner.peek() == Some(b'[') {
            let _ = scanner.array(|scanner| {
                items.push(scanner.value()?);
                Ok(())
            });
        }
        items
    }

    pub(crate) fn string(self) -> Option<Cow<'a, str>> {
        Scanner { text: self.text, at: self.start, depth: 0 }.string().ok()
    }

    pub(crate) fn is_true(self) -> bool {
        &self.text[self.start..self.end] == "true"
    }
}

/// Reads a text from the front. It is compiled without optimisation in most builds, so it goes by bytes, and leaves
/// the search in long strings to the standard library.
pub(crate) struct Scanner<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
}

impl<'a> Scanner<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self { text, at: 0, depth: 0 }
    }

    /// The first byte of what comes next.
    pub(crate) fn peek(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        while let Some(byte) = bytes.get(self.at) {
            if !matches!(byte, b' ' | b'\n' | b'\r' | b'\t') {
                return Some(*byte);
            }
            self.at += 1;
        }
        None
    }

    /// Reads the members of an object; each value is for the caller to read.
    pub(crate) fn object(
        &mut self,
        mut each: impl FnMut(Cow<'a, str>, &mut Self) -> Result<(), Mistake>,
    ) -> Result<(), Mistake> {
        self.list(b'{', b'}', "`,` or `}`", |scanner| {
            let key = scanner.string()?;
            scanner.expect(b':', "`:`")?;
            each(key, scanner)
        })
    }

    fn array(&mut self, each: impl FnMut(&mut Self) -> Result<(), Mistake>) -> Result<(), Mistake> {
        self.list(b'[', b']', "`,` or `]`", each)
    }

    fn list(
        &mut self,
        open: u8,
        close: u8,
        expected: &'static str,
        mut each: impl FnMut(&mut Self) -> Result<(), Mistake>,
    ) -> Result<(), Mistake> {
        self.expect(open, if open == b'{' { "`{`" } else { "`[`" })?;
        self.depth += 1;
        if self.depth > DEPTH {
            return Err(self.mistake("less that is nested"));
        }
        if self.peek() == Some(close) {
            self.at += 1;
        } else {
            loop {
                each(self)?;
                match self.peek() {
                    Some(b',') => self.at += 1,
                    Some(byte) if byte == close => break self.at += 1,
                    _ => return Err(self.mistake(expected)),
                }
            }
        }
        self.depth -= 1;
        Ok(())
    }

    /// Skips a value, and says where it was.
    pub(crate) fn value(&mut self) -> Result<Value<'a>, Mistake> {
        let first = self.peek();
        let start = self.at;
        match first {
            Some(b'{') => self.object(|_, scanner| scanner.value().map(|_| ()))?,
            Some(b'[') => self.array(|scanner| scanner.value().map(|_| ()))?,
            Some(b'"') => self.skip_string()?,
            _ => self.word()?,
        }
        Ok(Value { text: self.text, start, end: self.at })
    }

    /// That nothing is left.
    pub(crate) fn end(&mut self) -> Result<(), Mistake> {
        if self.peek().is_none() { Ok(()) } else { Err(self.mistake("the end of the file")) }
    }

    /// A number, `true`, `false` or `null`.
    fn word(&mut self) -> Result<(), Mistake> {
        let rest = &self.text.as_bytes()[self.at..];
        let length =
            rest.iter().take_while(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(byte)).count();
        let word = &self.text[self.at..self.at + length];
        if !matches!(word, "true" | "false" | "null") && word.parse::<f64>().is_err() {
            return Err(self.mistake("a value"));
        }
        self.at += length;
        Ok(())
    }

    fn string(&mut self) -> Result<Cow<'a, str>, Mistake> {
        if self.peek() != Some(b'"') {
            return Err(self.mistake("a string"));
        }
        let start = self.at + 1;
        self.skip_string()?;
        let raw = &self.text[start..self.at - 1];
        Ok(if raw.contains('\\') { Cow::Owned(unescaped(raw)) } else { Cow::Borrowed(raw) })
    }

    fn skip_string(&mut self) -> Result<(), Mistake> {
        let mut from = self.at + 1;
        while let Some(length) = self.text[from..].find('"') {
            let quote = from + length;
            let before = &self.text.as_bytes()[self.at + 1..quote];
            let slashes = before.iter().rev().take_while(|byte| **byte == b'\\').count();
            from = quote + 1;
            if slashes % 2 == 0 {
                self.at = from;
                return Ok(());
            }
        }
        Err(self.mistake("the end of this string"))
    }

    fn expect(&mut self, byte: u8, expected: &'static str) -> Result<(), Mistake> {
        if self.peek() != Some(byte) {
            return Err(self.mistake(expected));
        }
        self.at += 1;
        Ok(())
    }

    fn mistake(&self, expected: &'static str) -> Mistake {
        Mistake { at: self.at, expected }
    }
}

fn unescaped(raw: &str) -> String {
    let mut text = String::new();
    let mut units = Vec::new();
    let mut rest = raw;
    while let Some((before, after)) = rest.split_once('\\') {
        if !before.is_empty() {
            flush(&mut units, &mut text);
            text.push_str(before);
        }
        let unit = after.get(1..5).filter(|_| after.starts_with('u'));
        if let Some(unit) = unit.and_then(|digits| u16::from_str_radix(digits, 16).ok()) {
            units.push(unit);
            rest = &after[5..];
            continue;
        }
        flush(&mut units, &mut text);
        let mut characters = after.chars();
        text.extend(characters.next().map(|escaped| match escaped {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'b' => '\u{8}',
            'f' => '\u{c}',
            other => other,
        }));
        rest = characters.as_str();
    }
    flush(&mut units, &mut text);
    text.push_str(rest);
    text
}

/// Characters outside the first plane are two units that follow each other.
fn flush(units: &mut Vec<u16>, text: &mut String) {
    text.push_str(&String::from_utf16_lossy(units));
    units.clear();
}

#[cfg(test)]
mod tests {
    use super::Scanner;

    #[test]
    fn finds_members_whatever_stands_around_them() {
        let text = r#" {"a": [1, -2.5e3, {"x\"": "}"}], "b\u00e9\uD83D\uDE00\n": true, "c": null, "d": {}} "#;
        let mut scanner = Scanner::new(text);
        let value = scanner.value().expect("JSON");
        scanner.end().expect("the end");
        assert!(value.get("bé😀\n").expect("b").is_true());
        assert_eq!(value.get("a").expect("a").items().len(), 3);
        let quoted = value.get("a").expect("a").items()[2].get("x\"").expect("x").string();
        assert_eq!(quoted.as_deref(), Some("}"));
        assert!(value.get("d").expect("d").members().is_empty());
        assert!(value.get("e").is_none());
    }

    #[test]
    fn says_where_a_text_is_no_json() {
        let deep = "[".repeat(100_000);
        let cases = [
            ("", "a value", 0),
            ("{\"a\" 1}", "`:`", 5),
            ("{\"a\": 1 \"b\"", "`,` or `}`", 8),
            ("[1, ]", "a value", 4),
            ("[1 2]", "`,` or `]`", 3),
            ("{a: 1}", "a string", 1),
            ("\"abc\\\"", "the end of this string", 0),
            ("{} {}", "the end of the file", 3),
            ("openapi: 3.1.0", "a value", 0),
            (deep.as_str(), "less that is nested", 513),
        ];
        for (text, expected, at) in cases {
            let mut scanner = Scanner::new(text);
            let mistake = scanner.value().map(|_| ()).and_then(|()| scanner.end()).expect_err(expected);
            assert_eq!((mistake.expected, mistake.at), (expected, at), "{}", &text[..text.len().min(20)]);
        }
    }
}
