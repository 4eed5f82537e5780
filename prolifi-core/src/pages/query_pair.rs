//! The pair of a query that asks for a page.

use crate::{endpoint::Style, request::append_query};

/// The number that the query of `uri` has under this key, if there is one.
pub(super) fn read(uri: &str, key: &str) -> Option<u64> {
    let (_, query) = uri.split_once('?')?;
    let key = encoded(key, "").ok()?.0;
    query.split('&').find_map(|pair| value(pair, &key))?.parse().ok()
}

/// Sets the pair with this key: in the place of the first that has it, or at the end. Without a value it is
/// removed. Every other pair stays as it is.
///
/// # Errors
///
/// A sentence.
pub(crate) fn write(uri: &str, key: &str, new: Option<&str>) -> Result<String, String> {
    let (key, pair) = encoded(key, new.unwrap_or_default())?;
    let (path, query) = uri.split_once('?').unwrap_or((uri, ""));
    let mut written = String::with_capacity(uri.len() + pair.len() + 1);
    written.push_str(path);
    let mut pending = new.map(|_| pair.as_str());
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
    Ok(written)
}

/// The value of a pair with this key.
fn value<'a>(pair: &'a str, key: &str) -> Option<&'a str> {
    pair.strip_prefix(key)?.strip_prefix('=')
}

/// The key and the whole pair, as they stand in a URI.
fn encoded(key: &str, value: &str) -> Result<(String, String), String> {
    let mut query = String::new();
    append_query(&mut query, key, &value, Style::default())?;
    let pair = query.strip_prefix('?').unwrap_or(&query);
    let key = pair.split_once('=').map_or(pair, |(key, _)| key);
    Ok((key.to_owned(), pair.to_owned()))
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
            assert_eq!(write(uri, "offset", Some("7")).as_deref(), Ok(expected), "{uri}");
            assert_eq!(read(expected, "offset"), Some(7));
        }
    }

    #[test]
    fn the_pair_is_removed_where_it_stands() {
        for (uri, expected) in [
            ("https://a.b/c?x=1&after=a&y=2&after=b", "https://a.b/c?x=1&y=2"),
            ("https://a.b/c?after=a", "https://a.b/c"),
            ("https://a.b/c", "https://a.b/c"),
        ] {
            assert_eq!(write(uri, "after", None).as_deref(), Ok(expected), "{uri}");
        }
    }

    #[test]
    fn a_key_that_needs_encoding_is_found_again() {
        let uri = write("https://a.b/c?x=1", "page[offset]", Some("7")).expect("a key");
        assert_eq!(uri, "https://a.b/c?x=1&page%5Boffset%5D=7");
        assert_eq!(read(&uri, "page[offset]"), Some(7));
        let again = write(&uri, "page[offset]", Some("a&b"));
        assert_eq!(again.as_deref(), Ok("https://a.b/c?x=1&page%5Boffset%5D=a%26b"));
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
