//! Answers kept under an `Idempotency-Key`, so that a repeat is answered without running the operation again.

use std::collections::HashMap;

use http::HeaderMap;
use http::header::{HeaderName, HeaderValue};
use jiff::{SignedDuration, Timestamp};

use super::auth::Key;
use super::problem::Problem;
use super::refusal::Refusal;
use super::reply::Reply;

const LIFE: SignedDuration = SignedDuration::from_hours(24);
const LONGEST: usize = 255;

/// The answers of the last 24 hours, by API key and `Idempotency-Key`. (There is one merchant in an emulator.)
#[derive(Debug, Default)]
pub(super) struct Idempotency(HashMap<(Key, String), Entry>);

#[derive(Debug)]
enum Entry {
    Running,
    Done { reply: Reply, at: Timestamp },
}

/// What a request with an `Idempotency-Key` finds.
pub(super) enum Turn {
    /// It is the first: it must run, and [`Idempotency::finish`] be told its answer.
    First,
    /// It is a repeat: this is the first one's answer.
    Repeat(Reply),
    /// The first is not finished yet.
    Concurrent,
}

impl Idempotency {
    pub(super) fn begin(&mut self, key: Key, name: &str, now: Timestamp) -> Turn {
        let entry = (key, name.to_owned());
        match self.0.get(&entry) {
            Some(Entry::Running) => Turn::Concurrent,
            Some(Entry::Done { reply, at }) if now.duration_since(*at) < LIFE => {
                Turn::Repeat(replayed(reply.clone()))
            }
            _ => {
                self.0.insert(entry, Entry::Running);
                Turn::First
            }
        }
    }

    pub(super) fn finish(&mut self, key: Key, name: &str, reply: Reply, now: Timestamp) {
        self.0.insert((key, name.to_owned()), Entry::Done { reply, at: now });
    }
}

/// The `Idempotency-Key` of a request: none if it is absent or empty, refused if it is too long.
pub(super) fn key(headers: &HeaderMap) -> Result<Option<String>, Refusal> {
    let Some(value) = headers.get("idempotency-key") else { return Ok(None) };
    let key = String::from_utf8_lossy(value.as_bytes());
    if key.chars().count() > LONGEST {
        let message = format!("The Idempotency-Key header may not be longer than {LONGEST} characters.");
        return Err(Refusal::new(Problem::InvalidRequest, message));
    }
    Ok((!key.is_empty()).then(|| key.into_owned()))
}

/// What a repeat gets that comes while the first request is being worked on.
pub(super) fn concurrent() -> Refusal {
    Refusal::new(Problem::Conflict, "A request with this Idempotency-Key is still being processed.")
}

fn replayed(reply: Reply) -> Reply {
    reply.header(HeaderName::from_static("idempotent-replayed"), HeaderValue::from_static("true"))
}
