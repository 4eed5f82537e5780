//! Answers that are none, or not what was promised: what each becomes, with the status and the body kept.

mod decode;
mod fields;
mod formats;
mod random;
mod shapes;

use std::net::TcpListener;

use prolifi::{
    Call, Error, ErrorKind,
    customers::{Customers, UpdateCustomer},
    prelude::*,
};
use prolifi_tests::{KEY, RawServer, Reply, customer, enveloped, printed, prolifi_at};

/// The one call, with one attempt, to a server that answers like this.
async fn ask(reply: Reply) -> Result<prolifi::customers::Customer, Error> {
    let server = RawServer::new([reply]);
    let result =
        prolifi_at(&server.url()).update_customer("user_42", &UpdateCustomer::new()).max_retries(0).await;
    assert_eq!(server.requests().len(), 1, "sent once");
    result
}

const HEAD: &str = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n";
const PAGE: &str = "<!doctype html><html><head><title>Welcome to the lobby</title></head></html>";

struct Row {
    name: &'static str,
    reply: Reply,
    kind: ErrorKind,
    status: Option<u16>,
    says: &'static str,
    /// Whether the whole body has arrived, and is this.
    body: Option<&'static str>,
    applied: bool,
}

#[tokio::test]
async fn every_broken_answer_is_an_error_of_its_kind() {
    use ErrorKind::{Api, Decode, Redirect, TooLarge, Transport};
    let chunked = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{\"dat\r\n";
    let row = |name, reply, kind, status, says, body, applied| Row {
        name,
        reply,
        kind,
        status,
        says,
        body,
        applied,
    };
    let html = [("content-type", "text/html")];
    let more: &'static str = (enveloped(&customer()) + " x").leak();
    let lost = "the connection failed before the answer arrived";
    let cut = "the connection failed before the answer was complete";
    let rows = [
        row("closed at once", Reply::nothing(), Transport, None, lost, None, true),
        row("reset at once", Reply::nothing().then_reset(), Transport, None, lost, None, true),
        row("half a head", Reply::raw("HTTP/1.1 200 OK\r\ncontent-"), Transport, None, lost, None, true),
        row("garbage", Reply::raw("\0\x01 no HTTP \r\n\r\n"), Transport, None, lost, None, true),
        row("another protocol", Reply::raw("SSH-2.0-OpenSSH_9.6\r\n"), Transport, None, lost, None, true),
        row("bad status", Reply::raw("HTTP/1.1 2000 OK\r\n\r\n"), Transport, None, lost, None, true),
        row(
            "two lengths",
            Reply::raw("HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n{}"),
            Transport,
            None,
            lost,
            None,
            true,
        ),
        row("reset behind the head", Reply::raw(HEAD).then_reset(), Transport, Some(200), cut, None, true),
        row("truncated body", Reply::raw(HEAD).and("{\"data\":{", 1), Transport, Some(200), cut, None, true),
        row(
            "reset in the body",
            Reply::raw(HEAD).and("{", 9).then_reset(),
            Transport,
            Some(200),
            cut,
            None,
            true,
        ),
        row("chunks without an end", Reply::raw(chunked), Transport, Some(200), cut, None, true),
        row(
            "a chunk of no size",
            Reply::raw("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n"),
            Transport,
            Some(200),
            cut,
            None,
            true,
        ),
        row(
            "truncated refusal",
            Reply::raw(HEAD.replace("200", "404")),
            Transport,
            Some(404),
            cut,
            None,
            false,
        ),
        row(
            "page of a proxy",
            Reply::new(502, &html, PAGE),
            Api,
            Some(502),
            "502 Bad Gateway",
            Some(PAGE),
            true,
        ),
        row(
            "page of a portal",
            Reply::new(200, &html, PAGE),
            Decode,
            Some(200),
            "200, but the body is not JSON (line 1, column 1)",
            Some(PAGE),
            true,
        ),
        row(
            "page of a firewall",
            Reply::new(403, &html, PAGE),
            Api,
            Some(403),
            "403 Forbidden",
            Some(PAGE),
            false,
        ),
        row("empty body", Reply::json(200, ""), Decode, Some(200), "200 with an empty body", Some(""), true),
        row("no content", Reply::no_content(), Decode, Some(204), "204 with an empty body", Some(""), true),
        row(
            "length too short",
            Reply::raw("HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n{\"data\":{}}"),
            Decode,
            Some(200),
            "the JSON ends too early",
            Some("{\"dat"),
            true,
        ),
        row(
            "no envelope",
            Reply::json(200, "{\"id\":1}"),
            Decode,
            Some(200),
            "there is no member `data`",
            Some("{\"id\":1}"),
            true,
        ),
        row(
            "a list",
            Reply::json(200, "[1]"),
            Decode,
            Some(200),
            "the value does not fit the type",
            Some("[1]"),
            true,
        ),
        row(
            "JSON and more",
            Reply::json(200, more),
            Decode,
            Some(200),
            "the body is not JSON",
            Some(more),
            true,
        ),
        row(
            "other error body",
            Reply::json(404, "{\"oops\":1}"),
            Api,
            Some(404),
            "404 Not Found",
            Some("{\"oops\":1}"),
            false,
        ),
        row(
            "empty error body",
            Reply::json(422, ""),
            Api,
            Some(422),
            "422 Unprocessable Entity",
            Some(""),
            false,
        ),
        row("unknown status", Reply::json(799, "x"), Api, Some(799), "799", Some("x"), true),
        row(
            "redirect",
            Reply::new(307, &[("location", "https://evil.test/")], ""),
            Redirect,
            Some(307),
            "307 Temporary Redirect",
            Some(""),
            true,
        ),
        row("an old page", Reply::new(304, &[], ""), Redirect, Some(304), "304 Not Modified", Some(""), true),
        row(
            "longer than the cap",
            Reply::raw(HEAD.replace("1000", "20000000")).and(vec![b' '; 1 << 20], 20),
            TooLarge,
            Some(200),
            "longer than 10485760 bytes",
            None,
            true,
        ),
    ];
    for row in rows {
        let name = row.name;
        let error = ask(row.reply).await.expect_err(name);
        assert_eq!(error.kind(), row.kind, "{name}: {error:?}");
        assert_eq!(error.status().map(|status| status.as_u16()), row.status, "{name}");
        assert!(error.to_string().starts_with("PATCH /customers/<id> failed: "), "{name}: {error}");
        assert!(error.to_string().contains(row.says), "{name}: {error}");
        let body = error.body().map(|body| std::str::from_utf8(body).unwrap());
        assert_eq!(body, row.body, "{name}");
        assert_eq!(error.may_have_been_applied(), row.applied, "{name}");
        assert_eq!(error.attempts(), 1, "{name}");
        assert!(error.idempotency_key().is_some() && error.endpoint().is_some(), "{name}");
        assert!(error.api().is_none(), "{name}");
        let text = printed(&error);
        assert!(
            !text.contains(KEY) && !text.contains("lobby") && !text.contains("user_42"),
            "{name}: {text}"
        );
        assert!(!error.to_string().contains('\n'), "{name}");
    }
}

#[tokio::test]
async fn what_is_odd_and_still_an_answer_is_read() {
    let body = enveloped(&customer());
    let length = body.len();
    let chunks: String = body
        .as_bytes()
        .chunks(7)
        .map(|chunk| format!("{:x};ext=1\r\n{}\r\n", chunk.len(), std::str::from_utf8(chunk).unwrap()))
        .collect();
    for (name, reply) in [
        (
            "early hints",
            Reply::raw(format!(
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: {length}\r\n\r\n{body}"
            )),
        ),
        ("until the end", Reply::raw(format!("HTTP/1.1 200 OK\r\n\r\n{body}"))),
        ("HTTP/1.0", Reply::raw(format!("HTTP/1.0 200 OK\r\n\r\n{body}"))),
        (
            "chunks",
            Reply::raw(format!(
                "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{chunks}0\r\nx-trailer: 1\r\n\r\n"
            )),
        ),
        ("another 2xx", Reply::new(299, &[("content-type", "text/plain")], &body)),
        (
            "white space",
            Reply::json(
                200,
                format!(" \r\n\t{}\n ", body.replace(':', " : ").replace("09 : 00 : 00", "09:00:00")),
            ),
        ),
        ("no reason", Reply::raw(format!("HTTP/1.1 200\r\ncontent-length: {length}\r\n\r\n{body}"))),
    ] {
        let customer = ask(reply).await.unwrap_or_else(|error| panic!("{name}: {error:?}"));
        assert_eq!(customer.email, "jane@example.com", "{name}");
    }
}

#[tokio::test]
async fn no_server_listening_is_said_with_its_address() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let call = prolifi_at(&format!("http://{address}")).update_customer("user_42", &UpdateCustomer::new());
    let error = call.max_retries(0).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect);
    assert!(error.is_connect());
    let says = format!("PATCH /customers/<id> failed: no connection to {address} could be made: ");
    assert!(error.to_string().starts_with(&says), "{error}");
    assert_eq!((error.attempts(), error.may_have_been_applied(), error.status()), (1, false, None));
    let text = printed(&error);
    assert!(text.contains("refused"), "the layer below says why: {text}");
    assert!(!text.contains("user_42") && !text.contains(KEY), "{text}");
}

trait Nothing: Api {
    #[endpoint(DELETE, "/n")]
    fn nothing(&self) -> Call<()>;
    #[endpoint(GET, "/n", envelope = "data")]
    fn perhaps(&self) -> Call<Option<u8>>;
    #[endpoint(GET, "/n")]
    fn text(&self) -> Call<prolifi::Text>;
    #[endpoint(GET, "/n")]
    fn raw(&self) -> Call<prolifi::Raw>;
}
impl<A: Api> Nothing for A {}

#[tokio::test]
async fn types_that_need_no_body_take_any() {
    let server = RawServer::new([
        Reply::no_content(),
        Reply::json(200, "{\"data\":1}"),
        Reply::new(200, &[], "<html>"),
        Reply::no_content(),
        Reply::json(200, "{\"data\":null}"),
        Reply::json(200, "{\"data\":7}"),
        Reply::new(200, &[], "é"),
        Reply::new(200, &[], b"\xff\0"),
        Reply::new(200, &[], b"\xff\0"),
    ]);
    let client = prolifi_at(&server.url());
    client.nothing().await.unwrap();
    client.nothing().await.unwrap();
    client.nothing().await.unwrap();
    assert_eq!(client.perhaps().await.unwrap(), None);
    assert_eq!(client.perhaps().await.unwrap(), None);
    assert_eq!(client.perhaps().await.unwrap(), Some(7));
    assert_eq!(client.text().await.unwrap().0, "é");
    assert_eq!(client.raw().await.unwrap().0, &b"\xff\0"[..]);
    let error = client.text().await.unwrap_err();
    assert!(error.is_decode() && error.body().unwrap() == &b"\xff\0"[..], "{error}");
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn an_error_keeps_no_more_than_64_kib() {
    for (status, length) in [(500, 65_536), (500, 65_537), (200, 1 << 20), (404, 65_535)] {
        let error = ask(Reply::new(status, &[], "x".repeat(length))).await.unwrap_err();
        assert_eq!(error.body().unwrap().len(), length.min(65_536), "{status}");
    }
}

#[tokio::test]
async fn the_cap_is_the_callers() {
    let body = enveloped(&customer());
    let server = RawServer::always(Reply::json(200, &body));
    let client = prolifi_at(&server.url());
    let call = || client.update_customer("user_42", &UpdateCustomer::new()).max_retries(0);
    call().max_body(body.len() as u64).await.unwrap();
    let error = call().max_body(body.len() as u64 - 1).await.unwrap_err();
    assert_eq!((error.kind(), error.status().unwrap().as_u16()), (ErrorKind::TooLarge, 200));
    assert!(error.may_have_been_applied());
    assert_eq!(call().max_body(0).await.unwrap_err().kind(), ErrorKind::TooLarge);
}

#[tokio::test]
async fn an_answer_that_is_cut_keeps_what_its_head_said() {
    let head = "HTTP/1.1 503 Service Unavailable\r\ncontent-length: 9\r\nretry-after: 7\r\nx-ratelimit-limit: 5\r\n\r\n{";
    let error = ask(Reply::raw(head)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Transport);
    assert_eq!(error.status().unwrap(), 503);
    assert_eq!(error.headers()["retry-after"], "7");
    assert_eq!(error.retry_after().unwrap().as_secs(), 7);
    assert_eq!(error.rate_limit().limit, Some(5));
    assert!(error.body().is_none());
}
