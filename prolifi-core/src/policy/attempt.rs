//! One attempt: a request sent, and its answer received to the end.

use std::{borrow::Cow, pin::Pin, time::Duration};

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use http_body_util::BodyExt;
use tokio::time::{Instant, timeout_at};

use super::attempt_limit::Limit;
#[cfg(feature = "gzip")]
use crate::transport::decompress::decompress;
use crate::{
    answer::{Answer, Reading, Received, leaves_doubt, of_unpacking},
    body::{Body, Gathered},
    error::{BODY_KEPT, BoxError, Error, ErrorKind},
    request::Prepared,
    service::StreamedBody,
    transport::{Stage, TransportError, TransportFuture, cut_short},
};

/// An answer, with its body as its status and the answer type want it.
pub(super) struct Complete {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Received,
    /// How many redirects were followed to it.
    pub(super) redirects: u32,
}

/// An attempt without a complete answer.
pub(super) struct Failure {
    pub(super) kind: ErrorKind,
    pub(super) problem: Cow<'static, str>,
    pub(super) source: Option<BoxError>,
    /// The head of the answer, if that had arrived.
    pub(super) head: Option<(StatusCode, HeaderMap)>,
    pub(super) fate: Fate,
    /// Whether the next attempt would end the same way.
    pub(super) lasting: bool,
}

/// What became of a request that has no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// No byte of it was sent.
    Unsent,
    /// The service says that it did nothing with it.
    Unprocessed,
    /// It may have been carried out.
    Unknown,
}

/// How much of a body that nobody reads is received, and how long, before its connection is given up: in this time
/// OkHttp, too, tries to keep a connection whose body is discarded.
const DRAINED_BYTES: usize = 64 * 1024;
const DRAINED_TIME: Duration = Duration::from_millis(100);
/// How long the beginning of a body is waited for that is none of the kind that was asked for.
const BEGINNING_TIME: Duration = Duration::from_secs(1);

/// Receives the answer to a request that is on its way, in time. A body that the value needs is read here, so that
/// a connection lost in it is a failed attempt like any other; whatever happens to it, its head is kept.
///
/// It is given the transport's future and not the request, which would be a part of every future around it.
pub(super) async fn receive(
    mut sending: TransportFuture,
    prepared: &Prepared,
    limit: &Limit,
) -> Result<Complete, Failure> {
    // A block of its own, since the answer is no part of the future once it is taken apart.
    let (reading, (head, mut body)) = {
        let answer = match timeout_at(limit.ends, sending.as_mut()).await {
            Ok(answer) => answer.map_err(|error| Failure::transport(error, &prepared.base().address()))?,
            Err(_) => return Err(Failure::timeout(limit.lasts, cut_short(sending))),
        };
        let reading = match (prepared.wanted.reading)(answer.status()) {
            // The service may have to see the body to say what the answer means.
            Reading::Head if prepared.client.inner().service.read_outcome.is_some() => Reading::Whole,
            reading => reading,
        };
        #[cfg(feature = "gzip")]
        let answer = match reading {
            Reading::Head => answer,
            Reading::Streamed => decompress(answer, None),
            Reading::Whole | Reading::Refused => decompress(answer, Some(prepared.limits.max_body)),
        };
        (reading, answer.into_parts())
    };
    drop(sending);
    let body = match reading {
        Reading::Head => {
            drain(&mut body, limit.ends).await;
            Ok(Received::Whole(Bytes::new()))
        }
        Reading::Streamed if (prepared.wanted.takes)(&head.headers) => Ok(Received::Stream(body)),
        Reading::Streamed => Ok(Received::Whole(beginning(body, limit.ends).await)),
        Reading::Whole | Reading::Refused => {
            match timeout_at(limit.ends, read(&mut body, prepared.limits.max_body)).await {
                Ok(body) => body.map(Received::Whole),
                Err(_) => Err(Failure::timeout(limit.lasts, false)),
            }
        }
    };
    match body {
        Ok(body) => Ok(Complete { status: head.status, headers: head.headers, body, redirects: 0 }),
        Err(failure) => Err(Failure { head: Some((head.status, head.headers)), ..failure }),
    }
}

/// The head of the answer to an attempt, whatever became of the body behind it.
pub(super) fn head(outcome: &Result<Answer, Failure>) -> Option<(StatusCode, &HeaderMap)> {
    match outcome {
        Ok(answer) => Some((answer.status(), answer.headers())),
        Err(failure) => failure.head.as_ref().map(|(status, headers)| (*status, headers)),
    }
}

/// Receives a body that nobody reads, so that its connection can be used again; not for long, since closing it is
/// the other way. Nothing that happens to the body is a failure.
async fn drain(body: &mut Body, ends: Instant) {
    let ends = ends.min(Instant::now() + DRAINED_TIME);
    let received = async {
        let mut length = 0;
        while length <= DRAINED_BYTES
            && let Some(Ok(frame)) = body.frame().await
        {
            length += frame.data_ref().map_or(0, Bytes::len);
        }
    };
    let _ = timeout_at(ends, received).await;
}

/// As much of a body as an error keeps, of what arrives soon: one that has no end is not waited for. It is rare, and
/// so in a box and no part of the future of every call.
fn beginning(mut body: Body, ends: Instant) -> Pin<Box<dyn Future<Output = Bytes> + Send>> {
    let ends = ends.min(Instant::now() + BEGINNING_TIME);
    Box::pin(async move {
        let mut gathered = Gathered::default();
        while gathered.length() < BODY_KEPT as u64
            && let Ok(Some(Ok(frame))) = timeout_at(ends, body.frame()).await
        {
            if let Ok(chunk) = frame.into_data() {
                gathered.push(chunk);
            }
        }
        gathered.into_bytes()
    })
}

/// Reads a body to its end, and not beyond the limit.
async fn read(body: &mut Body, limit: u64) -> Result<Bytes, Failure> {
    let mut gathered = Gathered::default();
    while let Some(frame) = body.frame().await {
        // What is no data is trailers.
        let Ok(chunk) = frame.map_err(Failure::of_body)?.into_data() else { continue };
        gathered.push(chunk);
        if gathered.length() > limit {
            return Err(Failure::body_too_long(limit));
        }
    }
    Ok(gathered.into_bytes())
}

impl Failure {
    /// Whether the request may have been carried out. Where the head of the answer arrived, its status
    /// tells.
    pub(super) fn leaves_doubt(&self) -> bool {
        match &self.head {
            Some((status, _)) => leaves_doubt(*status),
            None => self.fate == Fate::Unknown,
        }
    }

    /// Whether the next attempt may end otherwise.
    pub(super) fn is_transient(&self) -> bool {
        !self.lasting && matches!(self.kind, ErrorKind::Connect | ErrorKind::Timeout | ErrorKind::Transport)
    }

    pub(super) fn into_error(self) -> Error {
        let error = Error::new(self.kind, self.problem);
        match self.source {
            Some(source) => error.with_source(source),
            None => error,
        }
    }

    fn new(kind: ErrorKind, problem: impl Into<Cow<'static, str>>) -> Self {
        Self { kind, problem: problem.into(), source: None, head: None, fate: Fate::Unknown, lasting: false }
    }

    fn timeout(lasted: Duration, unsent: bool) -> Self {
        if unsent {
            let problem = format!("no connection could be made within {lasted:?}");
            return Self { fate: Fate::Unsent, ..Self::new(ErrorKind::Timeout, problem) };
        }
        Self::new(ErrorKind::Timeout, format!("no complete answer within {lasted:?}"))
    }

    /// A request that could not be completed, so that nothing was sent.
    pub(super) fn unsent(source: BoxError) -> Self {
        let (kind, problem) = if source.is::<StreamedBody>() || source.is::<http::Error>() {
            (ErrorKind::Build, "the request could not be completed")
        } else {
            (ErrorKind::Auth, "the request could not be signed")
        };
        Self { source: Some(source), fate: Fate::Unsent, ..Self::new(kind, problem) }
    }

    fn of_body(source: BoxError) -> Self {
        let failure = match of_unpacking(&source) {
            Some((kind, problem)) => Self::new(kind, problem),
            None => Self::new(ErrorKind::Transport, "the connection failed before the answer was complete"),
        };
        Self { source: Some(source), ..failure }
    }

    /// A redirect that is not followed.
    pub(super) fn redirect(problem: &str, answer: Complete) -> Self {
        let problem = format!("the answer is a redirect that was not followed: {problem}");
        Self {
            head: Some((answer.status, answer.headers)),
            lasting: true,
            ..Self::new(ErrorKind::Redirect, problem)
        }
    }

    fn body_too_long(limit: u64) -> Self {
        Self::new(ErrorKind::TooLarge, format!("the answer is longer than {limit} bytes"))
    }

    fn transport(error: TransportError, address: &str) -> Self {
        let (kind, fate, mut problem) = match error.stage() {
            Stage::Connect => {
                (ErrorKind::Connect, Fate::Unsent, format!("no connection to {address} could be made"))
            }
            Stage::Unprocessed => {
                (ErrorKind::Transport, Fate::Unprocessed, "the service did not take the request".to_owned())
            }
            Stage::Timeout => (ErrorKind::Timeout, Fate::Unknown, "the transport ran out of time".to_owned()),
            Stage::Io => (
                ErrorKind::Transport,
                Fate::Unknown,
                "the connection failed before the answer arrived".to_owned(),
            ),
            #[cfg(feature = "testing")]
            Stage::Unexpected => {
                (ErrorKind::Build, Fate::Unsent, "the test did not expect this request".to_owned())
            }
        };
        if let Some(reason) = error.reason() {
            problem = format!("{problem}: {reason}");
        }
        let lasting = error.is_lasting();
        Self { fate, lasting, source: Some(error.into_source()), ..Self::new(kind, problem) }
    }
}
