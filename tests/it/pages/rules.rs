//! What ends a list, what does not, and what is an error: answer by answer.

use std::time::Duration;

use http::{HeaderName, Response};
use prolifi::{
    Auth, Client, Error, ErrorKind, NextPage, PageShape, Pages, ReadFrom, Service, WriteTo, api, endpoint,
    testing::FakeTransport, transport::TransportError,
};
use serde_json::{Value, json};

#[api]
trait Things {
    #[endpoint(GET, "/things?<tag>")]
    fn things(&self, tag: Option<&str>) -> Pages<Value>;

    #[endpoint(POST, "/things/search", idempotent = true)]
    fn search(&self, query: &Value) -> Pages<Value>;

    #[endpoint(POST, "/things/text")]
    fn search_by(&self, query: &'static str) -> Pages<Value>;
}

const TOKEN: PageShape = PageShape::CURSOR.items("data");
const URL: PageShape = PageShape::NEXT_URL;

fn answers(bodies: impl IntoIterator<Item = Value>) -> FakeTransport {
    bodies.into_iter().fold(FakeTransport::new(), |fake, body| fake.answer(Response::new(body.to_string())))
}

fn client(shape: PageShape, fake: &FakeTransport) -> Client {
    let service = Service::new("https://api.example.com/v1").auth(Auth::Bearer).page_shape(shape);
    let builder = Client::builder(service).api_key("sk_test_4f9a1c7be2d80356").max_retries(0);
    builder.transport(fake.clone()).build().expect("a client")
}

/// Every item, and the error that ended the stream.
async fn drain(mut pages: Pages<Value>) -> (Vec<Value>, Option<Error>) {
    let mut items = Vec::new();
    while let Some(item) = pages.next().await {
        match item {
            Ok(item) => items.push(item),
            Err(error) => {
                assert!(pages.next().await.is_none(), "an error ends the stream");
                return (items, Some(error));
            }
        }
    }
    (items, None)
}

async fn walk(shape: PageShape, fake: &FakeTransport) -> (Vec<Value>, Option<Error>) {
    drain(client(shape, fake).things(None)).await
}

fn queries(fake: &FakeTransport) -> Vec<String> {
    fake.requests().iter().map(|request| request.uri().query().unwrap_or_default().to_owned()).collect()
}

#[tokio::test]
async fn an_absent_a_null_and_an_empty_token_end_a_list() {
    for end in [json!({}), json!({ "cursor": null }), json!({ "cursor": "" }), json!({ "cursor": false })] {
        let mut last = json!({ "data": [2] });
        last.as_object_mut().unwrap().extend(end.as_object().unwrap().clone());
        let fake = answers([json!({ "data": [1], "cursor": "a" }), last]);
        let (items, error) = walk(TOKEN, &fake).await;
        assert_eq!(items, [1, 2], "{end}");
        assert!(error.is_none(), "{end}");
        fake.verify().unwrap();
    }
}

#[tokio::test]
async fn an_empty_page_with_a_token_goes_on() {
    let fake = answers([
        json!({ "data": [], "cursor": "a" }),
        json!({ "data": [1], "cursor": "b" }),
        json!({ "data": [], "cursor": "c" }),
        json!({ "data": [] }),
    ]);
    let (items, error) = walk(TOKEN, &fake).await;
    assert_eq!(items, [1]);
    assert!(error.is_none());
    fake.verify().unwrap();
}

#[tokio::test]
async fn empty_pages_go_on_up_to_a_bound() {
    let fake = answers((0..2000).map(|page| json!({ "data": [], "cursor": page.to_string() })));
    let error = walk(TOKEN, &fake).await.1.unwrap();
    assert!(error.to_string().contains("it is empty, and so are the 1000 before it"), "{error}");
    assert_eq!(fake.requests().len(), 1001);

    // A row between them counts anew.
    let pages = (0..2000)
        .map(|page| json!({ "data": vec![0; (page % 900 == 0).into()], "cursor": page.to_string() }));
    let fake = answers(pages.chain([json!({ "data": [] })]));
    assert!(walk(TOKEN, &fake).await.1.is_none());
}

#[tokio::test]
async fn what_was_seen_is_no_progress() {
    let page = |items: &[u64], next: &str| json!({ "data": items, "results": items, "cursor": next, "next": next, "has_more": true });
    let listed = |ids: &[u64]| {
        let items: Vec<_> = ids.iter().map(|id| json!({ "id": id })).collect();
        json!({ "data": items, "has_more": true })
    };
    let url = |page: u32| format!("https://api.example.com/v1/things?page={page}");
    let cases: [(&str, PageShape, Vec<Value>, usize); 9] = [
        ("the same token at once", TOKEN, vec![page(&[1], "a"), page(&[2], "a")], 2),
        (
            "a circle of tokens",
            TOKEN,
            vec![page(&[1], "a"), page(&[2], "b"), page(&[3], "c"), page(&[4], "b")],
            4,
        ),
        ("a token that is not obeyed", TOKEN, vec![page(&[1], "a"), page(&[1], "a")], 1),
        ("the same url", URL, vec![page(&[1], &url(2)), page(&[2], &url(2))], 2),
        ("the same url, written relative", URL, vec![page(&[1], &url(2)), page(&[2], "?page=2")], 2),
        ("the same last item", PageShape::STARTING_AFTER, vec![listed(&[1, 2]), listed(&[1, 2])], 2),
        (
            "a last item of before",
            PageShape::STARTING_AFTER,
            vec![listed(&[1]), listed(&[2]), listed(&[1])],
            2,
        ),
        ("a page number that is not obeyed", PageShape::PAGE, vec![json!([1, 2]), json!([1, 2])], 2),
        (
            "another page than was asked for",
            PageShape::page("page").items("data").begins_at("page"),
            vec![json!({ "data": [1], "page": 1 }), json!({ "data": [2], "page": 1 })],
            1,
        ),
    ];
    for (case, shape, bodies, delivered) in cases {
        let sent = bodies.len();
        let fake = answers(bodies);
        let (items, error) = walk(shape, &fake).await;
        assert_eq!(items.len(), delivered, "{case}: {items:?}");
        let error = error.unwrap_or_else(|| panic!("{case}: no error"));
        assert_eq!(error.kind(), ErrorKind::Decode, "{case}");
        assert!(error.to_string().contains("brings the list no further"), "{case}: {error}");
        assert_eq!(
            (error.status().unwrap().as_u16(), error.endpoint().unwrap().name()),
            (200, "things"),
            "{case}"
        );
        assert!(error.body().is_some(), "{case}");
        assert_eq!(fake.requests().len(), sent, "{case}");
    }
}

#[tokio::test]
async fn a_page_that_says_there_are_more_and_not_where_is_an_error_behind_its_rows() {
    let graph = |info: Value| json!({ "data": { "x": { "nodes": [1], "pageInfo": info } } });
    for info in [json!({ "hasNextPage": true }), json!({ "hasNextPage": true, "endCursor": null })] {
        let fake = answers([graph(info)]);
        let (items, error) = walk(PageShape::CONNECTION.within("/data/x"), &fake).await;
        assert_eq!(items, [1]);
        let error = error.unwrap().to_string();
        assert!(error.contains("the member `/pageInfo/endCursor` does not lead to them"), "{error}");
    }
    // The last page of a connection has a cursor too.
    let fake = answers([graph(json!({ "hasNextPage": false, "endCursor": "a" }))]);
    assert!(walk(PageShape::CONNECTION.within("/data/x"), &fake).await.1.is_none());
    fake.verify().unwrap();
}

#[tokio::test]
async fn items_without_the_field_that_leads_on_are_an_error_that_names_it() {
    for item in [json!({ "name": "x" }), json!({ "id": null }), json!("x")] {
        let fake = answers([json!({ "data": [item], "has_more": true })]);
        let (items, error) = walk(PageShape::STARTING_AFTER, &fake).await;
        assert_eq!(items.len(), 1);
        let error = error.unwrap().to_string();
        assert!(error.contains("its last item has no `id`, by which the next page is asked for"), "{error}");
    }
    let fake = answers([json!({ "data": ["x"], "has_more": false })]);
    assert!(walk(PageShape::STARTING_AFTER, &fake).await.1.is_none());
}

#[tokio::test]
async fn a_url_that_leaves_the_address_of_the_client_is_an_error_before_anything_is_sent() {
    for (url, problem) in [
        ("https://evil.example/v1/things?page=2", "for evil.example:443"),
        ("//evil.example/v1/things", "for evil.example:443"),
        ("https://api.example.com.evil.example/v1/things", "evil.example:443"),
        ("https://api.example.com@evil.example/v1/things", "for evil.example:443"),
        (r"https:\\evil.example\v1\things", "for evil.example:443"),
        ("https://user:pass@api.example.com/v1/things", "user name or password"),
        ("http://api.example.com/v1/things?page=2", "it leaves https: for http:"),
        ("https://api.example.com:8443/v1/things?page=2", "for api.example.com:8443"),
        ("https://api.example.com/v2/things?page=2", "the path /v1"),
        ("https://api.example.com/v10/things?page=2", "the path /v1"),
        ("https://api.example.com/v1/../admin", "the path /v1"),
        ("/v1/%2e%2e/admin", "the path /v1"),
        ("../../admin", "the path /v1"),
        ("https://api.example.com/v1/things?page=2\r\nx: y", "control character"),
        ("javascript:alert(1)", "it leaves https: for javascript:"),
        ("https://", "not a URL"),
    ] {
        let fake = answers([json!({ "results": [1], "next": url })]);
        let (items, error) = walk(URL, &fake).await;
        assert_eq!(items, [1], "{url}: the rows before it are given");
        let error = error.unwrap_or_else(|| panic!("{url}: no error"));
        assert!(error.is_build(), "{url}: {error}");
        assert!(error.to_string().contains("the URL of a page is not followed: "), "{url}: {error}");
        assert!(error.to_string().contains(problem), "{url}: {error}");
        assert_eq!(fake.requests().len(), 1, "{url}");
    }
}

#[tokio::test]
async fn a_url_that_stays_is_followed_as_it_is() {
    for (url, expected) in [
        (
            "https://api.example.com/v1/things?page=2&x=a%2Fb#top",
            "https://api.example.com/v1/things?page=2&x=a%2Fb",
        ),
        ("https://API.example.com:443/v1/other/2", "https://api.example.com/v1/other/2"),
        ("/v1/things?page=2", "https://api.example.com/v1/things?page=2"),
        ("?page=2", "https://api.example.com/v1/things?page=2"),
        ("things/2", "https://api.example.com/v1/things/2"),
    ] {
        let fake = answers([json!({ "results": [1], "next": url }), json!({ "results": [2], "next": null })]);
        assert!(walk(URL, &fake).await.1.is_none(), "{url}");
        let request = &fake.requests()[1];
        assert_eq!(request.uri(), expected);
        assert_eq!(request.headers()["authorization"], "Bearer sk_test_4f9a1c7be2d80356");
    }
    // One that is relative to a page which is not the first.
    let fake = answers([
        json!({ "results": [1], "next": "things/2" }),
        json!({ "results": [2], "next": "3" }),
        json!({ "results": [3] }),
    ]);
    assert!(walk(URL, &fake).await.1.is_none());
    assert_eq!(fake.requests()[2].uri(), "https://api.example.com/v1/things/3");
}

#[tokio::test]
async fn a_stored_url_is_looked_at_again() {
    let fake = answers([json!({ "results": [1], "next": "https://api.example.com/v1/things?page=2" })]);
    let client = client(URL, &fake);
    let mut pages = client.things(None);
    pages.next().await;
    let stored = serde_json::to_string(&pages.position()).unwrap();
    let forged = stored.replace("/v1/things?page=2", "https://evil.example/v1/things");
    assert_ne!(stored, forged);
    let error = drain(client.things(None).start_at(serde_json::from_str(&forged).unwrap())).await.1.unwrap();
    assert!(error.to_string().contains("for evil.example:443"), "{error}");
    assert_eq!(fake.requests().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_page_that_fails_is_asked_for_again_with_all_that_was_set() {
    let fake = answers([json!({ "data": [1], "cursor": "a" })])
        .answer(Response::builder().status(503).body(String::new()).unwrap())
        .fail(TransportError::io("reset"))
        .answer(Response::new(json!({ "data": [2] }).to_string()));
    let pages = client(TOKEN, &fake).things(Some("x")).header("x-source", "nightly").max_retries(2);
    let (items, error) = drain(pages.timeout(Duration::from_secs(60))).await;
    assert_eq!(items, [1, 2]);
    assert!(error.is_none());
    assert_eq!(queries(&fake)[1..], ["tag=x&cursor=a"; 3]);
    assert!(fake.requests().iter().all(|request| request.headers()["x-source"] == "nightly"));
}

#[tokio::test]
async fn rows_before_an_error_are_given_and_the_position_is_that_of_the_page_that_failed() {
    let fake = answers([json!({ "data": [1, 2], "cursor": "a" })])
        .answer(Response::builder().status(500).body(String::new()).unwrap())
        .answer(Response::new(json!({ "data": [3] }).to_string()));
    let client = client(TOKEN, &fake);
    let mut pages = client.things(None);
    assert_eq!(pages.next().await.unwrap().unwrap(), 1);
    assert_eq!(pages.next().await.unwrap().unwrap(), 2);
    assert_eq!(pages.next().await.unwrap().unwrap_err().status().unwrap(), 500);
    assert!(pages.next().await.is_none());
    let (rest, _) = drain(client.things(None).start_at(pages.position())).await;
    assert_eq!(rest, [3]);
    assert_eq!(queries(&fake), ["", "cursor=a", "cursor=a"]);
}

#[tokio::test]
async fn what_is_done_to_an_item_changes_nothing() {
    let fake = answers([
        json!({ "data": [{ "id": 1 }, { "id": 2 }], "has_more": true }),
        json!({ "data": [{ "id": 3 }], "has_more": false }),
    ]);
    let mut pages = client(PageShape::STARTING_AFTER, &fake).things(None).pages();
    pages.next().await.unwrap().unwrap().items.clear();
    assert_eq!(pages.next().await.unwrap().unwrap().items.len(), 1);
    assert_eq!(queries(&fake)[1], "starting_after=2");
}

#[tokio::test]
async fn a_search_by_post_keeps_its_body_as_it_was_written() {
    const SEARCH: PageShape = PageShape::by(NextPage::Token {
        from: ReadFrom::Body("/page/next"),
        to: WriteTo::Body("/page/cursor"),
    })
    .items("hits");
    let service = Service::new("https://api.example.com/v1")
        .page_shape(SEARCH)
        .idempotency_header(HeaderName::from_static("idempotency-key"));
    let fake =
        answers([json!({ "hits": [1], "page": { "next": "a\"b" } }), json!({ "hits": [2], "page": {} })]);
    let client = Client::builder(service).transport(fake.clone()).build().unwrap();
    let (items, error) = drain(client.search(&json!({ "query": "x", "page": { "size": 2.5 } }))).await;
    assert_eq!(items, [1, 2]);
    assert!(error.is_none());
    let sent = fake.requests();
    let body: Value = serde_json::from_slice(sent[1].body()).unwrap();
    assert_eq!(body, json!({ "query": "x", "page": { "size": 2.5, "cursor": "a\"b" } }));
    assert_eq!(sent[0].headers()["content-type"], sent[1].headers()["content-type"]);
    assert_ne!(sent[0].headers()["idempotency-key"], sent[1].headers()["idempotency-key"]);
}

#[tokio::test]
async fn a_token_that_has_no_place_in_the_request_is_an_error() {
    const IN_BODY: PageShape =
        PageShape::by(NextPage::Token { from: ReadFrom::Body("cursor"), to: WriteTo::Body("cursor") })
            .items("data");
    let fake = answers([json!({ "data": [1], "cursor": "a" })]);
    let error = drain(client(IN_BODY, &fake).search_by("text")).await.1.unwrap();
    assert!(error.is_build() && error.to_string().contains("has to be a JSON object"), "{error}");

    let fake = answers([json!({ "data": [1], "cursor": ["a", 2] })]);
    let error = walk(TOKEN, &fake).await.1.unwrap();
    assert!(error.is_build() && error.to_string().contains("which only a body can hold"), "{error}");

    const IN_HEADER: PageShape =
        PageShape::by(NextPage::Token { from: ReadFrom::Body("cursor"), to: WriteTo::Header("x-cursor") })
            .items("data");
    let fake = answers([json!({ "data": [1], "cursor": "a\nb" })]);
    let error = walk(IN_HEADER, &fake).await.1.unwrap();
    assert!(
        error.is_build() && error.to_string().contains("cannot stand in the header `x-cursor`"),
        "{error}"
    );
}

#[tokio::test]
async fn items_that_are_not_there_are_an_error_unless_the_shape_says_that_they_may_be() {
    for body in [json!({}), json!({ "data": null }), json!({ "data": {} }), json!([])] {
        let error = walk(TOKEN, &answers([body.clone()])).await.1.unwrap();
        assert!(error.is_decode() && error.to_string().contains("data"), "{body}: {error}");
    }
    for body in [json!({}), json!({ "data": null })] {
        assert!(walk(TOKEN.optional_items(), &answers([body])).await.1.is_none());
    }
    let error =
        walk(PageShape::CONNECTION.within("/data/x"), &answers([json!({ "data": null })])).await.1.unwrap();
    assert!(error.to_string().contains("there is no member `/data/x/nodes`"), "{error}");
    let fake = FakeTransport::new().answer(Response::builder().status(204).body("").unwrap());
    assert!(walk(TOKEN, &fake).await.1.unwrap().to_string().contains("204 with an empty body"));
}

#[tokio::test]
async fn an_error_in_an_item_tells_where_it_is_in_the_whole_answer() {
    #[api]
    trait Numbers {
        #[endpoint(GET, "/n")]
        fn numbers(&self) -> Pages<u8>;
    }
    let body = "{\n  \"data\": {\"x\": {\"nodes\": [1,\n 2, \"no\"], \"pageInfo\": {}}}}";
    let fake = FakeTransport::new().answer(Response::new(body));
    let shape = PageShape::CONNECTION.within("/data/x");
    let error = client(shape, &fake).numbers().next().await.unwrap().unwrap_err().to_string();
    assert!(error.contains("at `data.x.nodes[2]` (line 3, column 8)"), "{error}");
}

#[tokio::test]
async fn the_head_of_a_page_is_with_it() {
    let answer =
        Response::builder().header("x-total-count", "7").header("etag", "v3").body("[1, 2]").unwrap();
    let fake = FakeTransport::new().answer(answer);
    let shape = PageShape::LINK.total_from(ReadFrom::Header("X-Total-Count"));
    let page = client(shape, &fake).things(None).pages().next().await.unwrap().unwrap();
    assert_eq!((page.total, page.items.len()), (Some(7), 2));
    assert_eq!(page.headers["etag"], "v3");
}
