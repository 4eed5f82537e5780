//! Packed answers: unpacked, bounded by what they become, and broken ones told.

use std::io::Write;

use flate2::{Compression, write::GzEncoder};
use prolifi::ErrorKind;
use prolifi_tests::{RawServer, Reply};

use super::{Operations, client, transports};

fn packed(text: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

fn gzip(body: &[u8]) -> Reply {
    Reply::new(200, &[("content-encoding", "gzip")], body)
}

#[tokio::test]
async fn a_packed_answer_is_unpacked() {
    for (transport, with) in &transports() {
        let two_members = [packed("\"two "), packed("members\"")].concat();
        let server = RawServer::new([gzip(&packed("\"one\"")), gzip(&two_members)]);
        let client = client(&server, with);
        assert_eq!(client.read().await.unwrap(), "one", "{transport}");
        // RFC 1952, section 2.2: a file is a series of members.
        assert_eq!(client.read().await.unwrap(), "two members", "{transport}");
        assert_eq!(server.requests()[0].header("accept-encoding"), Some("gzip"));
    }
}

/// The connection did not fail: another attempt would read the same.
#[tokio::test]
async fn a_broken_packing_is_a_decode_error_and_not_asked_for_again() {
    let whole = packed("\"hello\"");
    let mut wrong_sum = whole.clone();
    let at = wrong_sum.len() - 6;
    wrong_sum[at] ^= 1;
    let broken_member = [&whole[..], &whole[..12]].concat();
    for (transport, with) in &transports() {
        for (name, body) in [
            ("cut", &whole[..whole.len() - 9]),
            ("cut in the head", &whole[..5]),
            ("no gzip", b"hello"),
            ("a wrong sum", &wrong_sum),
            ("a cut member behind", &broken_member),
        ] {
            let server = RawServer::always(gzip(body));
            let error = client(&server, with).read().await.expect_err(name);
            assert_eq!(error.kind(), ErrorKind::Decode, "{transport}, {name}: {error:?}");
            assert!(error.to_string().contains("`content-encoding: gzip`"), "{transport}, {name}: {error}");
            assert_eq!((error.status().unwrap().as_u16(), error.attempts()), (200, 1), "{transport}, {name}");
            let error = client(&server, with).write("x").await.expect_err(name);
            assert!(error.is_decode() && error.may_have_been_applied(), "{transport}, {name}: {error:?}");
        }
    }
}

#[tokio::test]
async fn a_packed_answer_that_is_cut_short_is_a_lost_connection() {
    let body = packed("\"hello\"");
    let head = format!("HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: {}\r\n\r\n", body.len());
    for (transport, with) in &transports() {
        let server = RawServer::always(Reply::raw(head.clone()).and(body[..body.len() - 3].to_vec(), 1));
        let error = client(&server, with).write("x").await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Transport, "{transport}: {error:?}");
    }
}

#[tokio::test]
async fn an_empty_packed_answer_is_empty_and_what_is_behind_the_last_member_ignored() {
    let whole = packed("\"hello\"");
    let chunked = "HTTP/1.1 204 No Content\r\ncontent-encoding: gzip\r\n\r\n";
    let no_chunks =
        "HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n";
    for (transport, with) in &transports() {
        for reply in [Reply::raw(chunked), Reply::raw(no_chunks), gzip(b""), gzip(&packed(""))] {
            let server = RawServer::always(reply);
            assert_eq!(client(&server, with).maybe().await.unwrap(), None, "{transport}");
        }
        for behind in [&[0; 8][..], b"\r\n", b"junk that is longer than any member's head", &packed("")] {
            let server = RawServer::always(gzip(&[&whole[..], behind].concat()));
            let read = client(&server, with).read().await;
            assert_eq!(read.unwrap(), "hello", "{transport}, {behind:?}");
        }
    }
}

#[tokio::test]
async fn an_encoding_that_nobody_asked_for_is_named() {
    for (transport, with) in &transports() {
        for encoding in ["br", "zstd", "deflate", "gzip, gzip", "br, gzip", "x\u{e9}"] {
            let named = if encoding.contains('x') { "something that has no name" } else { encoding };
            let says = format!("the body is packed with `{named}`, which was not asked for");
            let body = [0x8b, 0x00, 0x80, 0xff];
            let server = RawServer::always(Reply::new(200, &[("content-encoding", encoding)], body));
            let error = client(&server, with).read().await.unwrap_err();
            assert!(error.is_decode() && error.to_string().contains(&says), "{transport}: {error}");
            let server = RawServer::always(Reply::new(502, &[("content-encoding", encoding)], body));
            let error = client(&server, with).write("x").await.unwrap_err();
            assert!(error.to_string().ends_with(&format!("502 Bad Gateway, {says}")), "{transport}: {error}");
        }
        let server = RawServer::always(Reply::new(200, &[("content-encoding", "identity")], "7"));
        let error = client(&server, with).read().await.unwrap_err();
        assert!(!error.to_string().contains("packed"), "{transport}: {error}");
    }
}

#[tokio::test]
async fn a_part_of_a_file_is_not_asked_for_packed() {
    for (transport, with) in &transports() {
        let server = RawServer::always(Reply::new(206, &[("content-encoding", "gzip")], [0x00, 0x8b]));
        let client = client(&server, with);
        // A slice of what is packed cannot be unpacked, and is given as it is.
        assert_eq!(client.part().await.unwrap().0, &[0x00, 0x8b][..], "{transport}");
        client.raw().header("range", "bytes=20-39").await.unwrap();
        client.raw().header("range", "bytes=20-39").header("accept-encoding", "gzip").await.unwrap();
        client.raw().await.unwrap();
        let asked: Vec<_> = server
            .requests()
            .iter()
            .map(|request| request.header("accept-encoding").map(str::to_owned))
            .collect();
        assert_eq!(asked, [None, None, Some("gzip".into()), Some("gzip".into())], "{transport}");
    }
}
