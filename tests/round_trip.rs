//! From a random template and random values to a request, read back by parsers that others wrote.
//!
//! The template goes through the macro's parser, the values through the client. Whatever they are, the URI has
//! the declared number of segments, its literals are unchanged and its values come back; or nothing is built.
//!
//! It is here and not beside the parser since the tests of a proc macro are built for the host: the client with
//! all that it stands on would be built once more for them.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use percent_encoding::percent_decode_str;
use prolifi::{
    __private::{self as p, Endpoint, Request},
    Body, Call, Client, ErrorKind, Service, http,
    transport::{Transport, TransportFuture},
};
use proptest::prelude::*;
use url::Url;

use self::macros::{
    did_you_mean, style,
    template::{PathPart, QueryPart, Template},
};

#[allow(dead_code, reason = "the macros use more of it")]
#[path = "../prolifi-macros/src"]
mod macros {
    pub(crate) mod did_you_mean;
    pub(crate) mod style;
    pub(crate) mod template;
}

/// One segment of a path or one part of a query: literal text, a value, literal text.
type Piece = (String, Option<String>, String);

fn literal() -> impl Strategy<Value = String> {
    prop_oneof![3 => "[a-zA-Z0-9._~!$'()*+,;:@-]{0,8}", 1 => "(%[0-9A-F]{2}|é|日本|\\^){1,3}", 1 => "(\\.|%2e|%2E){1,2}", 1 => Just(String::new())]
}

/// What callers pass: mostly any text, with what is dangerous in a URL well represented.
fn value() -> impl Strategy<Value = String> {
    const DANGEROUS: &[&str] = &[
        ".", "..", "", "%2e", "%2E%2e", "%", "/", "//", "a/../b", "?", "#", "a b", "\r\nX: y", "\\", "\u{0}",
    ];
    prop_oneof![4 => any::<String>(), 2 => "[./%\\\\?#+&= ]{0,4}", 2 => prop::sample::select(DANGEROUS).prop_map(str::to_owned)]
}

fn pieces(at_most: usize) -> impl Strategy<Value = Vec<Piece>> {
    prop::collection::vec((literal(), prop::option::of(value()), literal()), 0..=at_most)
}

/// The template, and the values in its order. Query parts need a key of plain characters.
fn template(path: &[Piece], query: &[Piece]) -> (String, Vec<String>, Vec<String>) {
    let (mut text, mut path_values, mut query_values) = (String::new(), Vec::new(), Vec::new());
    for (before, value, after) in path {
        text.push('/');
        text.push_str(before);
        if let Some(value) = value {
            text.push_str(&format!("<p{}>", path_values.len()));
            path_values.push(value.clone());
        }
        text.push_str(after);
    }
    if path.is_empty() {
        text.push('/');
    }
    for (index, (_, value, after)) in query.iter().enumerate() {
        text.push(if index == 0 { '?' } else { '&' });
        match value {
            Some(value) => {
                text.push_str(&format!("k{index}=<q{}>", query_values.len()));
                query_values.push(value.clone());
            }
            None => text.push_str(&format!("l{index}={}", after.replace(['+', '%'], ""))),
        }
    }
    (text, path_values, query_values)
}

/// The endpoint that the macro would write. Leaked, as the program's own are for ever.
fn endpoint(template: &Template) -> &'static Endpoint {
    let leak = |text: &str| -> &'static str { Box::leak(text.to_owned().into_boxed_str()) };
    let names = template.path_names();
    let arg = |name: &str| names.iter().position(|other| *other == name).unwrap();
    let path: Vec<_> = template
        .path
        .iter()
        .map(|part| match part {
            PathPart::Literal(text) => p::PathPart::Literal(leak(text)),
            PathPart::Value(name) => p::PathPart::Value { name: leak(name), arg: arg(name) },
            PathPart::Rest(name) => p::PathPart::Rest { name: leak(name), arg: arg(name) },
            PathPart::List(name) => p::PathPart::List { name: leak(name), arg: arg(name) },
        })
        .collect();
    let query: Vec<_> = template
        .query
        .iter()
        .map(|part| match part {
            QueryPart::Literal(text) => p::QueryPart::Literal(leak(text)),
            QueryPart::Value { key, name, .. } => p::QueryPart::Value { name: leak(name), key: leak(key) },
            QueryPart::Fields { name, .. } => p::QueryPart::Fields { name: leak(name) },
        })
        .collect();
    Box::leak(Box::new(Endpoint::new("random", "GET", "", path.leak(), query.leak())))
}

/// Bytes, since the escapes of a literal need not be UTF-8 and may join to what is.
fn decoded(text: &str) -> Vec<u8> {
    percent_decode_str(text).collect()
}

/// A transport that is never used.
struct Nowhere;

impl Transport for Nowhere {
    fn send(&self, _: http::Request<Body>) -> TransportFuture {
        Box::pin(std::future::pending())
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn values_come_back_and_literals_stay(path in pieces(6), query in pieces(4)) {
        let (text, path_values, query_values) = template(&path, &query);
        let Ok(parsed) = Template::parse(&text) else {
            // Literals that make a dot segment or a broken escape: refused when compiled.
            return Ok(());
        };
        let client = Client::builder(Service::new("https://example.com/v1")).transport(Nowhere).build().unwrap();
        let path_args: Vec<_> = path_values.iter().map(p::path_value).collect();
        let query_args: Vec<_> = query_values.iter().map(p::query_arg).collect();
        let call: Call<()> = Request::new(&client, endpoint(&parsed), &path_args, &query_args).finish();

        let filled: Vec<Vec<u8>> = path
            .iter()
            .map(|(before, value, after)| {
                [decoded(before), value.as_deref().unwrap_or("").into(), decoded(after)].concat()
            })
            .collect();
        let folded = path.iter().zip(&filled).any(|((_, value, _), segment)| {
            value.as_ref().is_some_and(|value| value.is_empty() || segment == b"." || segment == b"..")
        });
        let request = match call.into_request() {
            Ok(request) => request,
            Err(error) => {
                prop_assert_eq!(error.kind(), ErrorKind::Build);
                prop_assert!(folded, "{} was refused for {:?}: {}", text, path_values, error);
                return Ok(());
            }
        };
        prop_assert!(!folded, "{} was not refused for {:?}", text, path_values);

        let url = Url::parse(&request.uri().to_string()).unwrap();
        prop_assert_eq!(url.path(), request.uri().path(), "the URL parser read another path");
        prop_assert_eq!(url.query(), request.uri().query());
        prop_assert_eq!(url.host_str(), Some("example.com"));
        let segments: Vec<Vec<u8>> = url.path_segments().unwrap().skip(1).map(decoded).collect();
        let declared = if filled.is_empty() { vec![Vec::new()] } else { filled };
        prop_assert_eq!(segments, declared);
        let pairs: Vec<String> = url.query_pairs().filter(|(key, _)| key.starts_with('k')).map(|(_, value)| value.into_owned()).collect();
        prop_assert_eq!(pairs, query_values);
    }
}
