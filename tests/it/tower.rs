//! A tower service as the transport: here the router of a server, in the same process and without a socket.

use std::{
    sync::Arc,
    task::{Context, Poll},
};

use axum::{Router, extract::Path, routing::get};
use prolifi::{
    Api, Body, Call, Client, ErrorKind, Text, endpoint, http,
    transport::{Attempt, HyperTransport, ReqwestTransport, TowerTransport, Transport},
};
use prolifi_tests::{RawServer, Reply};
use tower_service::Service;

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
    let client = Client::builder(prolifi::Service::new("https://nowhere.invalid"))
        .transport(TowerTransport::new(router))
        .build()
        .unwrap();
    assert_eq!(client.hello("Jane/Doe").await.unwrap().0, "Hello, Jane/Doe!");
}

/// A layer that says in a header which operation it is.
#[derive(Clone)]
struct Named<S>(S);

impl<S: Service<http::Request<Body>>> Service<http::Request<Body>> for Named<S> {
    type Response = S::Response;
    type Error = S::Error;
    type Future = S::Future;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.0.poll_ready(context)
    }

    fn call(&mut self, mut request: http::Request<Body>) -> S::Future {
        let name = request.extensions().get::<Attempt>().unwrap().endpoint().name();
        request.headers_mut().insert("x-operation", name.parse().unwrap());
        self.0.call(request)
    }
}

#[tokio::test]
async fn a_layer_stands_over_a_transport_of_the_crate_in_one_line() {
    let layered: [fn() -> Box<dyn Transport>; 2] = [
        || Box::new(TowerTransport::new(Named(ReqwestTransport::new().unwrap()))),
        || Box::new(TowerTransport::new(Named(HyperTransport::new().unwrap()))),
    ];
    for transport in layered {
        let transport: Arc<dyn Transport> = transport().into();
        let client = |url: &str| {
            Client::builder(prolifi::Service::new(url)).transport(Arc::clone(&transport)).build().unwrap()
        };
        let server = RawServer::new([Reply::nothing().then_reset(), Reply::json(200, "hello")]);
        assert_eq!(client(&server.url()).hello("Jane").await.unwrap().0, "hello");
        assert_eq!(server.requests()[1].header("x-operation"), Some("hello"));
        // Its errors say what they said below the layer: nobody listens there.
        let error = client("http://127.0.0.1:1").hello("Jane").max_retries(0).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Connect);
    }
}

/// Fails with whatever it was given.
#[derive(Clone)]
struct Failing(fn() -> prolifi::BoxError);

impl Service<http::Request<Body>> for Failing {
    type Response = http::Response<Body>;
    type Error = prolifi::BoxError;
    type Future = std::future::Ready<Result<Self::Response, Self::Error>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, _: http::Request<Body>) -> Self::Future {
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
        let client = Client::builder(prolifi::Service::new("https://nowhere.invalid"))
            .transport(TowerTransport::new(Failing(fail)))
            .build()
            .unwrap();
        let error = client.say_hello("x").await.unwrap_err();
        assert_eq!((error.kind(), error.may_have_been_applied()), (kind, applied));
        assert_eq!(error.attempts(), 3);
    }
}
