//! A type for each status: `#[derive(FromResponse)]` on an enum whose variants say which answers they take.
//!
//! An exact status wins over a class such as `4xx`. A status that no variant takes stays an [`prolifi::Error`],
//! and one that is worth a retry is retried before anything is decoded. No network is used: [`Routes`] give the
//! answers.

use std::error::Error;

use prolifi::{FromResponse, Service, http::Response, prelude::*, testing::Routes};
use serde::Deserialize;

/// What asking for an export can come to. None of it is an error to the program that asks.
#[derive(FromResponse)]
enum Export {
    #[status(200)]
    Ready(File),
    #[status(202)]
    InWork(Progress),
    #[status(404, 410)]
    Gone,
    #[status(4xx)]
    Refused(Refusal),
}

#[derive(Deserialize)]
struct File {
    name: String,
    rows: u64,
}

#[derive(Deserialize)]
struct Progress {
    percent: u8,
}

#[derive(Deserialize)]
struct Refusal {
    reason: String,
}

#[api]
trait Exports {
    /// The `data` of a 2xx answer is the file or the progress; an envelope is not looked for in the others.
    #[endpoint(GET, "/exports/<id>", envelope = "data")]
    fn export(&self, id: u32) -> Call<Export>;
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let answers = [
        (202, r#"{"data": {"percent": 40}}"#),
        (200, r#"{"data": {"name": "march.csv", "rows": 1204}}"#),
        (410, ""),
        (403, r#"{"reason": "the export belongs to another team"}"#),
        (500, r#"{"error": {"type": "disk_full", "message": "No space left."}}"#),
    ];
    let routes = Routes::new();
    let service = Service::new("https://api.example.com");
    let client = Client::builder(service).max_retries(0).transport(routes.clone()).build()?;
    for (status, body) in answers {
        routes.on(EXPORTS.export).respond(Response::builder().status(status).body(body)?);

        println!("{status}  {}", if body.is_empty() { "(no body)" } else { body });
        match client.export(7).await {
            Ok(Export::Ready(file)) => println!("     Ready: {} with {} rows\n", file.name, file.rows),
            Ok(Export::InWork(progress)) => println!("     InWork: {} % are done\n", progress.percent),
            Ok(Export::Gone) => println!("     Gone: it has to be made again\n"),
            Ok(Export::Refused(refusal)) => println!("     Refused: {}\n", refusal.reason),
            Err(error) => println!("     an error: {error}\n"),
        }
    }
    Ok(())
}
