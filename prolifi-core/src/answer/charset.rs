//! Text in the charset that an answer declares.

use std::{borrow::Cow, string::FromUtf8Error};

use bytes::Bytes;
use http::{HeaderMap, header};

use crate::error::Error;

/// Reads text: in UTF-16 or UTF-8 where a byte-order mark says so, else as `Content-Type` says, else in UTF-8.
/// A mark is no part of the text (WHATWG Encoding, "decode").
///
/// # Errors
///
/// [`Error::decode`] of what the charset does not have, and of a charset that is not known.
pub(super) fn decode(headers: &HeaderMap, body: Bytes) -> Result<String, Error> {
    match &body[..] {
        [0xef, 0xbb, 0xbf, ..] => utf8(body.slice(3..)),
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        bytes => match &*declared(headers) {
            "" | "utf-8" | "utf8" => utf8(body),
            // The same here, since what tells them apart is no text (WHATWG Encoding, section 4.2).
            "iso-8859-1" | "latin1" | "l1" | "iso8859-1" | "windows-1252" | "cp1252" | "us-ascii"
            | "ascii" => Ok(bytes.iter().map(|byte| windows_1252(*byte)).collect()),
            "utf-16le" | "utf-16" => utf16(bytes, u16::from_le_bytes),
            "utf-16be" => utf16(bytes, u16::from_be_bytes),
            other => others(other, bytes),
        },
    }
}

/// The `charset` of `Content-Type`, in small letters; empty where there is none.
fn declared(headers: &HeaderMap) -> Cow<'_, str> {
    let charset = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).and_then(|value| {
        value.split(';').skip(1).find_map(|parameter| {
            let (name, value) = parameter.split_once('=')?;
            name.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches('"'))
        })
    });
    charset.map(str::to_ascii_lowercase).map_or(Cow::Borrowed(""), Cow::Owned)
}

fn utf8(bytes: Bytes) -> Result<String, Error> {
    String::from_utf8(bytes.into()).map_err(|error: FromUtf8Error| Error::decode(error.utf8_error()))
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, Error> {
    let (units, rest) = bytes.as_chunks();
    if !rest.is_empty() {
        return Err(Error::decode("text in UTF-16 has an even number of bytes"));
    }
    char::decode_utf16(units.iter().map(|pair| unit(*pair))).collect::<Result<_, _>>().map_err(Error::decode)
}

/// WHATWG Encoding, index windows-1252: as Latin-1, but for these 32.
fn windows_1252(byte: u8) -> char {
    const FROM_80: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž',
        '\u{8f}', //
        '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => FROM_80[usize::from(byte - 0x80)],
        _ => byte.into(),
    }
}

/// Any charset of WHATWG Encoding.
#[cfg(feature = "charset")]
fn others(name: &str, bytes: &[u8]) -> Result<String, Error> {
    let Some(encoding) = encoding_rs::Encoding::for_label(name.as_bytes()) else {
        return Err(Error::decode(format!("the charset {name:?} is not known")));
    };
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes);
    text.map(Cow::into_owned).ok_or_else(|| Error::decode(format!("the text is not in {name:?}, as it says")))
}

#[cfg(not(feature = "charset"))]
fn others(name: &str, bytes: &[u8]) -> Result<String, Error> {
    // An escape begins another alphabet, in ISO-2022.
    if bytes.is_ascii() && !bytes.contains(&0x1b) {
        return utf8(Bytes::copy_from_slice(bytes));
    }
    Err(Error::decode(format!("the charset {name:?} is read with the feature `charset`")))
}
