//! One attempt: a request sent, and its answer received to the end.

use std::{borrow::Cow, time::Duration};

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use http_body_util::BodyExt;

use super::{Expected, repeat};
use crate::{
    answer::Received,
    body::Body,
    client::Client,
    error::{BoxError, Error, ErrorKind},
    transport::{Stage, TransportError, TransportFuture},
};

/// An answer, with its body as its status and the answer type want it.
pub(super) struct Complete {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Received,
}

/// An attempt without a complete answer.
pub(super) struct Failure {
    pub(super) kind: ErrorKind,
    pub(super) problem: Cow<'static, str>,
    pub(super) source: Option<BoxError>,
    /// The head of the answer, if that had arrived.
    pub(super) head: Option<(StatusCode, HeaderMap)>,
}

/// Receives the answer to a request that is on its way. The body is read here, so that a connection lost in
/// it is a failed attempt like any other, unless the value wants to read it by itself.
///
/// It is given the transport's future and not the request, which would be a part of every future around it.
pub(super) async fn receive(
    sending: TransportFuture,
    client: &Client,
    expected: Expected,
    max_body: u64,
) -> Result<Complete, Failure> {
    let answer = sending.await.map_err(|error| Failure::transport(error, &client.inner().base.address()))?;
    #[cfg(feature = "gzip")]
    let answer = crate::transport::decompress::decompress(answer);
    let (head, mut body) = answer.into_parts();
    if expected.streamed && (expected.accepts)(head.status) {
        return Ok(Complete { status: head.status, headers: head.headers, body: Received::Stream(body) });
    }
    match read(&mut body, max_body).await {
        Ok(body) => Ok(Complete { status: head.status, headers: head.headers, body: Received::Whole(body) }),
        Err(failure) => Err(Failure { head: Some((head.status, head.headers)), ..failure }),
    }
}

/// Reads a body to its end, and not beyond the limit. Most come in one chunk, which is not copied; of more,
/// the copy and its chunks are twice the body at most.
async fn read(body: &mut Body, limit: u64) -> Result<Bytes, Failure> {
    let mut length = 0;
    let mut first = Bytes::new();
    let mut rest = Vec::new();
    while let Some(frame) = body.frame().await {
        // What is no data is trailers.
        let Ok(chunk) = frame.map_err(Failure::body_lost)?.into_data() else { continue };
        length += chunk.len() as u64;
        if length > limit {
            return Err(Failure::body_too_long(limit));
        }
        if first.is_empty() {
            first = chunk;
        } else {
            rest.push(chunk);
        }
    }
    if rest.is_empty() {
        return Ok(first);
    }
    rest.insert(0, first);
    Ok(rest.concat().into())
}

impl Failure {
    /// Whether the request may have been carried out. Where the head of the answer arrived, its status
    /// tells; where nothing was sent, nothing was done.
    pub(super) fn leaves_doubt(&self) -> bool {
        match &self.head {
            Some((status, _)) => repeat::leaves_doubt(*status),
            None => self.kind != ErrorKind::Connect,
        }
    }

    /// Whether the next attempt may end otherwise.
    pub(super) fn is_transient(&self) -> bool {
        matches!(self.kind, ErrorKind::Connect | ErrorKind::Timeout | ErrorKind::Transport)
    }

    pub(super) fn into_error(self) -> Error {
        let error = Error::new(self.kind, self.problem);
        match self.source {
            Some(source) => error.with_source(source),
            None => error,
        }
    }

    pub(super) fn timeout(limit: Duration) -> Self {
        Self {
            kind: ErrorKind::Timeout,
            problem: format!("no complete answer within {limit:?}").into(),
            source: None,
            head: None,
        }
    }

    fn body_lost(source: BoxError) -> Self {
        Self {
            kind: ErrorKind::Transport,
            problem: "the connection failed before the answer was complete".into(),
            source: Some(source),
            head: None,
        }
    }

    fn body_too_long(limit: u64) -> Self {
        Self {
            kind: ErrorKind::TooLarge,
            problem: format!("the answer is longer than {limit} bytes").into(),
            source: None,
            head: None,
        }
    }

    fn transport(error: TransportError, address: &str) -> Self {
        let (kind, problem) = match error.stage() {
            Stage::Connect => (ErrorKind::Connect, format!("no connection to {address} could be made")),
            Stage::Timeout => (ErrorKind::Timeout, "the transport ran out of time".into()),
            Stage::Io => (ErrorKind::Transport, "the connection failed before the answer arrived".into()),
        };
        Self { kind, problem: problem.into(), source: Some(error.into_source()), head: None }
    }
}
