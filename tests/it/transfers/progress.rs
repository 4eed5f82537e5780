//! How far a body is, told while it is on its way; and taking an answer in pieces.

use std::sync::{Arc, Mutex};

use prolifi::{
    Body, Call, Client, ErrorKind, Progress, Service, http,
    streaming::{Chunks, Events, Streaming},
};
use prolifi_tests::{RawServer, Reply, transports};

use super::{Files, chunks};

/// Collects what it is told.
fn listener() -> (impl Fn(Progress) + Send + Sync + 'static, impl Fn() -> Vec<(u64, Option<u64>)>) {
    let told = Arc::new(Mutex::new(Vec::new()));
    let tells = Arc::clone(&told);
    let listener = move |progress: Progress| tells.lock().unwrap().push((progress.done, progress.total));
    (listener, move || std::mem::take(&mut *told.lock().unwrap()))
}

#[tokio::test]
async fn an_upload_tells_how_far_it_is_over_each_transport() {
    for (transport, with) in transports() {
        let server = RawServer::new([
            Reply::no_content(),
            Reply::no_content(),
            Reply::no_content(),
            Reply::new(503, &[("retry-after", "0")], ""),
            Reply::no_content(),
        ]);
        let client = with(Client::builder(Service::new(server.url()))).build().unwrap();
        let (listener, told) = listener();
        let listener = Arc::new(listener);
        let watched = |body| {
            let listener = Arc::clone(&listener);
            client.put("a", body).on_upload(move |progress| listener(progress))
        };

        watched(Body::sized(chunks(3), 30)).await.unwrap();
        assert_eq!(told(), [(10, Some(30)), (20, Some(30)), (30, Some(30))], "{transport}");
        watched(Body::stream(chunks(2))).await.unwrap();
        assert_eq!(told(), [(10, None), (20, None)], "{transport}");
        watched(Body::from(vec![0; 150_000])).await.unwrap();
        let slices = [65_536, 131_072, 150_000].map(|done| (done, Some(150_000)));
        assert_eq!(told(), slices, "{transport}");
        // From the beginning for each attempt.
        watched(Body::from("seven b")).await.unwrap();
        assert_eq!(told(), [(7, Some(7)), (7, Some(7))], "{transport}");
    }
}

#[tokio::test]
async fn a_download_tells_how_far_it_is_over_each_transport() {
    for (transport, with) in transports() {
        let server = RawServer::always(Reply::new(200, &[], "x".repeat(100_000)));
        let client = with(Client::builder(Service::new(server.url()))).build().unwrap();
        let (listener, told) = listener();
        let download = client.download("a").await.unwrap();
        assert_eq!(download.content_length(), Some(100_000), "{transport}");
        let mut file = Vec::new();
        assert_eq!(download.on_progress(listener).copy_to(&mut file).await.unwrap(), 100_000);
        assert_eq!(file.len(), 100_000);
        let told = told();
        assert!(told.is_sorted() && told.iter().all(|(_, total)| *total == Some(100_000)), "{told:?}");
        assert_eq!(told.last().unwrap().0, 100_000, "{transport}");

        let chunked = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n";
        let server = RawServer::always(Reply::raw(chunked));
        let client = with(Client::builder(Service::new(server.url()))).build().unwrap();
        assert_eq!(client.download("a").await.unwrap().content_length(), None);
    }
}

#[tokio::test]
async fn a_copy_begins_where_the_stream_was_left() {
    let answer = || Call::<Streaming<Chunks>>::answer(http::Response::new("a long file"));
    let mut chunks = answer().await.unwrap();
    assert_eq!(chunks.next().await.unwrap().unwrap(), "a long file");
    let mut rest = Vec::new();
    assert_eq!(chunks.copy_to(&mut rest).await.unwrap(), 0);
    assert_eq!(chunks.copy_to(&mut rest).await.unwrap(), 0, "it is at its end");
    assert!(chunks.next().await.is_none());

    // A writer that takes no more.
    let mut full = std::io::Cursor::new(vec![0; 4].into_boxed_slice());
    let error = answer().await.unwrap().copy_to(&mut full).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(error.to_string().contains("the answer could not be written: "), "{error}");
    assert!(std::error::Error::source(&error).is_some());
    assert_eq!(*full.into_inner(), *b"a lo");
}

#[tokio::test]
async fn a_copy_that_breaks_off_is_an_error() {
    let cut = "HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc";
    let server = RawServer::always(Reply::raw(cut).then_close());
    let client = Client::builder(Service::new(server.url())).build().unwrap();
    let mut file = Vec::new();
    let error = client.download("a").await.unwrap().copy_to(&mut file).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Transport);
    assert_eq!(file, b"abc", "what came is written");
}

#[test]
fn a_stream_is_waited_for_without_async_code() {
    let head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n";
    let server = RawServer::always(Reply::raw(format!("{head}data: one\n\ndata: two\n\n")).then_close());
    let client = Client::builder(Service::new(server.url())).build().unwrap();
    let mut events: Streaming<Events> = client.events().wait().unwrap();
    assert_eq!(events.next().wait().unwrap().unwrap().data, "one");
    let rest: Vec<_> = events.wait().map(|event| event.unwrap().data).collect();
    assert_eq!(rest, ["two"]);

    let server = RawServer::always(Reply::new(200, &[], "x".repeat(1_000_000)));
    let client = Client::builder(Service::new(server.url())).build().unwrap();
    let length: usize = client.download("a").wait().unwrap().wait().map(|chunk| chunk.unwrap().len()).sum();
    assert_eq!(length, 1_000_000);

    // One that stands still ends as it does elsewhere.
    let server =
        RawServer::always(Reply::raw("HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc").then_stall());
    let client = Client::builder(Service::new(server.url())).build().unwrap();
    let call = client.download("a").idle_timeout(std::time::Duration::from_millis(100));
    let chunks: Vec<_> = call.wait().unwrap().wait().collect();
    assert_eq!(chunks[0].as_ref().unwrap(), "abc");
    let error = chunks[1].as_ref().unwrap_err();
    assert!(error.is_timeout() && chunks.len() == 2);
    assert!(error.to_string().ends_with("came for 100ms, after 3 of 10 bytes"), "{error}");
}
