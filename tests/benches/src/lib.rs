//! What the benches share: one update of a customer, declared and written by hand.
#![allow(clippy::expect_used, reason = "a bench that cannot go on has to stop")]

pub mod hand;
pub mod nested;

use std::env;

use prolifi::{
    Call, Environment, Prolifi,
    customers::{Customer, Customers, UpdateCustomer},
    prelude::*,
    transport::HyperTransport,
};

/// The key of every request.
pub const KEY: &str = "sk_test_4f9a1c7be2d80356";

/// What the server answers to everything: the customer of the documentation, as it comes over the network.
pub const ANSWER: &str = r#"{"data":{"id":"7c9e6679-7425-40de-944b-e07fc1f90ae7","external_id":"user_42","email":"jane@example.com","name":"Jane Doe","first_name":"Jane","last_name":"Doe","company_name":null,"phone":null,"status":"active","country":"Nigeria","country_id":"550e8400-e29b-41d4-a716-446655440000","metadata":{"plan_interest":"enterprise"},"created_at":"2026-01-15T09:30:00Z","updated_at":"2026-03-13T09:00:00Z"}}"#;

/// The changes that every call sends.
pub fn changes() -> UpdateCustomer {
    UpdateCustomer::new().email("jane@example.com").first_name("Jane").last_name("Doe").phone(Patch::Clear)
}

/// Who makes the calls.
#[derive(Debug, Clone, Copy)]
pub enum Side {
    /// prolifi with its default transport.
    Reqwest,
    /// prolifi with `HyperTransport`.
    Hyper,
    /// reqwest, used by hand.
    Hand,
    /// The same, with the two headers that prolifi sends beside those: a user agent and an idempotency key.
    HandWithHeaders,
}

/// A caller that is ready to call.
#[derive(Debug, Clone)]
pub enum Caller {
    /// A client of prolifi.
    Prolifi(Prolifi),
    /// What stands in a program without it.
    Hand(hand::Prolifi),
}

impl Side {
    /// The side that a program was told to measure: its argument at this position.
    pub fn from_args(position: usize) -> Self {
        match argument(position).as_str() {
            "reqwest" => Self::Reqwest,
            "hyper" => Self::Hyper,
            "hand-with-headers" => Self::HandWithHeaders,
            _ => Self::Hand,
        }
    }

    /// A client for the server at this address.
    pub fn caller(self, base_url: &str) -> Caller {
        match self {
            Self::Reqwest => Caller::Prolifi(builder(base_url).build().expect("a client")),
            Self::Hyper => {
                let transport = HyperTransport::new().expect("a transport");
                Caller::Prolifi(builder(base_url).transport(transport).build().expect("a client"))
            }
            Self::Hand => Caller::Hand(hand::Prolifi::new(base_url, KEY)),
            Self::HandWithHeaders => {
                let sent = builder(base_url).build().map(|client| call(&client, "user_42", &changes()));
                let mut headers = sent.and_then(Call::into_request).expect("a request").headers().clone();
                // It sets these itself.
                headers.remove("authorization");
                headers.remove("content-type");
                Caller::Hand(hand::Prolifi::with_headers(base_url, KEY, headers))
            }
        }
    }
}

impl Caller {
    /// One call, from its arguments to its value.
    pub async fn update(&self, id: &str, changes: &UpdateCustomer) -> Customer {
        match self {
            Self::Prolifi(client) => call(client, id, changes).await.expect("a customer"),
            Self::Hand(client) => client.update_customer(id, changes).await.expect("a customer"),
        }
    }
}

/// The call as a user writes it.
pub fn call(client: &Prolifi, id: &str, changes: &UpdateCustomer) -> Call<Customer> {
    client.update_customer(id, changes)
}

/// A client with everything as it is by default.
pub fn builder(base_url: &str) -> prolifi::ClientBuilder<Prolifi> {
    Prolifi::builder(Environment::Sandbox).base_url(base_url).api_key(KEY)
}

/// An argument of the program.
pub fn argument(position: usize) -> String {
    env::args().nth(position).expect("run by bench.sh, with arguments")
}
