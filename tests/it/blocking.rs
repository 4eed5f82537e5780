//! `Call::wait`: the same calls without async.

mod stuck;

use prolifi::{
    Environment, ErrorKind, Prolifi,
    customers::{Customers, UpdateCustomer},
    http,
    transport::{HyperTransport, Transport, TransportFuture},
};
use prolifi_tests::{KEY, RawServer, Reply, build, customer, enveloped, prolifi_at};

fn server() -> RawServer {
    RawServer::always(Reply::json(200, enveloped(&customer())))
}

#[test]
fn a_call_waits_without_a_runtime() {
    let server = server();
    let client = prolifi_at(&server.url());
    let customer = client.update_customer("user_42", &UpdateCustomer::new()).wait().unwrap();
    assert_eq!(customer.email, "jane@example.com");
    let response = client.update_customer("user_42", &UpdateCustomer::new()).response().wait().unwrap();
    assert_eq!(response.attempts, 1);
    assert_eq!(server.connections(), 1, "blocking calls share their connections");
}

#[tokio::test]
async fn waiting_inside_a_runtime_does_not_panic_and_leaves_its_connections_alone() {
    let server = server();
    let client = prolifi_at(&server.url());
    client.update_customer("user_42", &UpdateCustomer::new()).await.unwrap();
    // On the runtime's only thread: the connection of the call above cannot move meanwhile.
    client.update_customer("user_42", &UpdateCustomer::new()).wait().unwrap();
    let blocking = client.clone();
    let waited = tokio::task::spawn_blocking(move || {
        blocking.update_customer("user_42", &UpdateCustomer::new()).wait()
    });
    waited.await.unwrap().unwrap();
    client.update_customer("user_42", &UpdateCustomer::new()).await.unwrap();
    assert_eq!(server.connections(), 2, "one for each way of calling");
}

#[test]
fn the_other_transport_keeps_them_apart_too() {
    let server = server();
    let client = Prolifi::builder(Environment::Sandbox)
        .base_url(server.url())
        .api_key(KEY)
        .transport(HyperTransport::new().unwrap())
        .build()
        .unwrap();
    client.update_customer("user_42", &UpdateCustomer::new()).wait().unwrap();
    client.update_customer("user_42", &UpdateCustomer::new()).wait().unwrap();
    assert_eq!(server.connections(), 1);
}

#[test]
fn what_cannot_be_built_is_the_same_error() {
    let client = prolifi_at("http://127.0.0.1:9");
    let error = client.update_customer("..", &UpdateCustomer::new()).wait().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Build);
}

#[test]
fn a_panic_of_a_transport_is_an_error_that_leaves_doubt() {
    struct Panics;
    impl Transport for Panics {
        fn send(&self, _: http::Request<prolifi::Body>) -> TransportFuture {
            Box::pin(async { panic!("after the request was sent") })
        }
    }
    let client = build(Prolifi::builder(Environment::Sandbox).transport(Panics));
    let error = client.update_customer("user_42", &UpdateCustomer::new()).wait().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Transport);
    assert!(error.may_have_been_applied() && error.idempotency_key().is_some() && error.endpoint().is_some());
}

#[test]
fn many_threads_wait_at_once() {
    let server = server();
    let client = prolifi_at(&server.url());
    std::thread::scope(|scope| {
        for _ in 0..16 {
            scope.spawn(|| client.update_customer("user_42", &UpdateCustomer::new()).wait().unwrap());
        }
    });
    assert_eq!(server.requests().len(), 16);
}
