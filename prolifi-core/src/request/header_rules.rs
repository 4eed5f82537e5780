//! Which headers a call may set: every one that an argument or an option sets comes through here.

use http::{HeaderName, HeaderValue};

use super::Prepared;

/// The longest idempotency key: what services commonly allow.
const LONGEST_KEY: usize = 255;

impl Prepared {
    /// Sets a header, in place of one of the same name.
    ///
    /// # Errors
    ///
    /// A sentence that says why it cannot be set, without its value.
    pub(crate) fn set_header(&mut self, name: HeaderName, value: HeaderValue) -> Result<(), String> {
        self.headers.remove(&name);
        self.add_header(name, value)
    }

    /// Adds a header, beside those of the same name.
    ///
    /// # Errors
    ///
    /// A sentence that says why it cannot be set, without its value.
    pub(super) fn add_header(&mut self, name: HeaderName, mut value: HeaderValue) -> Result<(), String> {
        let service = &self.client.inner().service;
        service.check_header(&name)?;
        if name == *self.client.key_header() && !is_key(value.as_bytes()) {
            return Err(wrong_key(value.as_bytes()));
        }
        if value.is_sensitive() || service.is_secret(&name) {
            self.client.inner().check_exposure(format_args!("the header `{name}`"))?;
            value.set_sensitive(true);
        }
        self.headers.append(name, value);
        Ok(())
    }

    /// Replaces the idempotency key.
    ///
    /// # Errors
    ///
    /// A sentence that says what a key is.
    pub(crate) fn set_key(&mut self, key: &str) -> Result<(), String> {
        let value = HeaderValue::try_from(key).map_err(|_| wrong_key(key.as_bytes()))?;
        self.set_header(self.client.key_header().clone(), value)
    }
}

fn is_key(key: &[u8]) -> bool {
    (1..=LONGEST_KEY).contains(&key.len()) && key.iter().all(u8::is_ascii_graphic)
}

fn wrong_key(key: &[u8]) -> String {
    format!(
        "an idempotency key is 1 to {LONGEST_KEY} visible ASCII characters; this one has {} bytes",
        key.len()
    )
}
