//! [`Life`]: the signs of life that a pool's servers have given.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use http::{Uri, Version};

/// Of so many servers at once are the signs told apart. A client has one; two that fall together are taken for one.
const PLACES: usize = 16;

/// How many requests were answered, server by server.
#[derive(Debug, Default)]
pub(super) struct Life([Place; PLACES]);

#[derive(Debug, Default)]
struct Place {
    answers: AtomicU32,
    /// Where one request at a time is on a connection, and takes it along when it is dropped.
    one_by_one: AtomicBool,
}

/// What was known when a request was sent.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seen {
    place: usize,
    answers: u32,
}

impl Life {
    /// As it is now, before a request is sent there.
    pub(super) fn seen(&self, server: &Uri) -> Seen {
        let authority = server.authority().map_or("", |authority| authority.as_str());
        let hash =
            authority.bytes().fold(0_u32, |hash, byte| hash.wrapping_mul(31).wrapping_add(byte.into()));
        let place = hash as usize % PLACES;
        Seen { place, answers: self.0[place].answers.load(Ordering::Relaxed) }
    }

    /// A request was answered.
    pub(super) fn answered(&self, seen: Seen, version: Version) {
        let place = &self.0[seen.place];
        place.answers.fetch_add(1, Ordering::Relaxed);
        place.one_by_one.store(version < Version::HTTP_2, Ordering::Relaxed);
    }

    /// Whether requests share a connection there, as far as is known.
    pub(super) fn is_shared(&self, seen: Seen) -> bool {
        !self.0[seen.place].one_by_one.load(Ordering::Relaxed)
    }

    /// Whether a connection that others would share has answered nothing since.
    pub(super) fn is_silent_since(&self, seen: Seen) -> bool {
        self.is_shared(seen) && self.0[seen.place].answers.load(Ordering::Relaxed) == seen.answers
    }
}

#[cfg(test)]
mod tests {
    use http::{Uri, Version};

    use super::Life;

    #[test]
    fn one_server_does_not_speak_for_another() {
        let (one, other) = (Uri::from_static("https://a.example/x"), Uri::from_static("https://b.example"));
        let life = Life::default();
        let (seen, others) = (life.seen(&one), life.seen(&other));
        assert!(life.is_silent_since(seen) && life.is_silent_since(others));
        life.answered(others, Version::HTTP_2);
        assert!(life.is_silent_since(seen) && !life.is_silent_since(others));
        assert!(life.is_silent_since(life.seen(&other)));
    }

    #[test]
    fn a_connection_that_nobody_shares_is_not_missed() {
        let server = Uri::from_static("https://a.example");
        let life = Life::default();
        life.answered(life.seen(&server), Version::HTTP_11);
        assert!(!life.is_silent_since(life.seen(&server)));
    }
}
