//! [`Prepared`]: a request that is complete but for what its call may still change.

use std::{fmt, time::Duration};

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Uri, header};
use uuid::Uuid;

use crate::{Auth, Body, Client, Endpoint, Error};

/// The longest idempotency key: what services commonly allow.
const LONGEST_KEY: usize = 255;

/// The key, the content type, and some of the endpoint's own.
const ADDED_HEADERS: usize = 4;

/// A request, its options, and the first error made on the way.
pub(crate) struct Prepared {
    pub(crate) client: Client,
    pub(crate) endpoint: &'static Endpoint,
    /// Absolute, and encoded.
    pub(crate) uri: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Body,
    pub(crate) options: Options,
    pub(crate) error: Option<Error>,
}

/// What a call may set, over what its endpoint and its client say.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Options {
    pub(crate) timeout: Duration,
    pub(crate) attempt_timeout: Option<Duration>,
    pub(crate) max_retries: u32,
    pub(crate) max_body: u64,
}

impl Prepared {
    pub(crate) fn new(client: &Client, endpoint: &'static Endpoint) -> Self {
        let inner = client.inner();
        let base = inner.base.prefix();
        let mut uri = String::with_capacity(base.len() + endpoint.template().len() + 64);
        uri.push_str(base);
        let options = Options {
            timeout: endpoint.declared_timeout().unwrap_or(inner.limits.timeout),
            attempt_timeout: endpoint.declared_attempt_timeout().or(inner.limits.attempt_timeout),
            max_retries: endpoint.declared_max_retries().unwrap_or(inner.limits.max_retries),
            max_body: inner.limits.max_body,
        };
        let mut prepared = Self {
            client: client.clone(),
            endpoint,
            uri,
            headers: with_room(&inner.headers),
            body: Body::empty(),
            options,
            error: None,
        };
        prepared.mint_key();
        prepared
    }

    /// The same request once more, for another call: with a key of its own, where calls get one. `None` if
    /// there is a problem with it, or if its body can be sent only once.
    pub(crate) fn again(&self) -> Option<Box<Self>> {
        if self.error.is_some() || !self.body.is_replayable() {
            return None;
        }
        let mut copy = Self {
            client: self.client.clone(),
            endpoint: self.endpoint,
            uri: self.uri.clone(),
            headers: self.headers.clone(),
            body: self.body.share(),
            options: self.options,
            error: None,
        };
        copy.mint_key();
        Some(Box::new(copy))
    }

    /// The idempotency key that is sent.
    pub(crate) fn key(&self) -> Option<&str> {
        self.key_value()?.to_str().ok()
    }

    /// The same as a header value, which is cheap to keep.
    pub(crate) fn key_value(&self) -> Option<&HeaderValue> {
        self.headers.get(self.client.key_header())
    }

    /// Replaces the idempotency key.
    pub(crate) fn set_key(&mut self, key: &str) {
        match HeaderValue::try_from(key) {
            Ok(value) => {
                self.headers.insert(self.client.key_header(), value);
            }
            Err(_) => self.fail(wrong_key(key)),
        }
    }

    /// The complete request.
    ///
    /// # Errors
    ///
    /// The first problem of the arguments and options.
    pub(crate) fn into_request(mut self) -> Result<http::Request<Body>, Error> {
        let uri = self.complete()?;
        let mut request = http::Request::new(self.body);
        *request.method_mut() = self.endpoint.method();
        *request.uri_mut() = uri;
        *request.headers_mut() = self.headers;
        Ok(request)
    }

    /// Checks the whole, after which nothing is changed, and takes the URI.
    ///
    /// # Errors
    ///
    /// The first problem of the arguments and options.
    pub(crate) fn complete(&mut self) -> Result<Uri, Error> {
        if let Some(error) = self.error.take() {
            return Err(self.describe(error));
        }
        if let Some(key) = self.key_value()
            && !is_key(key.as_bytes())
        {
            let problem = wrong_key(&String::from_utf8_lossy(key.as_bytes()));
            return Err(self.describe(Error::build(problem)));
        }
        self.mark_secrets();
        let uri = Uri::from_maybe_shared(Bytes::from(std::mem::take(&mut self.uri)));
        uri.map_err(|error| self.describe(Error::build("the URI is not valid").with_source(error)))
    }

    /// Marks what the caller may have set in place of the client's own, so that no one prints it either.
    fn mark_secrets(&mut self) {
        let own = match &self.client.inner().service.auth {
            Auth::Header(name) => Some(name),
            _ => None,
        };
        for name in
            [&header::AUTHORIZATION, &header::PROXY_AUTHORIZATION, &header::COOKIE].into_iter().chain(own)
        {
            if let Some(value) = self.headers.get_mut(name) {
                value.set_sensitive(true);
            }
        }
    }

    /// Adds what is known of the call to an error.
    fn describe(&self, error: Error) -> Error {
        error.with_endpoint(Some(self.endpoint)).with_key(self.key())
    }

    /// One key a call, made before its first attempt, for a service that honours it.
    fn mint_key(&mut self) {
        let writes =
            matches!(self.endpoint.method(), Method::POST | Method::PATCH | Method::PUT | Method::DELETE);
        let Some(name) = self.client.inner().service.idempotency_header.clone() else { return };
        if writes {
            self.insert_key(name, Uuid::new_v4());
        }
    }

    fn insert_key(&mut self, name: HeaderName, key: Uuid) {
        let mut buffer = Uuid::encode_buffer();
        if let Ok(value) = HeaderValue::from_str(key.hyphenated().encode_lower(&mut buffer)) {
            self.headers.insert(name, value);
        }
    }
}

/// A copy that takes what a request adds, without growing by one header at a time.
fn with_room(headers: &HeaderMap) -> HeaderMap {
    let mut copy = HeaderMap::with_capacity(headers.len() + ADDED_HEADERS);
    for (name, value) in headers {
        copy.append(name, value.clone());
    }
    copy
}

fn is_key(key: &[u8]) -> bool {
    (1..=LONGEST_KEY).contains(&key.len()) && key.iter().all(u8::is_ascii_graphic)
}

fn wrong_key(key: &str) -> String {
    format!(
        "an idempotency key is 1 to {LONGEST_KEY} visible ASCII characters; this one has {} bytes",
        key.len()
    )
}

impl fmt::Debug for Prepared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Prepared")
            .field("endpoint", &format_args!("{}", self.endpoint))
            .field("body", &self.body)
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}
