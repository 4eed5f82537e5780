//! `Pages`: no row lost, none doubled, no circle, and every page asked for with the options of the first.

mod declared;
mod positions;
mod random;
mod rules;
mod service;
mod shapes;
mod stream;

use std::time::Duration;

use http::Response;
use prolifi::{
    Client, ErrorKind, FromCall, Page, PageShape, PageStream, Pages, Service, api, endpoint,
    testing::FakeTransport, transport::TransportError,
};
use serde::Serialize;
use serde_json::{Value, json};

#[api(envelope = "data")]
trait Rows {
    #[endpoint(GET, "/rows?<filter..>")]
    fn rows(&self, filter: &Filter) -> Pages<u64>;

    #[endpoint(POST, "/rows/search")]
    fn search(&self, query: &Filter) -> Pages<u64>;

    #[endpoint(GET, "/page")]
    fn one_page(&self) -> prolifi::Call<Page<u64>>;
}

#[derive(Default, Serialize)]
struct Filter {
    limit: Option<u64>,
    offset: Option<u64>,
    name: Option<&'static str>,
}

/// A page of rows that are their own offsets.
fn page(rows: std::ops::Range<u64>, has_more: bool) -> Response<String> {
    let pagination =
        json!({ "total": 100, "limit": 20, "offset": rows.start, "has_more": has_more, "cursor": [{}] });
    body(&json!({ "data": rows.collect::<Vec<_>>(), "pagination": pagination }))
}

/// A page that tells nothing but whether there are more.
fn silent(rows: &[u64], has_more: bool) -> Response<String> {
    body(&json!({ "data": rows, "pagination": { "has_more": has_more } }))
}

fn body(body: &Value) -> Response<String> {
    Response::new(body.to_string())
}

fn client(fake: &FakeTransport) -> Client {
    client_of(Service::new("https://api.example.com/v1"), fake)
}

fn client_of(service: Service, fake: &FakeTransport) -> Client {
    Client::builder(service).max_retries(0).transport(fake.clone()).build().expect("a client")
}

fn queries(fake: &FakeTransport) -> Vec<String> {
    fake.requests().iter().map(|request| request.uri().query().unwrap_or_default().to_owned()).collect()
}

/// What the next request of a list asks for.
fn offset(pages: &Pages<u64>) -> String {
    let call = client(&FakeTransport::new()).rows(&Filter::default()).start_at(pages.position());
    call.into_call().into_request().unwrap().uri().query().unwrap_or_default().to_owned()
}

/// Every item, and the error that ended the stream.
async fn drain(pages: &mut Pages<u64>) -> (Vec<u64>, Option<prolifi::Error>) {
    let mut rows = Vec::new();
    while let Some(row) = pages.next().await {
        match row {
            Ok(row) => rows.push(row),
            Err(error) => {
                assert!(pages.next().await.is_none(), "an error ends the stream");
                return (rows, Some(error));
            }
        }
    }
    (rows, None)
}

#[tokio::test]
async fn short_pages_lose_no_row() {
    let fake =
        FakeTransport::new().answer(page(0..20, true)).answer(page(20..27, true)).answer(page(27..30, false));
    let mut pages = client(&fake).rows(&Filter { limit: Some(20), ..Filter::default() });
    let (rows, error) = drain(&mut pages).await;
    assert_eq!(rows, (0..30).collect::<Vec<_>>());
    assert!(error.is_none());
    assert_eq!(queries(&fake), ["limit=20", "limit=20&offset=20", "limit=20&offset=27"]);
    fake.verify().unwrap();
}

#[tokio::test]
async fn nothing_is_sent_before_it_is_needed() {
    let fake = FakeTransport::new().answer(page(0..2, true));
    let mut pages = client(&fake).rows(&Filter::default());
    assert_eq!(fake.requests().len(), 0);
    assert_eq!(pages.next().await.unwrap().unwrap(), 0);
    assert_eq!(pages.next().await.unwrap().unwrap(), 1);
    assert_eq!(fake.requests().len(), 1);
}

#[tokio::test]
async fn the_query_keeps_its_other_pairs_and_the_order() {
    let fake = FakeTransport::new().answer(page(40..41, true)).answer(page(41..42, false));
    let filter = Filter { limit: Some(1), offset: Some(40), name: Some("offset=9&x") };
    let mut pages = client(&fake).rows(&filter).query("tag", ["a", "b"].as_slice());
    drain(&mut pages).await;
    let rest = "name=offset%3D9%26x&tag=a&tag=b";
    assert_eq!(queries(&fake), [format!("limit=1&offset=40&{rest}"), format!("limit=1&offset=41&{rest}")]);
    assert_eq!(offset(&pages), "offset=42");
}

#[tokio::test(start_paused = true)]
async fn every_page_has_the_options_of_the_first() {
    let service = Service::new("https://api.example.com");
    let fake = FakeTransport::new()
        .fail(TransportError::connect("refused"))
        .answer(page(0..1, true))
        .fail(TransportError::connect("refused"))
        .answer(page(1..2, true))
        .hang();
    let mut pages = client_of(service, &fake)
        .rows(&Filter::default())
        .header("x-source", "nightly")
        .max_retries(1)
        .timeout(Duration::from_secs(7));
    let start = tokio::time::Instant::now();
    let (rows, error) = drain(&mut pages).await;
    assert_eq!(rows, [0, 1]);
    assert!(error.unwrap().is_timeout());
    assert!(
        start.elapsed() < Duration::from_secs(10),
        "each page has the whole time for itself, and no more"
    );
    assert_eq!(fake.requests().len(), 5);
    assert!(fake.requests().iter().all(|request| request.headers()["x-source"] == "nightly"));
}

#[tokio::test]
async fn an_error_comes_behind_the_rows_before_it_and_the_offset_goes_on() {
    let fake = FakeTransport::new()
        .answer(page(0..3, true))
        .answer(Response::builder().status(500).body(String::new()).unwrap())
        .answer(page(3..5, false));
    let client = client(&fake);
    let mut pages = client.rows(&Filter::default());
    let (rows, error) = drain(&mut pages).await;
    assert_eq!((rows, error.unwrap().status().unwrap().as_u16()), (vec![0, 1, 2], 500));

    let mut rest = client.rows(&Filter::default()).start_at(pages.position());
    assert_eq!(drain(&mut rest).await.0, [3, 4]);
    assert_eq!(queries(&fake), ["", "offset=3", "offset=3"]);
}

#[tokio::test]
async fn the_same_stream_goes_on_after_an_error_when_it_is_told_where() {
    let fake = FakeTransport::new().fail(TransportError::io("reset")).answer(page(0..2, false));
    let mut pages = client(&fake).rows(&Filter::default());
    assert!(drain(&mut pages).await.1.is_some());
    let position = pages.position();
    assert_eq!(drain(&mut pages.start_at(position)).await.0, [0, 1]);
}

#[tokio::test]
async fn a_page_that_brings_the_list_no_further_is_an_error() {
    let cases: [(&str, Vec<Response<String>>, &[u64]); 5] = [
        ("empty, with more", vec![page(0..2, true), page(2..2, true)], &[0, 1]),
        ("the first empty, with more", vec![page(0..0, true)], &[]),
        ("another offset than was asked for", vec![page(0..2, true), page(0..2, true)], &[0, 1]),
        ("clamped, no more, rows repeated", vec![page(0..2, true), page(1..2, false)], &[0, 1]),
        ("the same rows without an offset", vec![silent(&[7, 8], true), silent(&[7, 8], true)], &[7, 8]),
    ];
    for (case, answers, delivered) in cases {
        let sent = answers.len();
        let fake = answers.into_iter().fold(FakeTransport::new(), |fake, answer| fake.answer(answer));
        let (rows, error) = drain(&mut client(&fake).rows(&Filter::default())).await;
        assert_eq!(rows, delivered, "{case}");
        let error = error.unwrap_or_else(|| panic!("{case}: no error"));
        assert_eq!(error.kind(), ErrorKind::Decode, "{case}");
        assert!(error.to_string().contains("brings the list no further"), "{case}: {error}");
        assert_eq!(
            (error.status().unwrap().as_u16(), error.endpoint().unwrap().name()),
            (200, "rows"),
            "{case}"
        );
        assert!(error.body().is_some(), "{case}");
        assert_eq!(fake.requests().len(), sent, "{case}");
    }
}

#[tokio::test]
async fn an_empty_list_is_no_error() {
    for answer in [page(0..0, false), body(&json!({ "data": [], "pagination": {} }))] {
        let fake = FakeTransport::new().answer(answer);
        let (rows, error) = drain(&mut client(&fake).rows(&Filter::default())).await;
        assert!(rows.is_empty() && error.is_none());
        fake.verify().unwrap();
    }
}

#[tokio::test]
async fn a_start_beyond_the_end_is_an_empty_list_even_where_the_service_moves_it() {
    let moved = body(&json!({ "data": [], "pagination": { "total": 3, "offset": 3, "has_more": false } }));
    let fake = FakeTransport::new().answer(moved);
    let mut pages = client(&fake).rows(&Filter { offset: Some(50), ..Filter::default() });
    assert!(drain(&mut pages).await.1.is_none());
    assert_eq!(queries(&fake), ["offset=50"]);
}

#[tokio::test]
async fn a_list_ends_by_what_its_pages_tell() {
    let counted = |rows: &[u64]| body(&json!({ "data": rows, "pagination": { "total": 3 } }));
    let fake = FakeTransport::new().answer(counted(&[0, 1])).answer(counted(&[2]));
    assert_eq!(drain(&mut client(&fake).rows(&Filter::default())).await.0, [0, 1, 2]);
    fake.verify().unwrap();

    let mute =
        |rows: &[u64]| body(&json!({ "data": rows, "pagination": { "has_more": null, "total": "3" } }));
    let fake = FakeTransport::new().answer(mute(&[0, 1])).answer(mute(&[2])).answer(mute(&[]));
    let (rows, error) = drain(&mut client(&fake).rows(&Filter::default())).await;
    assert_eq!(rows, [0, 1, 2]);
    assert!(error.is_none());
    fake.verify().unwrap();
}

#[tokio::test]
async fn a_page_of_another_shape_is_a_decode_error_that_says_where() {
    for (answer, expected) in [
        (json!({ "items": [0], "pagination": {} }), "there is no member `data`"),
        (json!({ "data": [0, "x"], "pagination": {} }), "`data[1]`"),
    ] {
        let fake = FakeTransport::new().answer(body(&answer));
        let error = drain(&mut client(&fake).rows(&Filter::default())).await.1.unwrap();
        assert!(error.is_decode() && error.to_string().contains(expected), "{error}");
    }
}

#[tokio::test]
async fn the_shape_of_a_page_is_the_service_s() {
    let shape = PageShape::offset("skip")
        .items("results")
        .total("count")
        .limit("size")
        .begins_at("from")
        .more("next");
    let service = Service::new("https://api.example.com").page_shape(shape);
    let first = json!({ "count": 3, "results": [0, 1], "size": 2, "from": 0, "links": { "next": "x" } });
    let second = json!({ "results": [2], "size": 2, "from": 2, "count": 3, "next": false, "data": [9] });
    let fake = FakeTransport::new().answer(body(&first)).answer(body(&second));
    let mut pages = client_of(service, &fake).rows(&Filter::default()).pages();
    let first = pages.next().await.unwrap().unwrap();
    assert_eq!(
        (first.items, first.total, first.limit, first.begins_at, first.has_more),
        (vec![0, 1], Some(3), Some(2), Some(0), None)
    );
    let second = pages.next().await.unwrap().unwrap();
    assert_eq!((second.items, second.has_more), (vec![2], Some(false)));
    assert!(pages.next().await.is_none());
    assert_eq!(queries(&fake), ["", "skip=2"]);
}

#[tokio::test]
async fn collecting_stops_at_its_cap_and_can_go_on() {
    let fake = FakeTransport::new().answer(page(0..3, true)).answer(page(3..5, false));
    let mut pages = client(&fake).rows(&Filter::default());
    assert_eq!(pages.collect_up_to(0).await.unwrap(), [0; 0]);
    assert_eq!(fake.requests().len(), 0);
    assert_eq!(pages.collect_up_to(2).await.unwrap(), [0, 1]);
    assert_eq!(fake.requests().len(), 1);
    assert_eq!(pages.collect_up_to(usize::MAX).await.unwrap(), [2, 3, 4]);
}

#[tokio::test]
async fn pages_and_calls_start_where_the_items_stand() {
    let fake = FakeTransport::new().answer(page(0..3, true)).answer(page(1..3, false));
    let client = client(&fake);
    let mut pages = client.rows(&Filter::default());
    pages.next().await.unwrap().unwrap();
    let mut by_page: PageStream<u64> = pages.pages();
    assert_eq!(by_page.next().await.unwrap().unwrap().items, [1, 2]);
    assert!(by_page.next().await.is_none());

    let built = client.rows(&Filter::default()).into_call().into_request().unwrap();
    assert_eq!(built.uri(), "https://api.example.com/v1/rows");
    let moved = client.rows(&Filter { offset: Some(5), ..Filter::default() }).header("x-a", "b");
    let moved = moved.into_call().into_request().unwrap();
    assert_eq!((moved.uri().query(), &moved.headers()["x-a"]), (Some("offset=5"), &"b".parse().unwrap()));
}

#[tokio::test]
async fn a_page_alone_is_a_call_like_any_other() {
    let fake = FakeTransport::new().answer(page(0..2, true));
    let answer = client(&fake).one_page().response().await.unwrap();
    assert_eq!((answer.value.items, answer.value.total), (vec![0, 1], Some(100)));
}

#[tokio::test]
async fn a_list_by_post_has_a_key_for_each_page() {
    let service = Service::new("https://api.example.com")
        .idempotency_header(http::HeaderName::from_static("idempotency-key"));
    let fake = FakeTransport::new().answer(page(0..2, true)).answer(page(2..3, false));
    let mut pages = client_of(service, &fake).search(&Filter { name: Some("a"), ..Filter::default() });
    assert_eq!(drain(&mut pages).await.0, [0, 1, 2]);
    let sent = fake.requests();
    assert_ne!(sent[0].headers()["idempotency-key"], sent[1].headers()["idempotency-key"]);
    assert_eq!(sent[0].body(), sent[1].body());
    assert_eq!(sent[0].headers()["content-type"], sent[1].headers()["content-type"]);
}

#[tokio::test]
async fn a_problem_of_the_request_is_the_only_item() {
    let fake = FakeTransport::new();
    let (rows, error) = drain(&mut client(&fake).rows(&Filter::default()).header("Host", "x")).await;
    assert!(rows.is_empty() && error.unwrap().is_build());
    assert_eq!(fake.requests().len(), 0);
}

#[tokio::test]
async fn a_mock_is_pages_that_are_ready() {
    let error = || prolifi::Error::build("no more");
    let mut pages = Pages::ready([
        Ok(Page::new(vec![1, 2])),
        Ok(Page::new(vec![])),
        Ok(Page::new(vec![3])),
        Err(error()),
    ]);
    let (rows, failed) = drain(&mut pages).await;
    assert_eq!(rows, [1, 2, 3]);
    assert!(failed.unwrap().is_build());

    let mut one = Pages::from_call(prolifi::Call::answer(page(0..2, true)));
    assert_eq!(drain(&mut one).await.0, [0, 1]);
}
