//! [`ProxyRefused`]: what a proxy said that did not connect.

use std::{error::Error as StdError, fmt};

/// The proxy did not connect, and said so with this status.
#[derive(Debug)]
pub(super) struct ProxyRefused {
    pub(super) status: u16,
}

impl fmt::Display for ProxyRefused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the proxy answered {}", self.status)?;
        if self.status == 407 { f.write_str(" (it wants a login)") } else { Ok(()) }
    }
}

impl StdError for ProxyRefused {}
