//! [`Wanted`]: what a request has to know of the type that its answer is read as.

use std::fmt;

use http::{HeaderMap, HeaderValue};

use super::FromResponse;

/// What is asked for, and whether an answer is that.
#[derive(Clone, Copy)]
pub(crate) struct Wanted {
    pub(crate) media_types: fn() -> HeaderValue,
    pub(crate) takes: fn(&HeaderMap) -> bool,
}

impl Wanted {
    pub(crate) fn of<T: FromResponse>() -> Self {
        Self { media_types: T::media_types, takes: T::takes }
    }
}

impl fmt::Debug for Wanted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", (self.media_types)())
    }
}
