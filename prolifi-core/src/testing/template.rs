//! Whether a request is one to an endpoint: its method, the template of its path, and the literals of its query.
//!
//! The transport and the server find the endpoint of a request in the same way, by [`fit`].

use std::cmp::Reverse;

use http::{Method, Uri};

use crate::endpoint::{Endpoint, PathPart, QueryPart};

/// The arguments of a path by their names, encoded as they stand there.
pub(super) type PathValues = Vec<(&'static str, String)>;

/// How well a request fits an endpoint. Of two, the greater one is the endpoint that a service would choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Fit {
    /// How much of the path is the base of the address, which is not known here.
    base: Reverse<usize>,
    /// How much of it the template says itself.
    literal: usize,
    rests: Reverse<usize>,
    /// How many pairs of the query it says itself.
    literal_pairs: usize,
    /// How many of its keys the request has, and has not.
    keys: usize,
    absent_keys: Reverse<usize>,
}

/// Takes a request apart as the endpoint declares it; `None` if it is not one to the endpoint.
pub(super) fn fit(endpoint: &'static Endpoint, method: &Method, uri: &Uri) -> Option<(Fit, PathValues)> {
    if endpoint.method() != *method {
        return None;
    }
    let query = uri.query().unwrap_or_default();
    if missing_pairs(endpoint, query).next().is_some() {
        return None;
    }
    let (mut literal_pairs, mut keys, mut absent_keys) = (0, 0, 0);
    for part in endpoint.query() {
        match part {
            QueryPart::Literal(_) => literal_pairs += 1,
            QueryPart::Value { key, .. } | QueryPart::ValueAs { key, .. } => {
                let present = query.split('&').any(|pair| has_key(pair, key));
                keys += usize::from(present);
                absent_keys += usize::from(!present);
            }
            QueryPart::Fields { .. } | QueryPart::FieldsAs { .. } => {}
        }
    }
    let (base, values) = behind_a_base(endpoint.path(), uri.path())?;
    let literal = endpoint.path().iter().map(|part| match part {
        PathPart::Literal(text) => text.len(),
        PathPart::Value { .. } | PathPart::Rest { .. } | PathPart::List { .. } => 0,
    });
    let rests = endpoint.path().iter().filter(|part| matches!(part, PathPart::Rest { .. })).count();
    let fit = Fit {
        base: Reverse(base),
        literal: literal.sum(),
        rests: Reverse(rests),
        literal_pairs,
        keys,
        absent_keys: Reverse(absent_keys),
    };
    Some((fit, values))
}

/// Whether both are one declaration.
pub(super) fn is_same(one: &'static Endpoint, other: &'static Endpoint) -> bool {
    std::ptr::eq(one, other) || one == other
}

/// Whether a path is one of the endpoint, behind any base.
pub(super) fn is_at(endpoint: &'static Endpoint, path: &str) -> bool {
    behind_a_base(endpoint.path(), path).is_some()
}

/// The pairs that the template says itself, and the query does not have.
pub(super) fn missing_pairs<'a>(
    endpoint: &'static Endpoint,
    query: &'a str,
) -> impl Iterator<Item = &'static str> + use<'a> {
    endpoint.query().iter().filter_map(move |part| match part {
        QueryPart::Literal(literal) if !query.split('&').any(|pair| pair == *literal) => Some(*literal),
        _ => None,
    })
}

/// Whether a pair of a query has this key, or one below it such as `key[0]`.
pub(super) fn has_key(pair: &str, key: &str) -> bool {
    let found = pair.split_once('=').map_or(pair, |(found, _)| found);
    found.strip_prefix(key).is_some_and(|below| below.is_empty() || below.starts_with("%5B"))
        || found.strip_prefix(key).is_some_and(|below| below.starts_with('.'))
}

/// The values of a path behind the shortest base that leaves one, and how long the base is. An endpoint without a
/// template, whose whole address is an argument, is at every path.
fn behind_a_base(parts: &[PathPart], path: &str) -> Option<(usize, PathValues)> {
    if parts.is_empty() {
        return Some((path.len(), Vec::new()));
    }
    let starts = path.char_indices().filter(|(_, char)| *char == '/').map(|(at, _)| at);
    starts.into_iter().find_map(|at| {
        let mut values = Vec::new();
        values_of(parts, &path[at..], &mut values).then_some((at, values))
    })
}

/// Takes the whole of a path apart.
fn values_of(parts: &[PathPart], path: &str, values: &mut PathValues) -> bool {
    let Some((part, rest)) = parts.split_first() else { return path.is_empty() };
    let (name, end) = match part {
        PathPart::Literal(text) => {
            return path.strip_prefix(text).is_some_and(|path| values_of(rest, path, values));
        }
        PathPart::Value { name, .. } | PathPart::List { name, .. } => {
            (name, path.find('/').unwrap_or(path.len()))
        }
        PathPart::Rest { name, .. } => (name, path.len()),
    };
    // As much as leaves enough for what comes behind it.
    for length in (1..=end).rev().filter(|length| path.is_char_boundary(*length)) {
        let known = values.len();
        values.push((name, path[..length].to_owned()));
        if values_of(rest, &path[length..], values) {
            return true;
        }
        values.truncate(known);
    }
    false
}

#[cfg(test)]
mod tests {
    use http::{Method, Uri};

    use super::fit;
    use crate::endpoint::{Endpoint, PathPart, QueryPart};

    static NOTE: Endpoint = Endpoint::new(
        "note",
        "GET",
        "/notes/<id>",
        &[PathPart::Literal("/notes/"), PathPart::Value { name: "id", arg: 0 }],
        &[],
    );
    static SEARCH: Endpoint = Endpoint::new(
        "search",
        "GET",
        "/notes/search?v=2&<text>",
        &[PathPart::Literal("/notes/search")],
        &[QueryPart::Literal("v=2"), QueryPart::Value { name: "text", key: "text" }],
    );
    static FILE: Endpoint = Endpoint::new(
        "file",
        "GET",
        "/<folder..>/<name>.json:copy",
        &[
            PathPart::Literal("/"),
            PathPart::Rest { name: "folder", arg: 0 },
            PathPart::Literal("/"),
            PathPart::Value { name: "name", arg: 1 },
            PathPart::Literal(".json:copy"),
        ],
        &[],
    );

    fn values(endpoint: &'static Endpoint, uri: &str) -> Option<Vec<(&'static str, String)>> {
        fit(endpoint, &Method::GET, &uri.parse::<Uri>().unwrap()).map(|(_, values)| values)
    }

    #[test]
    fn a_path_is_taken_apart_behind_any_base() {
        let id = |id: &str| Some(vec![("id", id.to_owned())]);
        assert_eq!(values(&NOTE, "https://a.b/notes/7"), id("7"));
        assert_eq!(values(&NOTE, "/api/v1/notes/a%2Fb?x=1"), id("a%2Fb"));
        assert_eq!(values(&NOTE, "/notes/notes/7"), id("7"));
        for other in ["/notes", "/notes/", "/notes/7/8", "/mynotes/7/", "/xnotes/7"] {
            assert_eq!(values(&NOTE, other), None, "{other}");
        }
        let folder = Some(vec![("folder", "a/b".to_owned()), ("name", "c.json".to_owned())]);
        assert_eq!(values(&FILE, "/a/b/c.json.json:copy"), folder);
        assert!(fit(&NOTE, &Method::POST, &Uri::from_static("/notes/7")).is_none());
    }

    #[test]
    fn the_endpoint_that_says_more_of_an_address_fits_it_better() {
        let rank = |endpoint, uri| fit(endpoint, &Method::GET, &Uri::from_static(uri)).map(|(fit, _)| fit);
        assert!(rank(&SEARCH, "/notes/search?v=2&text=x") > rank(&NOTE, "/notes/search?v=2&text=x"));
        assert!(rank(&SEARCH, "/notes/search?v=1").is_none());
        assert!(rank(&NOTE, "/notes/search?v=1").is_some());
    }
}
