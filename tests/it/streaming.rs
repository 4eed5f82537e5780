//! Answers that are read as they arrive.

mod random;

use futures_util::StreamExt;
use prolifi::{
    Api, Call, Client, Error, ErrorKind, Service,
    bytes::{Bytes, BytesMut},
    endpoint, http,
    streaming::{Chunks, Decoder, Events, JsonLines, Streaming},
};
use prolifi_tests::{RawServer, Reply};

#[derive(Debug, PartialEq, serde::Deserialize)]
struct Row {
    id: u64,
}

trait Feeds: Api {
    #[endpoint(GET, "/events")]
    fn events(&self) -> Call<Streaming<Events>>;

    #[endpoint(GET, "/rows")]
    fn rows(&self) -> Call<Streaming<JsonLines<Row>>>;

    #[endpoint(GET, "/bytes")]
    fn bytes(&self) -> Call<Streaming<Chunks>>;
}

impl Feeds for Client {}

const HEAD: &str = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";

fn client(server: &RawServer) -> Client {
    Client::builder(Service::new(server.url())).build().unwrap()
}

fn chunk(text: &str) -> String {
    format!("{:x}\r\n{text}\r\n", text.len())
}

#[tokio::test]
async fn items_arrive_while_the_answer_goes_on() {
    // The server never ends the answer: what is read here is read before its end.
    let body = chunk("data: one\n\nda") + &chunk("ta: two\n\n");
    let server = RawServer::always(Reply::raw(HEAD.to_owned() + &body).then_stall());
    let mut events = client(&server).events().await.unwrap();
    assert_eq!(events.next().await.unwrap().unwrap().data, "one");
    assert_eq!(events.next().await.unwrap().unwrap().data, "two");
}

#[tokio::test]
async fn lines_of_json_are_items_and_a_wrong_one_says_which() {
    let server =
        RawServer::always(Reply::new(200, &[], "{\"id\":1}\n\n{\"id\":2}\r\n{\"id\":\"x\"}\n{\"id\":4}"));
    let items: Vec<_> = client(&server).rows().await.unwrap().collect().await;
    assert_eq!(items.len(), 3, "a stream ends with its first error");
    assert_eq!(items[0].as_ref().unwrap(), &Row { id: 1 });
    assert_eq!(items[1].as_ref().unwrap(), &Row { id: 2 });
    let error = items[2].as_ref().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(error.to_string().contains("line 4"), "{error}");
    assert!(error.endpoint().is_some());
}

#[tokio::test]
async fn a_connection_lost_on_the_way_is_an_error_behind_the_items() {
    let server = RawServer::always(Reply::raw(HEAD.to_owned() + &chunk("{\"id\":1}\n{\"i")).then_reset());
    let mut rows = client(&server).rows().await.unwrap();
    assert_eq!(rows.next().await.unwrap().unwrap(), Row { id: 1 });
    assert_eq!(rows.next().await.unwrap().unwrap_err().kind(), ErrorKind::Transport);
    assert!(rows.next().await.is_none());
    assert_eq!(server.requests().len(), 1, "nothing is sent again once items were given");
}

#[tokio::test]
async fn a_stream_may_be_longer_than_any_answer() {
    let megabyte = chunk(&"x".repeat(1 << 20));
    let server = RawServer::always(Reply::raw(HEAD).and(megabyte, 12).and("0\r\n\r\n", 1));
    let mut bytes = client(&server).bytes().max_body(1000).await.unwrap();
    let mut length = 0;
    while let Some(chunk) = bytes.next().await {
        length += chunk.unwrap().len();
    }
    assert_eq!(length, 12 << 20);
}

#[tokio::test]
async fn one_item_may_not_be_endless() {
    let megabyte = chunk(&"x".repeat(1 << 20));
    let server = RawServer::always(Reply::raw(HEAD).and(megabyte, 12).and("0\r\n\r\n", 1));
    let error = client(&server).rows().await.unwrap().next().await.unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TooLarge);
}

#[tokio::test]
async fn nor_may_one_event_of_many_lines() {
    let lines = chunk(&"data: 0123456789abcdef\n".repeat(1 << 16));
    let server = RawServer::always(Reply::raw(HEAD).and(lines, 11).and("0\r\n\r\n", 1));
    let mut events = client(&server).events().await.unwrap();
    assert_eq!(events.next().await.unwrap().unwrap_err().kind(), ErrorKind::TooLarge);
    assert!(events.next().await.is_none());
}

/// Wants a full stop at the end.
#[derive(Default)]
struct Sentences;

impl Decoder for Sentences {
    type Item = Bytes;

    fn decode(&mut self, buffer: &mut BytesMut, ended: bool) -> Result<Option<Bytes>, Error> {
        match buffer.iter().position(|byte| *byte == b'.') {
            Some(at) => Ok(Some(buffer.split_to(at + 1).freeze())),
            None if ended => Err(Error::decode("no full stop")),
            None => Ok(None),
        }
    }
}

#[tokio::test]
async fn a_stream_ends_with_its_first_error() {
    let answer = http::Response::new("One. Two");
    let mut sentences = Call::<Streaming<Sentences>>::answer(answer).await.unwrap();
    assert_eq!(sentences.next().await.unwrap().unwrap(), "One.");
    assert!(sentences.next().await.unwrap().unwrap_err().is_decode());
    assert!(sentences.next().await.is_none());
}

#[tokio::test]
async fn a_refusal_is_read_whole_and_retried_as_any_other() {
    let refusal = Reply::json(404, r#"{"error": {"type": "not_found", "message": "No such feed."}}"#);
    let server = RawServer::new([Reply::new(503, &[("retry-after", "0")], ""), refusal]);
    let error = client(&server).events().await.unwrap_err();
    assert_eq!(error.status().unwrap(), 404);
    assert_eq!(error.api().unwrap().message, "No such feed.");
    assert_eq!(error.attempts(), 2);
}
