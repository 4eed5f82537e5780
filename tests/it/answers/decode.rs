//! Decode errors: where in the body, and why, and never what stood there.

use prolifi::ErrorKind;
use prolifi_tests::{Reply, customer, enveloped, printed};
use serde_json::json;

use super::ask;

/// A secret that stands where the body is wrong.
const CANARY: &str = "hunter2";

/// The customer, with one member replaced.
fn with(member: &str, value: serde_json::Value) -> String {
    let mut customer = customer();
    customer[member] = value;
    enveloped(&customer)
}

#[tokio::test]
async fn a_decode_error_names_the_place_and_no_value() {
    let cut = |end: &str| {
        let body = enveloped(&customer());
        body[..body.find(end).unwrap() + end.len()].to_owned()
    };
    for (body, says) in [
        (with("id", json!(7_777_777)), "the value does not fit the type at `data.id` (line 1, "),
        (with("created_at", json!(CANARY)), "the value does not fit the type at `data.created_at` (line 1, "),
        (with("email", json!({ CANARY: CANARY })), "the value does not fit the type at `data.email`"),
        (with("email", json!([CANARY])), "the value does not fit the type at `data.email`"),
        (with("email", json!(7_777_777)), "the value does not fit the type at `data.email`"),
        (with("status", json!(null)), "the value does not fit the type at `data.status`"),
        (with("metadata", json!(CANARY)), "the value does not fit the type at `data.metadata`"),
        (json!({ "data": CANARY }).to_string(), "the value does not fit the type at `data`"),
        (json!({ "data": [CANARY] }).to_string(), "the value does not fit the type"),
        (json!({ "data": null }).to_string(), "the value does not fit the type at `data`"),
        (json!(CANARY).to_string(), "the value does not fit the type (line 1, "),
        ("null".into(), "the value does not fit the type (line 1, column 4)"),
        (json!({ "error": CANARY }).to_string(), "there is no member `data`, which holds the value"),
        (format!("{CANARY} is not JSON"), "the body is not JSON (line 1, column 1)"),
        (format!("{{\n\"a\": \"{CANARY}\",\n  oops}}"), "(line 3, column 3)"),
        (cut("\"first_name\":"), "the JSON ends too early at `data.first_name`"),
        (cut("\"first_name\":\"Ja"), "the JSON ends too early at `data.first_name`"),
        ("{\"data\":{\"id\":1e999}}".into(), "at `data.id`"),
        ("{\"data\":{\"email\":\"\u{1}\"}}".into(), "the body is not JSON at `data.email`"),
        ("{\"data\":{\"email\":\"\\x\"}}".into(), "the body is not JSON at `data.email`"),
        ("\u{feff}{}".into(), "there is no member `data`"),
        ("\u{feff}\u{feff}{}".into(), "the body is not JSON (line 1, column 1)"),
    ] {
        let error = ask(Reply::json(200, &body)).await.expect_err(&body);
        assert_eq!(error.kind(), ErrorKind::Decode, "{body}: {error:?}");
        assert!(error.to_string().contains(says), "{body}\n  should say {says}\n  and says {error}");
        assert_eq!(error.body().unwrap(), &body);
        let text = printed(&error);
        assert!(!text.contains("hunter") && !text.contains("7777777"), "{text}");
        assert!(error.may_have_been_applied(), "a 2xx was answered");
    }
}

/// What the type wanted, and what kind of value stood there.
#[tokio::test]
async fn a_decode_error_says_what_was_expected_and_what_kind_was_found() {
    #[derive(Debug, serde::Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Colour {
        Red,
        DarkBlue,
    }
    #[derive(Debug, serde::Deserialize)]
    #[serde(untagged)]
    #[expect(dead_code, reason = "it is never read to the end")]
    enum Either {
        Number(u64),
        Flag(bool),
    }
    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "it is never read to the end")]
    struct Own {
        #[serde(default)]
        id: Option<u64>,
        small: Option<u8>,
        name: Option<String>,
        pair: Option<(u8, u8)>,
        list: Option<Vec<u8>>,
        one: Option<char>,
        colour: Option<Colour>,
        either: Option<Either>,
        time: Option<jiff::Timestamp>,
    }
    for (body, says) in [
        (r#"{"id":"hunter2"}"#, "at `id` (line 1, column 15): expected u64, found a string"),
        (r#"{"id":-7}"#, "expected u64, found an integer that is none"),
        (r#"{"id":7.5}"#, "expected u64, found a number"),
        (r#"{"id":true}"#, "expected u64, found a boolean"),
        (r#"{"id":[7]}"#, "expected u64, found a list"),
        (r#"{"id":{"hunter2":7}}"#, "expected u64, found an object"),
        (r#"{"small":300}"#, "expected u8, found an integer that is none"),
        (r#"{"name":7777777}"#, "expected a string, found an integer"),
        (r#"{"name":false}"#, "expected a string, found a boolean"),
        (r#"{"pair":[1,null]}"#, "expected u8, found null"),
        (r#"{"pair":[1]}"#, "expected a tuple of size 2, found another length"),
        (r#"{"list":"hunter2"}"#, "expected a sequence, found a string"),
        (r#"{"one":"hunter2"}"#, "expected a character, found a string that is none"),
        (r#"{"colour":"hunter2"}"#, "expected `red` or `dark_blue`, found another name"),
        (r#"{"colour":"a`, expected b"}"#, "expected `red` or `dark_blue`, found another name"),
        (r#"{"colour":7777777}"#, "found a number"),
        (r#"{"either":"hunter2"}"#, "no variant of `Either` takes it"),
        (r#"{"id":"\", expected hunter2"}"#, ": expected u64, found a string"),
        (r#"{"id":7,"id":7}"#, "the field `id` stands twice"),
        (r#"{"hunter2":7}"#, "found another member"),
        (r#"{"time":"hunter2"}"#, "at `time` (line 1, column 17): found a string"),
        ("7777777", "expected struct Own, found an integer"),
        (r#"{"id":1e999}"#, "a number is larger than any that can be read at `id`"),
    ] {
        let error = prolifi::Call::<Own>::answer(prolifi::http::Response::new(body)).await.expect_err(body);
        assert!(error.to_string().contains(says), "{body}\n  should say {says}\n  and says {error}");
        let refused = prolifi::http::Response::builder().status(400).body(body).unwrap();
        let refused = prolifi::Call::<()>::answer(refused).await.unwrap_err();
        let problem = refused.decode_body::<Own>().expect_err(body);
        assert!(problem.to_string().contains(says), "{body}: {problem}");
        let text = printed(&error) + &problem.to_string();
        // Names of members are part of the path.
        assert!(!text.replace("`hunter2`", "").contains("hunter"), "{text}");
        assert!(!text.contains("7777777"), "{text}");
    }
}

#[tokio::test]
async fn text_that_is_no_utf8_is_no_json() {
    let body = [b"{\"data\":{\"email\":\"", &b"\xff\xfe"[..], b"\"}}"].concat();
    let error = ask(Reply::json(200, &body)).await.unwrap_err();
    assert!(error.is_decode(), "{error:?}");
    assert!(error.to_string().contains("the body is not JSON at `data.email`"), "{error}");
}

/// They break or reorder the line in which they stand.
const MARKS: [char; 8] =
    ['\u{85}', '\u{2028}', '\u{2029}', '\u{202e}', '\u{2066}', '\u{200e}', '\u{200f}', '\u{61c}'];

#[tokio::test]
async fn a_name_neither_breaks_nor_reorders_the_line() {
    for c in MARKS {
        let body = format!("{{\"data\":{{\"metadata\":{{\"a{c}b\":\"");
        let error = ask(Reply::json(200, &body)).await.unwrap_err();
        assert!(error.to_string().contains("ends too early at `data.metadata.a\u{fffd}b`"), "{error:?}");
    }
}

#[tokio::test]
async fn nor_does_what_the_service_says_of_its_refusal() {
    for c in MARKS {
        let body = format!(r#"{{"error":{{"type":"odd","message":"a{c}b"}}}}"#);
        let error = ask(Reply::json(400, &body)).await.unwrap_err();
        let shown = format!("400 odd: a{}b", c.escape_unicode());
        assert!(error.to_string().ends_with(&shown), "{error}");
        assert_eq!(error.api().map(|api| api.message.as_str()), Some(&*format!("a{c}b")));
    }
}

#[tokio::test]
async fn a_body_as_deep_as_it_is_long_is_an_error() {
    for open in ["[", "{\"a\":"] {
        let body = format!("{{\"data\":{{\"x\":{}", open.repeat(100_000));
        let error = ask(Reply::json(200, body)).await.unwrap_err();
        assert!(error.is_decode(), "{error}");
        assert!(error.to_string().len() < 600, "{error}");
    }
}

#[tokio::test]
async fn the_body_of_an_error_can_be_read_and_may_not_fit() {
    #[derive(Debug, serde::Deserialize)]
    struct Own {
        code: u8,
    }
    let error = ask(Reply::json(400, r#"{"code": 7}"#)).await.unwrap_err();
    assert_eq!(error.decode_body::<Own>().unwrap().code, 7);
    let error = ask(Reply::json(400, format!("{{\"code\": \"{CANARY}\"}}"))).await.unwrap_err();
    let problem = error.decode_body::<Own>().unwrap_err();
    assert!(problem.is_decode() && problem.to_string().contains("at `code`"), "{problem}");
    assert_eq!((problem.status(), problem.body()), (error.status(), error.body()));
    assert!(!printed(&problem).contains(CANARY));
}

#[tokio::test]
async fn an_error_of_reading_the_body_says_as_much_of_the_call() {
    let answer = Reply::new(500, &[("x-request-source", "proxy")], "{}");
    let error = ask(answer).await.unwrap_err();
    let problem = error.decode_body::<u8>().unwrap_err();
    assert!(problem.may_have_been_applied() && problem.attempts() > 0);
    assert_eq!(problem.attempts(), error.attempts());
    assert_eq!(problem.endpoint(), error.endpoint());
    assert!(problem.idempotency_key().is_some() && problem.idempotency_key() == error.idempotency_key());
    assert_eq!(problem.headers()["x-request-source"], "proxy");
}
