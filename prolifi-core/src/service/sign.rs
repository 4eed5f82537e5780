//! [`Sign`]: a signature over each request, in place of a secret in it.

use std::{fmt, sync::Arc, time::SystemTime};

use http::{HeaderMap, HeaderName, HeaderValue, Method, Uri};

use super::address::with_pair;
use crate::{body::Body, error::BoxError};

/// Signs the requests of a service: HMAC over the parts that the service names, AWS Signature Version 4, HTTP Message
/// Signatures.
///
/// It is what [`Auth::sign`](crate::Auth::sign) takes. The key comes from the client as any other secret:
/// [`api_key`](crate::ClientBuilder::api_key), [`credentials`](crate::ClientBuilder::credentials), a key of a call.
///
/// ```
/// use prolifi::{Auth, BoxError, Client, Service, Sign, ToSign};
///
/// struct Checksum;
///
/// impl Sign for Checksum {
///     fn sign(&self, request: &mut ToSign<'_>) -> Result<(), BoxError> {
///         let sum: u64 = request.body()?.iter().map(|byte| u64::from(*byte)).sum();
///         let key = request.secret().ok_or("no key was given")?.to_owned();
///         request.add_header("x-signature".parse()?, format!("{key}-{sum}").parse()?);
///         Ok(())
///     }
/// }
///
/// let service = Service::new("https://api.example.com").auth(Auth::sign(Checksum));
/// let client = Client::builder(service).api_key("my_test_4f9a1c7be2d80356").build()?;
/// # Ok::<(), prolifi::Error>(())
/// ```
///
/// The guide `authentication` has two that are complete.
pub trait Sign: Send + Sync + 'static {
    /// Signs the request of one attempt. It is called for each, after every wait, and everything else that the request
    /// holds is there already; the transport adds `Host`, the length of the body and what a connection needs, and changes
    /// nothing.
    ///
    /// # Errors
    ///
    /// Any error. The attempt is not sent, and the call fails with [`ErrorKind::Auth`](crate::ErrorKind::Auth).
    fn sign(&self, request: &mut ToSign<'_>) -> Result<(), BoxError>;
}

/// The request of an attempt as it will be sent, to be signed.
pub struct ToSign<'a> {
    request: &'a mut http::Request<Body>,
    secret: Option<&'a str>,
    time: SystemTime,
}

impl<'a> ToSign<'a> {
    pub(crate) fn new(
        request: &'a mut http::Request<Body>,
        secret: Option<&'a str>,
        time: SystemTime,
    ) -> Self {
        Self { request, secret, time }
    }

    /// The HTTP method.
    pub fn method(&self) -> &Method {
        self.request.method()
    }

    /// The absolute address, its path and query encoded. The authority is what `Host` will say.
    pub fn uri(&self) -> &Uri {
        self.request.uri()
    }

    /// The headers, but for those that the transport writes.
    pub fn headers(&self) -> &HeaderMap {
        self.request.headers()
    }

    /// The bytes of the body; empty where there is none.
    ///
    /// # Errors
    ///
    /// [`StreamedBody`] for a stream, which cannot be read before it is sent. A signer whose service takes requests without
    /// a signature of the body goes on; any other passes the error on.
    pub fn body(&self) -> Result<&[u8], StreamedBody> {
        self.request.body().as_bytes().ok_or(StreamedBody)
    }

    /// The key to sign with, as the client, the call or a source gave it.
    pub fn secret(&self) -> Option<&str> {
        self.secret
    }

    /// The time, by the clock of the service as far as its answers have told: see
    /// [`without_clock_correction`](crate::ClientBuilder::without_clock_correction).
    pub fn time(&self) -> SystemTime {
        self.time
    }

    /// Sets a header, in place of one of the same name. No one prints its value.
    pub fn add_header(&mut self, name: HeaderName, mut value: HeaderValue) {
        value.set_sensitive(true);
        self.request.headers_mut().insert(name, value);
    }

    /// Adds a pair to the end of the query, percent-encoded.
    ///
    /// # Errors
    ///
    /// What `http` says of an address that has become too long.
    pub fn add_query(&mut self, key: &str, value: &str) -> Result<(), http::Error> {
        *self.request.uri_mut() = with_pair(self.request.uri(), key, value)?;
        Ok(())
    }
}

/// The method, and no value.
impl fmt::Debug for ToSign<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ToSign").field("method", self.method()).finish_non_exhaustive()
    }
}

/// The body of a request is a stream, so that no signature of it can be made before it is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StreamedBody;

impl fmt::Display for StreamedBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the body is a stream, which cannot be signed before it is sent; give it as bytes")
    }
}

impl std::error::Error for StreamedBody {}

/// A signer, shared by all that a service was given to.
#[derive(Clone)]
pub struct Signer(Arc<dyn Sign>);

impl Signer {
    pub(super) fn new(sign: impl Sign) -> Self {
        Self(Arc::new(sign))
    }

    pub(crate) fn sign(&self, request: &mut ToSign<'_>) -> Result<(), BoxError> {
        self.0.sign(request)
    }
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Signer")
    }
}

/// Whether it is the same one.
impl PartialEq for Signer {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Signer {}
