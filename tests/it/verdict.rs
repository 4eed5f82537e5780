//! The service's own word on what an answer means, for repeats, errors and doubt alike.

mod rules;
mod services;

use prolifi::{
    Endpoint, Outcome, Service,
    http::{self, HeaderMap, StatusCode},
    prelude::*,
    testing::FakeTransport,
};

#[api]
trait Things {
    #[endpoint(GET, "/things")]
    fn read(&self) -> Call<serde_json::Value>;
    #[endpoint(POST, "/things")]
    fn add(&self) -> Call<serde_json::Value>;
    #[endpoint(POST, "/things/once", idempotent = true)]
    fn add_once(&self) -> Call<serde_json::Value>;
    #[endpoint(POST, "/things/go")]
    fn go(&self) -> Call<()>;
    #[endpoint(GET, "/things/watch")]
    fn watch(&self) -> Call<prolifi::streaming::Streaming<prolifi::streaming::JsonLines<u8>>>;
}

type ReadOutcome = fn(&Endpoint, StatusCode, &HeaderMap, &[u8]) -> Outcome;

const BASE: &str = "https://api.example.com";

fn answer(
    status: u16,
    headers: &[(&'static str, &'static str)],
    body: &'static str,
) -> http::Response<&'static str> {
    let answer = http::Response::builder().status(status);
    headers.iter().fold(answer, |answer, (name, value)| answer.header(*name, *value)).body(body).unwrap()
}

fn client(read: ReadOutcome, fake: &FakeTransport) -> Client {
    Client::builder(Service::new(BASE).outcome(read)).transport(fake.clone()).build().unwrap()
}
