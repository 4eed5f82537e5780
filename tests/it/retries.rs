//! Time and repetition, under a paused clock: when an attempt is followed by another, when by an error, and
//! what the error says of the attempts.

mod applied;
mod budget;
mod cancelled;
mod concurrent;
mod deadline;
mod identical;
mod pause;
mod random;
mod retry_after;
mod settings;
mod table;
mod unprocessed;
mod unread;

use prolifi::{Body, Call, Environment, Service, customers::UpdateCustomer, prelude::*};
use prolifi_tests::{Outcome, Timed, build};

pub(crate) trait Methods: Api {
    #[endpoint(GET, "/m")]
    fn get(&self) -> Call<()>;
    #[endpoint(HEAD, "/m")]
    fn head(&self) -> Call<()>;
    #[endpoint(OPTIONS, "/m")]
    fn options(&self) -> Call<()>;
    #[endpoint(PUT, "/m")]
    fn put(&self) -> Call<()>;
    #[endpoint(DELETE, "/m")]
    fn delete(&self) -> Call<()>;
    #[endpoint(POST, "/m")]
    fn post(&self) -> Call<()>;
    #[endpoint(PATCH, "/m")]
    fn patch(&self) -> Call<()>;
    #[endpoint("PURGE", "/m")]
    fn purge(&self) -> Call<()>;
    #[endpoint(POST, "/m")]
    fn post_body(&self, body: Body) -> Call<()>;
    #[endpoint(PUT, "/m")]
    fn put_body(&self, body: Body) -> Call<()>;
    #[endpoint(POST, "/m", idempotent = true)]
    fn harmless_post(&self) -> Call<()>;
    #[endpoint(GET, "/m", idempotent = false)]
    fn harmful_get(&self) -> Call<()>;
    #[endpoint(POST, "/m", idempotent = false)]
    fn harmful_post(&self) -> Call<()>;
    #[endpoint(GET, "/m")]
    fn number(&self) -> Call<u32>;
    #[endpoint(PATCH, "/customers/<id>")]
    fn update_customer(&self, id: &str, changes: &UpdateCustomer) -> Call<()>;
}
impl Methods for Client {}

/// A service that honours no idempotency key and pauses nobody.
fn plain(transport: &Timed) -> Client {
    let service = Service::new("https://api.example.com");
    Client::builder(service).transport(transport.clone()).build().expect("a client")
}

/// Prolifi: a key on every write, and a pause after a 429.
fn prolifi(transport: &Timed) -> Client {
    build(Client::builder(Environment::Sandbox).transport(transport.clone()))
}

/// As often as any test needs.
fn always(outcome: Outcome) -> Timed {
    Timed::new([outcome; 9])
}
