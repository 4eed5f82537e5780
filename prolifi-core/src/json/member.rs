//! Reading one member of an object, such as an envelope's, where it stands.
//!
//! The members around it are passed over here, once for all types: a `Visitor` would be compiled for each.

use std::borrow::Cow;

use serde::{
    Deserializer,
    de::{IgnoredAny, MapAccess, Visitor},
};

use super::deserializer::{Json, Key, Slot};

/// An error, and the part of the text that it is about.
pub(super) type Failure<'b> = (serde_json::Error, &'b str);

/// Reads a member into its slot, and whether there is one. Of several with the same name the last counts, as everywhere
/// in JSON libraries (RFC 8259, section 4): the slot is filled by each.
pub(super) fn read<'b>(text: &'b str, name: &str, slot: &mut dyn Slot<'b>) -> Result<bool, Failure<'b>> {
    let mut scan = Scan { text, at: 0 };
    match members(&mut scan, name, slot) {
        Ok(found) => Ok(found),
        Err(Stop::Failed(failure)) => Err(failure),
        Err(Stop::Malformed) => Err((malformed(text, name), text)),
    }
}

/// Why the text is not read to its end.
enum Stop<'b> {
    Failed(Failure<'b>),
    /// It is no object, or no JSON. Another look tells what it is.
    Malformed,
}

fn members<'b>(scan: &mut Scan<'b>, name: &str, slot: &mut dyn Slot<'b>) -> Result<bool, Stop<'b>> {
    let mut found = false;
    scan.expect(b'{')?;
    if scan.peek() == Some(b'}') {
        scan.at += 1;
    } else {
        loop {
            let key = scan.key()?;
            scan.expect(b':')?;
            if key == name {
                scan.value(slot)?;
                found = true;
            } else {
                scan.value(&mut None::<IgnoredAny>)?;
            }
            match scan.next() {
                Some(b',') => {}
                Some(b'}') => break,
                _ => return Err(Stop::Malformed),
            }
        }
    }
    scan.peek().map_or(Ok(found), |_| Err(Stop::Malformed))
}

/// A place in a text.
struct Scan<'b> {
    text: &'b str,
    at: usize,
}

impl<'b> Scan<'b> {
    /// The next byte that is no space (RFC 8259, section 2).
    fn peek(&mut self) -> Option<u8> {
        let rest = &self.text.as_bytes()[self.at..];
        let spaces = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\n' | b'\r' | b'\t')).count();
        self.at += spaces;
        rest.get(spaces).copied()
    }

    fn next(&mut self) -> Option<u8> {
        let byte = self.peek();
        self.at += usize::from(byte.is_some());
        byte
    }

    fn expect(&mut self, byte: u8) -> Result<(), Stop<'b>> {
        if self.next() == Some(byte) { Ok(()) } else { Err(Stop::Malformed) }
    }

    fn key(&mut self) -> Result<Cow<'b, str>, Stop<'b>> {
        self.expect(b'"')?;
        let rest = &self.text[self.at..];
        let plain = rest.bytes().take_while(|byte| !matches!(byte, b'"' | b'\\' | ..0x20)).count();
        if rest.as_bytes().get(plain) == Some(&b'"') {
            self.at += plain + 1;
            return Ok(rest[..plain].into());
        }
        // With escapes, or not closed.
        self.at -= 1;
        let mut key = None::<Key<'b>>;
        let read = self.value(&mut key);
        read.ok().and(key).map(|key| key.0).ok_or(Stop::Malformed)
    }

    fn value(&mut self, slot: &mut dyn Slot<'b>) -> Result<(), Stop<'b>> {
        if self.peek().is_none() {
            return Err(Stop::Malformed);
        }
        let part = &self.text[self.at..];
        let mut json = Json::from_str(part);
        slot.fill(&mut json).map_err(|error| Stop::Failed((error, part)))?;
        // The one way to ask a deserializer where it stands.
        self.at += json.into_iter::<IgnoredAny>().byte_offset();
        Ok(())
    }
}

/// What is wrong with a text that is no object.
#[cold]
fn malformed(text: &str, name: &str) -> serde_json::Error {
    let mut json = Json::from_str(text);
    match json.deserialize_map(AnyObject(name)).and_then(|()| json.end()) {
        Err(error) => error,
        Ok(()) => serde::de::Error::custom("not an object"),
    }
}

/// Every object, by the name of the member that is looked for.
struct AnyObject<'a>(&'a str);

impl<'de> Visitor<'de> for AnyObject<'_> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "an object with the member `{}`", self.0)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    fn member(text: &str) -> Result<Option<u32>, String> {
        let mut value = None;
        match read(text, "data", &mut value) {
            Ok(found) => Ok(value.inspect(|_| assert!(found))),
            Err((error, part)) => Err(format!("{} | {error}", &text[text.len() - part.len()..])),
        }
    }

    #[test]
    fn it_is_found_among_others() {
        for (text, expected) in [
            (r#"{"data":7}"#, Some(7)),
            (" {\t\"a\" : [ {} , \"}\" ] ,\r\n\"data\" : 7 , \"b\":null}\n", Some(7)),
            (r#"{"d\u0061ta":7,"d\"":8}"#, Some(7)),
            (r#"{"data":1,"data":2}"#, Some(2)),
            (r#"{"a":{"data":1}}"#, None),
            ("{}", None),
            (" { } ", None),
        ] {
            assert_eq!(member(text), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_serde_json_refuses_is_refused() {
        for text in [
            "",
            "{",
            "}",
            "[]",
            "7",
            "null",
            "{\"data\"",
            "{\"data\":",
            "{\"data\": ",
            "{\"data\":7",
            "{\"data\":7,}",
            "{\"data\":7}x",
            "{\"data\":7 8}",
            "{\"data\" 7}",
            "{data:7}",
            "{\"da\nta\":7}",
            "{\"data\":7,\"a\":tru}",
            "{,}",
            "{\"\\ud800\":1}",
            "{\"data\":7}{}",
            "{\"data\":\"x\"}",
            "{\"a\":07}",
        ] {
            assert!(member(text).is_err(), "{text}");
        }
    }

    #[test]
    fn an_error_is_about_the_value_or_the_whole() {
        for (text, expected) in [
            (r#"{"data": "x"}"#, r#""x"} | invalid type: string "x", expected u32 at line 1 column 3"#),
            (
                "[1]",
                "[1] | invalid type: sequence, expected an object with the member `data` at line 1 column 0",
            ),
            (r#"{"data":7"#, r#"{"data":7 | EOF while parsing an object at line 1 column 9"#),
        ] {
            assert_eq!(member(text), Err(expected.to_owned()));
        }
    }
}
