//! What there is to know of a header by its name.

use http::{HeaderName, header};

use super::Service;

/// They say where a message ends or goes: a second opinion is how requests are smuggled (RFC 9112, section 11.2).
const WRITTEN_BY_TRANSPORT: [HeaderName; 4] =
    [header::HOST, header::CONTENT_LENGTH, header::TRANSFER_ENCODING, header::CONNECTION];

impl Service {
    /// Checks that a header may be set.
    ///
    /// # Errors
    ///
    /// A sentence that says why not.
    pub(crate) fn check_header(&self, name: &HeaderName) -> Result<(), String> {
        match WRITTEN_BY_TRANSPORT.contains(name) {
            true => Err(format!("the header `{name}` is written by the transport and cannot be set")),
            false => Ok(()),
        }
    }

    /// Whether a header is one that a caller may set in place of the client's own secret, so that no one prints it
    /// either.
    pub(crate) fn is_secret(&self, name: &HeaderName) -> bool {
        [header::AUTHORIZATION, header::PROXY_AUTHORIZATION, header::COOKIE].contains(name)
            || self.has_secret_in(name)
    }
}
