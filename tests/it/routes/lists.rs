//! Lists, in each shape that has a name and in a few that have none.

use prolifi::{
    Client, NextPage, Page, PageShape, Pages, ReadFrom, Service, WriteTo,
    prelude::*,
    testing::{Fault, Routes},
};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Row {
    id: u64,
}

#[derive(Serialize)]
struct Search {
    text: &'static str,
}

#[api]
trait Rows {
    #[endpoint(GET, "/rows?<tag>")]
    fn rows(&self, tag: &str) -> Pages<Row>;

    #[endpoint(POST, "/rows/search", idempotent = true)]
    fn search(&self, search: &Search) -> Pages<Row>;

    #[endpoint(GET, "/rows?<tag>&<offset>", pages = PageShape::OFFSET)]
    fn one_page(&self, tag: &str, offset: Option<u64>) -> Call<Page<Row>>;

    #[endpoint(GET, "/rows/linked", pages = PageShape::LINK)]
    fn linked(&self) -> Pages<Row>;
}

const IN_HEADERS: PageShape =
    PageShape::by(NextPage::Token { from: ReadFrom::Header("x-next"), to: WriteTo::Header("x-after") })
        .total_from(ReadFrom::Header("x-total-count"))
        .more_from(ReadFrom::Header("x-more"));

/// Each with whether it goes in the body of a POST.
fn shapes() -> Vec<(PageShape, bool)> {
    let by_get = [
        PageShape::OFFSET,
        PageShape::PAGE,
        PageShape::page("p").first_page(0).items("rows").pages("pages"),
        PageShape::CURSOR.items("payments"),
        PageShape::PAGE_TOKEN.items("books"),
        PageShape::STARTING_AFTER,
        PageShape::LINK,
        PageShape::NEXT_URL,
        PageShape::ODATA,
        PageShape::JSON_API,
        PageShape::token("/paging/next", "after").values("/result/rows").within("/data/list"),
        PageShape::offset("skip").items("results").total("count"),
        IN_HEADERS,
    ];
    let by_post = [
        PageShape::CONNECTION.within("/data/viewer/rows"),
        PageShape::by(NextPage::Token { from: ReadFrom::Body("cursor"), to: WriteTo::Body("/page/cursor") })
            .items("hits"),
    ];
    by_get.map(|shape| (shape, false)).into_iter().chain(by_post.map(|shape| (shape, true))).collect()
}

fn rows(ids: std::ops::Range<u64>) -> Vec<Row> {
    ids.map(|id| Row { id }).collect()
}

fn service(shape: PageShape) -> Service {
    Service::new("https://api.example.com/v1").page_shape(shape)
}

fn client(routes: &Routes, shape: PageShape) -> Client {
    Client::builder(service(shape)).transport(routes.clone()).build().unwrap()
}

fn list(client: &Client, by_post: bool) -> Pages<Row> {
    if by_post { client.search(&Search { text: "x" }) } else { client.rows("a b") }
}

#[tokio::test(start_paused = true)]
async fn a_list_is_given_page_by_page_in_every_shape_though_the_connection_is_lost() {
    for (shape, by_post) in shapes() {
        let routes = Routes::of(service(shape));
        let route = if by_post { ROWS.search } else { ROWS.rows };
        let pages = [rows(0..2), rows(2..5), rows(5..6)];
        let rule = routes.on(route).page(&pages[0]).fault(Fault::reset()).page(&pages[1]).page(&pages[2]);
        let client = client(&routes, shape);
        for _ in 0..2 {
            let read = list(&client, by_post).collect_up_to(100).await;
            assert_eq!(read.unwrap_or_else(|error| panic!("{shape:?}: {error}")), rows(0..6), "{shape:?}");
        }
        let asked = rule.requests().len();
        assert!((7..=9).contains(&asked), "{shape:?}: {asked}");
    }
}

#[tokio::test]
async fn a_page_says_what_its_shape_knows() {
    let routes = Routes::new();
    routes.on(ROWS.one_page).page(rows(0..2)).page(rows(2..5)).page(rows(5..6));
    let client = client(&routes, PageShape::OFFSET);
    let page = client.one_page("a", Some(2)).await.unwrap();
    assert_eq!(page.items, rows(2..5));
    assert_eq!(
        (page.total, page.limit, page.begins_at, page.has_more),
        (Some(6), Some(3), Some(2), Some(true))
    );
    let last = client.one_page("a", Some(5)).await.unwrap();
    assert_eq!((last.items, last.has_more), (rows(5..6), Some(false)));
    let beyond = client.one_page("a", Some(6)).await.unwrap();
    assert_eq!((beyond.items, beyond.has_more), (vec![], Some(false)));
    let error = client.one_page("a", Some(3)).await.unwrap_err().to_string();
    assert!(
        error.ends_with("but no page of the list begins at `3` (offset in the query parameter `offset`)"),
        "{error}"
    );
    routes.verify().unwrap_err();
}

#[tokio::test]
async fn the_shape_of_an_endpoint_is_that_of_its_declaration() {
    let routes = Routes::new();
    routes.on(ROWS.linked).page_json([serde_json::json!({"id": 0, "new": 1})]).page(rows(1..2));
    let client = client(&routes, PageShape::OFFSET);
    assert_eq!(client.linked().collect_up_to(9).await.unwrap(), rows(0..2));
    let uri = routes.requests()[1].request().uri().to_string();
    assert_eq!(uri, "https://api.example.com/v1/rows/linked?page=2");
}

#[tokio::test]
async fn a_list_goes_backwards_where_the_service_does() {
    for shape in [PageShape::STARTING_AFTER, PageShape::LINK, PageShape::NEXT_URL, PageShape::JSON_API] {
        let routes = Routes::of(service(shape));
        routes.on(ROWS.rows).page(rows(0..2)).page(rows(2..4));
        let client = client(&routes, shape);
        let mut pages = client.rows("a").pages();
        assert_eq!(pages.next().await.unwrap().unwrap().items, rows(0..2));
        assert_eq!(pages.next().await.unwrap().unwrap().items, rows(2..4), "{shape:?}");
        assert_eq!(pages.previous().await.unwrap().unwrap().items, rows(0..2), "{shape:?}");
    }
}

#[tokio::test]
async fn a_route_for_one_list_takes_each_of_its_pages() {
    for (shape, by_post) in shapes() {
        let routes = Routes::of(service(shape));
        let client = client(&routes, shape);
        routes.when(list(&client, by_post)).page(rows(0..2)).page(rows(2..3));
        let read = list(&client, by_post).collect_up_to(100).await;
        assert_eq!(read.unwrap_or_else(|error| panic!("{shape:?}: {error}")), rows(0..3), "{shape:?}");
        let other = match by_post {
            true => client.search(&Search { text: "y" }),
            false => client.rows("b"),
        };
        let error = other.into_call().await.unwrap_err().to_string();
        let says = match by_post {
            true => "`text` of the body is `\"y\"`, and should be `\"x\"`",
            false => "the query argument `tag` is `tag=b`, and should be `tag=a b`",
        };
        assert!(error.ends_with(says), "{error}");
        routes.verify().unwrap_err();
    }
}
