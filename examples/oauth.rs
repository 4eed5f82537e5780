//! Calls with a token of OAuth 2.0: fetched once for all callers, replaced when it is refused, and kept through an outage
//! of the token endpoint.
//!
//! No network is used: [`Routes`] stand for both services, and the clock is paused, so that an hour takes no time.

use std::{error::Error, time::Duration};

use prolifi::{
    Auth, ErrorKind,
    oauth::{self, ClientCredentials, Token},
    prelude::*,
    testing::Routes,
};
use serde_json::json;
use tokio::time::sleep;

const HOUR: Duration = Duration::from_secs(3_600);

#[api]
trait Reports {
    #[endpoint(GET, "/reports/<day>")]
    fn report(&self, day: u32) -> Call<String>;
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    tokio::time::pause();
    let routes = Routes::new();
    let login = routes.on(oauth::TOKEN);
    login.reply(&Token::new("at-1").expires_in(HOUR)).reply(&Token::new("at-2").expires_in(HOUR));
    for token in ["at-1", "at-2", "at-3"] {
        let reports = routes.on(REPORTS.report).header("authorization", &format!("Bearer {token}"));
        reports.reply(&"in good order".to_owned());
    }

    let source =
        ClientCredentials::new("https://login.example.com/oauth/token", "report-reader", "cs_test_...")
            .scopes(["reports:read"]);
    let service = Service::new("https://api.example.com").auth(Auth::Bearer);
    let client = Client::builder(service).credentials(source).transport(routes.clone()).build()?;
    let asked = || format!("{} asked for so far", routes.requests_to(oauth::TOKEN).len());

    let callers: Vec<_> = (1..=20).map(|day| tokio::spawn(client.report(day))).collect();
    for caller in callers {
        caller.await??;
    }
    println!("Twenty callers at once                   {}", asked());

    sleep(HOUR / 2).await;
    client.report(21).await?;
    println!("Half an hour later                       {}", asked());

    sleep(HOUR).await;
    client.report(22).await?;
    println!("When it has expired                      {}", asked());

    routes.on(REPORTS.report).header("authorization", "Bearer at-2").reply_status(401, ());
    routes.on(oauth::TOKEN).reply(&Token::new("at-3").expires_in(HOUR));
    let answer = client.report(23).response().await?;
    println!(
        "When the service refuses it              {}, and attempt {} succeeds",
        asked(),
        answer.attempts
    );

    sleep(HOUR * 2).await;
    routes.on(oauth::TOKEN).reply_status(400, json!({ "error": "invalid_client" }));
    let error = client.report(24).await.err().ok_or("a token for nobody")?;
    assert_eq!(error.kind(), ErrorKind::Auth);
    let reason = error.source().map(ToString::to_string).unwrap_or_default();
    println!("When the secret is not known any more    {error}:\n    {reason}");
    Ok(())
}
