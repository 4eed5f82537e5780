//! The stream itself: what it may be moved to, what it keeps, and where it needs a runtime.

use std::{
    marker::PhantomPinned,
    pin::Pin,
    sync::atomic::{AtomicUsize, Ordering::SeqCst},
    task::{Context, Poll, Waker},
};

use futures_util::Stream;
use prolifi::{PageStream, Pages, api, endpoint, testing::FakeTransport};

use super::{Filter, Rows, client, page};

static ALIVE: AtomicUsize = AtomicUsize::new(0);

/// A row that counts how many of them are alive.
struct Row;

impl<'de> serde::Deserialize<'de> for Row {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        u64::deserialize(deserializer)?;
        ALIVE.fetch_add(1, SeqCst);
        Ok(Self)
    }
}

impl Drop for Row {
    fn drop(&mut self) {
        ALIVE.fetch_sub(1, SeqCst);
    }
}

#[api]
trait Counted {
    #[endpoint(GET, "/rows")]
    fn counted(&self) -> Pages<Row>;
}

#[test]
fn a_stream_is_send_and_unpin_whatever_its_items() {
    struct Pinned(#[allow(dead_code)] PhantomPinned);
    fn check<T: Send + Unpin>() {}
    check::<Pages<Pinned>>();
    check::<PageStream<Pinned>>();
}

#[test]
fn outside_a_runtime_it_is_an_error_and_not_a_panic() {
    let mut pages = client(&FakeTransport::new()).rows(&Filter::default());
    let mut cx = Context::from_waker(Waker::noop());
    let Poll::Ready(Some(Err(error))) = Pin::new(&mut pages).poll_next(&mut cx) else { panic!("no error") };
    assert!(error.is_build());
}

#[tokio::test]
async fn no_more_than_one_page_is_kept() {
    let fake = (0..50).fold(FakeTransport::new(), |fake, n| fake.answer(page(n * 20..n * 20 + 20, n < 49)));
    let mut pages = client(&fake).counted();
    let mut seen = 0;
    while let Some(row) = pages.next().await {
        drop(row.unwrap());
        seen += 1;
        assert!(ALIVE.load(SeqCst) < 20);
    }
    assert_eq!(seen, 1000);
}
