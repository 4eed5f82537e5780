//! A server that wants a certificate, which the client does not have.

use prolifi::{ErrorKind, Service, prelude::*};
use prolifi_tests::{acceptor_of_known_clients, printed, transports, trusts_test_authority};
use tokio::{io::AsyncReadExt, net::TcpListener};

use super::Operations;

/// In TLS 1.3 the refusal comes behind the client's first bytes (RFC 8446, sections 4.4.2.4 and 2): nothing tells whether
/// the request was read, so it is in doubt, and a write is not repeated.
#[tokio::test]
async fn a_refusal_behind_the_handshake_leaves_doubt() {
    if !trusts_test_authority() {
        return;
    }
    for (transport, with) in &transports() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let server = tokio::spawn(async move {
            let acceptor = acceptor_of_known_clients();
            let mut connections = 0_u32;
            loop {
                let (mut tcp, _) = listener.accept().await.unwrap();
                connections += 1;
                assert!(acceptor.accept(&mut tcp).await.is_err(), "connection {connections}");
                // What the client sent is read, so that the alert is not lost in a reset.
                let _ = tcp.read(&mut [0; 4096]).await;
            }
        });
        let client = with(Client::builder(Service::new(format!("https://{address}")))).build().unwrap();
        let error = client.write("x").await.unwrap_err();
        assert_eq!(
            (error.kind(), error.attempts()),
            (ErrorKind::Transport, 1),
            "{transport}: {}",
            printed(&error)
        );
        assert!(error.may_have_been_applied(), "{transport}");
        let error = client.read().await.unwrap_err();
        assert!(!error.may_have_been_applied() && error.attempts() > 1, "{transport}: {error:?}");
        assert!(!server.is_finished(), "{transport}: {:?}", server.await);
        server.abort();
    }
}
