//! Bodies that are not JSON, on their way out; packed ones, on their way in.

use std::io::Write;

use bytes::Bytes;
use flate2::{Compression, write::GzEncoder};
use futures_util::{StreamExt, stream};
use prolifi::{Api, Body, BoxError, Call, Client, ErrorKind, Multipart, Raw, Service, Text, endpoint};
use prolifi_tests::{RawServer, Reply};

trait Files: Api {
    #[endpoint(PUT, "/files/<name>")]
    fn put(&self, name: &str, content: Body) -> Call<()>;

    #[endpoint(POST, "/files")]
    fn upload(&self, #[multipart] form: Multipart) -> Call<()>;

    #[endpoint(GET, "/files/<name>")]
    fn get(&self, name: &str) -> Call<Raw>;

    #[endpoint(GET, "/files/<name>")]
    fn read(&self, name: &str) -> Call<Text>;
}

impl Files for Client {}

fn client(server: &RawServer) -> Client {
    Client::builder(Service::new(server.url())).build().unwrap()
}

fn chunks() -> impl futures_util::Stream<Item = Result<Bytes, BoxError>> + Send {
    stream::iter(["one,", "two,", "three"]).map(|chunk| Ok(Bytes::from(chunk)))
}

#[tokio::test]
async fn bytes_text_and_streams_are_sent_as_they_are_with_their_type() {
    let server = RawServer::always(Reply::no_content());
    let client = client(&server);
    let csv = || Ok::<_, BoxError>("text/csv".parse()?);

    client.put("bytes", Body::from(b"\x00\xff".to_vec())).await.unwrap();
    client.put("text", Body::from("grün")).await.unwrap();
    client.put("stream", Body::stream(chunks()).content_type(csv().unwrap())).await.unwrap();
    client.put("nothing", Body::empty()).await.unwrap();

    let requests = server.requests();
    let sent: Vec<_> = requests.iter().map(|r| (r.header("content-type"), r.content())).collect();
    assert_eq!(
        sent,
        [
            (None, b"\x00\xff".to_vec()),
            (Some("text/plain; charset=utf-8"), "grün".as_bytes().to_vec()),
            (Some("text/csv"), b"one,two,three".to_vec()),
            (None, Vec::new()),
        ]
    );
    assert_eq!(requests[0].header("content-length"), Some("2"));
    assert_eq!(requests[2].header("transfer-encoding"), Some("chunked"));
}

#[tokio::test]
async fn a_replayable_stream_is_sent_whole_on_every_attempt() {
    let server = RawServer::new([Reply::new(503, &[("retry-after", "0")], ""), Reply::no_content()]);
    client(&server).put("report", Body::replayable(chunks)).await.unwrap();
    let bodies: Vec<_> = server.requests().into_iter().map(|request| request.content()).collect();
    assert_eq!(bodies, [b"one,two,three", b"one,two,three"]);
}

#[tokio::test]
async fn a_stream_that_fails_fails_the_call() {
    let server = RawServer::always(Reply::no_content());
    let broken = stream::iter([Ok(Bytes::from("one")), Err(BoxError::from("the disk is gone"))]);
    let error = client(&server).put("report", Body::stream(broken)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Transport);
    assert!(prolifi_tests::printed(&error).contains("the disk is gone"));
    assert_eq!(error.attempts(), 1, "what was read cannot be sent again");
}

#[tokio::test]
async fn a_form_is_what_a_server_reads_of_it() {
    let server = RawServer::always(Reply::no_content());
    let form = Multipart::new()
        .text("note", "grün\r\n--x")
        .file("report", "quarter \"1\".csv", Body::stream(chunks()).content_type("text/csv".parse().unwrap()))
        .file("raw", "raw.bin", vec![0, 13, 10, 255]);
    client(&server).upload(form).await.unwrap();

    let request = &server.requests()[0];
    let boundary = multer::parse_boundary(request.header("content-type").unwrap()).unwrap();
    let body = stream::once(std::future::ready(Ok::<_, std::io::Error>(Bytes::from(request.content()))));
    let mut form = multer::Multipart::new(body, boundary);
    let mut fields = Vec::new();
    while let Some(field) = form.next_field().await.unwrap() {
        let name = field.name().unwrap().to_owned();
        let file = field.file_name().map(str::to_owned);
        let content_type = field.content_type().map(ToString::to_string);
        fields.push((name, file, content_type, field.bytes().await.unwrap().to_vec()));
    }
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(
        fields,
        [
            ("note".to_owned(), None, None, "grün\r\n--x".as_bytes().to_vec()),
            ("report".to_owned(), text("quarter %221%22.csv"), text("text/csv"), b"one,two,three".to_vec()),
            ("raw".to_owned(), text("raw.bin"), text("application/octet-stream"), vec![0, 13, 10, 255]),
        ]
    );
}

#[tokio::test]
async fn a_form_without_streams_is_sent_again_with_the_same_boundary() {
    let server = RawServer::new([Reply::new(503, &[("retry-after", "0")], ""), Reply::no_content()]);
    let call = client(&server).upload(Multipart::new().text("a", "1").file("b", "b", "2"));
    call.idempotency_key("form-1").await.unwrap();
    let requests = server.requests();
    assert_eq!(requests.len(), 2);
    assert_eq!(requests[0].content(), requests[1].content());
    assert_eq!(requests[0].header("content-type"), requests[1].header("content-type"));
    let length = requests[0].body.len().to_string();
    assert_eq!(requests[0].header("content-length"), Some(&*length), "the length is known");
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

const GZIP: &[(&str, &str)] = &[("content-encoding", "gzip")];

#[tokio::test]
async fn a_packed_answer_is_unpacked() {
    for encoding in ["gzip", "GZip", "x-gzip"] {
        let reply = Reply::new(200, &[("content-encoding", encoding)], packed("grün".as_bytes()));
        let server = RawServer::always(reply);
        let response = client(&server).read("a").response().await.unwrap();
        assert_eq!(response.value.0, "grün");
        assert!(!response.headers.contains_key("content-encoding"));
        assert_eq!(server.requests()[0].header("accept-encoding"), Some("gzip"));
    }
}

#[tokio::test]
async fn a_bomb_ends_at_the_limit() {
    let bomb = packed(&vec![0; 64 * 1024 * 1024]);
    assert!(bomb.len() < 100_000);
    let server = RawServer::always(Reply::new(200, GZIP, bomb));
    let error = client(&server).get("bomb").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TooLarge);
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_packed_answer_that_is_damaged_or_empty_is_an_error_or_empty() {
    let mut damaged = packed(b"0123456789");
    let last = damaged.len() - 10;
    damaged[last] ^= 0xff;
    let server = RawServer::new([Reply::new(200, GZIP, damaged), Reply::new(200, GZIP, "")]);
    let client = client(&server);
    assert_eq!(client.get("a").await.unwrap_err().kind(), ErrorKind::Decode);
    assert_eq!(client.get("a").await.unwrap().0, "");
}

#[test]
fn a_body_does_not_print_what_it_holds() {
    assert_eq!(format!("{:?}", Body::from("secret")), "Body(6 bytes)");
    assert_eq!(format!("{:?}", Body::stream(chunks())), "Body(stream)");
}
