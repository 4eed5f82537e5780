//! What is asked for, and what is read of text in other charsets and of streams that are something else.

use std::time::Duration;

use futures_util::StreamExt;
use prolifi::{
    Call, ErrorKind, FromResponse, Page, Pages, Raw, Response, Service, Text, http,
    http::HeaderName,
    prelude::*,
    streaming::{Chunks, Events, JsonLines, Streaming},
    testing::FakeTransport,
};
use prolifi_tests::{RawServer, Reply, offline, transports};

#[derive(Debug, FromResponse)]
#[expect(dead_code, reason = "what is asked for is looked at, and no answer")]
enum Told {
    #[status(200)]
    Found(Vec<String>),
    #[status(202)]
    Later,
    #[status(409)]
    Text(Text),
}

#[derive(Debug, FromResponse)]
#[expect(dead_code, reason = "what is asked for is looked at, and no answer")]
enum Done {
    #[status(200)]
    Yes,
    #[status(404)]
    No(Vec<String>),
}

trait Formats: Api {
    #[endpoint(GET, "/json")]
    fn json(&self) -> Call<Vec<String>>;
    #[endpoint(POST, "/nothing")]
    fn nothing(&self) -> Call<()>;
    #[endpoint(GET, "/list")]
    fn list(&self) -> Pages<String>;
    #[endpoint(GET, "/response")]
    fn response(&self) -> Call<Response<Text>>;
    #[endpoint(GET, "/text")]
    fn text(&self) -> Call<Text>;
    #[endpoint(GET, "/raw")]
    fn raw(&self) -> Call<Raw>;
    #[endpoint(GET, "/events")]
    fn events(&self) -> Call<Streaming<Events>>;
    #[endpoint(GET, "/lines")]
    fn lines(&self) -> Call<Streaming<JsonLines<u32>>>;
    #[endpoint(GET, "/chunks")]
    fn chunks(&self) -> Call<Streaming<Chunks>>;
    #[endpoint(GET, "/told")]
    fn told(&self) -> Call<Told>;
    #[endpoint(GET, "/done")]
    fn done(&self) -> Call<Done>;
    #[endpoint(GET, "/declared", headers("Accept: application/vnd.example+json"))]
    fn declared(&self) -> Call<Vec<String>>;
    #[endpoint(GET, "/argument")]
    fn argument(&self, #[header("accept")] accept: &str) -> Call<Text>;
}
impl Formats for Client {}

fn accept<T>(call: Call<T>) -> String {
    let request = call.into_request().unwrap();
    let mut values = request.headers().get_all("accept").iter();
    let value = values.next().expect("it is said").to_str().unwrap().to_owned();
    assert_eq!(values.next(), None);
    value
}

#[test]
fn what_is_read_is_asked_for() {
    let api = offline(&FakeTransport::new());
    assert_eq!(accept(api.json()), "application/json");
    assert_eq!(accept(api.nothing()), "application/json");
    assert_eq!(accept(api.list().into_call()), "application/json");
    assert_eq!(accept(api.response()), "*/*");
    assert_eq!(accept(api.text()), "*/*");
    assert_eq!(accept(api.raw()), "*/*");
    assert_eq!(accept(api.events()), "text/event-stream");
    assert_eq!(accept(api.lines()), "application/jsonl, application/x-ndjson, */*;q=0.8");
    assert_eq!(accept(api.chunks()), "*/*");
    assert_eq!(accept(api.told()), "application/json, */*");
    assert_eq!(accept(api.done()), "application/json");
    // Another type, another question; and what the caller says is not touched.
    assert_eq!(accept(api.json().decode::<Raw>()), "*/*");
    assert_eq!(accept(api.events().decode::<Page<u32>>()), "application/json");
    assert_eq!(accept(api.declared()), "application/vnd.example+json");
    assert_eq!(accept(api.declared().decode::<Raw>()), "application/vnd.example+json");
    assert_eq!(accept(api.argument("text/csv")), "text/csv");
    assert_eq!(accept(api.json().header(HeaderName::from_static("accept"), "text/html")), "text/html");
}

#[tokio::test]
async fn the_transports_ask_once() {
    for (transport, with) in &transports() {
        let server = RawServer::always(Reply::json(200, "[]"));
        let client = with(Client::builder(Service::new(server.url()))).build().unwrap();
        client.json().await.unwrap();
        assert_eq!(server.requests()[0].header("accept"), Some("application/json"), "{transport}");
    }
}

async fn text(content_type: &str, body: &[u8]) -> Result<String, prolifi::Error> {
    let answer = http::Response::builder().header("content-type", content_type).body(body.to_vec()).unwrap();
    Call::<Text>::answer(answer).await.map(|Text(text)| text)
}

#[tokio::test]
async fn text_is_read_in_its_charset_without_its_mark() {
    for (content_type, body, expected) in [
        ("text/plain", "Grüße".as_bytes(), "Grüße"),
        ("text/csv", "\u{feff}id,name".as_bytes(), "id,name"),
        ("text/plain; charset=utf-8", "\u{feff}\u{feff}x".as_bytes(), "\u{feff}x"),
        ("text/csv; charset=ISO-8859-1", b"Gr\xfc\xdfe", "Grüße"),
        ("text/csv;CHARSET=\"latin1\" ; header=present", b"Gr\xfc\xdfe", "Grüße"),
        ("text/csv; charset=windows-1252", b"5 \x80 \x96 \xe9", "5 € – é"),
        ("text/csv; charset=iso-8859-1", "\u{feff}Grüße".as_bytes(), "Grüße"),
        ("text/plain; charset=us-ascii", b"plain", "plain"),
        ("text/plain; charset=utf-16le", b"a\0\xe4\0", "aä"),
        ("text/plain; charset=utf-16be", b"\0a\0\xe4", "aä"),
        ("text/plain", b"\xff\xfea\0\x3d\xd8\x00\xde", "a😀"),
        ("text/plain; charset=utf-8", b"\xfe\xff\0a", "a"),
        ("text/plain; charset=shift_jis", b"plain", "plain"),
        ("text/plain; charset=", b"", ""),
    ] {
        assert_eq!(text(content_type, body).await.expect(content_type), expected, "{content_type}");
    }
    for (content_type, body) in [
        ("text/plain", &b"Gr\xfc\xdfe"[..]),
        ("text/plain; charset=utf-16le", b"a\0b"),
        ("text/plain; charset=utf-16le", b"\x3d\xd8a\0"),
        ("text/plain; charset=no-such", b"Gr\xfc\xdfe"),
    ] {
        let error = text(content_type, body).await.expect_err(content_type);
        assert!(error.is_decode() && error.body().is_some(), "{content_type}: {error:?}");
    }
}

#[tokio::test]
async fn every_charset_of_browsers_is_read() {
    for (content_type, body, expected) in [
        ("text/csv; charset=iso-8859-15", &b"5 \xa4"[..], "5 €"),
        ("text/plain; charset=Shift_JIS", b"\x93\xfa\x96\x7b", "日本"),
        ("text/plain; charset=windows-1251", b"\xcf\xf0", "Пр"),
    ] {
        assert_eq!(text(content_type, body).await.expect(content_type), expected);
    }
    assert!(text("text/plain; charset=shift_jis", b"\x93").await.unwrap_err().is_decode());
}

#[tokio::test]
async fn text_that_is_packed_is_no_text() {
    let answer = http::Response::builder()
        .header("content-type", "text/plain; charset=latin1")
        .header("content-encoding", "br")
        .body("\u{b}\u{2}\u{80}abc\u{3}")
        .unwrap();
    let error = Call::<Text>::answer(answer).await.unwrap_err();
    assert!(error.is_decode() && error.to_string().contains("packed with `br`"), "{error}");
}

#[tokio::test]
async fn only_an_event_stream_is_a_stream_of_events() {
    const PAGE: &str = "<html>Log in</html>";
    for (transport, with) in &transports() {
        for (content_type, says) in [
            (
                "text/html; charset=utf-8",
                "200, but the answer is `text/html; charset=utf-8` and no `text/event-stream`",
            ),
            ("application/json", "200, but the answer is `application/json` and no `text/event-stream`"),
            ("", "200, but the answer is `` and no `text/event-stream`"),
        ] {
            let server = RawServer::always(Reply::new(200, &[("content-type", content_type)], PAGE));
            let client = with(Client::builder(Service::new(server.url()))).build().unwrap();
            let error = client.events().await.unwrap_err();
            assert_eq!((error.kind(), error.attempts()), (ErrorKind::Decode, 1), "{transport}: {error:?}");
            assert!(error.to_string().ends_with(says), "{transport}: {error}");
            assert_eq!(error.body().unwrap(), PAGE, "{transport}");
        }
        let untyped = RawServer::always(Reply::new(200, &[], PAGE));
        let client = with(Client::builder(Service::new(untyped.url()))).build().unwrap();
        assert!(client.events().await.unwrap().next().await.is_none());
        // What says nothing of itself may be one; bytes are bytes, whatever they are.
        assert_eq!(client.chunks().await.unwrap().next().await.unwrap().unwrap(), PAGE);

        let events = Reply::new(200, &[("content-type", "Text/Event-Stream;charset=UTF-8")], "data: A\r\r");
        let server = RawServer::always(events);
        let client = with(Client::builder(Service::new(server.url()))).build().unwrap();
        let event = client.events().await.unwrap().next().await.unwrap().unwrap();
        assert_eq!(event.data, "A", "{transport}");
    }
}

#[tokio::test]
async fn a_stream_of_another_kind_that_does_not_end_is_not_waited_for() {
    let head = "HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ntransfer-encoding: chunked\r\n\r\n";
    for (transport, with) in &transports() {
        let server = RawServer::always(Reply::raw(head).and("9\r\ndata: A\n\n\r\n", 1).then_stall());
        let client = with(Client::builder(Service::new(server.url()))).build().unwrap();
        let error = client.events().timeout(Duration::from_secs(60)).await.unwrap_err();
        assert!(error.is_decode(), "{transport}: {error:?}");
        assert_eq!(error.body().unwrap(), "data: A\n\n", "{transport}");
        let endless = RawServer::always(
            Reply::raw(head).and("8000\r\n".to_owned() + &"x".repeat(0x8000) + "\r\n", 1000),
        );
        let client = with(Client::builder(Service::new(endless.url()))).build().unwrap();
        let error = client.events().await.unwrap_err();
        assert_eq!(error.body().unwrap().len(), 64 * 1024, "{transport}");
    }
}

#[tokio::test]
async fn marks_before_json_and_its_lines_are_passed_over() {
    let answer = http::Response::new("\u{feff}[\"a\"]");
    assert_eq!(Call::<Vec<String>>::answer(answer).await.unwrap(), ["a"]);
    let lines = http::Response::new("\u{feff}1\n2\n");
    let lines: Vec<_> = Call::<Streaming<JsonLines<u32>>>::answer(lines).await.unwrap().collect().await;
    let lines: Vec<_> = lines.into_iter().map(Result::unwrap).collect();
    assert_eq!(lines, [1, 2]);
}

#[tokio::test]
async fn a_number_is_the_nearest_that_there_is() {
    let answer = http::Response::new("0.9999999999999999");
    assert_eq!(Call::<f64>::answer(answer).await.unwrap(), 0.999_999_999_999_999_9);
}
