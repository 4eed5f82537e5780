//! A tower service as the transport: here the router of a server, in the same process and without a socket.

use axum::{Router, extract::Path, routing::get};
use prolifi::{Api, Call, Client, ErrorKind, Service, Text, endpoint, transport::TowerTransport};

trait Greetings: Api {
    #[endpoint(GET, "/hello/<name>")]
    fn hello(&self, name: &str) -> Call<Text>;
    #[endpoint(PUT, "/hello/<name>")]
    fn say_hello(&self, name: &str) -> Call<Text>;
}

impl Greetings for Client {}

#[tokio::test]
async fn a_router_answers_without_a_network() {
    let router =
        Router::new().route("/hello/{name}", get(async |Path(name): Path<String>| format!("Hello, {name}!")));
    let client = Client::builder(Service::new("https://nowhere.invalid"))
        .transport(TowerTransport::new(router))
        .build()
        .unwrap();
    assert_eq!(client.hello("Jane/Doe").await.unwrap().0, "Hello, Jane/Doe!");
}

/// Fails with whatever it was given.
#[derive(Clone)]
struct Failing(fn() -> prolifi::BoxError);

impl tower_service::Service<prolifi::http::Request<prolifi::Body>> for Failing {
    type Response = prolifi::http::Response<prolifi::Body>;
    type Error = prolifi::BoxError;
    type Future = std::future::Ready<Result<Self::Response, Self::Error>>;

    fn poll_ready(&mut self, _: &mut std::task::Context<'_>) -> std::task::Poll<Result<(), Self::Error>> {
        std::task::Poll::Ready(Ok(()))
    }

    fn call(&mut self, _: prolifi::http::Request<prolifi::Body>) -> Self::Future {
        std::future::ready(Err((self.0)()))
    }
}

#[tokio::test(start_paused = true)]
async fn its_errors_are_in_doubt_unless_they_say_otherwise() {
    let rows: [(fn() -> prolifi::BoxError, ErrorKind, bool); 2] = [
        (|| "broken".into(), ErrorKind::Transport, true),
        (|| prolifi::transport::TransportError::connect("refused").into(), ErrorKind::Connect, false),
    ];
    for (fail, kind, applied) in rows {
        let client = Client::builder(Service::new("https://nowhere.invalid"))
            .transport(TowerTransport::new(Failing(fail)))
            .build()
            .unwrap();
        let error = client.say_hello("x").await.unwrap_err();
        assert_eq!((error.kind(), error.may_have_been_applied()), (kind, applied));
        assert_eq!(error.attempts(), 3);
    }
}
