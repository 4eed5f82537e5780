//! Options of a single call. They win over arguments, over the endpoint and over the client.

use std::time::Duration;

use http::{HeaderName, HeaderValue};
use serde::Serialize;

use super::{Call, expected};
use crate::{
    FromResponse, Response,
    request::{Prepared, append_query},
};

impl<T> Call<T> {
    /// How long the call may last, with all its attempts and waits.
    pub fn timeout(self, limit: Duration) -> Self {
        self.with(|prepared| prepared.options.timeout = limit)
    }

    /// How long one attempt may last.
    pub fn attempt_timeout(self, limit: Duration) -> Self {
        self.with(|prepared| prepared.options.attempt_timeout = Some(limit))
    }

    /// How often a failed attempt is repeated where that does no harm; 0 for never.
    pub fn max_retries(self, retries: u32) -> Self {
        self.with(|prepared| prepared.options.max_retries = retries)
    }

    /// The longest answer that is read, in bytes after decompression.
    pub fn max_body(self, bytes: u64) -> Self {
        self.with(|prepared| prepared.options.max_body = bytes)
    }

    /// Sends this idempotency key: the same for every attempt, and for every later call that must not do
    /// the same thing twice. 1 to 255 visible ASCII characters.
    pub fn idempotency_key(self, key: impl AsRef<str>) -> Self {
        self.with(|prepared| {
            if let Err(problem) = prepared.set_key(key.as_ref()) {
                prepared.fail(problem);
            }
        })
    }

    /// Sets a header, in place of one of the same name. `Host`, `Content-Length`, `Transfer-Encoding` and
    /// `Connection` are refused: the transport writes them.
    pub fn header<K, V>(self, name: K, value: V) -> Self
    where
        K: TryInto<HeaderName>,
        V: TryInto<HeaderValue>,
    {
        self.with(|prepared| {
            let Ok(name) = name.try_into() else {
                return prepared.fail("a header that was added to the call has an invalid name".into());
            };
            let Ok(value) = value.try_into() else {
                return prepared.fail(format!(
                    "the value of the header `{name}` holds a line break or another control character"
                ));
            };
            if let Err(problem) = prepared.set_header(name, value) {
                prepared.fail(problem);
            }
        })
    }

    /// Appends to the query: a pair for a scalar, one for each item of a list (a slice or `Vec`, not an array), none for `None`.
    pub fn query(self, key: &str, value: impl Serialize) -> Self {
        self.with(|prepared| {
            if let Err(problem) = append_query(&mut prepared.target, key, &value) {
                prepared.fail(problem);
            }
        })
    }

    /// Asks for the status and the headers beside the value.
    pub fn response(self) -> Call<Response<T>>
    where
        T: 'static,
    {
        self.then(Response::read)
    }

    /// Reads the same answer as another type.
    pub fn decode<U: FromResponse>(self) -> Call<U> {
        Call { state: self.state, expected: expected::<U>(), decode: Some(Box::new(U::from_response)) }
    }

    /// Changes the request of a call that was not polled yet. After that, and for a mock, there is nothing
    /// to change.
    fn with(mut self, change: impl FnOnce(&mut Prepared)) -> Self {
        if let Some(prepared) = self.prepared_mut() {
            change(prepared);
        }
        self
    }
}
