//! What a hostile answer costs in memory: a binary of its own, so that nothing else allocates meanwhile.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::io::Write;

use flate2::{Compression, write::GzEncoder};
use peak_alloc::PeakAlloc;
use prolifi::{Call, ErrorKind, Service, prelude::*};
use prolifi_tests::{RawServer, Reply, transports};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

const MIB: usize = 1 << 20;
/// The cap that a client has if it is not given another.
const CAP: usize = 10 * MIB;

trait Reads: Api {
    #[endpoint(POST, "/read")]
    fn read(&self) -> Call<String>;
}
impl Reads for Client {}

/// How much the heap grew at most while this answer was read. The server's part of it is the reply itself,
/// which is there before.
fn growth(client: &Client, name: &str) -> usize {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let before = MEMORY.current_usage();
        MEMORY.reset_peak_usage();
        let error = client.read().await.expect_err(name);
        let grown = MEMORY.peak_usage().saturating_sub(before);
        assert_eq!(error.kind(), ErrorKind::TooLarge, "{name}: {error:?}");
        assert_eq!(error.status().unwrap(), 200, "{name}");
        drop(error);
        grown
    })
}

/// Zeros, packed a thousand times smaller.
fn bomb(mib: usize) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    let zeros = vec![0; MIB];
    for _ in 0..mib {
        encoder.write_all(&zeros).unwrap();
    }
    encoder.finish().unwrap()
}

// One test: two at once would count each other's memory.
#[test]
fn no_answer_costs_more_than_twice_the_cap() {
    let bomb = bomb(100);
    assert!(bomb.len() < MIB);
    let packed = [("content-encoding", "gzip")];
    let hundred = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", 100 * MIB);
    let chunk = [b"100000\r\n", &vec![b' '; MIB][..], b"\r\n"].concat();
    let replies = [
        ("100 MB", Reply::raw(hundred).and(vec![b' '; MIB], 100)),
        (
            "100 MB in chunks",
            Reply::raw("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n").and(chunk, 100),
        ),
        ("100 MB packed", Reply::new(200, &packed, bomb)),
    ];
    for (name, reply) in replies {
        for (transport, with) in &transports() {
            let server = RawServer::always(reply.clone());
            let client = with(Client::builder(Service::new(server.url()))).build().unwrap();
            let grown = growth(&client, name);
            assert!(grown <= 2 * CAP, "{transport}, {name}: {} MiB", grown / MIB);
            assert!(grown >= CAP / 2, "{transport}, {name}: it was not counted ({grown} bytes)");
        }
    }
}
