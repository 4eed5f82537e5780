//! Bodies that take their time, in both directions.

mod lengths;
mod limits;
mod progress;

use std::time::Duration;

use bytes::Bytes;
use futures_util::{Stream, StreamExt, stream};
use prolifi::{
    Body, BoxError, Client, ClientBuilder, Raw, Service,
    prelude::*,
    streaming::{Chunks, Events, JsonLines, Streaming},
};
use prolifi_tests::Paced;

#[api]
trait Files {
    #[endpoint(PUT, "/files/<name>")]
    fn put(&self, name: &str, content: Body) -> Call<()>;

    #[endpoint(POST, "/files")]
    fn post(&self, content: Body) -> Call<()>;

    #[endpoint(PUT, "/patient", idle_timeout = "5m", timeout = "20m")]
    fn put_patiently(&self, content: Body) -> Call<()>;

    #[endpoint(GET, "/files/<name>")]
    fn whole(&self, name: &str) -> Call<Raw>;

    #[endpoint(GET, "/files/<name>")]
    fn download(&self, name: &str) -> Call<Streaming<Chunks>>;

    #[endpoint(GET, "/patient", idle_timeout = "5m")]
    fn download_patiently(&self) -> Call<Streaming<Chunks>>;

    #[endpoint(GET, "/events")]
    fn events(&self) -> Call<Streaming<Events>>;

    #[endpoint(GET, "/lines")]
    fn lines(&self) -> Call<Streaming<JsonLines<u32>>>;
}

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

fn with(transport: &Paced) -> ClientBuilder {
    Client::builder(Service::new("https://x.test")).transport(transport.clone())
}

fn client(transport: &Paced) -> Client {
    with(transport).build().unwrap()
}

/// Chunks of ten bytes.
fn chunks(count: usize) -> impl Stream<Item = Result<Bytes, BoxError>> + Send + 'static {
    stream::repeat_with(|| Ok(Bytes::from_static(b"0123456789"))).take(count)
}
