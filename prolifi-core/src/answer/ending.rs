//! [`Ending`]: who hears how a call ends.

use std::fmt;

use tracing::Span;

use crate::{
    client::Watched,
    error::{Error, ErrorKind},
};

/// The span and the observer of a call, until its value is made or its error. Few calls have either.
pub(crate) struct Ending {
    /// First, so that its end is told before that of the span.
    watched: Option<Watched>,
    span: Span,
}

impl Ending {
    pub(crate) fn of(span: Span, watched: Option<Watched>) -> Option<Box<Self>> {
        (watched.is_some() || !span.is_none()).then(|| Box::new(Self { watched, span }))
    }

    pub(crate) fn span(&self) -> &Span {
        &self.span
    }

    pub(crate) fn watched(&mut self) -> Option<&mut Watched> {
        self.watched.as_mut()
    }

    /// The call has its answer, or an error, after so many attempts.
    pub(crate) fn tell(&mut self, attempts: u32, status: Option<u16>, error: Option<&Error>) {
        self.span.record("http.request.resend_count", attempts.saturating_sub(1));
        match error {
            Some(error) => self.failed(error.kind()),
            None => self.come_to(None),
        }
        if let Some(status) = status {
            self.span.record("http.response.status_code", status);
        }
    }

    /// It came to this error, perhaps in reading its answer.
    pub(crate) fn failed(&mut self, kind: ErrorKind) {
        self.span.record("error.type", kind.name());
        self.come_to(Some(kind));
    }

    fn come_to(&mut self, error: Option<ErrorKind>) {
        if let Some(watched) = &mut self.watched {
            watched.come_to(error);
        }
    }
}

impl fmt::Debug for Ending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Ending")
    }
}
