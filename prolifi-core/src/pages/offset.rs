//! The offset in the query of a request.

use crate::{endpoint::Style, request::append_query};

/// The offset that the query of `uri` asks for, if it is there and a number.
pub(super) fn read(uri: &str, key: &str) -> Option<u64> {
    let (_, query) = uri.split_once('?')?;
    let key = encoded(key, 0)?.0;
    query.split('&').find_map(|pair| value(pair, &key))?.parse().ok()
}

/// Asks for another offset: in the place of the first pair that did, or at the end. Every other pair stays
/// as it is.
pub(super) fn write(uri: &str, key: &str, offset: u64) -> Option<String> {
    let (key, pair) = encoded(key, offset)?;
    let (path, query) = uri.split_once('?').unwrap_or((uri, ""));
    let mut written = String::with_capacity(uri.len() + pair.len() + 1);
    written.push_str(path);
    let mut pending = Some(pair.as_str());
    let mut push = |pair: &str| {
        written.push(if written.len() == path.len() { '?' } else { '&' });
        written.push_str(pair);
    };
    for other in query.split('&').filter(|pair| !pair.is_empty()) {
        match value(other, &key) {
            None => push(other),
            Some(_) => pending.take().into_iter().for_each(&mut push),
        }
    }
    pending.take().into_iter().for_each(&mut push);
    Some(written)
}

/// The value of a pair with this key.
fn value<'a>(pair: &'a str, key: &str) -> Option<&'a str> {
    pair.strip_prefix(key)?.strip_prefix('=')
}

/// The key and the whole pair, as they stand in a URI.
fn encoded(key: &str, offset: u64) -> Option<(String, String)> {
    let mut query = String::new();
    append_query(&mut query, key, &offset, Style::default()).ok()?;
    let pair = query.strip_prefix('?')?;
    Some((pair.split_once('=')?.0.to_owned(), pair.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::{read, write};

    #[test]
    fn the_pair_is_replaced_where_it_stands_and_added_where_it_is_missing() {
        let cases = [
            ("https://a.b/c", "https://a.b/c?offset=7"),
            ("https://a.b/c?", "https://a.b/c?offset=7"),
            ("https://a.b/c?offset=20", "https://a.b/c?offset=7"),
            ("https://a.b/c?x=1&offset=20&y=%26offset%3D9", "https://a.b/c?x=1&offset=7&y=%26offset%3D9"),
            ("https://a.b/c?offset=1&x=2&offset=3", "https://a.b/c?offset=7&x=2"),
            ("https://a.b/c?offsets=1&my_offset=2", "https://a.b/c?offsets=1&my_offset=2&offset=7"),
        ];
        for (uri, expected) in cases {
            assert_eq!(write(uri, "offset", 7).as_deref(), Some(expected), "{uri}");
            assert_eq!(read(expected, "offset"), Some(7));
        }
    }

    #[test]
    fn a_key_that_needs_encoding_is_found_again() {
        let uri = write("https://a.b/c?x=1", "page[offset]", 7).expect("a key");
        assert_eq!(uri, "https://a.b/c?x=1&page%5Boffset%5D=7");
        assert_eq!(read(&uri, "page[offset]"), Some(7));
        assert_eq!(write(&uri, "page[offset]", 9).as_deref(), Some("https://a.b/c?x=1&page%5Boffset%5D=9"));
    }

    #[test]
    fn what_is_no_number_is_no_offset() {
        for uri in
            ["https://a.b/c", "https://a.b/c?offset=", "https://a.b/c?offset=-1", "https://a.b/offset=1"]
        {
            assert_eq!(read(uri, "offset"), None, "{uri}");
        }
    }
}
