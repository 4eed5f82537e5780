//! What an observer hears of calls and attempts, under a paused clock.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use prolifi::{
    AttemptEnd, Body, CallEnd, Endpoint, ErrorKind, Observer, PageShape, Pages, Service, http,
    prelude::*,
    streaming::{Chunks, Streaming},
    testing::FakeTransport,
    transport::TransportError,
};

#[api]
trait Notes {
    #[endpoint(GET, "/notes/<id>?<lang>")]
    fn get_note(&self, id: &str, lang: Option<&str>) -> Call<String>;
    #[endpoint(PUT, "/notes/<id>")]
    fn put_note(&self, id: &str, note: Body) -> Call<()>;
    #[endpoint(GET, "/notes", pages = PageShape::PAGE)]
    fn list_notes(&self) -> Pages<u8>;
    #[endpoint(GET, "/file")]
    fn file(&self) -> Call<Streaming<Chunks>>;
}

/// Keeps a line for each thing that it hears.
#[derive(Clone, Default)]
pub(crate) struct Heard(Arc<Mutex<Vec<String>>>);

impl Heard {
    fn add(&self, line: String) {
        self.0.lock().unwrap().push(line);
    }

    pub(crate) fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.0.lock().unwrap())
    }
}

impl Observer for Heard {
    fn call_began(&self, endpoint: &'static Endpoint) {
        self.add(format!("+ {}", endpoint.name()));
    }

    fn attempt_ended(&self, end: &AttemptEnd<'_>) {
        let AttemptEnd { number, status, duration, .. } = end;
        let status = status.map(|status| status.as_u16());
        let bytes = (end.request_bytes, end.response_bytes);
        self.add(format!("{number} {status:?} {:?} {duration:.0?} {bytes:?}", end.error_type()));
    }

    fn call_ended(&self, end: &CallEnd<'_>) {
        let CallEnd { endpoint, status, duration, waited, attempts, .. } = end;
        let status = status.map(|status| status.as_u16());
        let bytes = (end.request_bytes, end.response_bytes);
        let (name, error) = (endpoint.name(), end.error_type());
        self.add(format!("- {name} {attempts} {status:?} {error:?} {duration:.0?} {waited:.0?} {bytes:?}"));
        assert_eq!((end.server_address, end.server_port), ("api.example.com", 443));
    }
}

fn client(fake: &FakeTransport) -> (Client, Heard) {
    let heard = Heard::default();
    let builder = Client::builder(Service::new("https://api.example.com")).transport(fake.clone());
    let builder = builder.backoff(Duration::ZERO, Duration::ZERO).observe(heard.clone());
    (builder.build().unwrap(), heard)
}

fn answer(status: u16, body: &'static str) -> http::Response<&'static str> {
    http::Response::builder().status(status).body(body).unwrap()
}

#[tokio::test(start_paused = true)]
async fn each_attempt_and_the_wait_between_them_are_heard() {
    let busy = http::Response::builder().status(503).header("retry-after", "5").body("busy").unwrap();
    let fake = FakeTransport::new()
        .answer(busy)
        .after(Duration::from_secs(1))
        .fail(TransportError::io("reset"))
        .answer(answer(200, ""))
        .after(Duration::from_secs(2));
    let (client, heard) = client(&fake);
    client.put_note("7", "hello".into()).await.unwrap();
    assert_eq!(
        heard.take(),
        [
            "+ put_note",
            "1 Some(503) Some(\"api\") 1s (Some(5), Some(4))",
            "2 None Some(\"transport\") 0ns (Some(5), None)",
            "3 Some(200) None 2s (Some(5), None)",
            "- put_note 3 Some(200) None 8s 5s (Some(5), None)",
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn a_call_ends_once_however_it_ends() {
    let limited = || http::Response::builder().status(429).header("retry-after", "99").body("").unwrap();
    let fake = FakeTransport::new()
        .answer(answer(200, "7"))
        .answer(answer(404, "{}"))
        .answer(answer(302, ""))
        .answer(limited())
        .hang()
        .answer(answer(200, "chunks"));
    let (client, heard) = client(&fake);
    let mut ends = Vec::new();
    let mut end = || {
        let heard = heard.take();
        assert_eq!(heard.iter().filter(|line| line.starts_with('+')).count(), 1, "{heard:?}");
        assert_eq!(heard.iter().filter(|line| line.starts_with('-')).count(), 1, "{heard:?}");
        ends.push(heard.last().unwrap().split_once(' ').unwrap().1.to_owned());
    };
    // A body that does not fit, two refusals, a limit, time that is up, a call that is dropped, one that is not built.
    assert!(client.get_note("7", None).await.unwrap_err().is_decode());
    end();
    client.get_note("7", None).await.unwrap_err();
    end();
    client.get_note("7", None).await.unwrap_err();
    end();
    client.get_note("7", None).await.unwrap_err();
    end();
    tokio::time::timeout(Duration::from_secs(3), client.get_note("7", None)).await.unwrap_err();
    end();
    client.get_note("", None).await.unwrap_err();
    end();
    let chunks = client.file().await.unwrap();
    end();
    drop(chunks);
    assert_eq!(
        ends,
        [
            "get_note 1 Some(200) Some(\"decode\") 0ns 0ns (Some(0), Some(1))",
            "get_note 1 Some(404) Some(\"api\") 0ns 0ns (Some(0), Some(2))",
            "get_note 1 Some(302) Some(\"redirect\") 0ns 0ns (Some(0), Some(0))",
            "get_note 1 Some(429) Some(\"rate_limited\") 0ns 0ns (Some(0), Some(0))",
            "get_note 1 None Some(\"dropped\") 3s 0ns (Some(0), None)",
            "get_note 0 None Some(\"build\") 0ns 0ns (Some(0), None)",
            "file 1 Some(200) None 0ns 0ns (Some(0), None)",
        ]
    );
    assert!(heard.take().is_empty());
    // What is never polled never begins, nor does a mock.
    drop(client.get_note("7", None));
    assert_eq!(Call::<u8>::ready(Ok(7)).await.unwrap(), 7);
    assert!(heard.take().is_empty());
}

#[tokio::test]
async fn each_page_is_a_call_and_so_is_one_that_is_waited_for() {
    let fake = FakeTransport::new()
        .answer(answer(200, "[1]"))
        .answer(answer(200, "[]"))
        .answer(answer(200, "\"hello\""));
    let (client, heard) = client(&fake);
    client.list_notes().collect_up_to(9).await.unwrap();
    assert_eq!(heard.take().iter().filter(|line| line.starts_with("- list_notes 1")).count(), 2);
    let waiting = std::thread::spawn(move || client.get_note("7", None).wait());
    assert_eq!(waiting.join().unwrap().unwrap(), "hello");
    assert!(heard.take().last().unwrap().starts_with("- get_note 1 Some(200) None"));
}

#[tokio::test]
async fn an_error_kind_is_told_to_clones_of_the_client_as_well() {
    struct Kinds(Arc<Mutex<Vec<Option<ErrorKind>>>>);
    impl Observer for Kinds {
        fn call_ended(&self, end: &CallEnd<'_>) {
            self.0.lock().unwrap().push(end.error);
        }
    }
    let kinds = Arc::default();
    let fake = FakeTransport::new().answer(answer(200, "\"hello\"")).fail(TransportError::connect("nobody"));
    let service = Service::new("https://api.example.com").auth(prolifi::Auth::Bearer);
    let builder = Client::builder(service).api_key("one").transport(fake).observe(Kinds(Arc::clone(&kinds)));
    let client = builder.build().unwrap();
    client.clone().get_note("7", None).await.unwrap();
    client.with_api_key("other").unwrap().get_note("7", None).max_retries(0).await.unwrap_err();
    assert_eq!(*kinds.lock().unwrap(), [None, Some(ErrorKind::Connect)]);
}
