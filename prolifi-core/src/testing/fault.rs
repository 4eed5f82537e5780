//! [`Fault`]: something that goes wrong with a request.

use std::{io, time::Duration};

use bytes::Bytes;
use futures_util::{StreamExt, stream};
use http::{HeaderValue, Response, StatusCode, header::RETRY_AFTER};
use tokio::{task::yield_now, time::sleep};

use super::played::Outcome;
use crate::body::Body;

/// In how many pieces a slow body comes.
const PIECES: usize = 8;

/// Something that goes wrong with a request, for [`Rule::fault`](super::Rule::fault) and
/// [`Routes::random_faults`](super::Routes::random_faults).
///
/// ```
/// use prolifi::{Call, Client, ErrorKind, Service, api, endpoint, testing::{Fault, Routes}};
///
/// #[api]
/// trait Notes {
///     #[endpoint(POST, "/notes")]
///     fn add_note(&self, text: &str) -> Call<u64>;
/// }
///
/// # #[tokio::main(flavor = "current_thread", start_paused = true)]
/// # async fn main() -> Result<(), prolifi::Error> {
/// let routes = Routes::new();
/// routes.on(NOTES.add_note).fault(Fault::unreachable()).fault(Fault::reset()).reply(&7);
///
/// let builder = Client::builder(Service::new("https://api.example.com"));
/// let client = builder.transport(routes.clone()).build()?;
/// // Nothing was sent at first, and so it is sent again; then it may have been carried out.
/// let error = client.add_note("Paid in cash").await.unwrap_err();
/// assert_eq!((error.kind(), error.attempts()), (ErrorKind::Transport, 2));
/// assert!(error.may_have_been_applied());
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct Fault(Kind);

#[derive(Debug, Clone)]
enum Kind {
    Unreachable,
    Hang,
    Reset,
    ResetAfterHead,
    CutBody(usize),
    SlowBody(Duration),
    RateLimited(Duration),
}

impl Fault {
    /// No connection can be made: nothing is sent. The server, which has the connection already, closes it.
    pub fn unreachable() -> Self {
        Self(Kind::Unreachable)
    }

    /// There is never an answer.
    pub fn hang() -> Self {
        Self(Kind::Hang)
    }

    /// The connection is lost before the head of the answer: the request may have been carried out.
    pub fn reset() -> Self {
        Self(Kind::Reset)
    }

    /// The connection is lost behind the head of the answer, before its body.
    pub fn reset_after_head() -> Self {
        Self(Kind::ResetAfterHead)
    }

    /// The connection is lost in the body of the answer, behind so many bytes of it.
    pub fn cut_body(bytes: usize) -> Self {
        Self(Kind::CutBody(bytes))
    }

    /// The body of the answer comes in pieces, and takes this long from the head to the end.
    pub fn slow_body(lasts: Duration) -> Self {
        Self(Kind::SlowBody(lasts))
    }

    /// The request is refused with 429 and this `Retry-After`, in whole seconds.
    pub fn rate_limited(retry_after: Duration) -> Self {
        Self(Kind::RateLimited(retry_after))
    }

    /// What becomes of an answer.
    pub(super) fn strike(&self, answer: Response<Body>) -> Outcome {
        let (head, body) = answer.into_parts();
        let with = |body| Outcome::Answer(Box::new(Response::from_parts(head, body)));
        match self.0 {
            Kind::Unreachable => Outcome::Unreachable,
            Kind::Hang => Outcome::Hang,
            Kind::Reset => Outcome::Reset,
            Kind::ResetAfterHead => with(cut(Bytes::new())),
            Kind::CutBody(bytes) => {
                let whole = body.to_bytes().unwrap_or_default();
                with(cut(whole.slice(..bytes.min(whole.len()))))
            }
            Kind::SlowBody(lasts) => with(slow(&body.to_bytes().unwrap_or_default(), lasts)),
            Kind::RateLimited(wait) => {
                let mut refusal = Response::new(Body::empty());
                *refusal.status_mut() = StatusCode::TOO_MANY_REQUESTS;
                refusal.headers_mut().insert(RETRY_AFTER, HeaderValue::from(wait.as_secs()));
                Outcome::Answer(Box::new(refusal))
            }
        }
    }
}

/// A body whose connection is lost behind these bytes, once the server has sent them.
fn cut(start: Bytes) -> Body {
    let start = stream::iter((!start.is_empty()).then_some(Ok(start)));
    let lost = stream::once(async {
        yield_now().await;
        Err(io::Error::from(io::ErrorKind::ConnectionReset))
    });
    Body::stream(start.chain(lost))
}

/// A body that takes its time.
fn slow(whole: &Bytes, lasts: Duration) -> Body {
    let length = whole.len().div_ceil(PIECES).max(1);
    let pieces: Vec<Bytes> = whole.chunks(length).map(|piece| whole.slice_ref(piece)).collect();
    let wait = lasts / u32::try_from(pieces.len().max(1)).unwrap_or(1);
    let pieces = stream::iter(pieces).then(move |piece| async move {
        sleep(wait).await;
        Ok::<_, io::Error>(piece)
    });
    Body::stream(pieces)
}
