//! The same search for every other secret: keys in the query, tokens, secrets of clients, refresh tokens, signatures.

use prolifi::{
    Auth, BoxError, Client, ClientBuilder, Credentials, FetchContext, Secret, Service, Sign, ToSign,
    http::HeaderName,
    oauth::{ClientCredentials, RefreshToken},
    testing::FakeTransport,
    transport::ReqwestTransport,
};
use prolifi_tests::{KEY, RawServer, Reply, printed, transports};

use super::{assert_debug_clean, http_2_server, traces_of};
use crate::capture::Capture;
use crate::credentials::Accounts;

const QUERY_KEY: &str = "qk_test_9d21f7c04b8e6a35c1d7";
const CLIENT_SECRET: &str = "cs_test_e07b3a9f51c846d2807e";
const TOKEN: &str = "at_test_5bb0c93e17fa4d86a2c4";
const REFRESH: &str = "rt_test_a41e66d0297bf83c5e19";
const NEXT_REFRESH: &str = "rt_test_0c58d7b1fe926a34d705";
const SIGNATURE: &str = "sg_test_f3960ab8d4527ec1b08f";

#[track_caller]
fn assert_hidden(what: &str, text: &str) {
    for secret in [QUERY_KEY, CLIENT_SECRET, TOKEN, REFRESH, NEXT_REFRESH, SIGNATURE] {
        for trace in traces_of(secret.split_at(8).1) {
            assert!(!text.contains(&trace), "{what} shows `{trace}` of {secret}:\n{text}");
        }
    }
}

/// Adds a signature to header and query.
struct Signs;

impl Sign for Signs {
    fn sign(&self, request: &mut ToSign<'_>) -> Result<(), BoxError> {
        request.add_header("x-signature".parse()?, SIGNATURE.parse()?);
        request.add_query("signature", SIGNATURE)?;
        assert_hidden("ToSign", &format!("{request:?}"));
        Ok(())
    }
}

/// Every way to authenticate beside the fixed header, each with what it is built of.
fn ways(api: &str, tokens: &str) -> Vec<ClientBuilder> {
    let service = |auth: Auth| Service::new(api).auth(auth).scheme("partner", Auth::Query("partner_key"));
    let address = format!("{tokens}/token");
    let own = ClientCredentials::new(&*address, "worker", CLIENT_SECRET);
    let in_body = ClientCredentials::new(&*address, "worker", CLIENT_SECRET).secret_in_body();
    let refreshing =
        RefreshToken::new(&*address, "app", REFRESH).client_secret(CLIENT_SECRET).on_rotation(|_| {});
    assert_hidden("sources", &format!("{own:?} {in_body:?} {refreshing:#?}"));
    vec![
        Client::builder(service(Auth::Query("key"))).api_key(QUERY_KEY),
        Client::builder(service(Auth::sign(Signs))).api_key(QUERY_KEY),
        Client::builder(service(Auth::Bearer)).credentials(own),
        Client::builder(service(Auth::Header(HeaderName::from_static("x-token")))).credentials(in_body),
        Client::builder(service(Auth::Query("token"))).credentials(refreshing),
    ]
    .into_iter()
    .map(|builder| builder.secret("partner", QUERY_KEY))
    .collect()
}

fn answers_of_the_token_endpoint() -> [Reply; 6] {
    let refusal = format!(r#"{{"error":"{REFRESH}","error_description":"{CLIENT_SECRET}"}}"#);
    let granted = format!(r#"{{"access_token":"{TOKEN}","expires_in":1,"refresh_token":"{NEXT_REFRESH}"}}"#);
    [
        Reply::json(200, granted),
        Reply::new(400, &[("x-secret", CLIENT_SECRET)], refusal),
        Reply::json(200, format!("[\"{TOKEN}\"]")),
        Reply::raw(format!("{TOKEN}\r\n\r\n")),
        Reply::nothing().then_reset(),
        Reply::json(401, format!(r#"{{"error":"invalid_client","error_description":"{CLIENT_SECRET}"}}"#)),
    ]
}

#[tokio::test]
async fn no_other_secret_is_printed_or_logged() {
    for (_, with) in transports() {
        let capture = Capture::start();
        let api = RawServer::new((0..5).flat_map(|_| {
            [
                Reply::json(200, "{}"),
                Reply::json(401, "{}"),
                Reply::json(401, "{}"),
                Reply::new(302, &[("location", "https://evil.test/")], ""),
                Reply::raw("no HTTP at all\r\n\r\n"),
                Reply::nothing().then_reset(),
            ]
        }));
        for round in 0..5 {
            let tokens = RawServer::new(answers_of_the_token_endpoint());
            let builder = with(ways(&api.url(), &tokens.url()).remove(round));
            assert_hidden("ClientBuilder", &format!("{builder:?} {builder:#?}"));
            let client = builder.build().unwrap();
            assert_hidden("Client", &format!("{client:?}"));
            for _ in 0..6 {
                let request = client.both().into_request().unwrap();
                assert_hidden("Request", &format!("{request:?} {:?}", client.both()));
                if let Err(error) = client.both().max_retries(0).await {
                    assert_hidden("Error", &printed(&error));
                }
                tokio::time::sleep(std::time::Duration::from_millis(300)).await;
            }
        }
        let log = capture.text();
        assert!(log.contains("secret not fetched") && log.contains("url.template=<token_endpoint>"), "{log}");
        assert_hidden("the log", &log);
    }
}

#[tokio::test]
async fn http_2_logs_no_key_of_the_query() {
    let capture = Capture::start();
    let transport = ReqwestTransport::with(reqwest::ClientBuilder::http2_prior_knowledge).unwrap();
    let service = Service::new(format!("http://{}", http_2_server()));
    let service = service.auth(Auth::Bearer).scheme("partner", Auth::Query("partner_key"));
    let builder = Client::builder(service).api_key(KEY).secret("partner", QUERY_KEY).transport(transport);
    builder.build().unwrap().both().await.unwrap();
    let log = capture.text();
    assert!(log.contains("h2::"), "h2 was heard:\n{log}");
    assert_hidden("the log", &log);
}

#[tokio::test]
async fn a_transport_for_tests_and_what_sources_are_given_show_nothing() {
    let fake = FakeTransport::new();
    let service = Service::new("https://api.example.com").auth(Auth::Query("key"));
    let client = Client::builder(service.clone()).api_key(QUERY_KEY).transport(fake.clone()).build().unwrap();
    let error = client.me().max_retries(0).await.unwrap_err();
    assert_hidden("an unexpected request", &printed(&error));
    assert_hidden("FakeTransport", &format!("{fake:?} {service:?}"));
    let secret = Secret::new(TOKEN).expires_in(std::time::Duration::from_secs(1));
    assert_debug_clean("Secret", &Secret::new(KEY));
    assert_hidden("Secret", &format!("{secret:?}"));
    let source = |with: FetchContext| {
        assert_hidden("FetchContext", &format!("{with:?}"));
        async { Ok(Secret::new(TOKEN)) }
    };
    let _: &dyn Credentials = &source;
    let _ = client.me().credentials(source).max_retries(0).await;
}
