//! The socket under HTTP: a listener whose connections can be broken on purpose.
//!
//! A reset or an answer that is no HTTP cannot be produced by an HTTP library, so each connection carries a
//! [`Connection`] that the request handler reaches as connection info and tells what to do with what is written next.

use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::{Buf, Bytes};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};

/// Says what becomes of the next bytes written to one connection.
#[derive(Clone, Debug, Default)]
pub(super) struct Connection(Arc<Mutex<Mode>>);

impl Connection {
    /// Closes the connection with a TCP reset in place of the next write.
    pub(super) fn reset(&self) {
        self.set(Mode::Reset);
    }

    /// Writes these bytes in place of the next write, then closes.
    pub(super) fn replace(&self, bytes: Bytes) {
        self.set(Mode::Replace(bytes));
    }

    fn set(&self, mode: Mode) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = mode;
    }
}

#[derive(Debug, Default)]
enum Mode {
    #[default]
    Normal,
    Reset,
    Replace(Bytes),
    Closed,
}

/// Accepts connections for as long as the server runs.
pub(super) struct Wires(TcpListener);

impl Wires {
    pub(super) fn new(listener: TcpListener) -> Self {
        Self(listener)
    }

    pub(super) async fn accept(&mut self) -> Wire {
        loop {
            match self.0.accept().await {
                Ok((stream, _)) => {
                    // Answers are written whole, so waiting to fill a packet would only add delay.
                    let _ = stream.set_nodelay(true);
                    return Wire { stream, connection: Connection::default() };
                }
                // Out of file descriptors, or a peer that has already gone: the next accept may work.
                Err(_) => tokio::time::sleep(Duration::from_millis(10)).await,
            }
        }
    }
}

/// One accepted connection.
pub(super) struct Wire {
    stream: TcpStream,
    connection: Connection,
}

impl Wire {
    /// What tells this connection what to do.
    pub(super) fn connection(&self) -> Connection {
        self.connection.clone()
    }
}

impl AsyncRead for Wire {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buf)
    }
}

impl AsyncWrite for Wire {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        let wire = &mut *self;
        let mut mode = wire.connection.0.lock().unwrap_or_else(PoisonError::into_inner);
        match &mut *mode {
            Mode::Normal => return Pin::new(&mut wire.stream).poll_write(cx, buf),
            Mode::Reset => {
                // With no linger the close that follows the error below sends a reset.
                wire.stream.set_zero_linger()?;
                return Poll::Ready(Err(io::ErrorKind::ConnectionReset.into()));
            }
            Mode::Closed => return Poll::Ready(Err(io::ErrorKind::BrokenPipe.into())),
            Mode::Replace(bytes) => {
                while bytes.has_remaining() {
                    let written = ready!(Pin::new(&mut wire.stream).poll_write(cx, bytes))?;
                    bytes.advance(written);
                }
            }
        }
        *mode = Mode::Closed;
        Poll::Ready(Ok(buf.len()))
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
