//! [`Conditional`]: an answer to a request that asks only for what has changed.

use std::borrow::Borrow;

use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};

use super::{Answer, FromResponse};
use crate::error::Error;

/// The answer of an endpoint that is asked only for what has changed (RFC 9110, section 13): the new value with the
/// [`Validator`] to ask with the next time, or that the old one still holds. A 304 is no error here.
///
/// ```
/// use prolifi::{Call, Conditional, http};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let call = Call::<Conditional<u32>>::answer(http::Response::builder().header("etag", "\"v7\"").body("7")?);
/// // `#[endpoint(GET, "/notes/<id>")] fn note(&self, id: u64, #[headers] known: &Validator) -> Call<Conditional<u32>>;`
/// // let call = client.note(7, &Validator::default());
/// let Conditional::Fresh(value, validator) = call.await? else { return Err("unchanged".into()) };
/// assert_eq!((value, validator.etag()), (7, Some("\"v7\"")));
///
/// let call = Call::<Conditional<u32>>::answer(http::Response::builder().status(304).body("")?);
/// // let call = client.note(7, &validator);
/// assert_eq!(call.await?, Conditional::NotModified);
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Conditional<T> {
    /// The value, and what names its version.
    Fresh(T, Validator),
    /// What the caller has is still so: 304.
    NotModified,
}

impl<T> Conditional<T> {
    /// The value, where there is a new one.
    pub fn fresh(self) -> Option<T> {
        match self {
            Self::Fresh(value, _) => Some(value),
            Self::NotModified => None,
        }
    }
}

/// What names a version of a resource: its `ETag`, its `Last-Modified`, both or neither. As the argument marked
/// `#[headers]` it is sent as `If-None-Match` and `If-Modified-Since`; the default sends nothing.
///
/// ```
/// use prolifi::Validator;
///
/// let stored = Validator::of_etag("\"v7\"");
/// assert_eq!(stored.as_ref().and_then(Validator::etag), Some("\"v7\""));
/// assert_eq!(Validator::default().etag(), None);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Validator {
    /// As they are asked with.
    conditions: HeaderMap,
}

impl Validator {
    /// A validator that was stored by its `ETag`; `None` if that is no text of a header.
    pub fn of_etag(etag: &str) -> Option<Self> {
        Some(Self::default().with(header::IF_NONE_MATCH, HeaderValue::from_str(etag).ok()?))
    }

    /// A validator that was stored by its `Last-Modified`; `None` if that is no text of a header.
    pub fn of_last_modified(date: &str) -> Option<Self> {
        Some(Self::default().with(header::IF_MODIFIED_SINCE, HeaderValue::from_str(date).ok()?))
    }

    /// The `ETag` of the answer, with its quotes.
    pub fn etag(&self) -> Option<&str> {
        self.conditions.get(header::IF_NONE_MATCH)?.to_str().ok()
    }

    /// The `Last-Modified` of the answer.
    pub fn last_modified(&self) -> Option<&str> {
        self.conditions.get(header::IF_MODIFIED_SINCE)?.to_str().ok()
    }

    /// The headers of the answer that it was read from.
    #[cfg(feature = "testing")]
    pub(crate) fn answered(&self) -> HeaderMap {
        let pairs = CONDITIONS
            .iter()
            .filter_map(|(name, condition)| Some((name.clone(), self.conditions.get(condition)?.clone())));
        pairs.collect()
    }

    fn with(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.conditions.insert(name, value);
        self
    }

    fn read(headers: &HeaderMap) -> Self {
        let mut validator = Self::default();
        for (name, condition) in CONDITIONS {
            if let Some(value) = headers.get(name) {
                validator.conditions.insert(condition, value.clone());
            }
        }
        validator
    }
}

/// What an answer names its version in, and a request asks with.
const CONDITIONS: [(HeaderName, HeaderName); 2] =
    [(header::ETAG, header::IF_NONE_MATCH), (header::LAST_MODIFIED, header::IF_MODIFIED_SINCE)];

impl Borrow<HeaderMap> for Validator {
    fn borrow(&self) -> &HeaderMap {
        &self.conditions
    }
}

impl Borrow<HeaderMap> for &Validator {
    fn borrow(&self) -> &HeaderMap {
        &self.conditions
    }
}

#[diagnostic::do_not_recommend]
impl<T: FromResponse> FromResponse for Conditional<T> {
    const STREAMED: bool = T::STREAMED;
    const IS_FEED: bool = T::IS_FEED;

    fn media_types() -> HeaderValue {
        T::media_types()
    }

    fn takes(headers: &HeaderMap) -> bool {
        T::takes(headers)
    }

    fn accepts(status: StatusCode) -> bool {
        status == StatusCode::NOT_MODIFIED || T::accepts(status)
    }

    fn reads_body(status: StatusCode) -> bool {
        status != StatusCode::NOT_MODIFIED && T::reads_body(status)
    }

    fn from_response(answer: Answer) -> Result<Self, Error> {
        if answer.status() == StatusCode::NOT_MODIFIED {
            return Ok(Self::NotModified);
        }
        let validator = Validator::read(answer.headers());
        T::from_response(answer).map(|value| Self::Fresh(value, validator))
    }
}
