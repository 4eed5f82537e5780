//! Many calls over many expiries, with refreshes that fail.

use std::time::Duration;

use futures_util::future::join_all;
use prolifi::{Auth, Client};
use prolifi_tests::{Fetched, Tokens};
use tokio::time::sleep;

use super::{Accounts, service};

#[tokio::test(start_paused = true)]
async fn a_hundred_thousand_calls_over_two_thousand_expiries_lose_none() {
    let minute = Duration::from_secs(60);
    let tokens = Tokens::lasting(minute).slow(Duration::from_millis(300), Duration::from_millis(50));
    let builder = Client::builder(service(Auth::Bearer)).transport(tokens.clone());
    let client = builder.credentials(tokens.clone()).build().unwrap();
    let mut calls = 0;
    for expiry in 0..2000 {
        // One fetch in ten fails, now and then two in a row.
        match expiry % 20 {
            4 => tokens.then([Fetched::Fails]),
            14 => tokens.then([Fetched::Fails, Fetched::Token, Fetched::Fails]),
            _ => {}
        }
        for _ in 0..5 {
            let round = join_all((0..10).map(|_| client.me())).await;
            calls += round.len();
            round.into_iter().for_each(|call| call.unwrap());
            sleep(minute / 5).await;
        }
    }
    assert_eq!(calls, 100_000);
    assert_eq!((tokens.refusals(), tokens.most_at_once()), (0, 1));
    assert!(tokens.fetches() > 2000 && tokens.fetches() < 3000, "{}", tokens.fetches());
}
