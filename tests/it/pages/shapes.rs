//! Ten thousand rows, by each way of writing a list, without a network and over sockets.

use std::sync::Arc;

use axum::{Router, extract::Request, response::IntoResponse};
use futures_util::StreamExt;
use prolifi::Service;
use prolifi_tests::transports;

use super::service::{Fake, List, Row, Way, list, ways};

const ROWS: u64 = 10_000;
const SIZES: [u64; 3] = [100, 99, 3];

/// Every row once, in their order.
fn all() -> Vec<Row> {
    (0..ROWS).map(|id| Row { id }).collect()
}

#[tokio::test]
async fn every_row_is_given_once_and_every_page_is_asked_for_with_all_that_was_set() {
    for way in ways() {
        let fake = Fake::new(way, List::new(ROWS, &SIZES));
        let mut pages = list(&fake.client(), way).header("x-source", "nightly").query("lang", "de");
        let rows: Vec<Row> = pages.by_ref().map(|row| row.expect(way.name)).collect().await;
        assert!(rows == all(), "{}", way.name);
        assert!(pages.next().await.is_none(), "{}", way.name);
        let requests = fake.requests();
        assert!((100..=160).contains(&requests.len()), "{}: {} requests", way.name, requests.len());
        for request in &requests {
            let query = request.uri().query().unwrap_or_default();
            assert!(query.contains("tag=a%26b") && query.contains("lang=de"), "{}: {query}", way.name);
            assert_eq!(request.headers()["x-source"], "nightly", "{}", way.name);
        }
    }
}

#[tokio::test]
async fn nothing_is_asked_for_before_it_is_needed() {
    for way in ways() {
        let fake = Fake::new(way, List::new(9, &[4]));
        let mut pages = list(&fake.client(), way);
        for (row, requests) in [(0, 1), (1, 1), (2, 1), (3, 1), (4, 2), (5, 2), (6, 2), (7, 2), (8, 3)] {
            assert_eq!(pages.next().await.expect(way.name).expect(way.name), Row { id: row });
            assert_eq!(fake.requests().len(), requests, "{}, row {row}", way.name);
        }
    }
}

#[tokio::test]
async fn an_empty_list_is_no_error() {
    for way in ways() {
        let fake = Fake::new(way, List::new(0, &[4]));
        assert!(list(&fake.client(), way).next().await.is_none(), "{}", way.name);
        assert_eq!(fake.requests().len(), 1, "{}", way.name);
    }
}

#[tokio::test]
async fn the_size_of_a_page_goes_where_the_service_takes_it() {
    for way in ways() {
        let fake = Fake::new(way, List::new(6, &[4]));
        let mut pages = list(&fake.client(), way).page_size(4);
        let sized = match pages.next().await.expect(way.name) {
            Ok(_) => true,
            Err(error) => {
                assert!(error.is_build() && error.to_string().contains("size of a page"), "{error}");
                false
            }
        };
        if sized {
            let request = &fake.requests()[0];
            let sent = format!("{} {:?}", request.uri(), request.body());
            assert!(["=4", "first\\\":4"].iter().any(|size| sent.contains(size)), "{}: {sent}", way.name);
        }
    }
}

/// A server for the list.
async fn serve(way: Way, rows: List) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let base_url = format!("http://{}/v1", listener.local_addr().expect("an address"));
    let rows = Arc::new(List { base_url: base_url.clone(), ..rows });
    let app = Router::new().fallback(move |request: Request| {
        let rows = Arc::clone(&rows);
        async move {
            let (parts, body) = request.into_parts();
            let body = axum::body::to_bytes(body, 1 << 20).await.expect("a body");
            (way.answer)(&rows, &http::Request::from_parts(parts, body)).into_response()
        }
    });
    tokio::spawn(async move { axum::serve(listener, app).await });
    base_url
}

#[tokio::test]
async fn the_same_over_sockets() {
    for (number, way) in ways().into_iter().enumerate() {
        let base_url = serve(way, List::new(ROWS, &[1000, 999])).await;
        // Each transport has its turn.
        let (_, with) = &transports()[number % 2];
        let service = Service::new(base_url).page_shape(way.shape);
        let client = with(prolifi::Client::builder(service)).build().expect("a client");
        let rows: Vec<Row> = list(&client, way).map(|row| row.expect(way.name)).collect().await;
        assert!(rows == all(), "{}: {} rows", way.name, rows.len());
    }
}
