//! Answers as structs: headers as typed fields, beside the body.

use prolifi::{Call, Conditional, FromResponse, Text, http};
use serde::Deserialize;

#[derive(Debug, Deserialize, PartialEq)]
struct Note {
    text: String,
}

#[derive(Debug, FromResponse, PartialEq)]
struct Listed<T> {
    #[header("X-Total-Count")]
    total: u64,
    #[header("Link")]
    link: Option<String>,
    #[body]
    notes: T,
}

#[derive(Debug, FromResponse, PartialEq)]
struct Created {
    #[header("Location")]
    location: http::Uri,
    #[header("Content-Length")]
    length: Option<u64>,
}

#[tokio::test]
async fn headers_are_typed_and_the_body_is_read_beside_them() {
    let found = |body: &'static str| {
        let response =
            http::Response::builder().header("x-total-count", " 12 ").header("link", "<a>; rel=next");
        response.body(body).unwrap()
    };
    let listed = Call::<Listed<Vec<Note>>>::answer(found(r#"[{"text":"a"}]"#)).await.unwrap();
    assert_eq!(
        listed,
        Listed { total: 12, link: Some("<a>; rel=next".into()), notes: vec![Note { text: "a".into() }] }
    );
    let Listed { notes: Text(text), .. } = Call::answer(found("plain")).await.unwrap();
    assert_eq!(text, "plain");

    let made = http::Response::builder().status(201).header("location", "/notes/7").body("whatever").unwrap();
    let made = Call::<Created>::answer(made).await.unwrap();
    assert_eq!(made, Created { location: "/notes/7".parse().unwrap(), length: None });
}

#[tokio::test]
async fn a_header_that_is_missing_or_of_another_type_is_an_error_without_its_value() {
    for (value, problem) in [
        (None, "the header `x-total-count` is missing"),
        (Some(&b"twelve"[..]), "the header `x-total-count` is not a `u64`"),
        (Some(b"\xff"), "the header `x-total-count` is not text"),
    ] {
        let mut response = http::Response::new("[]");
        if let Some(value) = value {
            response.headers_mut().insert("x-total-count", http::HeaderValue::from_bytes(value).unwrap());
        }
        let error = Call::<Listed<Vec<Note>>>::answer(response).await.unwrap_err();
        let chain = format!("{error}: {:?}", std::error::Error::source(&error));
        assert!(error.is_decode() && chain.contains(problem) && !chain.contains("twelve"), "{chain}");
    }
    let refused = http::Response::builder().status(404).body("").unwrap();
    assert_eq!(Call::<Created>::answer(refused).await.unwrap_err().status().unwrap(), 404);
}

#[tokio::test]
async fn an_answer_that_is_not_modified_is_no_error() {
    let fresh = http::Response::builder()
        .header("etag", "W/\"7\"")
        .header("last-modified", "Thu, 26 Nov 2026 09:00:00 GMT");
    let fresh = Call::<Conditional<Note>>::answer(fresh.body(r#"{"text":"a"}"#).unwrap()).await.unwrap();
    let Conditional::Fresh(note, validator) = fresh else { panic!("{fresh:?}") };
    assert_eq!(note.text, "a");
    assert_eq!(
        (validator.etag(), validator.last_modified()),
        (Some("W/\"7\""), Some("Thu, 26 Nov 2026 09:00:00 GMT"))
    );

    let same = http::Response::builder().status(304).header("etag", "W/\"7\"").body("").unwrap();
    assert_eq!(Call::<Conditional<Note>>::answer(same).await.unwrap().fresh(), None);
}

mod asked {
    use prolifi::{Call, Conditional, Validator, prelude::*, testing::FakeTransport};
    use prolifi_tests::offline;

    trait Notes: Api {
        #[endpoint(GET, "/note")]
        fn note(&self, #[headers] known: &Validator) -> Call<Conditional<String>>;
    }
    impl Notes for Client {}

    #[test]
    fn a_validator_is_sent_as_its_conditions() {
        let client = offline(&FakeTransport::new());
        let request = client.note(&Validator::of_etag("\"7\"").unwrap()).into_request().unwrap();
        assert_eq!(request.headers()["if-none-match"], "\"7\"");
        let first = client.note(&Validator::default()).into_request().unwrap();
        assert!(
            !first.headers().contains_key("if-none-match")
                && !first.headers().contains_key("if-modified-since")
        );
        assert!(Validator::of_etag("a\nb").is_none());
        let dated = client.note(&Validator::of_last_modified("Thu, 26 Nov 2026 09:00:00 GMT").unwrap());
        assert_eq!(
            dated.into_request().unwrap().headers()["if-modified-since"],
            "Thu, 26 Nov 2026 09:00:00 GMT"
        );
    }
}
