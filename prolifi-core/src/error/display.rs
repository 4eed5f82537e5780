//! How an [`Error`] prints: one line without secrets, or its parts without bodies.

use std::fmt::{self, Write};

use super::{Error, ErrorKind, FieldError};
use crate::text::moves_text;

/// How much of a text that the service wrote is shown.
const SHOWN: usize = 200;

/// One line: the endpoint, then what went wrong.
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let error = &*self.0;
        if let Some(endpoint) = error.endpoint {
            write!(f, "{endpoint} ")?;
            f.write_str(match error.kind {
                ErrorKind::Build => "was not sent: ",
                ErrorKind::Auth if error.status.is_none() => "was not sent: ",
                _ => "failed: ",
            })?;
        }
        match error.kind {
            ErrorKind::Api | ErrorKind::Redirect | ErrorKind::RateLimited => self.fmt_answer(f)?,
            _ => f.write_str(&error.problem)?,
        }
        match &error.request_id {
            Some(id) => write!(f, " (request {})", Shown(id)),
            None => Ok(()),
        }
    }
}

impl Error {
    /// The status, and what the service said of it.
    fn fmt_answer(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut separator = "";
        if let Some(status) = self.0.status {
            f.write_str(status.as_str())?;
            separator = " ";
        }
        match &self.0.api {
            Some(api) => {
                if !api.error_type.is_empty() {
                    write!(f, "{separator}{}", Shown(&api.error_type))?;
                    separator = ": ";
                }
                if !api.message.is_empty() {
                    write!(f, "{separator}{}", Shown(&api.message))?;
                }
                fmt_fields(&api.errors, f)
            }
            None => {
                let reason = self.0.status.and_then(|status| status.canonical_reason());
                if let Some(reason) = reason {
                    write!(f, "{separator}{reason}")?;
                }
                match (&*self.0.problem, separator) {
                    ("", _) => Ok(()),
                    (problem, "") => f.write_str(problem),
                    (problem, _) => write!(f, ", {problem}"),
                }
            }
        }
    }
}

/// The first three that say anything, and how many more there are.
fn fmt_fields(errors: &[FieldError], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut telling = errors.iter().filter(|error| !error.field.is_empty() || !error.message.is_empty());
    let mut separator = " — ";
    for error in telling.by_ref().take(3) {
        f.write_str(separator)?;
        match (&*error.field, &*error.message) {
            (field, "") => write!(f, "{}", Shown(field))?,
            ("", message) => write!(f, "{}", Shown(message))?,
            (field, message) => write!(f, "{}: {}", Shown(field), Shown(message))?,
        }
        separator = "; ";
    }
    match telling.count() {
        0 => Ok(()),
        more => write!(f, "; and {more} more"),
    }
}

/// The parts that are there. Of the body only its length, of headers nothing.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let error = &*self.0;
        let mut debug = f.debug_struct("Error");
        debug.field("kind", &error.kind);
        if let Some(endpoint) = error.endpoint {
            debug.field("endpoint", &format_args!("{endpoint}"));
        }
        if let Some(status) = error.status {
            debug.field("status", &status.as_u16());
        }
        if !error.problem.is_empty() {
            debug.field("problem", &error.problem);
        }
        if let Some(api) = &error.api {
            debug.field("api", api);
        }
        if let Some(body) = &error.body {
            debug.field("body", &format_args!("{} bytes", body.len()));
        }
        if let Some(wait) = error.rate_limit.retry_after {
            debug.field("retry_after", &wait);
        }
        if let Some(key) = &error.idempotency_key {
            debug.field("idempotency_key", key);
        }
        if let Some(id) = &error.request_id {
            debug.field("request_id", id);
        }
        debug.field("attempts", &error.attempts);
        debug.field("may_have_been_applied", &error.may_have_been_applied);
        if let Some(source) = &error.source {
            debug.field("source", source);
        }
        debug.finish()
    }
}

/// Text from outside: escaped, so that it stays on its line, and cut.
struct Shown<'a>(&'a str);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (count, c) in self.0.chars().enumerate() {
            if count == SHOWN {
                return f.write_char('…');
            }
            match c {
                '"' | '\'' => f.write_char(c)?,
                _ if moves_text(c) => write!(f, "{}", c.escape_unicode())?,
                _ => write!(f, "{}", c.escape_debug())?,
            }
        }
        Ok(())
    }
}
