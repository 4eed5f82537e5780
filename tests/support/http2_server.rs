//! [`Http2Server`]: a listener on 127.0.0.1 that speaks HTTP/2 frame by frame, as a test tells it to.

use std::{
    net::{Ipv4Addr, SocketAddr},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, split},
    net::TcpListener,
    sync::{mpsc, oneshot},
    time::sleep,
};

use crate::tls::{Certificate, acceptor};

/// A server without an HTTP library, so that it can do what none does. It runs on a thread and a runtime of its own.
#[derive(Debug)]
pub struct Http2Server {
    address: SocketAddr,
    counts: Arc<Counts>,
    _stop: oneshot::Sender<()>,
}

#[derive(Debug, Default)]
struct Counts {
    connections: AtomicUsize,
    requests: AtomicUsize,
    pings: AtomicUsize,
}

/// What a client has sent. Connections and the requests on each count from 1.
#[derive(Debug, Clone, Copy)]
pub enum Event {
    /// A request, whole, as this stream.
    Request { connection: usize, number: usize, stream: u32 },
    /// A PING.
    Ping { connection: usize },
}

/// What is done then.
#[derive(Debug, Clone)]
pub enum Act {
    /// 200, and a JSON string: `"fine"`.
    Answer(u32),
    /// The same with a header of so many bytes, with the first part of it before the rest.
    AnswerWithHead(u32, usize),
    /// `RST_STREAM` with this code (RFC 9113, section 7).
    Reset(u32, u32),
    /// `GOAWAY` with the last stream that was looked at, and this code.
    GoAway(u32, u32),
    /// The answer to the PING.
    Pong,
    /// After so long, this; what comes meanwhile is not held up.
    After(Duration, Box<Act>),
    /// The connection is closed behind what was sent.
    Close,
}

impl Act {
    /// The code of a server that did not look at the request.
    pub const REFUSED_STREAM: u32 = 7;
    /// The code of a server that is asked too much.
    pub const ENHANCE_YOUR_CALM: u32 = 11;
}

impl Http2Server {
    /// A server with this certificate.
    pub fn start(
        certificate: Certificate,
        behave: impl Fn(Event) -> Vec<Act> + Send + Sync + 'static,
    ) -> Self {
        let counts = Arc::new(Counts::default());
        let listener = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
        listener.set_nonblocking(true).expect("a socket");
        let address = listener.local_addr().expect("an address");
        let (stop, stopping) = oneshot::channel::<()>();
        let (acceptor, behave) = (acceptor(certificate, &["h2"]), Arc::new(behave));
        let served = Arc::clone(&counts);
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.expect("a runtime").block_on(async {
                let listener = TcpListener::from_std(listener).expect("a listener");
                let accept = async {
                    loop {
                        let Ok((stream, _)) = listener.accept().await else { continue };
                        let _ = stream.set_nodelay(true);
                        let (acceptor, behave, counts) =
                            (acceptor.clone(), Arc::clone(&behave), Arc::clone(&served));
                        tokio::spawn(async move {
                            // A client that refuses the certificate is no connection.
                            let Ok(stream) = acceptor.accept(stream).await else { return };
                            let connection = counts.connections.fetch_add(1, Ordering::Relaxed) + 1;
                            // A client that hangs up is no mistake of the server.
                            let _ = serve(stream, connection, &*behave, &counts).await;
                        });
                    }
                };
                tokio::select! {
                    _ = stopping => {}
                    () = accept => {}
                }
            });
        });
        Self { address, counts, _stop: stop }
    }

    /// `https://127.0.0.1:PORT`
    pub fn url(&self) -> String {
        format!("https://{}", self.address)
    }

    /// How many connections were made so far.
    pub fn connections(&self) -> usize {
        self.counts.connections.load(Ordering::Relaxed)
    }

    /// How many whole requests arrived so far.
    pub fn requests(&self) -> usize {
        self.counts.requests.load(Ordering::Relaxed)
    }

    /// How many PINGs arrived so far.
    pub fn pings(&self) -> usize {
        self.counts.pings.load(Ordering::Relaxed)
    }
}

// The kinds of frames, and their flags (RFC 9113, section 6).
const DATA: u8 = 0;
const HEADERS: u8 = 1;
const RST_STREAM: u8 = 3;
const SETTINGS: u8 = 4;
const PING: u8 = 6;
const GOAWAY: u8 = 7;
const CONTINUATION: u8 = 9;
const END_STREAM: u8 = 1;
const ACK: u8 = 1;
const END_HEADERS: u8 = 4;
/// The longest payload that every client takes.
const MAX_FRAME: usize = 16 * 1024;

async fn serve(
    stream: impl AsyncRead + AsyncWrite + Send + 'static,
    connection: usize,
    behave: &(dyn Fn(Event) -> Vec<Act> + Send + Sync),
    counts: &Counts,
) -> std::io::Result<()> {
    let (mut reader, mut writer) = split(stream);
    let (send, mut sending) = mpsc::unbounded_channel::<Option<Vec<u8>>>();
    let writing = tokio::spawn(async move {
        while let Some(Some(bytes)) = sending.recv().await {
            if writer.write_all(&bytes).await.is_err() || writer.flush().await.is_err() {
                return;
            }
        }
        let _ = writer.shutdown().await;
    });
    let mut preface = [0; 24];
    reader.read_exact(&mut preface).await?;
    let _ = send.send(Some(frame(SETTINGS, 0, 0, &[])));
    let mut number = 0;
    let mut ping = Vec::new();
    while !writing.is_finished() {
        let mut head = [0; 9];
        reader.read_exact(&mut head).await?;
        let [a, b, c, kind, flags, stream @ ..] = head;
        let mut payload = vec![0; u32::from_be_bytes([0, a, b, c]) as usize];
        reader.read_exact(&mut payload).await?;
        let event = match kind {
            SETTINGS if flags & ACK == 0 => {
                let _ = send.send(Some(frame(SETTINGS, ACK, 0, &[])));
                continue;
            }
            HEADERS | DATA if flags & END_STREAM != 0 => {
                number += 1;
                counts.requests.fetch_add(1, Ordering::Relaxed);
                Event::Request { connection, number, stream: u32::from_be_bytes(stream) }
            }
            PING if flags & ACK == 0 => {
                ping = payload;
                counts.pings.fetch_add(1, Ordering::Relaxed);
                Event::Ping { connection }
            }
            _ => continue,
        };
        for act in behave(event) {
            perform(act, &ping, &send);
        }
    }
    Ok(())
}

fn perform(act: Act, ping: &[u8], send: &mpsc::UnboundedSender<Option<Vec<u8>>>) {
    let bytes = match act {
        Act::Answer(stream) => answer(stream, 0),
        Act::AnswerWithHead(stream, length) => answer(stream, length),
        Act::Reset(stream, code) => frame(RST_STREAM, 0, stream, &code.to_be_bytes()),
        Act::GoAway(last, code) => frame(GOAWAY, 0, 0, &[last.to_be_bytes(), code.to_be_bytes()].concat()),
        Act::Pong => frame(PING, ACK, 0, ping),
        Act::After(wait, act) => {
            let (ping, send) = (ping.to_vec(), send.clone());
            tokio::spawn(async move {
                sleep(wait).await;
                perform(*act, &ping, &send);
            });
            return;
        }
        Act::Close => {
            let _ = send.send(None);
            return;
        }
    };
    let _ = send.send(Some(bytes));
}

fn frame(kind: u8, flags: u8, stream: u32, payload: &[u8]) -> Vec<u8> {
    let length = u32::try_from(payload.len()).expect("a short payload").to_be_bytes();
    let mut frame = length[1..].to_vec();
    frame.extend([kind, flags]);
    frame.extend(stream.to_be_bytes());
    frame.extend(payload);
    frame
}

/// A whole answer: `:status: 200` and the content type, as HPACK writes them without its dictionary (RFC 7541).
fn answer(stream: u32, filler: usize) -> Vec<u8> {
    let mut head = vec![0x88];
    literal(&mut head, "content-type", "application/json");
    // No single value longer than servers send.
    for _ in 0..filler / 4_000 {
        literal(&mut head, "x-filler", &"x".repeat(4_000 - 40));
    }
    let mut parts = head.chunks(MAX_FRAME).peekable();
    let mut bytes = Vec::new();
    let mut kind = HEADERS;
    while let Some(part) = parts.next() {
        let flags = if parts.peek().is_none() { END_HEADERS } else { 0 };
        bytes.extend(frame(kind, flags, stream, part));
        kind = CONTINUATION;
    }
    bytes.extend(frame(DATA, END_STREAM, stream, b"\"fine\""));
    bytes
}

fn literal(head: &mut Vec<u8>, name: &str, value: &str) {
    head.push(0);
    for text in [name, value] {
        // Lengths of 127 and more go on in bytes of seven bits.
        let mut rest = text.len();
        if rest < 127 {
            head.push(u8::try_from(rest).expect("a short text"));
        } else {
            head.push(127);
            rest -= 127;
            while rest >= 128 {
                head.push(u8::try_from(rest % 128 + 128).expect("a byte"));
                rest /= 128;
            }
            head.push(u8::try_from(rest).expect("a byte"));
        }
        head.extend(text.as_bytes());
    }
}
