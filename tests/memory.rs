//! What a hostile answer costs in memory: a binary of its own, so that nothing else allocates meanwhile.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::io::Write;

use flate2::{Compression, write::GzEncoder};
use peak_alloc::PeakAlloc;
use prolifi::{Call, Environment, Error, ErrorKind, Service, prelude::*};
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

/// What this answer became, and how much the heap grew at most while it was read. The server's part of it is the reply
/// itself, which is there before.
fn read(client: &Client, name: &str) -> (Error, usize) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let before = MEMORY.current_usage();
        MEMORY.reset_peak_usage();
        let error = client.read().await.expect_err(name);
        let grown = MEMORY.peak_usage().saturating_sub(before);
        (error, grown)
    })
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// The cap where a byte takes long to read, so that the test does not.
const SMALL_CAP: usize = MIB;
/// What every answer costs, whatever its cap: the buffers of the connection.
const BUFFERS: usize = MIB;

/// As long as a small answer may be: this, then that over and over.
fn full(start: &str, again: &str) -> Vec<u8> {
    let mut body = start.as_bytes().to_vec();
    while body.len() + again.len() <= SMALL_CAP - 16 {
        body.extend_from_slice(again.as_bytes());
    }
    body
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

const CHUNKED: &str = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";

/// Answers that are longer than the cap.
fn too_long() -> Vec<(&'static str, Reply)> {
    let bomb = bomb(100);
    assert!(bomb.len() < MIB);
    let packed = [("content-encoding", "gzip")];
    let hundred = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", 100 * MIB);
    let chunk = [b"100000\r\n", &vec![b' '; MIB][..], b"\r\n"].concat();
    vec![
        ("100 MB", Reply::raw(hundred).and(vec![b' '; MIB], 100)),
        ("100 MB in chunks", Reply::raw(CHUNKED).and(chunk, 100)),
        ("100 MB packed", Reply::new(200, &packed, bomb)),
    ]
}

/// Answers that pack nothing in much: what is packed counts too.
fn packed_floods() -> Vec<(&'static str, Reply)> {
    let head = "HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\n\r\n";
    // RFC 1952, section 2.3.1: the flag FNAME, and a name that does not end. RFC 1951, section 3.2.4: a stored
    // block of no bytes.
    let named = &b"\x1f\x8b\x08\x08\0\0\0\0\0\x03"[..];
    let plain = &b"\x1f\x8b\x08\0\0\0\0\0\0\x03"[..];
    let block = b"\0\0\0\xff\xff";
    vec![
        ("a name without end", Reply::raw(head).and(named, 1).and(vec![b'a'; MIB], 100)),
        ("empty blocks", Reply::raw(head).and(plain, 1).and(block.repeat(MIB / 5), 100)),
        ("empty members", Reply::raw(head).and(gzip(b"").repeat(MIB / 20), 100)),
    ]
}

/// Bodies as long as the small cap whose JSON is made to cost much.
fn costly() -> Vec<(&'static str, u16, Vec<u8>)> {
    let shapes = [
        ("a list of objects", "[", "{\"\":0},"),
        ("errors that say nothing", "{\"error\":{\"errors\":[", "{\"\":0},"),
        ("errors that say little", "{\"error\":{\"type\":\"x\",\"errors\":[", "{\"field\":\"a\"},"),
        ("fields", "{\"errors\":{", "\"a\":[\"b\"],"),
        ("numbers", "{\"error\":{\"type\":\"x\",\"x\":[", "0,"),
        ("lists in lists", "{\"x\":", "["),
        ("lists in an error", "{\"error\":{\"type\":\"x\",\"x\":", "["),
        ("objects in objects", "{\"error\":", "{\"\":"),
        ("lists of lists", "{\"x\":[", "[[[[[[0]]]]]],"),
        ("a long name", "{\"", "aaaaaaaa\\n"),
    ];
    let mut bodies = Vec::new();
    for (name, start, again) in shapes {
        let cut = full(start, again);
        let whole = [cut.strip_suffix(b",").unwrap_or(&cut), &closing(start, &cut)[..]].concat();
        for status in [200, 400] {
            bodies.push((name, status, cut.clone()));
            bodies.push((name, status, whole[..].to_vec()));
        }
    }
    bodies
}

/// What closes the brackets of the start, where nothing of what is repeated is open.
fn closing(start: &str, body: &[u8]) -> Vec<u8> {
    let open = |text: &[u8]| text.iter().filter(|byte| b"[{".contains(byte)).count();
    let close = |text: &[u8]| text.iter().filter(|byte| b"]}".contains(byte)).count();
    if open(body) - close(body) != open(start.as_bytes()) {
        return Vec::new();
    }
    start
        .bytes()
        .rev()
        .filter_map(|byte| match byte {
            b'[' => Some(b']'),
            b'{' => Some(b'}'),
            _ => None,
        })
        .collect()
}

// One test: two at once would count each other's memory.
#[test]
fn no_answer_costs_more_than_twice_the_cap() {
    for (transport, with) in transports() {
        let check = |name: &str, cap: usize, reply: Reply, kinds: &[ErrorKind], prolifi: bool| {
            let server = RawServer::always(reply);
            let client = if prolifi {
                let key = "sk_test_4f9a1c7be2d80356aa17";
                Client::builder(Environment::Sandbox).base_url(server.url()).api_key(key)
            } else {
                Client::builder(Service::new(server.url()))
            };
            let client = with(client.max_body(cap as u64)).build().unwrap();
            let (error, grown) = read(&client, name);
            assert!(kinds.contains(&error.kind()), "{transport}, {name}: {error:?}");
            assert!(error.status().is_some() && error.attempts() == 1, "{transport}, {name}: {error:?}");
            let slack = if cap == CAP { 0 } else { BUFFERS };
            assert!(grown <= 2 * cap + slack, "{transport}, {name}: {} KiB", grown / 1024);
            grown
        };
        for (name, reply) in too_long() {
            let grown = check(name, CAP, reply, &[ErrorKind::TooLarge], false);
            assert!(grown >= CAP / 2, "{transport}, {name}: it was not counted ({grown} bytes)");
        }
        let tiny = Reply::raw(CHUNKED).and("1\r\n \r\n".repeat(1024), 1100);
        check("chunks of one byte", SMALL_CAP, tiny, &[ErrorKind::TooLarge], false);
        for (name, reply) in packed_floods() {
            check(name, SMALL_CAP, reply, &[ErrorKind::TooLarge, ErrorKind::Decode], false);
        }
        // What is made of the body is the same over each.
        if transport == "reqwest" {
            for (name, status, body) in costly() {
                let kinds = [ErrorKind::Api, ErrorKind::Decode];
                let packed = Reply::new(status, &[("content-encoding", "gzip")], gzip(&body));
                check(name, SMALL_CAP, packed, &kinds, false);
                check(name, SMALL_CAP, Reply::new(status, &[], &body), &kinds, true);
            }
        }
    }
}
