//! Random values: whatever a value is, it comes back out of the URI as it went in, and changes nothing else.

use percent_encoding::percent_decode_str;
use prolifi::{Client, testing::FakeTransport};
use prolifi_tests::offline;
use proptest::prelude::*;

use super::Paths;

/// Any text, and more often what is made of the characters that matter in a URL.
fn value() -> impl Strategy<Value = String> {
    prop_oneof![any::<String>(), "[./%\\\\?#&=;:@ a2eE\u{0}\r\n+é-]{0,8}"]
}

fn client() -> Client {
    offline(&FakeTransport::new())
}

/// The segments behind the base path, as another parser of URLs splits them.
fn segments(uri: &http::Uri) -> Vec<String> {
    let url = url::Url::parse(&uri.to_string()).expect("a URL");
    assert_eq!(url.path(), uri.path(), "another parser does not fold the path");
    assert_eq!((url.host_str(), url.query(), url.fragment()), (Some("sandbox.prolifi.co"), None, None));
    let segments = url.path_segments().expect("a path").skip(3);
    segments.map(|segment| percent_decode_str(segment).decode_utf8().expect("UTF-8").into_owned()).collect()
}

proptest! {
    #[test]
    fn a_value_is_one_segment_or_refused(text in value()) {
        let refused = matches!(&*text, "" | "." | "..");
        match client().inside(&text).into_request() {
            Ok(request) => {
                prop_assert!(!refused);
                prop_assert_eq!(segments(request.uri()), ["v", &text, "end"]);
            }
            Err(error) => prop_assert!(refused && error.is_build(), "{:?}: {}", text, error),
        }
    }

    #[test]
    fn two_values_with_text_between_them_are_one_segment(a in value(), b in value()) {
        match client().two(&a, &b).into_request() {
            Ok(request) => prop_assert_eq!(segments(request.uri()), ["x", &format!("{a}.{b}")]),
            Err(_) => prop_assert!(a.is_empty() || b.is_empty()),
        }
    }

    #[test]
    fn the_rest_is_the_segments_that_were_given(rest in prop::collection::vec(value(), 0..4)) {
        let rest: Vec<&str> = rest.iter().map(String::as_str).collect();
        let refused = rest.is_empty() || rest.iter().any(|value| matches!(*value, "" | "." | ".."));
        match client().rest(&rest).into_request() {
            Ok(request) => {
                prop_assert!(!refused);
                prop_assert_eq!(segments(request.uri()), [&["r"], &rest[..]].concat());
            }
            Err(_) => prop_assert!(refused),
        }
    }

    #[test]
    fn a_query_value_comes_back_out(key in value(), text in value()) {
        let request = client().inside("x").query(&key, &text).into_request().unwrap();
        let url = url::Url::parse(&request.uri().to_string()).unwrap();
        let pairs: Vec<_> = url.query_pairs().into_owned().collect();
        prop_assert_eq!(pairs, [(key, text)]);
        prop_assert_eq!(url.query(), request.uri().query(), "another parser does not encode it again");
        prop_assert_eq!(url.fragment(), None);
    }
}
