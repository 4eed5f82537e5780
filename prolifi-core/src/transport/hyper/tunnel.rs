//! A connection through a proxy, made with `CONNECT` (RFC 9110, section 9.3.6).

use std::io;

use http::{HeaderValue, Uri};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};

use crate::transport::proxy_refused::ProxyRefused;

/// The longest head that a proxy may answer with.
const MAX_HEAD: usize = 16 * 1024;

/// Asks the proxy on the other side to pass everything on to the server from now on.
pub(super) async fn open<C>(connection: C, server: &Uri, login: Option<&HeaderValue>) -> io::Result<C>
where
    C: hyper::rt::Read + hyper::rt::Write + Unpin,
{
    let host = server.host().ok_or_else(|| io::Error::other("the address has no host"))?;
    let port = server.port_u16().unwrap_or(443);
    let mut request = format!("CONNECT {host}:{port} HTTP/1.1\r\nHost: {host}:{port}\r\n").into_bytes();
    if let Some(login) = login {
        request.extend_from_slice(b"Proxy-Authorization: ");
        request.extend_from_slice(login.as_bytes());
        request.extend_from_slice(b"\r\n");
    }
    request.extend_from_slice(b"\r\n");
    let mut stream = TokioIo::new(connection);
    stream.write_all(&request).await?;
    stream.flush().await?;
    match read_status(&mut stream).await? {
        200..=299 => Ok(stream.into_inner()),
        status => Err(io::Error::other(ProxyRefused { status })),
    }
}

/// The status of the answer, whose head is read to its end. Nothing may follow it: the server speaks second.
async fn read_status(stream: &mut (impl AsyncRead + AsyncWrite + Unpin)) -> io::Result<u16> {
    let mut head = Vec::with_capacity(512);
    loop {
        if stream.read_buf(&mut head).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        if head.windows(4).any(|end| end == b"\r\n\r\n") {
            break;
        }
        if head.len() > MAX_HEAD {
            return Err(io::Error::other("the proxy's answer is too long"));
        }
    }
    // `HTTP/1.1 200 ...` (RFC 9112, section 4).
    let status = match &head[..] {
        [b'H', b'T', b'T', b'P', b'/', b'1', b'.', _, b' ', status @ ..] => status.get(..3),
        _ => None,
    };
    let status = status.and_then(|digits| std::str::from_utf8(digits).ok()?.parse().ok());
    status.ok_or_else(|| io::Error::other("the proxy does not speak HTTP/1.1"))
}
