//! What would wait for ever: each is an error, and the blocking calls after it work.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
        mpsc,
    },
    thread,
    time::{Duration, Instant},
};

use bytes::Bytes;
use prolifi::{
    Body, Call, Error, ErrorKind, Service, http,
    prelude::*,
    testing::FakeTransport,
    transport::{Transport, TransportError, TransportFuture},
};

trait Notes: Api {
    #[endpoint(GET, "/note")]
    fn note(&self) -> Call<String>;
    #[endpoint(POST, "/notes")]
    fn add(&self, note: Body) -> Call<String>;
}
impl Notes for Client {}

fn client(transport: impl Transport) -> Client {
    Client::builder(Service::new("https://notes.test")).transport(transport).build().unwrap()
}

/// A client whose only call is answered.
fn other() -> Client {
    client(FakeTransport::new().answer(http::Response::new("\"token\"")))
}

/// Does something for each request, and answers with what that came to.
struct Before<F>(F);

impl<F: Fn() -> Result<String, Error> + Clone + Send + Sync + 'static> Transport for Before<F> {
    fn send(&self, _: http::Request<Body>) -> TransportFuture {
        let before = self.0.clone();
        Box::pin(async move {
            let value = before().map_err(TransportError::connect)?;
            Ok(http::Response::new(Body::from(format!("{value:?}"))))
        })
    }
}

/// The last error below one.
fn cause(error: &dyn std::error::Error) -> String {
    error.source().map_or_else(|| error.to_string(), cause)
}

fn assert_is_about_the_shared_thread(text: &str) {
    assert!(text.contains("`wait()` would block the thread that all blocking calls run on"), "{text}");
}

#[test]
fn a_transport_that_waits_for_another_call() {
    let begun = Instant::now();
    let token = Before(|| other().note().wait());
    let error = client(token).note().max_retries(0).timeout(Duration::from_secs(20)).wait().unwrap_err();
    assert_is_about_the_shared_thread(&cause(&error));
    assert!(begun.elapsed() < Duration::from_secs(10));
    assert_eq!(other().note().wait().unwrap(), "token", "blocking calls work as before");
}

#[test]
fn a_body_that_waits_for_another_call() {
    let (sender, seen) = mpsc::channel();
    let make = move || {
        let _ = sender.send(other().note().wait());
        let sender = sender.clone();
        futures_util::stream::once(async move {
            let _ = sender.send(other().note().wait());
            Ok::<_, std::io::Error>(Bytes::from("text"))
        })
    };
    let fake = FakeTransport::new().answer(http::Response::new("\"fine\""));
    assert_eq!(client(fake).add(Body::replayable(make)).wait().unwrap(), "fine");
    for inner in [seen.recv().unwrap(), seen.recv().unwrap()] {
        assert_is_about_the_shared_thread(&inner.unwrap_err().to_string());
    }
}

#[test]
fn a_callback_that_waits_for_another_call() {
    let service = Service::new("https://notes.test").error_reader(|_, _, _| {
        let error = other().note().wait().unwrap_err();
        Some(prolifi::ApiError::new("inner", error.to_string()))
    });
    let refused = http::Response::builder().status(404).body("").unwrap();
    let builder = Client::builder(service).transport(FakeTransport::new().answer(refused));
    let error = builder.build().unwrap().note().wait().unwrap_err();
    assert_is_about_the_shared_thread(&error.api().unwrap().message);
}

#[test]
fn a_thread_of_its_own_may_wait() {
    struct Elsewhere;
    impl Transport for Elsewhere {
        fn send(&self, _: http::Request<Body>) -> TransportFuture {
            Box::pin(async {
                let token = tokio::task::spawn_blocking(|| other().note().wait()).await;
                let token = token.map_err(TransportError::connect)?.map_err(TransportError::connect)?;
                Ok(http::Response::new(Body::from(format!("{token:?}"))))
            })
        }
    }
    assert_eq!(client(Elsewhere).note().wait().unwrap(), "token");
}

#[test]
fn a_call_that_blocks_the_shared_thread_takes_no_other_call_beyond_its_deadline() {
    let (blocked, is_blocked) = mpsc::channel();
    let (release, released) = mpsc::channel::<()>();
    let released = Arc::new(Mutex::new(released));
    let blocks = Before(move || {
        let _ = blocked.send(());
        let _ = released.lock().unwrap().recv_timeout(Duration::from_secs(60));
        Ok("late".to_owned())
    });
    let sent = Arc::new(AtomicUsize::new(0));
    let counts = Arc::clone(&sent);
    let counted = Before(move || {
        counts.fetch_add(1, Ordering::SeqCst);
        Ok("fine".to_owned())
    });
    let limit = Duration::from_millis(100);
    thread::scope(|scope| {
        let first = scope.spawn(|| client(blocks).add("x".into()).timeout(limit).wait());
        is_blocked.recv().unwrap();
        let begun = Instant::now();
        let client = client(counted);
        let error = client.add("x".into()).timeout(limit).wait().unwrap_err();
        assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
        assert_eq!(error.kind(), ErrorKind::Timeout);
        // It never began, nor will it.
        assert_eq!((error.attempts(), error.may_have_been_applied()), (0, false), "{error:?}");
        assert!(error.to_string().contains("the thread of blocking calls is blocked"), "{error}");
        // The call that blocks cannot keep its deadline; its caller does not wait for it.
        let error = first.join().unwrap().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Timeout);
        assert_eq!((error.attempts(), error.may_have_been_applied()), (1, true), "{error:?}");
        assert!(error.endpoint().is_some());
        release.send(()).unwrap();
        assert_eq!(client.note().wait().unwrap(), "fine");
        assert_eq!(sent.load(Ordering::SeqCst), 1);
    });
}
