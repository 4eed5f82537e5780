//! Statuses that the type reads and the document does not have.

use http::StatusCode;

use super::{
    super::{checked::Checked, document::DocumentedAnswer, report::Drift},
    Answers,
};

/// Those that have a name (RFC 9110, section 15, and the registry of IANA); without 304, which answers a condition that
/// no document speaks of.
const NAMED: [u16; 55] = [
    200, 201, 202, 203, 204, 205, 206, 207, 208, 226, 300, 301, 302, 303, 305, 307, 308, 400, 401, 402, 403,
    404, 405, 406, 407, 408, 409, 410, 411, 412, 413, 414, 415, 416, 417, 421, 422, 423, 424, 426, 428, 429,
    431, 451, 500, 501, 502, 503, 504, 505, 506, 507, 508, 510, 511,
];

impl<C, F: Fn(C) -> R, R: Checked> Answers<'_, C, F> {
    pub(super) async fn statuses(&mut self, documented: &[DocumentedAnswer<'_>]) {
        if documented.iter().any(|answer| answer.status() == "default") {
            return;
        }
        let mut read = Vec::new();
        for status in NAMED.iter().filter_map(|status| StatusCode::from_u16(*status).ok()) {
            // A retry that the endpoint declares itself is waited for.
            let waits = self.sent.endpoint.declared_max_retries().is_some_and(|retries| retries > 0);
            let is_retried = status.is_server_error() || matches!(status.as_u16(), 408 | 425 | 429);
            if !(waits && is_retried) && self.asker.ask_empty(status).await.is_read() {
                read.push(status.as_u16());
            }
        }
        for class in 2..=5 {
            let in_class = |status: &&u16| **status / 100 == class;
            let (all, own): (Vec<_>, Vec<_>) =
                (NAMED.iter().filter(in_class).collect(), read.iter().filter(in_class).collect());
            let has = |first: u16, last: u16| {
                documented
                    .iter()
                    .filter_map(DocumentedAnswer::range)
                    .any(|(from, to)| from <= last && first <= to)
            };
            if own.len() == all.len() {
                // A class as a whole: of 2xx it is what every plain type reads.
                if class != 2 && !has(class * 100, class * 100 + 99) {
                    self.unknown(&format!("{class}xx"));
                }
                continue;
            }
            for status in own.into_iter().filter(|status| !has(**status, **status)) {
                self.unknown(&status.to_string());
            }
        }
    }

    fn unknown(&mut self, status: &str) {
        let problem = "the type reads this status, and the document does not have it";
        self.found.drifts.push(Drift::new(format!("answer {status}"), problem));
    }
}
