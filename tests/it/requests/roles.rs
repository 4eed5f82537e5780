//! What an argument becomes in the request, by its role: lists in headers, cookies, bodies of every method and of null.

use prolifi::{Auth, Body, Call, Multipart, Service, prelude::*, testing::FakeTransport};
use prolifi_tests::{RawServer, Reply, offline};
use serde::Serialize;
use serde_json::{Value, json};

trait Roles: Api {
    #[endpoint(GET, "/h")]
    fn languages(&self, #[header("Accept-Language")] languages: &[&str]) -> Call<()>;
    #[endpoint(GET, "/h")]
    fn some_languages(&self, #[header("Accept-Language")] languages: Option<Vec<String>>) -> Call<()>;
    #[endpoint(GET, "/h")]
    fn numbers(&self, #[header("X-Ids")] ids: [u8; 3]) -> Call<()>;

    #[endpoint(GET, "/c", headers("X-First: 1"))]
    fn cookies(&self, #[cookie("session")] session: &str, #[cookie("page")] page: Option<u32>) -> Call<()>;

    #[endpoint(GET, "/search")]
    fn search(&self, #[body] query: &Value) -> Call<()>;
    #[endpoint("OPTIONS", "/search")]
    fn explain(&self, #[form] query: &[(&str, &str)]) -> Call<()>;
    #[endpoint(PUT, "/value")]
    fn set<T: Serialize>(&self, value: T) -> Call<()>;
    #[endpoint(POST, "/form")]
    fn upload(&self, #[multipart] form: Multipart) -> Call<()>;
}
impl Roles for Client {}

fn client() -> Client {
    offline(&FakeTransport::new())
}

fn header(call: Call<()>, name: &str) -> Option<String> {
    let request = call.into_request().unwrap();
    let values: Vec<_> =
        request.headers().get_all(name).iter().map(|value| value.to_str().unwrap()).collect();
    assert!(values.len() < 2, "{values:?}");
    values.first().map(|value| (*value).to_owned())
}

#[test]
fn a_list_is_one_header() {
    let client = client();
    let name = "accept-language";
    assert_eq!(header(client.languages(&["en", "de;q=0.5"]), name).as_deref(), Some("en,de;q=0.5"));
    assert_eq!(header(client.languages(&[]), name), None);
    assert_eq!(header(client.some_languages(Some(vec!["en".into()])), name).as_deref(), Some("en"));
    assert_eq!(header(client.some_languages(None), name), None);
    assert_eq!(header(client.numbers([1, 2, 3]), "x-ids").as_deref(), Some("1,2,3"));
}

#[test]
fn cookies_share_one_header_that_no_one_prints() {
    let client = client();
    assert_eq!(header(client.cookies("a=1", Some(2)), "cookie").as_deref(), Some("session=a=1; page=2"));
    let request = client.cookies("x", None).into_request().unwrap();
    assert_eq!(request.headers()["cookie"], "session=x");
    assert!(request.headers()["cookie"].is_sensitive());
    for value in ["a b", "a;b", "a,b", "\"a\"", "a\\b", "ü", "a\r\nb"] {
        let text = client.cookies(value, None).into_request().unwrap_err().to_string();
        assert!(text.contains("the value of the cookie `session`") && !text.contains(value), "{text}");
    }
}

/// A body is sent with any method where `#[body]` or `#[form]` is written out.
#[tokio::test]
async fn a_get_may_have_a_body() {
    let server = RawServer::always(Reply::no_content());
    let client = Client::builder(Service::new(server.url()).auth(Auth::None)).build().unwrap();
    client.search(&json!({"text": "a"})).await.unwrap();
    client.explain(&[("a", "b c")]).await.unwrap();
    let sent: Vec<_> = server
        .requests()
        .iter()
        .map(|request| (request.header("content-type").map(str::to_owned), request.content()))
        .collect();
    assert_eq!(
        sent,
        [
            (Some("application/json".to_owned()), br#"{"text":"a"}"#.to_vec()),
            (Some("application/x-www-form-urlencoded".to_owned()), b"a=b+c".to_vec()),
        ]
    );
}

#[test]
fn only_none_is_no_body() {
    #[derive(Serialize)]
    struct Wrapped(Option<u8>);

    let client = client();
    for (call, body) in [
        (client.set(None::<u8>), None),
        (client.set(None::<&Value>), None),
        (client.set(Some(None::<u8>)), Some("null")),
        (client.set(Some(&Value::Null)), Some("null")),
        (client.set(Value::Null), Some("null")),
        (client.set(()), Some("null")),
        (client.set(prolifi::Patch::<u8>::Clear), Some("null")),
        (client.set(Wrapped(None)), Some("null")),
        (client.set([None, Some(1)]), Some("[null,1]")),
    ] {
        let request = call.into_request().unwrap();
        let expected = body.map(|_| "application/json");
        assert_eq!(request.headers().get("content-type").map(|value| value.to_str().unwrap()), expected);
        assert_eq!(request.body().as_bytes(), Some(body.unwrap_or_default().as_bytes()));
    }
}

#[test]
fn json_that_is_kept_as_text_stays_as_it_is() {
    let raw = serde_json::value::RawValue::from_string("{\"a\" : 1.50}".to_owned()).unwrap();
    let request = client().set([&raw]).into_request().unwrap();
    assert_eq!(request.body().as_bytes(), Some(&b"[{\"a\" : 1.50}]"[..]));
}

#[test]
fn a_part_of_json_has_its_type_and_no_file_name() {
    let form = Multipart::new().part("settings", Body::json(&json!({"a": [1]})).unwrap()).text("note", "x");
    let request = client().upload(form).into_request().unwrap();
    let body = String::from_utf8(request.body().as_bytes().unwrap().to_vec()).unwrap();
    assert!(
        body.contains(
            "Content-Disposition: form-data; name=\"settings\"\r\nContent-Type: application/json\r\n\r\n{\"a\":[1]}\r\n"
        ),
        "{body}"
    );
}
