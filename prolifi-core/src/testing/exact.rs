//! A route for one call: the same endpoint, path, query, headers and body.

use std::collections::BTreeSet;

use bytes::Bytes;
use http::{HeaderName, Uri};
use serde_json::Value;

use super::{
    difference::{difference, of_json},
    matcher::{self, Matcher},
    page_writer::written_to,
    pairs,
    received::Received,
    template,
};
use crate::{
    endpoint::{Endpoint, PageShape, QueryPart, RequestPart, WriteTo},
    json::edit,
    request::Prepared,
};

/// The endpoint of a call, and what a request has to be to be one of that call. Of a list, whatever asks for a page is
/// no part of it: `pages` is its shape. The idempotency key is none either, which is made by chance.
///
/// # Errors
///
/// A sentence: the call could not be built, or its body is read only once.
pub(super) fn of_call(
    prepared: &Prepared,
    pages: Option<PageShape>,
) -> Result<(&'static Endpoint, Vec<Matcher>), String> {
    let endpoint = prepared.endpoint;
    if let Some(error) = &prepared.error {
        return Err(format!("the call cannot be built: {error}"));
    }
    let marks: Vec<WriteTo> = pages
        .iter()
        .flat_map(|shape| [Some(shape.next_page()), shape.back].into_iter().flatten())
        .map(written_to)
        .collect();
    let uri: Uri = prepared.target.parse().map_err(|error| format!("the call has no URI: {error}"))?;
    let mut ignored: Vec<&'static str> = marks
        .iter()
        .filter_map(|mark| match mark {
            WriteTo::Query(key) => Some(*key),
            WriteTo::Header(_) | WriteTo::Body(_) => None,
        })
        .collect();
    // What each attempt is authenticated with is added behind the call.
    ignored.extend(prepared.client.inner().service.secret_keys());
    let signs = prepared.client.inner().service.signs();
    let mut matchers = of_address(endpoint, &uri, &ignored, signs)?;
    let own = prepared.headers.iter().map(|(name, _)| name.clone());
    let mut names: Vec<HeaderName> = own.collect();
    names.extend(
        endpoint
            .request_parts()
            .iter()
            .filter_map(header_of)
            .filter(|name| prepared.headers.get(name).is_none()),
    );
    for name in names {
        let is_mark = marks.iter().any(|mark| matches!(mark, WriteTo::Header(mark) if name == *mark));
        if !is_mark && name != prepared.client.key_header() {
            let expected = prepared.headers.get(&name).cloned();
            matchers.push(matcher::header_is(name, expected));
        }
    }
    let body = prepared.body.to_bytes();
    let body = body.ok_or("the body of the call is a stream: make the route with `.on(..)`")?;
    matchers.push(of_body(unmarked(&body, &marks), marks));
    Ok((endpoint, matchers))
}

/// `signs` says that pairs may be added to the query.
fn of_address(
    endpoint: &'static Endpoint,
    uri: &Uri,
    ignored: &[&'static str],
    signs: bool,
) -> Result<Vec<Matcher>, String> {
    let Some((_, path)) = template::fit(endpoint, &endpoint.method(), uri) else {
        return Err(format!("the call is not one to {endpoint}"));
    };
    let mut matchers: Vec<Matcher> = Vec::new();
    if endpoint.path().is_empty() {
        // There is no template, and the whole address is an argument.
        let expected = uri.path().to_owned();
        matchers.push(Box::new(move |request| {
            difference("the path", Some(request.request.uri().path()), Some(&expected))
        }));
    }
    for (name, value) in path {
        matchers.push(matcher::path_is(name, value));
    }
    let keys = ignored.to_vec();
    let expected = without(uri.query().unwrap_or_default(), &keys);
    for part in endpoint.query().iter().filter(|part| !matches!(part, QueryPart::Literal(_))) {
        let (expected, keys) = (expected.clone(), keys.clone());
        matchers.push(Box::new(move |request| {
            let found = without(request.request.uri().query().unwrap_or_default(), &keys);
            let of_part = |query: &str| {
                let mut pairs: Vec<&str> = pairs::of_part(query, endpoint, part).collect();
                if matches!(part, QueryPart::Fields { .. } | QueryPart::FieldsAs { .. }) {
                    pairs.sort_unstable();
                }
                pairs.join("&")
            };
            matcher::query_difference(
                &format!("the query argument `{}`", part.name()),
                &of_part(&found),
                &of_part(&expected),
            )
        }));
    }
    if !signs {
        matchers.push(Box::new(move |request| {
            let found = without(request.request.uri().query().unwrap_or_default(), &keys);
            let (found, expected) = (undeclared(&found, endpoint), undeclared(&expected, endpoint));
            matcher::query_difference("the rest of the query", &found, &expected)
        }));
    }
    Ok(matchers)
}

/// The pairs of a query that no part of the template is. Where it has one for all fields, there are none.
fn undeclared(query: &str, endpoint: &'static Endpoint) -> String {
    let declared: BTreeSet<&str> =
        endpoint.query().iter().flat_map(|part| pairs::of_part(query, endpoint, part)).collect();
    let mut rest: Vec<&str> = query.split('&').filter(|pair| !declared.contains(pair)).collect();
    rest.sort_unstable();
    rest.join("&")
}

/// The pairs of a query but for those that ask for a page.
fn without(query: &str, keys: &[&str]) -> String {
    let is_mark = |pair: &&str| keys.contains(&pair.split_once('=').map_or(*pair, |(key, _)| key));
    query.split('&').filter(|pair| !is_mark(pair)).collect::<Vec<_>>().join("&")
}

fn header_of(part: &RequestPart) -> Option<HeaderName> {
    match part {
        RequestPart::Header { header, .. } => HeaderName::try_from(*header).ok(),
        RequestPart::Cookie { .. } => Some(http::header::COOKIE),
        RequestPart::Headers { .. }
        | RequestPart::Body { .. }
        | RequestPart::Form { .. }
        | RequestPart::Multipart { .. }
        | RequestPart::Url { .. } => None,
    }
}

/// A body, with nothing in the place of what asks for a page.
fn unmarked(body: &Bytes, marks: &[WriteTo]) -> Bytes {
    marks.iter().fold(body.clone(), |body, mark| match mark {
        WriteTo::Body(place) => {
            let text = std::str::from_utf8(&body).ok();
            let edited = text.and_then(|text| edit::set(text, place, Some("null")));
            edited.map_or(body, Bytes::from)
        }
        WriteTo::Query(_) | WriteTo::Header(_) => body,
    })
}

fn of_body(expected: Bytes, marks: Vec<WriteTo>) -> Matcher {
    Box::new(move |request: &Received| {
        let found = unmarked(request.request.body(), &marks);
        if found == expected {
            return None;
        }
        match (serde_json::from_slice::<Value>(&found), serde_json::from_slice::<Value>(&expected)) {
            (Ok(found), Ok(expected)) => of_json(&found, &expected),
            _ => {
                difference("the body", std::str::from_utf8(&found).ok(), std::str::from_utf8(&expected).ok())
                    .or_else(|| Some("the body is another one".to_owned()))
            }
        }
    })
}
