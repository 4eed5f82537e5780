//! [`Wanted`]: what a call has to know of the type that its answer is read as, before there is one.

use std::fmt;

use http::{HeaderMap, HeaderValue, StatusCode};

use super::FromResponse;

/// What is asked for, and how an answer is received.
#[derive(Clone, Copy)]
pub(crate) struct Wanted {
    pub(crate) media_types: fn() -> HeaderValue,
    pub(crate) takes: fn(&HeaderMap) -> bool,
    pub(crate) reading: fn(StatusCode) -> Reading,
    /// Whether it may be silent.
    pub(crate) is_feed: bool,
}

/// How an answer is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reading {
    /// Not as a value: it is an error.
    Refused,
    /// Its head is all that the value needs.
    Head,
    /// To the end.
    Whole,
    /// By the value itself, as it is received.
    Streamed,
}

impl Wanted {
    /// Every answer: what a mock was given has no status.
    pub(crate) const ANYTHING: &'static Self = &Self {
        media_types: <()>::media_types,
        takes: |_| true,
        reading: |_| Reading::Whole,
        is_feed: false,
    };

    pub(crate) const fn of<T: FromResponse>() -> &'static Self {
        const { &Self { media_types: T::media_types, takes: T::takes, reading: reading::<T>, is_feed: T::IS_FEED } }
    }
}

fn reading<T: FromResponse>(status: StatusCode) -> Reading {
    if !T::accepts(status) {
        Reading::Refused
    } else if T::STREAMED {
        Reading::Streamed
    } else if T::reads_body(status) {
        Reading::Whole
    } else {
        Reading::Head
    }
}

impl fmt::Debug for Wanted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", (self.media_types)())
    }
}
