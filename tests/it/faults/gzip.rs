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

#[tokio::test]
async fn a_broken_packing_is_a_failed_attempt() {
    let whole = packed("\"hello\"");
    let mut wrong_sum = whole.clone();
    let at = wrong_sum.len() - 6;
    wrong_sum[at] ^= 1;
    for (transport, with) in &transports() {
        for (name, body) in
            [("cut", &whole[..whole.len() - 9]), ("no gzip", b"hello"), ("a wrong sum", &wrong_sum)]
        {
            let server = RawServer::always(gzip(body));
            let error = client(&server, with).write("x").await.expect_err(name);
            assert_eq!(error.kind(), ErrorKind::Transport, "{transport}, {name}: {error:?}");
            assert_eq!(error.status().unwrap(), 200);
            assert!(error.may_have_been_applied());
        }
    }
}
