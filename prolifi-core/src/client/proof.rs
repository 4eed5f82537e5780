//! [`Proof`]: a secret in the form in which a request carries it.

use std::time::SystemTime;

use base64::{Engine, prelude::BASE64_STANDARD};
use http::{HeaderName, HeaderValue, Request};

use super::{ApiKey, Clock};
use crate::{
    body::Body,
    error::BoxError,
    service::{Auth, Signer, ToSign, with_pair},
};

/// Made once for a secret, and copied into each attempt.
#[derive(Clone)]
pub(crate) enum Proof {
    /// Marked sensitive, so that no one prints or indexes it.
    Header(HeaderName, HeaderValue),
    /// Under this name.
    Query(&'static str, String),
    /// Made for each attempt, with this key.
    Signature(Signer, Option<ApiKey>),
}

impl Proof {
    /// Writes a secret as the service wants it; `None` where it wants none.
    ///
    /// # Errors
    ///
    /// A sentence that says what is wrong with the secret, without it.
    pub(crate) fn of(auth: &Auth, key: &ApiKey) -> Result<Option<Self>, String> {
        let (own, key) = (key, key.expose());
        let value = match auth {
            Auth::None => return Ok(None),
            Auth::Basic => {
                if !key.contains(':') {
                    return Err("a key for basic authentication is `user:password`".into());
                }
                format!("Basic {}", BASE64_STANDARD.encode(key))
            }
            Auth::Bearer => format!("Bearer {}", visible(key)?),
            Auth::Scheme(word) => format!("{word} {}", visible(key)?),
            Auth::Header(_) => visible(key)?.to_owned(),
            Auth::Sign(signer) => return Ok(Some(Self::Signature(signer.clone(), Some(own.clone())))),
            Auth::Query(name) => {
                return Ok(Some(Self::Query(name, visible(key)?.to_owned())));
            }
        };
        let Some(name) = auth.header() else { return Ok(None) };
        let mut value =
            HeaderValue::try_from(value).map_err(|_| "the key holds characters that a header cannot")?;
        value.set_sensitive(true);
        Ok(Some(Self::Header(name, value)))
    }

    /// Whether it is over the rest of the request.
    pub(crate) fn is_signature(&self) -> bool {
        matches!(self, Self::Signature(..))
    }

    /// Adds the secret to a request, unless the call has set that header itself.
    ///
    /// # Errors
    ///
    /// What a signer says, and `http` of an address that has become too long.
    pub(crate) fn add_to(&self, request: &mut Request<Body>, clock: &Clock) -> Result<(), BoxError> {
        match self {
            Self::Header(name, value) => {
                request.headers_mut().entry(name).or_insert_with(|| value.clone());
            }
            Self::Signature(signer, key) => {
                let time = clock.time(SystemTime::now());
                signer.sign(&mut ToSign::new(request, key.as_ref().map(ApiKey::expose), time))?;
            }
            Self::Query(name, key) => *request.uri_mut() = with_pair(request.uri(), name, key)?,
        }
        Ok(())
    }
}

/// A secret that stands somewhere as it is.
fn visible(key: &str) -> Result<&str, String> {
    match key.find(|c: char| !c.is_ascii_graphic()) {
        None => Ok(key),
        Some(position) => Err(format!(
            "the key holds a character that no key has (a space, a line break or a letter beyond ASCII) at position \
             {position}; was it copied with its quotes or line end?"
        )),
    }
}
