//! A service with one list of rows, which it writes in each of the ways that services have.

use std::sync::{Arc, Mutex};

use bytes::Bytes;
use http::{Request, Response};
use prolifi::{
    Body, Client, NextPage, PageShape, Pages, ReadFrom, Service, WriteTo, api, endpoint,
    transport::{Transport, TransportFuture},
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// A row of a list; the last one of the page before is named by its `id`.
#[derive(Debug, PartialEq, Eq, Deserialize)]
pub struct Row {
    pub id: u64,
}

#[derive(Debug, Default, Serialize)]
pub struct Search {
    pub text: Option<&'static str>,
    pub size: Option<f64>,
}

#[api]
pub trait Rows {
    #[endpoint(GET, "/rows?<tag>")]
    fn rows(&self, tag: &str) -> Pages<Row>;

    #[endpoint(POST, "/rows/search?<tag>", idempotent = true)]
    fn search(&self, tag: &str, search: &Search) -> Pages<Row>;
}

/// One way of writing a list.
#[derive(Clone, Copy)]
pub struct Way {
    pub name: &'static str,
    pub shape: PageShape,
    /// Whether it is asked for by POST, with a body.
    pub by_post: bool,
    /// Whether a page in the middle can be empty.
    pub has_gaps: bool,
    pub answer: fn(&List, &Request<Bytes>) -> Response<String>,
}

/// The rows, and how many of them each page holds.
#[derive(Debug, Clone)]
pub struct List {
    pub base_url: String,
    pub rows: u64,
    /// The sizes of the pages, over and over again.
    pub cuts: Vec<u64>,
}

/// What a page of the list says.
struct Slice {
    rows: Vec<Value>,
    /// The number of the next page, if there is one.
    next: Option<u64>,
}

impl List {
    pub fn new(rows: u64, cuts: &[u64]) -> Self {
        Self { base_url: "https://api.example.com/v1".into(), rows, cuts: cuts.to_vec() }
    }

    fn size(&self, page: u64) -> u64 {
        self.cuts[page as usize % self.cuts.len()]
    }

    /// The rows from one on, as many as a page holds.
    fn from(&self, row: u64) -> Vec<Value> {
        (row..self.rows.min(row + self.size(row).max(1))).map(|id| json!({ "id": id, "name": "x" })).collect()
    }

    /// The page with a number from 0.
    fn page(&self, number: u64) -> Slice {
        let start: u64 = (0..number).map(|page| self.size(page)).sum();
        let end = (start + self.size(number)).min(self.rows);
        let rows = (start.min(end)..end).map(|id| json!({ "id": id, "name": "x" })).collect();
        Slice { rows, next: (end < self.rows).then_some(number + 1) }
    }

    fn pages(&self) -> u64 {
        (0..).find(|page| self.page(*page).next.is_none()).unwrap_or(0) + 1
    }

    /// The URL of the request with another page in it.
    fn url(&self, request: &Request<Bytes>, page: u64) -> String {
        let query = request.uri().query().unwrap_or_default();
        let others = query.split('&').filter(|pair| !pair.starts_with("page="));
        let query: String = others.map(|pair| format!("{pair}&")).collect();
        format!("{}/rows?{query}page={page}", self.base_url)
    }
}

/// The value of a query parameter.
fn parameter(request: &Request<Bytes>, key: &str) -> Option<String> {
    let query = request.uri().query().unwrap_or_default();
    let mut pairs = url::form_urlencoded::parse(query.as_bytes());
    pairs.find_map(|(name, value)| (name == key).then(|| value.into_owned()))
}

fn number(request: &Request<Bytes>, key: &str) -> Option<u64> {
    parameter(request, key)?.parse().ok()
}

/// A token, with characters that have to be encoded.
fn token(page: u64) -> String {
    format!("p/{page}+=&")
}

fn page_of(token: &str) -> u64 {
    token.trim_start_matches("p/").trim_end_matches("+=&").parse().expect("a token of this service")
}

/// The page that a token in a query parameter asks for.
fn by_token(list: &List, request: &Request<Bytes>, key: &str) -> Slice {
    list.page(parameter(request, key).map_or(0, |token| page_of(&token)))
}

fn by_number(list: &List, request: &Request<Bytes>) -> Slice {
    list.page(number(request, "page").unwrap_or(0))
}

fn sent(request: &Request<Bytes>) -> Value {
    serde_json::from_slice(request.body()).expect("a body of JSON")
}

fn ok(body: &Value) -> Response<String> {
    Response::new(body.to_string())
}

fn way(name: &'static str, shape: PageShape, answer: fn(&List, &Request<Bytes>) -> Response<String>) -> Way {
    Way { name, shape, by_post: false, has_gaps: false, answer }
}

fn marked(
    name: &'static str,
    shape: PageShape,
    answer: fn(&List, &Request<Bytes>) -> Response<String>,
) -> Way {
    Way { has_gaps: true, ..way(name, shape, answer) }
}

const SEARCH: NextPage =
    NextPage::Token { from: ReadFrom::Body("cursor"), to: WriteTo::Body("/page/cursor") };
const SEARCH_AFTER: NextPage =
    NextPage::Token { from: ReadFrom::Body("/hits/after"), to: WriteTo::Body("search_after") };
const IN_HEADERS: NextPage =
    NextPage::Token { from: ReadFrom::Header("X-Next-Cursor"), to: WriteTo::Header("X-Cursor") };

/// Each way, those with a name first.
pub fn ways() -> Vec<Way> {
    vec![
        way("offset", PageShape::OFFSET, |list, request| {
            let offset = number(request, "offset").unwrap_or(0);
            let rows = list.from(offset);
            let has_more = offset + (rows.len() as u64) < list.rows;
            let said = json!({ "total": list.rows, "limit": list.size(offset), "offset": offset, "has_more": has_more });
            ok(&json!({ "data": rows, "pagination": said }))
        }),
        way("offset, told nothing", PageShape::offset("skip"), |list, request| {
            ok(&list.from(number(request, "skip").unwrap_or(0)).into())
        }),
        way(
            "offset, told the total",
            PageShape::offset("skip").items("rows").total("count"),
            |list, request| {
                ok(&json!({ "count": list.rows, "rows": list.from(number(request, "skip").unwrap_or(0)) }))
            },
        ),
        way("page", PageShape::PAGE, |list, request| {
            ok(&list.page(number(request, "page").unwrap_or(1) - 1).rows.into())
        }),
        way(
            "page from 0, told how many",
            PageShape::page("page").first_page(0).items("content").pages("/page/totalPages"),
            |list, request| {
                let rows = by_number(list, request).rows;
                ok(&json!({ "content": rows, "page": { "totalPages": list.pages() } }))
            },
        ),
        way(
            "page, told the total in a header",
            PageShape::PAGE.total_from(ReadFrom::Header("X-Total-Count")),
            |list, request| {
                let rows = list.page(number(request, "page").unwrap_or(1) - 1).rows;
                let answer = Response::builder().header("x-total-count", list.rows);
                answer.body(Value::from(rows).to_string()).expect("an answer")
            },
        ),
        marked("cursor", PageShape::CURSOR.items("objects"), |list, request| {
            let slice = by_token(list, request, "cursor");
            ok(&json!({ "objects": slice.rows, "cursor": slice.next.map(token) }))
        }),
        marked("page token", PageShape::PAGE_TOKEN.items("books"), |list, request| {
            let slice = by_token(list, request, "pageToken");
            let mut answer = json!({ "nextPageToken": slice.next.map(token).unwrap_or_default() });
            if !slice.rows.is_empty() {
                answer["books"] = slice.rows.into();
            }
            ok(&answer)
        }),
        marked("cursor in headers", PageShape::by(IN_HEADERS), |list, request| {
            let asked = request.headers().get("x-cursor").map(|value| value.to_str().expect("text"));
            let slice = list.page(asked.map_or(0, page_of));
            let mut answer = Response::builder();
            if let Some(next) = slice.next {
                answer = answer.header("x-next-cursor", token(next));
            }
            answer.body(Value::from(slice.rows).to_string()).expect("an answer")
        }),
        marked("cursor, values of an object", PageShape::CURSOR.values("devices"), |list, request| {
            let slice = by_token(list, request, "cursor");
            // A member a row, in their order.
            let rows: Vec<_> = slice
                .rows
                .iter()
                .map(|row| format!("\"d{:09}\": {row}", 1_000_000 - row["id"].as_u64().expect("an id")))
                .collect();
            let next = json!(slice.next.map(token));
            Response::new(format!(r#"{{"cursor": {next}, "devices": {{{}}}}}"#, rows.join(", ")))
        }),
        way("starting after", PageShape::STARTING_AFTER, |list, request| {
            let rows = match (number(request, "starting_after"), number(request, "ending_before")) {
                (after, None) => list.from(after.map_or(0, |id| id + 1)),
                (_, Some(before)) => {
                    let first = before.saturating_sub(list.size(before).max(1));
                    (first..before).map(|id| json!({ "id": id, "name": "x" })).collect()
                }
            };
            let has_more = match parameter(request, "ending_before") {
                Some(_) => rows.first().is_some_and(|row| row["id"] != 0),
                None => rows.last().is_some_and(|row| row["id"] != list.rows - 1),
            };
            ok(&json!({ "data": rows, "has_more": has_more }))
        }),
        way("last item, told nothing", PageShape::last_item("/id", "after"), |list, request| {
            ok(&list.from(number(request, "after").map_or(0, |id| id + 1)).into())
        }),
        marked("link", PageShape::LINK, |list, request| {
            let page = number(request, "page").unwrap_or(0);
            let slice = list.page(page);
            let mut links = vec![format!("<{}>; rel=\"first\"", list.url(request, 0))];
            links.extend(
                page.checked_sub(1).map(|page| format!("<{}>; rel=\"prev\"", list.url(request, page))),
            );
            links.extend(slice.next.map(|page| format!("<{}>; rel=\"next\"", list.url(request, page))));
            let answer = Response::builder().header("link", links.join(", "));
            answer.body(Value::from(slice.rows).to_string()).expect("an answer")
        }),
        marked("next url", PageShape::NEXT_URL, |list, request| {
            let page = number(request, "page").unwrap_or(0);
            let slice = list.page(page);
            let next = slice.next.map(|page| list.url(request, page));
            let previous = page.checked_sub(1).map(|page| list.url(request, page));
            ok(&json!({ "results": slice.rows, "next": next, "previous": previous, "count": list.rows }))
        }),
        marked("odata", PageShape::ODATA, |list, request| {
            let slice = by_number(list, request);
            let mut answer = json!({ "value": slice.rows });
            if let Some(page) = slice.next {
                answer["@odata.nextLink"] = list.url(request, page).into();
            }
            ok(&answer)
        }),
        marked("json:api, a relative url", PageShape::JSON_API, |list, request| {
            let slice = by_number(list, request);
            let next = slice
                .next
                .map(|page| list.url(request, page).rsplit('/').next().unwrap_or_default().to_owned());
            ok(&json!({ "data": slice.rows, "links": { "next": next } }))
        }),
        Way {
            by_post: true,
            ..marked("search by post", PageShape::by(SEARCH).items("hits"), |list, request| {
                let sent = sent(request);
                assert_eq!((&sent["text"], &sent["size"]), (&json!("a"), &json!(1.5)));
                let slice = list.page(sent["page"]["cursor"].as_str().map_or(0, page_of));
                ok(&json!({ "hits": slice.rows, "cursor": slice.next.map(token) }))
            })
        },
        Way {
            by_post: true,
            ..marked(
                "search by post, a list as the token",
                PageShape::by(SEARCH_AFTER).items("/hits/hits"),
                |list, request| {
                    let slice = list.page(sent(request)["search_after"][1].as_u64().unwrap_or(0));
                    let after = slice.next.map(|page| json!(["x", page]));
                    ok(&json!({ "hits": { "hits": slice.rows, "after": after } }))
                },
            )
        },
        Way {
            by_post: true,
            ..marked(
                "connection",
                PageShape::CONNECTION.within("/data/viewer/repositories"),
                |list, request| {
                    let slice = list.page(sent(request)["variables"]["after"].as_str().map_or(0, page_of));
                    let info = json!({ "endCursor": token(slice.next.unwrap_or(0)), "hasNextPage": slice.next.is_some() });
                    let connection =
                        json!({ "nodes": slice.rows, "pageInfo": info, "totalCount": list.rows });
                    ok(&json!({ "data": { "viewer": { "repositories": connection } } }))
                },
            )
        },
    ]
}

/// The service without a network.
#[derive(Clone)]
pub struct Fake {
    pub list: Arc<List>,
    pub way: Way,
    requests: Arc<Mutex<Vec<Request<Bytes>>>>,
}

impl Fake {
    pub fn new(way: Way, list: List) -> Self {
        Self { list: Arc::new(list), way, requests: Arc::default() }
    }

    pub fn client(&self) -> Client {
        let service = Service::new(self.list.base_url.clone()).page_shape(self.way.shape);
        Client::builder(service).transport(self.clone()).build().expect("a client")
    }

    pub fn requests(&self) -> Vec<Request<Bytes>> {
        self.requests.lock().expect("no panic").clone()
    }
}

impl Transport for Fake {
    fn send(&self, request: Request<Body>) -> TransportFuture {
        let request = request.map(|body| body.to_bytes().expect("no stream"));
        let answer = (self.way.answer)(&self.list, &request);
        self.requests.lock().expect("no panic").push(request);
        Box::pin(async move { Ok(answer.map(Body::from)) })
    }
}

/// The list, asked for in this way.
pub fn list(client: &Client, way: Way) -> Pages<Row> {
    if way.by_post {
        client.search("a&b", &Search { text: Some("a"), size: Some(1.5) })
    } else {
        client.rows("a&b")
    }
}
