//! The secret stands where the service wants it, and nowhere else.

use prolifi::{Auth, Call, Client, ErrorKind, Service, http, http::HeaderName, testing::FakeTransport};
use prolifi_tests::{RawServer, Reply, transports};

use super::{Accounts, KEY, OTHER, Partners, service};

/// The partner's own scheme beside the default one.
fn with_partner(default: Auth, partner: Auth) -> Client {
    let service = service(default).scheme("partner", partner);
    Client::builder(service).api_key(KEY).secret("partner", OTHER).build().unwrap()
}

fn authorization(call: Call<()>) -> Option<String> {
    let request = call.into_request().unwrap();
    request.headers().get("authorization").map(|value| value.to_str().unwrap().to_owned())
}

#[test]
fn each_place() {
    let header = HeaderName::from_static("x-api-key");
    for (auth, name, value) in [
        (Auth::Bearer, "authorization", format!("Bearer {KEY}")),
        (Auth::Scheme("Token"), "authorization", format!("Token {KEY}")),
        (Auth::Header(header), "x-api-key", KEY.to_owned()),
    ] {
        let client = Client::builder(service(auth)).api_key(KEY).build().unwrap();
        let request = client.me().into_request().unwrap();
        assert_eq!(request.headers()[name], *value);
        assert!(request.headers()[name].is_sensitive());
    }
}

#[test]
fn an_endpoint_chooses_its_schemes() {
    let client = with_partner(Auth::Bearer, Auth::Header(HeaderName::from_static("x-partner")));
    let sent = |call: Call<()>| {
        let headers = call.into_request().unwrap().headers().clone();
        (headers.contains_key("authorization"), headers.contains_key("x-partner"))
    };
    assert_eq!(sent(client.me()), (true, false));
    assert_eq!(sent(client.payouts()), (false, true));
    assert_eq!(sent(client.both()), (true, true));
    assert_eq!(sent(client.health()), (false, false));
    assert_eq!(sent(client.partner()), (false, true));
    assert_eq!(sent(client.open()), (false, false));
    assert_eq!(sent(client.ours()), (true, false));
}

#[test]
fn two_schemes_in_one_header_are_an_error() {
    let client = with_partner(Auth::Bearer, Auth::Scheme("Partner"));
    assert_eq!(authorization(client.payouts()).unwrap(), format!("Partner {OTHER}"));
    let error = client.both().into_request().unwrap_err();
    assert_eq!(
        error.to_string(),
        "GET /both was not sent: two schemes of the endpoint send their secret in the header `authorization`"
    );
}

#[test]
fn a_scheme_that_is_not_there_names_endpoint_and_scheme() {
    let client = with_partner(Auth::Bearer, Auth::Bearer);
    let error = client.unknown().into_request().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Build);
    assert_eq!(
        error.to_string(),
        "GET /unknown was not sent: the service has no scheme `nobody`, which the endpoint authenticates with; add it \
         with `Service::scheme(\"nobody\", ..)`"
    );
    let client =
        Client::builder(service(Auth::Bearer).scheme("partner", Auth::Bearer)).api_key(KEY).build().unwrap();
    let error = client.payouts().into_request().unwrap_err();
    assert_eq!(
        error.to_string(),
        "GET /payouts was not sent: there is no secret for the scheme `partner`; give the client one with \
         `.secret(\"partner\", ..)`"
    );
}

#[tokio::test]
async fn a_key_in_the_query_is_sent_with_every_attempt_and_stands_in_no_request_before() {
    let fake = FakeTransport::new();
    let fake = fake.answer(answer(503)).answer(answer(200)).answer(answer(200));
    let client = Client::builder(service(Auth::Query("api_key")))
        .api_key(KEY)
        .transport(fake.clone())
        .build()
        .unwrap();
    assert_eq!(
        client.me_with(true).into_request().unwrap().uri(),
        "https://api.example.com/me/all?verbose=true"
    );
    client.me_with(true).await.unwrap();
    client.me().await.unwrap();
    let uris: Vec<_> = fake.requests().iter().map(|request| request.uri().to_string()).collect();
    let with_query = format!("https://api.example.com/me/all?verbose=true&api_key={KEY}");
    assert_eq!(uris, [&*with_query, &*with_query, &*format!("https://api.example.com/me?api_key={KEY}")]);
}

#[tokio::test]
async fn a_key_in_the_query_is_on_the_wire_of_every_transport() {
    for (name, with) in transports() {
        let server = RawServer::always(Reply::json(200, "{}"));
        let service = Service::new(server.url()).auth(Auth::Query("api_key"));
        let client = with(Client::builder(service)).api_key("a+b/c=d&e").build().unwrap();
        client.me().await.unwrap();
        let head = &server.requests()[0].head;
        assert!(head.starts_with("GET /me?api_key=a%2Bb%2Fc%3Dd%26e HTTP/1.1\r\n"), "{name}: {head}");
        assert!(!head.to_lowercase().contains("referer"), "{name}: {head}");
    }
}

#[test]
fn a_header_set_by_hand_stands_in_place_of_the_scheme() {
    let client = with_partner(Auth::Bearer, Auth::Scheme("Partner"));
    assert_eq!(authorization(client.me().header("authorization", "Own a")).unwrap(), "Own a");
    assert_eq!(authorization(client.payouts().header("authorization", "Own b")).unwrap(), "Own b");
    let per_call = Client::builder(service(Auth::Bearer).auth_per_call()).build().unwrap();
    assert_eq!(authorization(per_call.me().header("authorization", "Own c")).unwrap(), "Own c");
}

#[test]
fn no_secret_goes_over_plain_http() {
    let plain = |auth: Auth| Service::new("http://billing.internal").auth(auth);
    for auth in [Auth::Bearer, Auth::Query("key")] {
        let error = Client::builder(plain(auth)).api_key(KEY).build().unwrap_err();
        assert!(error.to_string().contains("in plain text to billing.internal:80"), "{error}");
    }
    let named = plain(Auth::None).scheme("partner", Auth::Bearer);
    assert!(Client::builder(named.clone()).secret("partner", OTHER).build().is_err());
    assert!(Client::builder(named).secret("partner", OTHER).allow_plain_http().build().is_ok());

    let client = Client::builder(plain(Auth::None)).build().unwrap();
    let error = client.me().header("authorization", "Bearer by-hand").into_request().unwrap_err();
    assert_eq!(
        error.to_string(),
        "GET /me was not sent: the header `authorization` would be sent in plain text to billing.internal:80; use \
         https://, or call `.allow_plain_http()`"
    );
    let open = Client::builder(plain(Auth::None)).allow_plain_http().build().unwrap();
    assert!(open.me().header("authorization", "Bearer by-hand").into_request().is_ok());
    let per_call = Client::builder(plain(Auth::Bearer).auth_per_call()).build().unwrap();
    assert!(per_call.me().api_key(KEY).into_request().is_err() && per_call.with_api_key(KEY).is_err());
}

#[test]
fn what_cannot_be_a_scheme_is_said_by_the_builder() {
    let build = |service: Service| {
        Client::builder(service).api_key(KEY).secret("partner", OTHER).build().unwrap_err()
    };
    for (service, said) in [
        (service(Auth::Bearer), "the service has no scheme `partner`"),
        (
            service(Auth::Scheme("To ken")).scheme("partner", Auth::Bearer),
            "`Auth::Scheme(\"To ken\")` is no word",
        ),
        (service(Auth::Scheme("")).scheme("partner", Auth::Bearer), "is no word"),
        (service(Auth::Query("")).scheme("partner", Auth::Bearer), "no name for the key in the query"),
        (service(Auth::Bearer).scheme("default", Auth::Bearer), "is the one of `Service::auth(..)`"),
        (
            service(Auth::Bearer).scheme("partner", Auth::Basic),
            "scheme `partner`: a key for basic authentication",
        ),
        (service(Auth::None).scheme("partner", Auth::Bearer), "the service takes no key"),
        (service(Auth::Bearer).scheme("partner", Auth::Bearer).auth_per_call(), "takes a key from each call"),
    ] {
        let error = build(service);
        assert!(error.to_string().contains(said), "{error}");
    }
}

fn answer(status: u16) -> http::Response<&'static str> {
    http::Response::builder().status(status).body("{}").unwrap()
}
