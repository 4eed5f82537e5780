//! [`FromResponse`]: what an answer may be read as.

use http::{HeaderMap, HeaderValue, StatusCode};
use serde::de::DeserializeOwned;

use super::Answer;
use crate::{error::Error, json};

/// A type that an answer can be read as: the `T` of a `Call<T>`.
///
/// Every type that implements `Deserialize` has it, as JSON. For another format write a wrapper that does
/// not implement `Deserialize`; to have a type for each status, derive it on an enum.
///
/// ```
/// use prolifi::{Answer, Error, FromResponse};
///
/// struct Csv(Vec<Vec<String>>);
///
/// impl FromResponse for Csv {
///     fn from_response(answer: Answer) -> Result<Self, Error> {
///         let text = String::from_utf8(answer.bytes().to_vec()).map_err(Error::decode)?;
///         Ok(Self(text.lines().map(|line| line.split(',').map(str::to_owned).collect()).collect()))
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "an answer cannot be read as `{Self}`",
    label = "not `Deserialize`",
    note = "derive `serde::Deserialize` for the type to read it as JSON, or implement `FromResponse` for another format",
    note = "bytes are read as `Raw`, text as `Text`, and items as they arrive as `Streaming<D>` of `Chunks`, `Events` or `JsonLines<T>`"
)]
pub trait FromResponse: Sized + 'static {
    /// Whether the body is left to be read by the value, as it is received. Default: no.
    const STREAMED: bool = false;

    /// Whether a [streamed](Self::STREAMED) answer may be silent for as long as it likes, as one that tells what happens
    /// does. One that may not ends with an error after 30 s without a byte, unless `idle_timeout` is set. Default: no.
    const IS_FEED: bool = false;

    /// What the request asks for, in `Accept`, unless the caller sets that header (RFC 9110, section 12.5.1).
    /// Default: anything; for JSON `application/json`.
    ///
    /// ```
    /// use prolifi::{Answer, Error, FromResponse, Text, http::HeaderValue};
    ///
    /// struct Csv(String);
    ///
    /// impl FromResponse for Csv {
    ///     fn media_types() -> HeaderValue {
    ///         HeaderValue::from_static("text/csv")
    ///     }
    ///
    ///     fn from_response(answer: Answer) -> Result<Self, Error> {
    ///         Text::from_response(answer).map(|Text(csv)| Self(csv))
    ///     }
    /// }
    /// ```
    fn media_types() -> HeaderValue {
        const ANYTHING: HeaderValue = HeaderValue::from_static("*/*");
        ANYTHING
    }

    /// Whether an answer with these headers is what a [streamed](Self::STREAMED) type reads. Default: yes.
    ///
    /// If not, the value is given the beginning of the body, up to 64 KiB and what arrives within a second, so
    /// that its error can keep it.
    fn takes(headers: &HeaderMap) -> bool {
        let _ = headers;
        true
    }

    /// Whether an answer with this status is read; every other becomes an [`Error`]. Default: 2xx.
    fn accepts(status: StatusCode) -> bool {
        status.is_success()
    }

    /// Whether the body of an answer with this status, which is [accepted](Self::accepts), is needed at all. Default:
    /// yes; for JSON of a type that holds nothing, such as `()`, no.
    ///
    /// Where it is not, the call is answered by its head: a body that is lost, late or too long afterwards is no
    /// failure, and nothing for which a request would be repeated.
    ///
    /// ```
    /// use prolifi::{Answer, Error, FromResponse, http::StatusCode};
    ///
    /// /// The tag of a note, from the head of an answer.
    /// struct Tag(Option<String>);
    ///
    /// impl FromResponse for Tag {
    ///     fn reads_body(_: StatusCode) -> bool {
    ///         false
    ///     }
    ///
    ///     fn from_response(answer: Answer) -> Result<Self, Error> {
    ///         let tag = answer.headers().get("etag").and_then(|tag| tag.to_str().ok());
    ///         Ok(Self(tag.map(str::to_owned)))
    ///     }
    /// }
    /// ```
    fn reads_body(status: StatusCode) -> bool {
        let _ = status;
        true
    }

    /// Reads the answer.
    ///
    /// # Errors
    ///
    /// What [`Answer::json`] says, or [`Error::decode`] of the cause.
    fn from_response(answer: Answer) -> Result<Self, Error>;
}

#[diagnostic::do_not_recommend]
impl<T: DeserializeOwned + 'static> FromResponse for T {
    fn media_types() -> HeaderValue {
        JSON
    }

    fn reads_body(_: StatusCode) -> bool {
        (const { size_of::<T>() != 0 }) || json::from_nothing::<T>().is_none()
    }

    fn from_response(answer: Answer) -> Result<Self, Error> {
        answer.json()
    }
}

pub(crate) const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// What is asked for where the answer is one of several types. For the derive.
#[doc(hidden)]
pub fn media_types(of: &[HeaderValue]) -> HeaderValue {
    let Some((first, rest)) = of.split_first() else { return JSON };
    if rest.iter().all(|other| other == first) {
        return first.clone();
    }
    let mut listed: Vec<&[u8]> = Vec::new();
    for media_type in of.iter().map(HeaderValue::as_bytes) {
        if !listed.contains(&media_type) {
            listed.push(media_type);
        }
    }
    HeaderValue::from_bytes(&listed.join(&b", "[..])).unwrap_or_else(|_| first.clone())
}

/// Whether a status is in one of the ranges, both ends included. For the derive.
#[doc(hidden)]
pub fn status_in(status: StatusCode, ranges: &[(u16, u16)]) -> bool {
    ranges.iter().any(|(first, last)| (*first..=*last).contains(&status.as_u16()))
}
