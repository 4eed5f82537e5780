//! `paging <rows>`: goes through a list of so many rows, and prints the most memory held on the way.

use allocation_counter::measure;
use prolifi::{
    Body,
    bytes::Bytes,
    customers::{CustomerFilter, Customers},
    transport::{Transport, TransportFuture},
};
use prolifi_benches::{ANSWER, argument, builder};

const ROWS_A_PAGE: u64 = 100;

/// A list of customers without a network.
struct Endless {
    rows: u64,
    customer: &'static str,
}

impl Transport for Endless {
    fn send(&self, request: http::Request<Body>) -> TransportFuture {
        let query = request.uri().query().unwrap_or_default();
        let offset =
            query.split('&').find_map(|pair| pair.strip_prefix("offset=")?.parse().ok()).unwrap_or(0);
        let count = ROWS_A_PAGE.min(self.rows - offset);
        // No two rows are equal, as in a real list: the place of a row is its identifier in the shop.
        let rows: Vec<_> = (offset..offset + count)
            .map(|row| self.customer.replace("user_42", &format!("user_{row}")))
            .collect();
        let body = format!(
            r#"{{"data":[{}],"pagination":{{"total":{},"limit":{ROWS_A_PAGE},"offset":{offset},"has_more":{}}}}}"#,
            rows.join(","),
            self.rows,
            offset + count < self.rows,
        );
        Box::pin(async move { Ok(http::Response::new(Body::from(Bytes::from(body)))) })
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), prolifi::Error> {
    let rows = argument(1).parse().unwrap_or(0);
    let customer = ANSWER.trim_start_matches("{\"data\":").strip_suffix('}').unwrap_or_default();
    let client = builder("https://api.example.com/v1").transport(Endless { rows, customer }).build()?;
    let mut list = client.list_customers(&CustomerFilter::new());
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
