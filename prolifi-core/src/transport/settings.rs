//! What the transports have in common: the same behaviour, whichever library sends.

use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    time::Duration,
};

use http::{HeaderValue, Method, Request, header};

use crate::body::Body;

/// How long making a connection may take, with its TLS handshake.
pub(super) const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// How long a connection that a request waits on may be silent before it is asked whether it is there, with a PING of
/// HTTP/2 (RFC 9113, section 6.7).
pub(super) const PING_INTERVAL: Duration = Duration::from_secs(10);
/// How long the answer to a PING may take.
pub(super) const PING_TIMEOUT: Duration = Duration::from_secs(5);

/// The one name that is not looked up (RFC 6761, section 6.3): what is sent to it stays on this machine.
pub(super) const LOCALHOST: &str = "localhost";
/// Where it is. The port is that of the address that is called.
pub(super) const LOOPBACK: [SocketAddr; 2] = [
    SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0),
    SocketAddr::new(IpAddr::V6(Ipv6Addr::LOCALHOST), 0),
];

/// How long the head of an answer may be over HTTP/2, in bytes: a little more than hyper takes over HTTP/1.1.
pub(super) const MAX_HEAD: u32 = 512 * 1024;

/// TCP's own question whether the other side is there: after so long without a byte, and so long apart.
#[cfg(feature = "hyper")]
pub(super) const TCP_KEEPALIVE: Duration = Duration::from_secs(15);
/// How many such questions may stay without an answer.
#[cfg(feature = "hyper")]
pub(super) const TCP_KEEPALIVE_RETRIES: u32 = 3;
/// How long bytes may stay unconfirmed before the connection is given up (RFC 5482).
#[cfg(all(feature = "hyper", any(target_os = "android", target_os = "fuchsia", target_os = "linux")))]
pub(super) const TCP_USER_TIMEOUT: Duration = Duration::from_secs(30);

/// Says of a request that could have a body that it has none, which HTTP/1.1 would leave open (RFC 9110, section 8.6):
/// some servers answer 411 without it.
pub(super) fn declare_empty_body(request: &mut Request<Body>) {
    const NONE: HeaderValue = HeaderValue::from_static("0");
    if request.body().is_empty() && matches!(*request.method(), Method::POST | Method::PUT | Method::PATCH) {
        request.headers_mut().insert(header::CONTENT_LENGTH, NONE);
    }
}
