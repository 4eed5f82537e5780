//! `steps <step> <side> <n>`: one step of a call, n times and without a network, for a counter of instructions.

#![allow(clippy::expect_used, reason = "a bench that cannot go on has to stop")]

use std::hint::black_box;

use prolifi::{
    Auth, Body, Call, Client, ClientBuilder, FetchContext, Secret, Service, api,
    customers::Customer,
    endpoint, http,
    testing::Routes,
    transport::{Transport, TransportFuture},
};
use prolifi_benches::{
    KEY, argument, builder, call, changes,
    hand::{self, Envelope},
    nested::{Charge, Search},
};

const BASE_URL: &str = "https://api.example.com/v1";
/// The customer of the answers has 409 bytes.
const ROWS: [(&str, usize); 3] = [("decode 1 KB", 2), ("decode 100 KB", 250), ("decode 10 MB", 25_000)];

#[api]
trait Nested {
    #[endpoint(GET, "/charges?<search..:brackets>")]
    fn search(&self, search: &Search<'_>) -> Call<()>;

    #[endpoint(POST, "/charges", structs = "brackets", lists = "brackets")]
    fn charge(&self, #[form] charge: &Charge<'_>) -> Call<()>;
}

#[api]
trait Notes {
    #[endpoint(GET, "/notes/<id>")]
    fn get_note(&self, id: u64) -> Call<u64>;
}

/// Answers at once, as one writes it for a test.
struct Seven;

impl Transport for Seven {
    fn send(&self, _: http::Request<Body>) -> TransportFuture {
        Box::pin(async { Ok(http::Response::new(Body::from("7"))) })
    }

    fn wants_attempt(&self) -> bool {
        false
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (step, ours) = (argument(1), argument(2) == "prolifi");
    let count: usize = argument(3).parse().expect("a number");
    let (changes, search, charge) = (changes(), Search::default(), Charge::default());
    let bare = Service::new(BASE_URL);
    let client = builder(BASE_URL).build().expect("a client");
    let nested = Client::builder(bare).build().expect("a client");
    let fixed = notes(|service| service.api_key(KEY)).transport(Seven).build().expect("a client");
    let source = |_: FetchContext| async { Ok(Secret::new(KEY)) };
    let fetched = notes(|service| service.credentials(source)).transport(Seven).build().expect("a client");
    let routes = Routes::new();
    routes.on(NOTES.get_note).with("id", 7).reply(&7);
    let kit = notes(|service| service.api_key(KEY)).transport(routes).build().expect("a client");
    let text: &'static str = answer(&step).leak();
    for _ in 0..count {
        match (&*step, ours) {
            ("decode", true) => {
                Call::<Customer>::answer(given(text)).await.expect("a customer");
            }
            ("decode", false) => {
                hand::decode::<Customer>(black_box(text.as_bytes())).expect("a customer");
            }
            ("build", true) => {
                call(&client, black_box("user_42"), black_box(&changes)).into_request().expect("a request");
            }
            ("build", false) => {
                hand::http_request(BASE_URL, KEY, black_box("user_42"), black_box(&changes));
            }
            ("build a nested query", true) => {
                nested.search(black_box(&search)).into_request().expect("a request");
            }
            ("build a nested query", false) => {
                hand::search_request(BASE_URL, black_box(&search));
            }
            ("build a nested form", true) => {
                nested.charge(black_box(&charge)).into_request().expect("a request");
            }
            ("build a nested form", false) => {
                hand::charge_request(BASE_URL, black_box(&charge));
            }
            ("make a client", true) => {
                builder(black_box(BASE_URL)).build().expect("a client");
            }
            ("make a client", false) => {
                hand::Prolifi::new(black_box(BASE_URL), KEY);
            }
            ("call with a fetched secret", true) => {
                fetched.get_note(black_box(7)).await.expect("a note");
            }
            ("call the kit", true) => {
                kit.get_note(black_box(7)).await.expect("a note");
            }
            ("call with a fetched secret" | "call the kit", false) => {
                fixed.get_note(black_box(7)).await.expect("a note");
            }
            ("make a handle", _) => {
                client.with_api_key(black_box(KEY)).expect("a handle");
            }
            (_, true) => {
                Call::<Envelope<Vec<Customer>>>::answer(given(text)).await.expect("customers");
            }
            (_, false) => {
                hand::decode::<Envelope<Vec<Customer>>>(black_box(text.as_bytes())).expect("customers");
            }
        }
    }
}

/// A client of a service that wants a token, with what gives it one.
fn notes(key: impl FnOnce(ClientBuilder) -> ClientBuilder) -> ClientBuilder {
    key(Client::builder(Service::new(BASE_URL).auth(Auth::Bearer)))
}

fn given(text: &'static str) -> http::Response<&'static str> {
    http::Response::new(black_box(text))
}

/// The customer alone, since a mock has no endpoint, and so no envelope; or a list of so many.
fn answer(step: &str) -> String {
    let customer =
        prolifi_benches::ANSWER.trim_start_matches("{\"data\":").trim_end_matches("}}").to_owned() + "}";
    match ROWS.iter().find(|(name, _)| *name == step) {
        Some((_, rows)) => format!("{{\"data\":[{}]}}", vec![customer; *rows].join(",")),
        None => customer,
    }
}
