//! [`Timed`]: a [`FakeTransport`] that also keeps the time of every attempt.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use bytes::Bytes;
use http::{Request, Response};
use prolifi::{
    Body,
    testing::FakeTransport,
    transport::{Transport, TransportError, TransportFuture},
};
use tokio::time::Instant;

/// How one attempt ends.
#[derive(Debug, Clone, Copy)]
pub enum Outcome {
    /// No connection: nothing is sent.
    Refused,
    /// The other side says that it did not process the request.
    Unprocessed,
    /// The connection fails before the answer.
    Lost,
    /// The transport gives up by itself.
    TransportTimeout,
    /// Nothing ever comes.
    Hang,
    /// A whole answer with this status and an empty JSON object.
    Status(u16),
    /// The same with one more header.
    With(u16, &'static str, &'static str),
    /// A head with this status, and a body that breaks.
    Cut(u16),
    /// The same with one more header.
    CutWith(u16, &'static str, &'static str),
    /// A head with this status, and a body that never ends.
    Stalled(u16),
    /// The same with one more header.
    StalledWith(u16, &'static str, &'static str),
    /// A 200 with this body.
    Ok(&'static str),
}

/// A transport that ends attempts as it was told, and knows when they began.
#[derive(Debug, Clone)]
pub struct Timed {
    fake: FakeTransport,
    started: Instant,
    attempts: Arc<Mutex<Vec<Instant>>>,
}

impl Timed {
    /// Ends one attempt after the other like this.
    pub fn new(outcomes: impl IntoIterator<Item = Outcome>) -> Self {
        Self::slow(Duration::ZERO, outcomes)
    }

    /// The same, with each attempt taking so long.
    pub fn slow(latency: Duration, outcomes: impl IntoIterator<Item = Outcome>) -> Self {
        let fake = FakeTransport::new();
        let fake = outcomes.into_iter().fold(fake, |fake, outcome| add(fake, outcome).after(latency));
        Self { fake, started: Instant::now(), attempts: Arc::default() }
    }

    /// Ends one more attempt like this.
    pub fn then(&self, outcome: Outcome) {
        add(self.fake.clone(), outcome);
    }

    /// The requests of the attempts.
    pub fn requests(&self) -> Vec<Request<Bytes>> {
        self.fake.requests()
    }

    /// How many attempts were begun.
    pub fn attempts(&self) -> usize {
        self.starts().len()
    }

    /// When the attempts began, counted from when the transport was made.
    pub fn starts(&self) -> Vec<Duration> {
        let attempts = self.attempts.lock().unwrap_or_else(PoisonError::into_inner);
        attempts.iter().map(|attempt| *attempt - self.started).collect()
    }

    /// The times between attempts.
    pub fn delays(&self) -> Vec<Duration> {
        self.starts().windows(2).map(|pair| pair[1] - pair[0]).collect()
    }

    /// How much time has passed.
    pub fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }
}

impl Transport for Timed {
    fn send(&self, request: Request<Body>) -> TransportFuture {
        self.attempts.lock().unwrap_or_else(PoisonError::into_inner).push(Instant::now());
        self.fake.send(request)
    }
}

fn add(fake: FakeTransport, outcome: Outcome) -> FakeTransport {
    let answer = |status: u16| Response::builder().status(status);
    match outcome {
        Outcome::Refused => fake.fail(TransportError::connect("refused")),
        Outcome::Unprocessed => fake.fail(TransportError::unprocessed("refused stream")),
        Outcome::Lost => fake.fail(TransportError::io("reset")),
        Outcome::TransportTimeout => fake.fail(TransportError::timeout("slow")),
        Outcome::Hang => fake.hang(),
        Outcome::Status(status) => fake.answer(answer(status).body("{}").expect("an answer")),
        Outcome::With(status, name, value) => {
            fake.answer(answer(status).header(name, value).body("{}").expect("an answer"))
        }
        Outcome::Cut(status) => fake.answer(answer(status).body(cut()).expect("an answer")),
        Outcome::CutWith(status, name, value) => {
            fake.answer(answer(status).header(name, value).body(cut()).expect("an answer"))
        }
        Outcome::Stalled(status) => fake.answer(answer(status).body(stalled()).expect("an answer")),
        Outcome::StalledWith(status, name, value) => {
            fake.answer(answer(status).header(name, value).body(stalled()).expect("an answer"))
        }
        Outcome::Ok(body) => fake.answer(answer(200).body(body).expect("an answer")),
    }
}

fn cut() -> Body {
    Body::stream(futures_util::stream::iter([Ok(Bytes::from("{")), Err("cut")]))
}

fn stalled() -> Body {
    Body::stream(futures_util::stream::pending::<Result<Bytes, &str>>())
}
