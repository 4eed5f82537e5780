//! [`Paced`]: a transport that takes a body and gives an answer at a pace, for tests of limits under a paused clock.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use bytes::Bytes;
use futures_util::{StreamExt, stream};
use http_body_util::BodyStream;
use prolifi::{
    Body, BoxError, http,
    transport::{Transport, TransportError, TransportFuture},
};
use tokio::time::sleep;

/// What one request meets. Each step is a chunk and the pause before it; what has no end stalls there.
#[derive(Debug, Clone)]
pub struct Paced {
    taken: Steps,
    head: Duration,
    given: Steps,
    chunk: &'static str,
    attempts: Arc<AtomicUsize>,
}

#[derive(Debug, Clone, Copy)]
struct Steps {
    every: Duration,
    most: usize,
}

impl Paced {
    /// Takes and gives at once.
    pub fn at_once() -> Self {
        let at_once = Steps { every: Duration::ZERO, most: usize::MAX };
        let given = Steps { most: 1, ..at_once };
        Self { taken: at_once, head: Duration::ZERO, given, chunk: "7", attempts: Arc::default() }
    }

    /// Takes a chunk of the body so often.
    pub fn takes_every(mut self, every: Duration) -> Self {
        self.taken.every = every;
        self
    }

    /// Takes only so many chunks.
    pub fn takes_only(mut self, chunks: usize) -> Self {
        self.taken.most = chunks;
        self
    }

    /// Gives the head so long after it has taken the body.
    pub fn head_after(mut self, pause: Duration) -> Self {
        self.head = pause;
        self
    }

    /// Gives this chunk so often, `times` times, and ends then unless `times` is 0.
    pub fn gives(mut self, chunk: &'static str, every: Duration, times: usize) -> Self {
        (self.chunk, self.given) = (chunk, Steps { every, most: times });
        self
    }

    /// How many requests there were.
    pub fn attempts(&self) -> usize {
        self.attempts.load(Ordering::Relaxed)
    }

    async fn take(&self, body: Body) -> Result<(), BoxError> {
        let mut body = BodyStream::new(body);
        let mut taken = 0;
        loop {
            if taken == self.taken.most {
                std::future::pending::<()>().await;
            }
            sleep(self.taken.every).await;
            match body.next().await {
                Some(frame) => drop(frame?),
                None => return Ok(()),
            }
            taken += 1;
        }
    }

    fn give(&self) -> Body {
        let (chunk, steps) = (self.chunk, self.given);
        Body::stream(stream::unfold(0, move |given| async move {
            if steps.most == 0 {
                std::future::pending::<()>().await;
            }
            if given == steps.most {
                return None;
            }
            sleep(steps.every).await;
            Some((Ok::<_, BoxError>(Bytes::from_static(chunk.as_bytes())), given + 1))
        }))
    }
}

impl Transport for Paced {
    fn send(&self, request: http::Request<Body>) -> TransportFuture {
        let paced = self.clone();
        self.attempts.fetch_add(1, Ordering::Relaxed);
        Box::pin(async move {
            paced.take(request.into_body()).await.map_err(TransportError::io)?;
            sleep(paced.head).await;
            Ok(http::Response::new(paced.give()))
        })
    }
}
