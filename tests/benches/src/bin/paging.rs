//! `paging <rows> <shape>`: goes through a list of so many rows, and prints the most memory held on the way.

use allocation_counter::measure;
use prolifi::{
    Body, Client, NextPage, PageShape, Pages, ReadFrom, Service, WriteTo, api,
    bytes::Bytes,
    customers::Customer,
    endpoint,
    transport::{Transport, TransportFuture},
};
use prolifi_benches::{ANSWER, argument};
use serde_json::json;

const ROWS_A_PAGE: u64 = 100;

#[api]
trait Rows {
    #[endpoint(GET, "/rows")]
    fn rows(&self) -> Pages<Customer>;

    #[endpoint(POST, "/search")]
    fn search(&self, query: &serde_json::Value) -> Pages<Customer>;
}

/// The shape with this name. What asks for a page is `at` in each.
fn shape(name: &str) -> PageShape {
    match name {
        "page" => PageShape::page("at").more("more"),
        "token" => PageShape::token("next", "at"),
        "last-item" => PageShape::last_item("external_id", "at").more("more"),
        "url" => PageShape::url("url"),
        "link" => PageShape::LINK,
        "post" => PageShape::by(NextPage::Token { from: ReadFrom::Body("next"), to: WriteTo::Body("at") }),
        _ => PageShape::offset("at").more("more"),
    }
    .items("data")
}

/// A list of customers without a network, which says in each way where it goes on.
struct Endless {
    rows: u64,
    shape: String,
    customer: &'static str,
}

impl Endless {
    /// The row that a request begins at.
    fn start(&self, request: &http::Request<Body>) -> u64 {
        let query = request.uri().query().unwrap_or_default();
        let asked = query.split('&').find_map(|pair| pair.strip_prefix("at="));
        let sent: Option<serde_json::Value> =
            request.body().as_bytes().and_then(|body| serde_json::from_slice(body).ok());
        let sent = sent.as_ref().and_then(|body| body["at"].as_str());
        let Some(at) = asked.or(sent) else { return 0 };
        let number: u64 = at.trim_start_matches("user_").parse().unwrap_or(0);
        match self.shape.as_str() {
            "page" => (number - 1) * ROWS_A_PAGE,
            "last-item" => number + 1,
            _ => number,
        }
    }
}

impl Transport for Endless {
    fn send(&self, request: http::Request<Body>) -> TransportFuture {
        let start = self.start(&request);
        let next = (start + ROWS_A_PAGE).min(self.rows);
        let more = next < self.rows;
        // No two rows are equal, as in a real list: the place of a row is its identifier in the shop.
        let rows: Vec<_> =
            (start..next).map(|row| self.customer.replace("user_42", &format!("user_{row}"))).collect();
        let url = format!("/rows?at={next}");
        let body = format!(
            r#"{{"data":[{}],"more":{more},"next":{},"url":{}}}"#,
            rows.join(","),
            json!(more.then(|| next.to_string())),
            json!(more.then_some(&url)),
        );
        let mut answer = http::Response::new(Body::from(Bytes::from(body)));
        if more && let Ok(link) = format!("<{url}>; rel=\"next\"").parse() {
            answer.headers_mut().insert("link", link);
        }
        Box::pin(async move { Ok(answer) })
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), prolifi::Error> {
    let rows = argument(1).parse().unwrap_or(0);
    let name = argument(2);
    let customer = ANSWER.trim_start_matches("{\"data\":").strip_suffix('}').unwrap_or_default();
    let service = Service::new("https://api.example.com").page_shape(shape(&name));
    let by_post = name == "post";
    let client = Client::builder(service).transport(Endless { rows, shape: name, customer }).build()?;
    let mut list = if by_post { client.search(&json!({ "text": "x" })) } else { client.rows() };
    let mut seen = 0;
    let heap = measure(|| {
        futures_util::FutureExt::now_or_never(async {
            while let Some(row) = list.next().await {
                assert!(row.is_ok());
                seen += 1;
            }
        });
    });
    assert_eq!(seen, rows);
    println!("{}", heap.bytes_max);
    Ok(())
}
