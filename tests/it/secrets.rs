//! The key is looked for in everything that a program could print or log, and not found.

mod credentials;
mod quoted;

use std::{fmt::Debug, net::SocketAddr};

use base64::{Engine, prelude::BASE64_STANDARD};
use prolifi::{
    ApiKey, Auth, ClientBuilder, Environment, Prolifi, Service,
    bytes::Bytes,
    customers::{Customers, UpdateCustomer},
    http,
    prelude::*,
    testing::FakeTransport,
    transport::{HyperTransport, ReqwestTransport},
};
use prolifi_tests::{KEY, RawServer, Reply, customer, enveloped, printed, prolifi_offline};

use crate::capture::Capture;

/// The part of the key that is secret: what stands behind its prefix.
const SECRET: &str = "4f9a1c7be2d80356aa17";
/// What the caller sends: of no concern to a log either.
const CANARIES: [&str; 4] = ["canary-id", "canary-query", "canary-body", "canary-header"];

/// The key in every form in which some of it could be found: six characters of it in a row, and base64 of it,
/// also behind up to two other bytes.
fn traces_of(key: &str) -> Vec<String> {
    let secret = key.strip_prefix("sk_test_").unwrap_or(key);
    let mut traces: Vec<String> =
        secret.as_bytes().windows(6).map(|part| String::from_utf8_lossy(part).into()).collect();
    for start in 0..3 {
        for text in [key, secret] {
            let encoded = BASE64_STANDARD.encode(format!("{}{text}", &"xx"[..start.min(2)]));
            // The ends depend on what stands beside the key.
            traces.extend(
                encoded.as_bytes()[4..encoded.len() - 4]
                    .chunks(8)
                    .filter(|part| part.len() == 8)
                    .map(|part| String::from_utf8_lossy(part).into_owned()),
            );
        }
    }
    traces
}

#[track_caller]
fn assert_clean(what: &str, text: &str) {
    for trace in traces_of(KEY) {
        assert!(!text.contains(&trace), "{what} shows `{trace}`:\n{text}");
    }
}

#[track_caller]
fn assert_debug_clean(what: &str, value: &impl Debug) {
    assert_clean(what, &format!("{value:?}\n{value:#?}"));
}

#[test]
fn the_search_finds_what_it_looks_for() {
    let found = |text: &str| traces_of(KEY).iter().any(|trace| text.contains(trace.as_str()));
    assert!(KEY.ends_with(SECRET));
    assert!(found(KEY) && found(SECRET) && found(&SECRET[7..14]));
    for before in ["", "a", "user:", "Bearer ", "abc"] {
        assert!(found(&BASE64_STANDARD.encode(format!("{before}{KEY}"))), "{before}");
    }
    assert!(!found("sk_test_…aa17") && !found("Bearer"));
}

/// An endpoint of any service.
#[api]
trait Writes {
    #[endpoint(PATCH, "/things/<id>")]
    fn write(&self, id: &str, changes: &UpdateCustomer) -> Call<()>;
}

/// Everything of a client that can be printed without a call.
#[tokio::test]
async fn no_value_shows_the_key() {
    for auth in [Auth::Bearer, Auth::Header("x-api-key".parse().unwrap()), Auth::Basic] {
        let key = if auth == Auth::Basic { format!("{KEY}:") } else { KEY.to_owned() };
        let service = Service::new("https://x.test").auth(auth);
        assert_debug_clean("Service", &service);
        let builder = Client::builder(service).api_key(&*key);
        assert_debug_clean("ClientBuilder", &builder);
        let client = builder.build().unwrap();
        assert_debug_clean("Client", &client);
        let call = client.write("user_42", &UpdateCustomer::new());
        assert_debug_clean("Call", &call);
        assert_debug_clean("Endpoint", call.endpoint().unwrap());
        assert_debug_clean("Request", &call.into_request().unwrap());
        let running = client.write("", &UpdateCustomer::new());
        assert_clean("Error", &printed(&running.await.unwrap_err()));
    }
    assert_debug_clean("ApiKey", &ApiKey::from(KEY));
    assert!(format!("{:?}", ApiKey::from(KEY)).contains("aa17"), "which key it is can be told");
    assert_eq!(format!("{:?}", ApiKey::from("billing-user:correct-horse")), "ApiKey(…)");
    let fake = FakeTransport::new().answer(http::Response::new(Bytes::from(enveloped(&customer()))));
    prolifi_offline(&fake).update_customer("user_42", &UpdateCustomer::new()).await.unwrap();
    assert_debug_clean("FakeTransport", &fake);
    assert_eq!(format!("{fake:?}"), "FakeTransport { steps_left: 0, requests: 1 }");
    let service = Service::new("https://user:correct-horse@x.test");
    assert!(!format!("{service:?} {:?}", Client::builder(service.clone())).contains("horse"));
    for short in ["", "a", "hunter2", "sk_test_hunter2", "ünïcödé", "_____________"] {
        let shown = format!("{:?}", ApiKey::from(short));
        assert_eq!(shown, "ApiKey(…)", "nothing of a short one is shown");
    }
}

/// Calls that succeed and that fail in every way, while all that is logged is kept.
async fn calls(client: &Prolifi, count: usize) {
    for number in 0..count {
        let changes = UpdateCustomer::new().first_name(CANARIES[2]);
        let call = client.update_customer(CANARIES[0], &changes);
        let mut call =
            Box::pin(call.query("q", CANARIES[1]).header("x-canary", CANARIES[3]).max_retries(1).response());
        assert_debug_clean("a call before", &call);
        let result = (&mut call).await;
        assert_debug_clean("a call after", &call);
        match result {
            Ok(response) => assert_debug_clean("Response", &response),
            Err(error) => {
                let text = printed(&error);
                assert_clean(&format!("error {number}"), &text);
                for canary in CANARIES {
                    assert!(!text.contains(canary), "error {number} shows {canary}: {text}");
                }
            }
        }
    }
}

fn replies() -> Vec<Reply> {
    vec![
        Reply::json(200, enveloped(&customer())),
        Reply::json(200, "{\"data\":7}"),
        Reply::json(401, r#"{"error":{"type":"authentication_error","message":"Unknown key."}}"#),
        Reply::new(302, &[("location", "https://evil.test/")], ""),
        Reply::new(400, &[], "<html>"),
        Reply::raw("no HTTP at all\r\n\r\n"),
        Reply::json(404, "{}"),
        Reply::nothing().then_reset(),
        Reply::raw("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{"),
        Reply::json(404, "{}"),
    ]
}

#[tokio::test]
async fn nothing_is_logged_that_could_be_a_secret() {
    let transports: [fn(ClientBuilder<Prolifi>) -> ClientBuilder<Prolifi>; 2] = [
        |builder| {
            builder.transport(ReqwestTransport::with(|builder| builder.connection_verbose(false)).unwrap())
        },
        |builder| builder.transport(HyperTransport::new().unwrap()),
    ];
    for transport in transports {
        let capture = Capture::start();
        let server = RawServer::new(replies());
        let builder = Prolifi::builder(Environment::Sandbox).base_url(server.url()).api_key(KEY);
        let client = transport(builder).build().unwrap();
        calls(&client, 8).await;
        // And where nobody listens.
        drop(server);
        calls(&client, 1).await;
        assert!(client.update_customer("", &UpdateCustomer::new()).await.is_err());
        let log = capture.text();
        assert_clean("the log", &log);
        for canary in CANARIES {
            assert!(!log.contains(canary), "the log shows {canary}:\n{log}");
        }
        for expected in [
            "http_call",
            "otel.name=PATCH /customers/<id>",
            "url.template=/customers/<id>",
            "http.request.method=PATCH",
            "server.address=127.0.0.1",
            "server.port=",
            "attempt answered",
            "attempt failed",
            "http.response.status_code=401",
            "http.request.resend_count=1",
            "error.type=connect",
            "error.type=transport",
            "error.type=build",
        ] {
            assert!(log.contains(expected), "the log has no {expected}:\n{log}");
        }
    }
}

#[tokio::test]
async fn http_2_logs_no_secret_either() {
    let capture = Capture::start();
    let address = http_2_server();
    let transport = ReqwestTransport::with(reqwest::ClientBuilder::http2_prior_knowledge).unwrap();
    let builder = Prolifi::builder(Environment::Sandbox).base_url(format!("http://{address}")).api_key(KEY);
    let client = builder.transport(transport).build().unwrap();
    let customer = client.update_customer("user_42", &UpdateCustomer::new()).await.unwrap();
    assert_eq!(customer.email, "jane@example.com");
    let log = capture.text();
    assert!(log.contains("h2::"), "h2 was heard:\n{log}");
    assert!(log.contains("reqwest::"), "reqwest was heard:\n{log}");
    assert_clean("the log", &log);
}

/// Answers every request with a customer, over HTTP/2 without TLS, on a thread whose log is not kept.
fn http_2_server() -> SocketAddr {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(listener).unwrap();
            let (stream, _) = listener.accept().await.unwrap();
            let mut connection = h2::server::handshake(stream).await.unwrap();
            while let Some(Ok((request, mut respond))) = connection.accept().await {
                assert_eq!(request.headers()["authorization"], format!("Bearer {KEY}"));
                let head =
                    http::Response::builder().header("content-type", "application/json").body(()).unwrap();
                let mut body = respond.send_response(head, false).unwrap();
                body.send_data(enveloped(&customer()).into(), true).unwrap();
            }
        });
    });
    address
}
