//! One attempt: a request sent, and its answer received to the end.

use std::{borrow::Cow, future::poll_fn, pin::pin, task::Poll, time::Duration};

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use tokio::{task::unconstrained, time::sleep_until};

use super::{
    limit::Limit,
    receiving::{self, Unread, Whole},
    sending::{self, Over},
};
#[cfg(feature = "gzip")]
use crate::transport::decompress::decompress;
use crate::{
    answer::{Answer, Reading, Received, body_failure, leaves_doubt},
    body::BodyError,
    error::{BoxError, Error, ErrorKind},
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

/// What an answer was waited for too long.
enum Late {
    Head(Duration),
    Sending(Over),
}

impl Late {
    fn lasted(&self) -> Duration {
        match self {
            Self::Head(lasted) => *lasted,
            Self::Sending(over) => over.lasted(),
        }
    }
}

/// Receives the answer to a request that is on its way, in time. A body that the value needs is read here, so that
/// a connection lost in it is a failed attempt like any other; whatever happens to it, its head is kept.
///
/// It is given the transport's future and not the request, which would be a part of every future around it.
pub(super) async fn receive(
    mut sending: TransportFuture,
    prepared: &Prepared,
    limit: &mut Limit,
) -> Result<Complete, Failure> {
    // One timer for all that is waited for: setting one up takes longer than setting it anew.
    let mut sleep = pin!(sleep_until(limit.head(prepared).ends));
    // A block of its own, since the answer is no part of the future once it is taken apart.
    let (reading, status, headers, mut body) = {
        let answer = match &limit.sent {
            None => {
                let answer = poll_fn(|cx| {
                    if let Poll::Ready(answer) = sending.as_mut().poll(cx) {
                        return Poll::Ready(Some(answer));
                    }
                    // However busy the transport was meanwhile.
                    pin!(unconstrained(sleep.as_mut())).poll(cx).map(|()| None)
                })
                .await;
                answer.ok_or_else(|| Late::Head(limit.head(prepared).lasts))
            }
            Some(sent) => {
                let answer = sending::answer(&mut sending, sleep.as_mut(), prepared, sent, limit);
                answer.await.map_err(Late::Sending)
            }
        };
        limit.leave_out_sending(prepared);
        let answer = match answer {
            Ok(answer) => {
                answer.map_err(|error| match limit.sent.as_ref().and_then(|sent| sent.failure()) {
                    Some(cause) => Failure::of_request_body(&cause, error),
                    None => Failure::transport(error, &prepared.base().address()),
                })?
            }
            Err(late) => return Err(Failure::timeout(&late, cut_short(sending))),
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
        let (head, body) = answer.into_parts();
        (reading, head.status, head.headers, body)
    };
    drop(sending);
    let body = match reading {
        Reading::Head => {
            receiving::drain(&mut body, limit.whole(prepared).ends).await;
            Ok(Received::Whole(Bytes::new()))
        }
        Reading::Streamed if (prepared.wanted.takes)(&headers) => {
            Ok(Received::Stream(limit.of_stream(prepared).with(body)))
        }
        Reading::Streamed => {
            Ok(Received::Whole(receiving::beginning(body, limit.whole(prepared).ends).await))
        }
        Reading::Whole | Reading::Refused => {
            let mut whole = Whole::new(&mut body, prepared, limit);
            let read = poll_fn(|cx| whole.poll(sleep.as_mut(), cx)).await;
            read.map(Received::Whole).map_err(Failure::unread)
        }
    };
    match body {
        Ok(body) => Ok(Complete { status, headers, body, redirects: 0 }),
        Err(failure) => Err(Failure { head: Some((status, headers)), ..failure }),
    }
}

/// The head of the answer to an attempt, whatever became of the body behind it.
pub(super) fn head(outcome: &Result<Answer, Failure>) -> Option<(StatusCode, &HeaderMap)> {
    match outcome {
        Ok(answer) => Some((answer.status(), answer.headers())),
        Err(failure) => failure.head.as_ref().map(|(status, headers)| (*status, headers)),
    }
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

    fn timeout(late: &Late, unsent: bool) -> Self {
        if unsent {
            let lasted = late.lasted();
            let problem = format!("no connection could be made within {lasted:?}");
            return Self { fate: Fate::Unsent, ..Self::new(ErrorKind::Timeout, problem) };
        }
        Self::new(
            ErrorKind::Timeout,
            match late {
                Late::Head(lasted) => format!("no complete answer within {lasted:?}"),
                Late::Sending(over) => over.to_string(),
            },
        )
    }

    /// The body of the request could not be read to its end, whatever the transport makes of that.
    fn of_request_body(cause: &BodyError, error: TransportError) -> Self {
        let problem = format!("the body of the request could not be sent: {}", cause.problem);
        Self {
            source: Some(error.into_source()),
            lasting: cause.lasting,
            ..Self::new(ErrorKind::Transport, problem)
        }
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

    fn unread(unread: Unread) -> Self {
        let source = match unread {
            Unread::Failed(source) => source,
            Unread::TooLong(limit) => {
                return Self::new(ErrorKind::TooLarge, format!("the answer is longer than {limit} bytes"));
            }
        };
        let failure = match body_failure(&source) {
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
