//! What a transport is told beside the request: which attempt of what it is, and what the caller put on the call.

use std::{
    future::{Ready, ready},
    sync::Arc,
    task::{Context, Poll},
};

use prolifi::{
    Body, BoxError, PageShape, Pages, Service, http,
    prelude::*,
    testing::FakeTransport,
    transport::{Attempt, HyperTransport, ReqwestTransport, TowerTransport, Transport},
};

#[api]
trait Notes {
    #[endpoint(GET, "/notes/<id>", redirects = 1)]
    fn get_note(&self, id: u64) -> Call<String>;
    #[endpoint(GET, "/notes", pages = PageShape::PAGE)]
    fn list_notes(&self) -> Pages<u8>;
}

#[derive(Debug, Clone, PartialEq)]
struct Tenant(&'static str);

fn client(transport: impl Transport) -> Client {
    Client::builder(Service::new("https://api.example.com")).transport(transport).build().unwrap()
}

fn status(status: u16) -> http::Response<&'static str> {
    http::Response::builder().status(status).header("location", "/elsewhere").body("").unwrap()
}

fn seen(request: &http::Request<impl Sized>) -> (&'static str, u32, Option<Tenant>) {
    let attempt = request.extensions().get::<Attempt>().unwrap();
    (attempt.endpoint().name(), attempt.number(), request.extensions().get().cloned())
}

#[tokio::test(start_paused = true)]
async fn each_attempt_and_each_hop_says_whose_it_is() {
    let fake = FakeTransport::new().answer(status(503)).answer(status(302)).answer(status(404));
    let shared = client(Arc::new(fake.clone()));
    assert!(shared.get_note(7).extension(Tenant("a")).extension(Tenant("b")).await.is_err());

    let attempts: Vec<_> = fake.requests().iter().map(seen).collect();
    let tenant = Some(Tenant("b"));
    assert_eq!(
        attempts,
        [("get_note", 1, tenant.clone()), ("get_note", 2, tenant.clone()), ("get_note", 2, tenant)]
    );
}

#[tokio::test]
async fn each_page_carries_what_was_put_on_the_list() {
    let fake = FakeTransport::new()
        .answer(http::Response::new("[1]"))
        .answer(http::Response::new("[2]"))
        .answer(http::Response::new("[]"));
    let all = client(fake.clone()).list_notes().extension(Tenant("a")).collect_up_to(9).await.unwrap();
    assert_eq!(all, [1, 2]);
    assert!(fake.requests().iter().all(|page| seen(page) == ("list_notes", 1, Some(Tenant("a")))));
}

/// Answers with what it knows of the request.
#[derive(Clone)]
struct Names;

impl tower_service::Service<http::Request<Body>> for Names {
    type Response = http::Response<Body>;
    type Error = BoxError;
    type Future = Ready<Result<Self::Response, Self::Error>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<Body>) -> Self::Future {
        let (name, number, tenant) = seen(&request);
        ready(Ok(http::Response::new(format!("\"{name} {number} {tenant:?}\"").into())))
    }
}

#[tokio::test]
async fn a_layer_of_tower_knows_the_operation() {
    let client = client(TowerTransport::new(Names));
    assert_eq!(client.get_note(7).await.unwrap(), "get_note 1 None");
}

#[tokio::test]
async fn a_transport_without_a_use_for_it_is_told_only_what_the_caller_wants_told() {
    for client in [client(ReqwestTransport::new().unwrap()), client(HyperTransport::new().unwrap())] {
        assert!(client.get_note(7).into_request().unwrap().extensions().is_empty());
        let told = client.get_note(7).extension(Tenant("a")).into_request().unwrap();
        assert_eq!(seen(&told), ("get_note", 1, Some(Tenant("a"))));
    }
}
