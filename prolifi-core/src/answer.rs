//! [`Answer`]: what came back for a call, before it is decoded.

mod body_failure;
mod charset;
mod common_error;
mod conditional;
mod decode_body;
mod encoding;
mod ending;
mod formats;
mod from_response;
mod head;
mod header_field;
mod moments;
mod pull;
mod refusal;
mod response;
pub mod streaming;
mod wanted;
#[cfg(feature = "xml")]
mod xml;

use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde::de::DeserializeOwned;

pub(crate) use self::{
    body_failure::body_failure,
    ending::Ending,
    head::{Head, leaves_doubt, rate_limit},
    refusal::refusal_kind,
    wanted::{Reading, Wanted},
};
pub use self::{
    conditional::{Conditional, Validator},
    formats::{Raw, Text},
    from_response::{FromResponse, media_types, status_in},
    header_field::{HeaderField, header_field},
    pull::Pull,
    response::Response,
};
use crate::{
    body::Body,
    endpoint::PageShape,
    error::{Error, ErrorKind, Redaction},
    json,
};

/// An answer whose status the answer type [accepts](crate::FromResponse::accepts), on its way to becoming
/// a value.
///
/// Implementations of [`FromResponse`](crate::FromResponse) read it. The body is complete and within the
/// size limit, unless the type is [streamed](crate::FromResponse::STREAMED).
///
/// ```
/// use prolifi::{Answer, Call, Error, FromResponse, http};
///
/// /// The name that the service gave to what it made.
/// struct Location(String);
///
/// impl FromResponse for Location {
///     fn from_response(answer: Answer) -> Result<Self, Error> {
///         let location = answer.headers().get("location").and_then(|value| value.to_str().ok());
///         location.map(|location| Self(location.to_owned())).ok_or_else(|| Error::decode("no `Location`"))
///     }
/// }
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let made = http::Response::builder().status(201).header("location", "/notes/7").body("")?;
/// assert_eq!(Call::<Location>::answer(made).await?.0, "/notes/7");
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Answer {
    /// Shared with the error that the answer may become.
    pub(crate) head: Arc<Head>,
    pub(crate) body: Received,
    /// Who hears what becomes of it.
    pub(crate) ending: Option<Box<Ending>>,
}

/// A body that was read, or one that is being received.
#[derive(Debug)]
pub(crate) enum Received {
    Whole(Bytes),
    Stream(Body),
}

impl Received {
    /// How long it is, if it was read.
    pub(crate) fn length(&self) -> Option<u64> {
        match self {
            Self::Whole(bytes) => u64::try_from(bytes.len()).ok(),
            Self::Stream(_) => None,
        }
    }
}

impl Answer {
    /// The status.
    pub fn status(&self) -> StatusCode {
        self.head.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.head.headers
    }

    /// The body; empty for a streamed type, whose body is not read yet, and for one that
    /// [reads none](crate::FromResponse::reads_body).
    pub fn bytes(&self) -> Bytes {
        match &self.body {
            Received::Whole(bytes) => bytes.clone(),
            Received::Stream(_) => Bytes::new(),
        }
    }

    /// Takes the body as it is received, for a type with [`STREAMED`](crate::FromResponse::STREAMED).
    pub fn into_body(self) -> Body {
        match self.body {
            Received::Whole(bytes) => bytes.into(),
            Received::Stream(body) => body,
        }
    }

    /// Reads the body as JSON: of a 2xx answer the value of the endpoint's envelope, of every other the
    /// whole.
    ///
    /// An empty body is read as `null`, so that an `Option` is `None`; a type that holds nothing, such as
    /// `()`, takes any body.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Decode`], with the path, the line and the column, and no value of the body.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, Error> {
        if const { size_of::<T>() == 0 }
            && let Some(value) = json::from_nothing()
        {
            return Ok(value);
        }
        let mut value = None;
        self.read_json(&mut value)?;
        match value {
            Some(value) => Ok(value),
            None => Err(Error::decode("nothing was read")),
        }
    }

    /// The same into a slot: only that is compiled for each type. An empty body is read as `null`.
    fn read_json<'a>(&'a self, slot: &mut dyn json::Slot<'a>) -> Result<(), Error> {
        let (text, member) = match &self.body {
            Received::Whole(bytes) if !bytes.is_empty() => (&bytes[..], self.envelope()),
            _ => (&b"null"[..], None),
        };
        json::read(text, member, slot).map_err(|problem| self.undecodable(&problem))
    }

    pub(crate) fn undecodable(&self, problem: &json::Problem) -> Error {
        let status = self.status();
        let problem = match &self.body {
            Received::Whole(bytes) if !bytes.is_empty() => format!("{}, but {problem}", status.as_str()),
            _ => format!("{} with an empty body", status.as_str()),
        };
        Error::new(ErrorKind::Decode, problem)
    }

    /// How the service writes the pages of this list.
    pub(crate) fn page_shape(&self) -> PageShape {
        self.head.service().map(|service| service.page_shape_of(self.head.endpoint)).unwrap_or_default()
    }

    /// The member that holds the value of this answer.
    fn envelope(&self) -> Option<&'static str> {
        self.head.endpoint.filter(|_| self.status().is_success())?.envelope_member()
    }

    /// An answer that was not received but given, to a mock.
    pub(crate) fn given(response: http::Response<Bytes>) -> Box<Self> {
        let (parts, body) = response.into_parts();
        let head = Head {
            status: parts.status,
            headers: parts.headers,
            service: None,
            endpoint: None,
            key: None,
            attempts: 1,
            redirects: 0,
            may_have_been_applied: leaves_doubt(parts.status),
            redaction: Redaction::default(),
        };
        Box::new(Self { head: Arc::new(head), body: Received::Whole(body), ending: None })
    }

    /// What an error made from this answer has to know.
    pub(crate) fn context(&self) -> Context {
        let body = match &self.body {
            Received::Whole(bytes) => Some(bytes.clone()),
            Received::Stream(_) => None,
        };
        Context { head: Arc::clone(&self.head), body, ending: None }
    }

    /// The same for an error in reading its value, which is the end of the call.
    pub(crate) fn last_context(&mut self) -> Context {
        Context { ending: self.ending.take(), ..self.context() }
    }
}

/// Everything of an answer that its error keeps.
pub(crate) struct Context {
    head: Arc<Head>,
    /// `None` for a body that was not read whole.
    body: Option<Bytes>,
    /// Told with its end.
    ending: Option<Box<Ending>>,
}

impl Context {
    /// Adds the answer and the history of the call to an error about it.
    pub(crate) fn describe(&self, error: Error) -> Error {
        let error = self.head.describe(error);
        match &self.body {
            Some(body) => error.with_body(body),
            None => error,
        }
    }

    /// The same for the error that the call ends with.
    pub(crate) fn end_with(&mut self, error: Error) -> Error {
        if let Some(ending) = &mut self.ending {
            ending.failed(error.kind());
        }
        self.describe(error)
    }
}
