//! [`Prepared`]: a request that is complete but for what its call may still change.

use std::fmt;

use bytes::Bytes;
use http::{Extensions, HeaderName, HeaderValue, Method, Uri, header};
use uuid::{Uuid, fmt::Hyphenated};

use super::{destination::Destination, own_headers::OwnHeaders};
use crate::{
    answer::Wanted,
    body::{Body, OnProgress},
    client::{Client, Limits, Proof, Scheme},
    endpoint::{Endpoint, PageShape},
    error::Error,
    service::{Auth, BaseUrl, DEFAULT},
    transport::Attempt,
};

/// A request, its limits, and the first error made on the way.
pub(crate) struct Prepared {
    pub(crate) client: Client,
    pub(crate) endpoint: &'static Endpoint,
    pub(super) destination: Destination,
    /// The path and the query, encoded; the path begins with that of the base URL.
    pub(crate) target: String,
    pub(crate) headers: OwnHeaders,
    pub(crate) body: Body,
    pub(crate) limits: Limits,
    /// Who is told how far the body is.
    pub(crate) on_upload: Option<OnProgress>,
    /// What the answer is read as.
    pub(crate) wanted: &'static Wanted,
    /// What authenticates each attempt, beside what stands in the headers.
    pub(crate) per_attempt: Vec<Scheme>,
    /// What the caller has for the transport.
    pub(crate) extensions: Extensions,
    pub(crate) error: Option<Error>,
}

impl Prepared {
    pub(crate) fn new(client: &Client, endpoint: &'static Endpoint) -> Self {
        let inner = client.inner();
        let (destination, problem) = match Destination::declared(inner, endpoint) {
            Ok(destination) => (destination, None),
            Err(problem) => (Destination::Own, Some(Error::build(problem))),
        };
        let base = destination.base(inner).path();
        let mut target = String::with_capacity(base.len() + endpoint.template().len() + 64);
        target.push_str(base);
        let mut prepared = Self {
            client: client.clone(),
            endpoint,
            destination,
            target,
            headers: OwnHeaders::default(),
            body: Body::empty(),
            limits: inner.limits.of(endpoint),
            on_upload: None,
            wanted: Wanted::of::<()>(),
            per_attempt: Vec::new(),
            extensions: Extensions::new(),
            error: problem,
        };
        prepared.mint_key();
        prepared
    }

    /// Goes to a whole URL that the service gave, in place of the endpoint's path. What leads to another service gets no
    /// idempotency key, which is a word of this one.
    ///
    /// # Errors
    ///
    /// A sentence that says why nothing is sent there, without the URL.
    pub(crate) fn go_to(&mut self, url: &str) -> Result<(), String> {
        (self.destination, self.target) = Destination::of_url(self.client.inner(), url)?;
        if !self.destination.is_trusted() {
            let key = self.client.key_header().clone();
            self.headers.remove(&key);
        }
        Ok(())
    }

    /// The server that the request goes to.
    pub(crate) fn base(&self) -> &BaseUrl {
        self.destination.base(self.client.inner())
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
            destination: self.destination.clone(),
            target: self.target.clone(),
            headers: self.headers.clone(),
            body: self.body.share(),
            limits: self.limits,
            on_upload: self.on_upload.clone(),
            wanted: self.wanted,
            per_attempt: Vec::new(),
            extensions: self.extensions.clone(),
            error: None,
        };
        copy.mint_key();
        Some(Box::new(copy))
    }

    /// Keeps the first problem of the arguments and options.
    pub(crate) fn check(&mut self, outcome: Result<(), String>) {
        if let Err(problem) = outcome {
            self.error.get_or_insert_with(|| Error::build(problem));
        }
    }

    /// The idempotency key that is sent.
    pub(crate) fn key(&self) -> Option<&str> {
        self.key_value()?.to_str().ok()
    }

    /// The same as a header value, which is cheap to keep.
    pub(crate) fn key_value(&self) -> Option<&HeaderValue> {
        self.headers.get(self.client.key_header())
    }

    /// Removes a header that the call has beside those of its client.
    pub(crate) fn remove_header(&mut self, name: &HeaderName) {
        self.headers.remove(name);
    }

    /// How the pages are written, if it is a list that is called.
    pub(crate) fn page_shape(&self) -> PageShape {
        self.client.inner().service.page_shape_of(Some(self.endpoint))
    }

    /// Sets the body, and its content type unless the call has set one.
    pub(crate) fn set_body(&mut self, mut body: Body) {
        if let Some(content_type) = body.take_content_type()
            && self.headers.get(&header::CONTENT_TYPE).is_none()
        {
            self.headers.append(header::CONTENT_TYPE, content_type);
        }
        self.body = body;
    }

    /// The complete request.
    ///
    /// # Errors
    ///
    /// The first problem of the arguments and options.
    pub(crate) fn into_request(mut self) -> Result<http::Request<Body>, Error> {
        let uri = self.complete()?;
        Ok(self.request(uri, 1))
    }

    /// The request for an attempt, which counts from 1, with the URI that [`complete`](Self::complete) gave.
    pub(crate) fn request(&self, uri: Uri, attempt: u32) -> http::Request<Body> {
        let mut request = http::Request::new(self.body.share());
        let length = request.body().streamed_length();
        *request.method_mut() = self.endpoint.method();
        *request.uri_mut() = uri;
        let shared = if self.destination.is_trusted() {
            self.client.account().headers(self.endpoint)
        } else {
            &self.client.inner().headers
        };
        *request.headers_mut() = self.headers.over(shared, (self.wanted.media_types)());
        if let Some(length) = length {
            // Not every transport asks a stream for its length.
            request.headers_mut().insert(header::CONTENT_LENGTH, length.into());
        }
        if self.client.inner().wants_attempt || !self.extensions.is_empty() {
            *request.extensions_mut() = self.extensions.clone();
            request.extensions_mut().insert(Attempt::new(self.endpoint, attempt));
        }
        request
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
        if self.destination.is_trusted() && !self.client.account().is_settled(self.endpoint) {
            self.authenticate().map_err(|problem| self.describe(Error::build(problem)))?;
        }
        let target = std::mem::take(&mut self.target);
        let uri = self.base().uri(target);
        uri.map_err(|error| self.describe(Error::build("the URI is not valid").with_source(error)))
    }

    /// Takes up what the endpoint authenticates with: what is known now into the headers, the rest for each attempt. A
    /// header that the call has set itself stands in place of the scheme's.
    fn authenticate(&mut self) -> Result<(), String> {
        let client = self.client.clone();
        let account = client.account();
        let mut known = Vec::new();
        for name in self.endpoint.declared_auth().unwrap_or(&[DEFAULT]) {
            let place = account.inner.service.place(name).and_then(Auth::header);
            if place.is_some_and(|header| self.headers.get(&header).is_some()) {
                continue;
            }
            match account.schemes.get(name)? {
                Scheme::Fixed(Proof::Header(header, value)) => known.push((header, value)),
                Scheme::Open => {}
                scheme => self.per_attempt.push(scheme.clone()),
            }
        }
        for (header, value) in known {
            if self.headers.get(header).is_some() {
                return Err(format!(
                    "two schemes of the endpoint send their secret in the header `{header}`"
                ));
            }
            self.headers.append(header.clone(), value.clone());
        }
        Ok(())
    }

    /// Adds what is known of the call to an error.
    pub(crate) fn describe(&self, error: Error) -> Error {
        error.with_endpoint(Some(self.endpoint)).with_key(self.key())
    }

    /// One key a call, made before its first attempt, for a service that honours it. It is drawn from the system, so that no
    /// two processes have one in common, forked ones included.
    fn mint_key(&mut self) {
        let writes =
            matches!(self.endpoint.method(), Method::POST | Method::PATCH | Method::PUT | Method::DELETE);
        let Some(name) = self.client.inner().service.idempotency_header.clone().filter(|_| writes) else {
            return;
        };
        let mut key = [0; Hyphenated::LENGTH];
        Uuid::new_v4().hyphenated().encode_lower(&mut key);
        // One allocation, also for its copies: an attempt has one, and the answer.
        if let Ok(value) = HeaderValue::from_maybe_shared(Bytes::from_owner(key)) {
            self.headers.remove(&name);
            self.headers.append(name, value);
        }
    }
}

impl fmt::Debug for Prepared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Prepared")
            .field("endpoint", &format_args!("{}", self.endpoint))
            .field("body", &self.body)
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}
