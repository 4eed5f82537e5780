//! The connections of an emulator: each is served until its caller is done with it, or lets it wait for a request.

use std::time::Duration;

use axum::Router;
use axum::extract::ConnectInfo;
use http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tower_service::Service;

use super::wire::Wires;

/// How long the head of a request may take, as real servers have it: a connection without one is closed.
pub(super) const HEAD_TIMEOUT: Duration = Duration::from_secs(30);

/// Accepts connections and serves each in a task of its own. It never ends.
pub(super) async fn serve(mut wires: Wires, router: Router, head_timeout: Duration) {
    loop {
        let wire = wires.accept().await;
        let connection = wire.connection();
        let router = router.clone();
        let service = service_fn(move |mut request: Request<Incoming>| {
            request.extensions_mut().insert(ConnectInfo(connection.clone()));
            router.clone().call(request)
        });
        let serving = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(head_timeout)
            .serve_connection(TokioIo::new(wire), service);
        // It fails with its connection, which its caller sees.
        tokio::spawn(async { drop(serving.await) });
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use axum::Router;
    use axum::routing::get;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::{TcpListener, TcpStream};
    use tokio::time::timeout;

    use super::{Wires, serve};

    /// What comes back for these bytes until the connection is closed.
    async fn answer(sent: &str) -> std::io::Result<String> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let router = Router::new().route("/", get(async || "hello"));
        tokio::spawn(serve(Wires::new(listener), router, Duration::from_millis(200)));
        let mut stream = TcpStream::connect(address).await?;
        stream.write_all(sent.as_bytes()).await?;
        let mut received = String::new();
        timeout(Duration::from_secs(20), stream.read_to_string(&mut received)).await??;
        Ok(received)
    }

    #[tokio::test]
    async fn a_connection_whose_head_does_not_come_is_closed() -> std::io::Result<()> {
        for sent in ["", "GET / HTT", "GET / HTTP/1.1\r\nhost: x\r\nx-slow: "] {
            let received = answer(sent).await?;
            assert!(!received.contains("200"), "{sent:?}: {received}");
        }
        let received = answer("GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").await?;
        assert!(received.starts_with("HTTP/1.1 200 OK\r\n") && received.ends_with("hello"), "{received}");
        Ok(())
    }
}
