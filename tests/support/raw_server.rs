//! [`RawServer`]: a listener on 127.0.0.1 that answers scripted bytes and keeps the bytes that it received.

use std::{
    collections::VecDeque,
    fmt,
    net::{Ipv4Addr, SocketAddr},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use bytes::Bytes;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::{oneshot, watch},
};

/// A server without an HTTP library, so that what it receives and what it sends are the bytes themselves.
///
/// It runs on a thread and a runtime of its own: a test's paused clock does not stop it. It ends with its
/// value.
#[derive(Debug)]
pub struct RawServer {
    address: SocketAddr,
    shared: Arc<Shared>,
    _stop: oneshot::Sender<()>,
}

#[derive(Debug)]
struct Shared {
    script: Mutex<Script>,
    requests: Mutex<Vec<RawRequest>>,
    connections: Mutex<usize>,
    /// How many connections the other side has closed while an answer was due.
    hung_up: watch::Sender<usize>,
}

#[derive(Debug)]
enum Script {
    Always(Reply),
    Once(VecDeque<Reply>),
}

/// What is sent for one request, and what becomes of the connection then.
#[derive(Debug, Clone)]
pub struct Reply {
    parts: Vec<(Bytes, usize)>,
    end: End,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Keep,
    Close,
    Reset,
    Stall,
}

/// A request as it was on the wire.
#[derive(Clone, PartialEq, Eq)]
pub struct RawRequest {
    /// The request line and the header lines, without the blank line behind them.
    pub head: String,
    /// The bytes of the body.
    pub body: Vec<u8>,
}

impl RawServer {
    /// A server that answers one request after the other with these, and closes the connection of any further one.
    pub fn new(script: impl IntoIterator<Item = Reply>) -> Self {
        Self::start(Script::Once(script.into_iter().collect()))
    }

    /// A server that answers every request with this.
    pub fn always(reply: Reply) -> Self {
        Self::start(Script::Always(reply))
    }

    /// `http://127.0.0.1:PORT`
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// `127.0.0.1:PORT`
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The requests so far.
    pub fn requests(&self) -> Vec<RawRequest> {
        lock(&self.shared.requests).clone()
    }

    /// How many connections were made so far.
    pub fn connections(&self) -> usize {
        *lock(&self.shared.connections)
    }

    /// Waits until this many connections that were left without their answer were closed by the client.
    pub async fn hung_up(&self, count: usize) {
        let mut hung_up = self.shared.hung_up.subscribe();
        hung_up.wait_for(|closed| *closed >= count).await.expect("the server runs");
    }

    /// Waits until this many requests have arrived.
    pub async fn received(&self, count: usize) {
        while self.requests().len() < count {
            tokio::task::yield_now().await;
        }
    }

    fn start(script: Script) -> Self {
        let shared = Arc::new(Shared {
            script: Mutex::new(script),
            requests: Mutex::default(),
            connections: Mutex::default(),
            hung_up: watch::Sender::new(0),
        });
        let listener = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
        listener.set_nonblocking(true).expect("a socket");
        let address = listener.local_addr().expect("an address");
        let (stop, stopping) = oneshot::channel::<()>();
        let served = Arc::clone(&shared);
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.expect("a runtime").block_on(async {
                let listener = TcpListener::from_std(listener).expect("a listener");
                tokio::select! {
                    _ = stopping => {}
                    () = accept(listener, served) => {}
                }
            });
        });
        Self { address, shared, _stop: stop }
    }
}

impl Reply {
    /// These bytes as they are, after which the connection is closed.
    pub fn raw(bytes: impl Into<Bytes>) -> Self {
        Self { parts: vec![(bytes.into(), 1)], end: End::Close }
    }

    /// A whole answer, after which the connection is kept.
    pub fn new(status: u16, headers: &[(&str, &str)], body: impl AsRef<[u8]>) -> Self {
        let body = body.as_ref();
        let mut head = format!("HTTP/1.1 {status} Status\r\ncontent-length: {}\r\n", body.len());
        for (name, value) in headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str("\r\n");
        Self { parts: vec![([head.as_bytes(), body].concat().into(), 1)], end: End::Keep }
    }

    /// A whole answer with JSON.
    pub fn json(status: u16, body: impl AsRef<[u8]>) -> Self {
        Self::new(status, &[("content-type", "application/json")], body)
    }

    /// An answer without a body.
    pub fn no_content() -> Self {
        Self { end: End::Keep, ..Self::raw("HTTP/1.1 204 No Content\r\n\r\n") }
    }

    /// No bytes at all.
    pub fn nothing() -> Self {
        Self::raw("")
    }

    /// Sends these bytes too, so many times.
    #[must_use]
    pub fn and(mut self, bytes: impl Into<Bytes>, times: usize) -> Self {
        self.parts.push((bytes.into(), times));
        self
    }

    /// Closes the connection behind it.
    #[must_use]
    pub fn then_close(self) -> Self {
        Self { end: End::Close, ..self }
    }

    /// Resets the connection (TCP RST) behind it.
    #[must_use]
    pub fn then_reset(self) -> Self {
        Self { end: End::Reset, ..self }
    }

    /// Leaves the connection open behind it, and sends no more.
    #[must_use]
    pub fn then_stall(self) -> Self {
        Self { end: End::Stall, ..self }
    }
}

impl RawRequest {
    /// The method, as it was written.
    pub fn method(&self) -> &str {
        self.head.split(' ').next().unwrap_or_default()
    }

    /// Path and query, as they were written.
    pub fn target(&self) -> &str {
        self.head.split(' ').nth(1).unwrap_or_default()
    }

    /// The body without the lengths and ends of its chunks, if it came in chunks (RFC 9112, section 7.1).
    pub fn content(&self) -> Vec<u8> {
        if self.header("transfer-encoding").is_none() {
            return self.body.clone();
        }
        let (mut rest, mut content) = (self.body.as_slice(), Vec::new());
        while let Some(at) = rest.windows(2).position(|bytes| bytes == b"\r\n") {
            let length = String::from_utf8_lossy(&rest[..at]);
            let length = usize::from_str_radix(&length, 16).expect("the length of a chunk");
            content.extend_from_slice(&rest[at + 2..at + 2 + length]);
            rest = &rest[at + 2 + length + 2..];
        }
        content
    }

    /// The value of the only header of this name.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut values = self.head.lines().skip(1).filter_map(|line| {
            let (found, value) = line.split_once(':')?;
            found.eq_ignore_ascii_case(name).then(|| value.trim())
        });
        let value = values.next();
        assert_eq!(values.next(), None, "two headers `{name}`");
        value
    }
}

impl fmt::Debug for RawRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n\n{}", self.head, String::from_utf8_lossy(&self.body))
    }
}

async fn accept(listener: TcpListener, shared: Arc<Shared>) {
    loop {
        if let Ok((stream, _)) = listener.accept().await {
            *lock(&shared.connections) += 1;
            tokio::spawn(serve(stream, Arc::clone(&shared)));
        }
    }
}

/// Answers one request after the other, as the script says.
async fn serve(mut stream: TcpStream, shared: Arc<Shared>) {
    let _ = stream.set_nodelay(true);
    while let Some(request) = read(&mut stream).await {
        lock(&shared.requests).push(request);
        let reply = match &mut *lock(&shared.script) {
            Script::Always(reply) => reply.clone(),
            Script::Once(replies) => replies.pop_front().unwrap_or_else(Reply::nothing),
        };
        for (bytes, times) in reply.parts {
            for _ in 0..times {
                if stream.write_all(&bytes).await.is_err() {
                    return shared.hung_up.send_modify(|closed| *closed += 1);
                }
            }
        }
        match reply.end {
            End::Keep => {}
            End::Close => return,
            End::Reset => {
                let _ = stream.set_zero_linger();
                return;
            }
            End::Stall => {
                while matches!(stream.read(&mut [0; 1024]).await, Ok(1..)) {}
                return shared.hung_up.send_modify(|closed| *closed += 1);
            }
        }
    }
}

/// Reads a request to its end; `None` if the connection was closed before.
async fn read(stream: &mut TcpStream) -> Option<RawRequest> {
    const BLANK: &[u8] = b"\r\n\r\n";
    let mut received = Vec::new();
    let head_end = loop {
        if let Some(at) = received.windows(BLANK.len()).position(|bytes| bytes == BLANK) {
            break at;
        }
        more(stream, &mut received).await?;
    };
    let head = String::from_utf8_lossy(&received[..head_end]).into_owned();
    let mut body = received.split_off(head_end + BLANK.len());
    let request = RawRequest { head, body: Vec::new() };
    if request.header("transfer-encoding").is_some() {
        while !body.ends_with(b"0\r\n\r\n") {
            more(stream, &mut body).await?;
        }
    } else {
        let length = request.header("content-length").map_or(0, |length| length.parse().expect("a length"));
        while body.len() < length {
            more(stream, &mut body).await?;
        }
    }
    Some(RawRequest { body, ..request })
}

async fn more(stream: &mut TcpStream, received: &mut Vec<u8>) -> Option<()> {
    match stream.read_buf(received).await {
        Ok(1..) => Some(()),
        _ => None,
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
