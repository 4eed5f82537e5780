//! What the integration tests share: keys, clients, and servers that misbehave as they are told.

#![allow(clippy::expect_used, clippy::panic, reason = "a helper of tests fails the test")]

mod compiler;
mod http2_server;
mod paced;
mod raw_server;
mod timed;
mod tls;
mod tokens;

use prolifi::{
    Client, ClientBuilder, Environment, Prolifi,
    emulator::{Emulator, SECRET_TEST_KEY},
    testing::FakeTransport,
    transport::{HyperTransport, ReqwestTransport},
};
use serde_json::{Value, json};

pub use crate::{
    compiler::Compiler,
    http2_server::{Act, Event, Http2Server},
    paced::Paced,
    raw_server::{RawRequest, RawServer, Reply},
    timed::{Outcome, Timed},
    tls::{
        Certificate, acceptor, acceptor_of_known_clients, rerun_trusting, tls_fixture, trusts_test_authority,
    },
    tokens::{Fetched, Tokens},
};

/// A secret test key that no server knows.
pub const KEY: &str = "sk_test_4f9a1c7be2d80356aa17";

/// A client for endpoints declared here, at Prolifi's address, that no network is behind.
pub fn offline(fake: &FakeTransport) -> Client {
    build(Client::builder(Environment::Sandbox).transport(fake.clone()))
}

/// Prolifi's client, which no network is behind.
pub fn prolifi_offline(fake: &FakeTransport) -> Prolifi {
    build(Prolifi::builder(Environment::Sandbox).transport(fake.clone()))
}

/// A client for endpoints declared here, with Prolifi's habits, that calls this address.
pub fn client_at(base_url: &str) -> Client {
    build(Client::builder(Environment::Sandbox).base_url(base_url))
}

/// Prolifi's client, which calls this address.
pub fn prolifi_at(base_url: &str) -> Prolifi {
    build(Prolifi::builder(Environment::Sandbox).base_url(base_url))
}

/// Prolifi's client for an emulator, with the key that reads and writes.
pub fn prolifi_for(emulator: &Emulator) -> Prolifi {
    let builder = Prolifi::builder(Environment::Sandbox).base_url(emulator.base_url());
    builder.api_key(SECRET_TEST_KEY).build().expect("a client")
}

/// Gives the client the test key.
pub fn build<C>(builder: ClientBuilder<C>) -> C {
    builder.api_key(KEY).build().expect("a client")
}

/// Gives a client one of the transports.
pub type With = Box<dyn Fn(ClientBuilder) -> ClientBuilder>;

/// Each transport that makes real connections, with its name.
pub fn transports() -> [(&'static str, With); 2] {
    let reqwest = ReqwestTransport::new().expect("TLS");
    let hyper = HyperTransport::new().expect("TLS");
    [
        ("reqwest", Box::new(move |builder| builder.transport(reqwest.clone()))),
        ("hyper", Box::new(move |builder| builder.transport(hyper.clone()))),
    ]
}

/// A customer as the service would answer it, without the envelope.
pub fn customer() -> Value {
    json!({
        "id": "7c9e6679-7425-40de-944b-e07fc1f90ae7",
        "external_id": "user_42",
        "email": "jane@example.com",
        "name": "Jane Doe",
        "first_name": "Jane",
        "last_name": "Doe",
        "company_name": null,
        "phone": null,
        "status": "active",
        "country": null,
        "country_id": null,
        "metadata": null,
        "created_at": "2026-03-13T09:00:00.000000Z",
        "updated_at": "2026-03-13T09:00:00.000000Z",
    })
}

/// The body of an answer with this customer.
pub fn enveloped(customer: &Value) -> String {
    json!({ "data": customer }).to_string()
}

/// An error and everything below it, as text: what a program could print of it.
pub fn printed(error: &(dyn std::error::Error + 'static)) -> String {
    let mut text = String::new();
    let mut next = Some(error);
    while let Some(error) = next {
        text.push_str(&format!("{error}\n{error:?}\n{error:#?}\n"));
        next = error.source();
    }
    text
}
