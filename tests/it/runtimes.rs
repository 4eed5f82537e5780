//! Runtimes that lack what a call needs, and calls that leave theirs: errors at once, and no panic or hang.

use std::{
    future::poll_fn,
    pin::{Pin, pin},
    task::Poll,
    time::{Duration, Instant},
};

use futures_util::FutureExt;
use prolifi::{Call, ErrorKind, Service, prelude::*};
use prolifi_tests::{RawServer, Reply, transports};
use tokio::runtime::{Builder, Runtime};

trait Notes: Api {
    #[endpoint(GET, "/note")]
    fn note(&self) -> Call<String>;
    #[endpoint(POST, "/notes")]
    fn add(&self, note: &str) -> Call<String>;
}
impl Notes for Client {}

fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

/// Polls a call until its request has arrived, one more than so many.
async fn begin<T>(call: &mut Call<T>, server: &RawServer, before: usize) {
    let mut call = pin!(call);
    poll_fn(|cx| {
        assert!(call.as_mut().poll(cx).is_pending());
        if server.requests().len() > before {
            return Poll::Ready(());
        }
        cx.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

#[test]
fn a_runtime_without_timers_is_an_error() {
    for (transport, with) in &transports() {
        let server = RawServer::always(Reply::json(200, "\"hello\""));
        let client = with(Client::builder(Service::new(server.url()))).build().unwrap();
        for runtime in
            [Builder::new_current_thread().build(), Builder::new_current_thread().enable_io().build()]
        {
            let error = runtime.unwrap().block_on(client.note()).unwrap_err();
            assert!(error.is_build(), "{transport}: {error:?}");
            assert!(error.to_string().contains("enable_time"), "{transport}: {error}");
        }
        assert_eq!(runtime().block_on(client.note()).unwrap(), "hello", "{transport}");
    }
}

#[test]
fn a_runtime_without_io_is_an_error() {
    for (transport, with) in &transports() {
        let server = RawServer::always(Reply::json(200, "\"hello\""));
        let client = with(Client::builder(Service::new(server.url()))).build().unwrap();
        let bare = Builder::new_current_thread().enable_time().build().unwrap();
        for _ in 0..2 {
            let error = bare.block_on(client.add("x")).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Connect, "{transport}: {error:?}");
            assert!(error.to_string().contains("enable_io"), "{transport}: {error}");
            assert_eq!((error.attempts(), error.may_have_been_applied()), (1, false), "{transport}");
        }
        assert_eq!(runtime().block_on(client.note()).unwrap(), "hello", "{transport}");
    }
}

#[test]
fn a_call_that_is_moved_to_another_runtime_ends() {
    for (transport, with) in &transports() {
        let server = RawServer::always(Reply::nothing().then_stall());
        let client = with(Client::builder(Service::new(server.url()))).build().unwrap();
        let begun = Instant::now();
        let home = runtime();
        let mut call = client.add("x").timeout(Duration::from_secs(60));
        home.block_on(begin(&mut call, &server, 0));
        // The first runtime is there, and idle.
        let error = runtime().block_on(call).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Transport, "{transport}: {error:?}");
        assert!(error.to_string().contains("another runtime"), "{transport}: {error}");
        assert_eq!((error.attempts(), error.may_have_been_applied()), (1, true), "{transport}");
        assert!(begun.elapsed() < Duration::from_secs(30), "{transport}");
    }
}

#[test]
fn a_call_that_leaves_its_runtime_or_outlives_it_ends() {
    let server = RawServer::always(Reply::nothing().then_stall());
    let client = Client::builder(Service::new(server.url())).build().unwrap();
    let home = runtime();
    let mut call = client.note();
    home.block_on(begin(&mut call, &server, 0));
    let error = Pin::new(&mut call).now_or_never().expect("at once").unwrap_err();
    assert!(error.to_string().contains("another runtime"), "{error}");
    assert!(!error.may_have_been_applied(), "it only reads");

    let mut call = client.note();
    home.block_on(begin(&mut call, &server, 1));
    drop(home);
    let error = runtime().block_on(call).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Transport, "{error:?}");
}

#[test]
fn a_call_that_is_built_on_one_runtime_and_begun_on_another_works() {
    let server = RawServer::always(Reply::json(200, "\"hello\""));
    let (one, two) = (runtime(), runtime());
    let client = one.block_on(async { Client::builder(Service::new(server.url())).build().unwrap() });
    assert_eq!(one.block_on(client.note()).unwrap(), "hello");
    let call = {
        let _inside = one.enter();
        client.note()
    };
    assert_eq!(two.block_on(call).unwrap(), "hello");
}
