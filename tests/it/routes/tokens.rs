//! A token endpoint among the routes.

use std::time::Duration;

use prolifi::{
    Auth, Client, Service,
    oauth::{self, ClientCredentials, RefreshToken, Token},
    testing::Routes,
};
use tokio::time::sleep;

use super::service::{NOTES, Notes, note};

const HOUR: Duration = Duration::from_secs(3600);

fn builder(address: &str) -> prolifi::ClientBuilder {
    Client::builder(Service::new(address).auth(Auth::Bearer))
}

#[tokio::test(start_paused = true)]
async fn refreshes_are_counted_and_do_no_harm() {
    let routes = Routes::new();
    let tokens = ["at-1", "at-2", "at-3"].map(|token| Token::new(token).expires_in(HOUR));
    tokens.iter().fold(routes.on(oauth::TOKEN), |rule, token| rule.reply(token));
    routes.on(NOTES.get_note).reply(&note("a"));
    for address in ["https://login.example.com/oauth/token", "https://login.example.com/o/token/"] {
        let source = ClientCredentials::new(address, "worker", "cs_test_...").scopes(["notes:read"]);
        let client =
            builder("https://api.example.com").credentials(source).transport(routes.clone()).build().unwrap();
        for _ in 0..2 {
            client.get_note(7).await.unwrap();
        }
    }
    sleep(HOUR).await;
    let asked = routes.requests_to(oauth::TOKEN);
    let address = |at: usize| asked[at].arg::<String>("token_endpoint");
    assert_eq!((address(0), asked.len()), ("https://login.example.com/oauth/token".to_owned(), 2));
    let fields: std::collections::BTreeMap<String, String> = asked[1].arg("fields");
    assert_eq!((&*fields["grant_type"], &*fields["scope"]), ("client_credentials", "notes:read"));
    routes.assert_exactly_once();
}

#[tokio::test]
async fn the_server_has_a_token_endpoint_too() {
    let routes = Routes::new();
    routes.on(oauth::TOKEN).reply(&Token::new("at-1").refresh_token("rt-2"));
    routes.on(NOTES.get_note).header("authorization", "Bearer at-1").reply(&note("a"));
    let url = routes.serve().unwrap();
    let source = RefreshToken::new(format!("{url}/oauth/token"), "app", "rt-1");
    let client = builder(&url).credentials(source).build().unwrap();
    client.get_note(7).await.unwrap();
    assert_eq!(routes.requests_to(oauth::TOKEN).len(), 1);
}
