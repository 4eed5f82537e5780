//! 200 MB up and down over real sockets, at a pace that outlasts every limit: a binary of its own, so that nothing else
//! allocates meanwhile.
//!
//! The pace is that of a clock which stands still until the server moves it: by a second for each megabyte. So a transfer
//! takes minutes by the clock that the limits are kept by, and as long as the bytes need by another.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use bytes::Bytes;
use futures_util::stream;
use peak_alloc::PeakAlloc;
use prolifi::{
    Body, BoxError, Call, Client, Error, Service,
    prelude::*,
    streaming::{Chunks, Streaming},
};
use prolifi_tests::transports;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    runtime::{Builder, Handle},
    time::{Instant, advance},
};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

const MB: usize = 1_000_000;
const LENGTH: usize = 200 * MB;
/// What a transfer may cost in memory: the buffers of two ends.
const BUFFERS: usize = 4 * MB;
static CHUNK: [u8; 50_000] = [b'x'; 50_000];

#[api]
trait Files {
    #[endpoint(PUT, "/files/<name>")]
    fn put(&self, name: &str, content: Body) -> Call<()>;

    #[endpoint(GET, "/files/<name>")]
    fn get(&self, name: &str) -> Call<Streaming<Chunks>>;
}

/// A server that lets a second go by for each megabyte, and stalls for ever after so many of them.
async fn serve(stalls_after: usize) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((connection, _)) = listener.accept().await {
            tokio::spawn(answer(connection, stalls_after));
        }
    });
    address
}

async fn answer(mut connection: TcpStream, stalls_after: usize) {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(connection.read_u8().await.unwrap());
    }
    let is_upload = head.starts_with(b"PUT");
    if is_upload {
        let length = format!("content-length: {LENGTH}\r\n");
        assert!(String::from_utf8(head).unwrap().to_ascii_lowercase().contains(&length));
    } else {
        let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {LENGTH}\r\n\r\n");
        connection.write_all(head.as_bytes()).await.unwrap();
    }
    let mut buffer = vec![0; MB];
    for megabyte in 0..LENGTH / MB {
        if megabyte == stalls_after {
            loop {
                advance(Duration::from_secs(1)).await;
            }
        }
        if is_upload {
            connection.read_exact(&mut buffer).await.unwrap();
        } else {
            for _ in 0..MB / CHUNK.len() {
                connection.write_all(&CHUNK).await.unwrap();
            }
        }
        advance(Duration::from_secs(1)).await;
    }
    if is_upload {
        advance(Duration::from_secs(100)).await;
        connection.write_all(b"HTTP/1.1 204 No Content\r\n\r\n").await.unwrap();
    }
}

fn body() -> Body {
    Body::replayable(|| {
        stream::iter((0..LENGTH / CHUNK.len()).map(|_| Ok::<_, BoxError>(Bytes::from_static(&CHUNK))))
    })
    .length(LENGTH as u64)
}

/// Runs a transfer with its clock standing still, and tells how long it took by that and what memory.
fn transfer<T>(run: impl AsyncFnOnce() -> T) -> (T, Duration, usize) {
    let runtime = Builder::new_current_thread().enable_all().start_paused(true).build().unwrap();
    runtime.block_on(async {
        // While something blocks, the clock does not go forward by itself.
        let (over, blocked) = std::sync::mpsc::channel::<()>();
        Handle::current().spawn_blocking(move || blocked.recv());
        let (before, began) = (MEMORY.current_usage(), Instant::now());
        MEMORY.reset_peak_usage();
        let outcome = run().await;
        let grown = MEMORY.peak_usage().saturating_sub(before);
        let took = began.elapsed();
        drop(over);
        (outcome, took, grown)
    })
}

async fn upload(client: &Client, seen: &Arc<AtomicU64>) -> Result<(), Error> {
    let seen = Arc::clone(seen);
    let call = client.put("a", body()).max_retries(0);
    call.on_upload(move |progress| seen.store(progress.done, Ordering::Relaxed)).await
}

async fn download(client: &Client, seen: &Arc<AtomicU64>) -> Result<(), Error> {
    let seen = Arc::clone(seen);
    let download = client.get("a").await?;
    assert_eq!(download.content_length(), Some(LENGTH as u64));
    let mut download = download.on_progress(move |progress| seen.store(progress.done, Ordering::Relaxed));
    let copied = download.copy_to(&mut tokio::io::sink()).await?;
    assert_eq!(copied, LENGTH as u64);
    Ok(())
}

// One test: two at once would count each other's memory.
#[test]
fn what_moves_arrives_and_what_stalls_is_an_error_in_flat_memory() {
    for (transport, with) in transports() {
        for (direction, limit) in [("up", 60), ("down", 30)] {
            for stalls_after in [LENGTH, 20] {
                let seen = Arc::new(AtomicU64::new(0));
                let (outcome, took, grown) = transfer(async || {
                    let address = serve(stalls_after).await;
                    let service = Service::new(format!("http://{address}"));
                    let client = with(Client::builder(service)).build().unwrap();
                    if direction == "up" {
                        upload(&client, &seen).await
                    } else {
                        download(&client, &seen).await
                    }
                });
                let what = format!("{transport}, {direction}, {stalls_after}: {took:?}, {grown} bytes");
                let seen = seen.load(Ordering::Relaxed) as usize;
                assert!(grown < BUFFERS, "{what}");
                match outcome {
                    Ok(()) => {
                        assert_eq!((stalls_after, seen), (LENGTH, LENGTH), "{what}");
                        assert!(took >= Duration::from_secs(200), "{what}: longer than each limit");
                    }
                    Err(error) => {
                        assert_eq!(stalls_after, 20, "{what}: {error}");
                        assert!(error.is_timeout(), "{what}: {error}");
                        let says = format!("for {limit}s, after {seen} of {LENGTH} bytes");
                        assert!(error.to_string().ends_with(&says), "{what}: {error}");
                        assert!((20 * MB..40 * MB).contains(&seen), "{what}: {seen}");
                        assert_eq!(error.may_have_been_applied(), direction == "up", "{what}");
                    }
                }
            }
        }
    }
}
