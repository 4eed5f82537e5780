//! [`Matcher`]: what a route asks of a request, beside its endpoint.

use http::{HeaderName, HeaderValue};
use percent_encoding::utf8_percent_encode;
use serde::Serialize;
use serde_json::Value;

use super::{
    argument::Argument,
    difference::{decoded, difference, of_header, of_json},
    pairs,
    received::Received,
    texts::Texts,
};
use crate::{
    endpoint::{Endpoint, PathPart, QueryPart, RequestPart},
    request::{form_body, query::pairs_of},
    service::ENCODED,
};

/// Says in what a request is another one; `None` where it is not.
pub(super) type Matcher = Box<dyn Fn(&Received) -> Option<String> + Send + Sync>;

/// A request whose argument with this name has this value.
///
/// # Errors
///
/// A sentence, where the endpoint has no such argument, or the value cannot be one.
pub(super) fn of_argument<V: Serialize>(
    endpoint: &'static Endpoint,
    name: &str,
    value: &V,
) -> Result<Matcher, String> {
    let argument = Argument::find(endpoint, name)?;
    let wrong = |problem: String| format!("the argument `{name}` of {endpoint} cannot be this: {problem}");
    match argument {
        Argument::Path(part) => Texts::of(value).and_then(|texts| of_path(part, texts)).map_err(wrong),
        Argument::Query(part) => {
            let expected = pairs_of(part, endpoint.query_style(), value).map_err(wrong)?;
            Ok(of_query(endpoint, part, name.to_owned(), expected))
        }
        Argument::Other(part) => match part {
            RequestPart::Header { header, .. } => {
                let expected = Texts::of(value).map_err(wrong)?.joined();
                let name = HeaderName::try_from(*header).map_err(|error| wrong(error.to_string()))?;
                let expected = expected.map(HeaderValue::try_from).transpose();
                Ok(header_is(name, expected.map_err(|error| wrong(error.to_string()))?))
            }
            RequestPart::Cookie { cookie, .. } => {
                let expected = Texts::of(value).map_err(wrong)?.joined();
                Ok(Box::new(move |request| {
                    let differs = request.cookie(cookie) != expected.as_deref();
                    differs.then(|| format!("the cookie `{cookie}` is another one"))
                }))
            }
            RequestPart::Url { .. } => {
                let expected = Texts::of(value).map_err(wrong)?.joined();
                Ok(Box::new(move |request| {
                    difference("the address", Some(&request.request.uri().to_string()), expected.as_deref())
                }))
            }
            RequestPart::Body { .. } => {
                Ok(body_is(serde_json::to_value(value).map_err(|error| wrong(error.to_string()))?))
            }
            RequestPart::Form { name } => {
                let body = form_body(name, value, endpoint.query_style())?;
                let expected = String::from_utf8_lossy(body.as_bytes().unwrap_or_default()).into_owned();
                Ok(Box::new(move |request| {
                    let found = String::from_utf8_lossy(request.request.body());
                    difference_of_encoded("the form", Some(&found), Some(&expected))
                }))
            }
            RequestPart::Headers { .. } => {
                Err(wrong("name one of its headers with `.header(..)`".to_owned()))
            }
            RequestPart::Multipart { .. } => {
                Err(wrong("a multipart form has a boundary made by chance; look at `.requests()`".to_owned()))
            }
        },
    }
}

/// A request with this header; with `None`, one without it.
pub(super) fn header_is(name: HeaderName, expected: Option<HeaderValue>) -> Matcher {
    Box::new(move |request| of_header(&name, request.request.headers().get(&name), expected.as_ref()))
}

/// A request with this body: the same value of JSON, however it is written, or else the same text.
pub(super) fn body_is(expected: Value) -> Matcher {
    Box::new(move |request| {
        let body = request.request.body();
        if body.is_empty() {
            return (!expected.is_null()).then(|| "there is no body".to_owned());
        }
        match (serde_json::from_slice::<Value>(body), &expected) {
            (Ok(found), expected) if found == *expected => None,
            (_, Value::String(text)) if body == text.as_bytes() => None,
            (Ok(found), expected) => of_json(&found, expected),
            (Err(_), Value::String(text)) => {
                difference("the body", std::str::from_utf8(body).ok(), Some(text))
            }
            (Err(_), _) => Some("the body is no JSON".to_owned()),
        }
    })
}

/// A request whose part of the query is this text.
fn of_query(
    endpoint: &'static Endpoint,
    part: &'static QueryPart,
    name: String,
    expected: String,
) -> Matcher {
    let named = matches!(part, QueryPart::Value { .. } | QueryPart::ValueAs { .. });
    Box::new(move |request| {
        let query = request.request.uri().query().unwrap_or_default();
        let found = pairs::of_part(query, endpoint, part);
        let keys: Vec<&str> = expected.split('&').map(key).collect();
        // Fields are matched one by one: other arguments of the call may stand beside them.
        let found: Vec<&str> = found.filter(|pair| named || keys.contains(&key(pair))).collect();
        query_difference(&format!("the query argument `{name}`"), &found.join("&"), &expected)
    })
}

/// The difference of two parts of a query, each encoded, and empty where it is absent.
pub(super) fn query_difference(what: &str, found: &str, expected: &str) -> Option<String> {
    let some = |pairs| Some(pairs).filter(|pairs: &&str| !pairs.is_empty());
    difference_of_encoded(what, some(found), some(expected))
}

/// The key of a pair, without the places of a list, which all belong to it.
fn key(pair: &str) -> &str {
    let key = pair.split_once('=').map_or(pair, |(key, _)| key);
    let of_list = key.match_indices("%5B").find(|(at, _)| {
        let place = key[at + 3..].split("%5D").next().unwrap_or_default();
        place.bytes().all(|byte| byte.is_ascii_digit())
    });
    of_list.map_or(key, |(at, _)| &key[..at])
}

/// Shows what is encoded as it is read, unless the difference is how it is encoded: a comma in an item, say.
fn difference_of_encoded(what: &str, found: Option<&str>, expected: Option<&str>) -> Option<String> {
    if found == expected {
        return None;
    }
    let readable = |text: Option<&str>| text.map(|text| decoded(&text.replace('+', " ")));
    difference(what, readable(found).as_deref(), readable(expected).as_deref())
        .or_else(|| difference(what, found, expected))
}

fn of_path(part: &'static PathPart, texts: Texts) -> Result<Matcher, String> {
    let encode = |text: &str| utf8_percent_encode(text, ENCODED).to_string();
    let (name, separator) = match part {
        PathPart::Literal(_) => ("", ""),
        PathPart::Value { name, .. } => (*name, ""),
        PathPart::Rest { name, .. } => (*name, "/"),
        PathPart::List { name, .. } => (*name, ","),
    };
    let encoded: Vec<String> = match texts {
        Texts::None => return Err("a path has no place for nothing".to_owned()),
        // The segments of a text are between its slashes.
        Texts::One(text) if separator == "/" => text.split('/').map(encode).collect(),
        texts => texts.into_iter().map(|text| encode(&text)).collect(),
    };
    Ok(path_is(name, encoded.join(separator)))
}

/// A request whose path argument is this text, encoded.
pub(super) fn path_is(name: &'static str, expected: String) -> Matcher {
    Box::new(move |request| {
        let found = request.path.iter().find(|(known, _)| *known == name).map(|(_, text)| text.as_str());
        difference_of_encoded(&format!("the path argument `{name}`"), found, Some(&expected))
    })
}
