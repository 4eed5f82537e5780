//! What an answer means: by the service's own word, or else by its status.

use std::time::Duration;

use http::{HeaderMap, StatusCode};

use super::attempt::{Complete, Failure};
use crate::{
    answer::{Received, leaves_doubt},
    error::RateLimit,
    json,
    request::Prepared,
    service::Outcome,
};

/// What the service says of an answer. Of a body that is streamed it is not asked, nor of a success that broke off; of
/// a refusal that broke off by its head.
pub(super) fn of(prepared: &Prepared, received: &Result<Complete, Failure>) -> Outcome {
    match prepared.client.inner().service.read_outcome {
        None => Outcome::ByStatus,
        Some(_) => ask(prepared, received).unwrap_or_default(),
    }
}

fn ask(prepared: &Prepared, received: &Result<Complete, Failure>) -> Option<Outcome> {
    let read = prepared.client.inner().service.read_outcome?;
    let (status, headers, body): (_, &HeaderMap, &[u8]) = match received {
        Ok(Complete { status, headers, body: Received::Whole(body), .. }) => (*status, headers, body),
        Ok(_) => return None,
        Err(failure) => match &failure.head {
            Some((status, headers)) if !status.is_success() => (*status, headers, &[]),
            _ => return None,
        },
    };
    Some(read(prepared.endpoint, status, headers, body.strip_prefix(json::MARK).unwrap_or(body)))
}

/// Whether the request may have been carried out.
pub(super) fn is_doubtful(outcome: Outcome, received: &Result<Complete, Failure>) -> bool {
    match (outcome, received) {
        (Outcome::ByStatus, Ok(received)) => leaves_doubt(received.status),
        (Outcome::ByStatus, Err(failure)) => failure.leaves_doubt(),
        (Outcome::Success | Outcome::InDoubt, _) => true,
        (Outcome::Refused | Outcome::Again(_), _) => false,
    }
}

/// What an answer that is no value asks of the client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Asked {
    /// Whether there were too many requests.
    pub(super) limited: bool,
    /// How long it asks to wait, if it says so.
    pub(super) wait: Option<Duration>,
}

impl Asked {
    /// A limit that is told by its headers alone has a wait where nothing is left of the allowance: most services tell
    /// with every answer when the window ends.
    pub(super) fn by(outcome: Outcome, status: StatusCode, rate_limit: RateLimit) -> Self {
        let too_many = status == StatusCode::TOO_MANY_REQUESTS;
        let again = matches!(outcome, Outcome::Again(_));
        let told = match outcome {
            Outcome::Again(told) => told.or(rate_limit.retry_after),
            _ => rate_limit.retry_after,
        };
        let used_up = match rate_limit.remaining {
            Some(left) => left == 0 && (too_many || again),
            None => too_many,
        };
        let wait = told.or(rate_limit.reset.filter(|_| used_up));
        Self { limited: too_many || (again && wait.is_some()), wait }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use http::StatusCode;

    use super::Asked;
    use crate::{error::RateLimit, service::Outcome};

    const fn seconds(seconds: u64) -> Option<Duration> {
        Some(Duration::from_secs(seconds))
    }

    /// Status, outcome, `Retry-After`, remaining and reset; whether that is a limit, and the wait.
    #[test]
    fn a_limit_has_the_wait_that_is_told_first() {
        let again = Outcome::Again(None);
        for (status, outcome, retry_after, remaining, reset, limited, wait) in [
            (429, Outcome::ByStatus, None, None, None, true, None),
            (429, Outcome::ByStatus, seconds(3), Some(0), seconds(9), true, seconds(3)),
            (429, Outcome::ByStatus, None, Some(0), seconds(9), true, seconds(9)),
            (429, Outcome::ByStatus, None, None, seconds(9), true, seconds(9)),
            // Another limit than the one that the headers tell of.
            (429, Outcome::ByStatus, None, Some(7), seconds(9), true, None),
            (429, Outcome::Again(seconds(1)), seconds(3), None, None, true, seconds(1)),
            (403, again, None, Some(0), seconds(9), true, seconds(9)),
            (403, again, seconds(3), None, None, true, seconds(3)),
            (403, again, None, Some(7), seconds(9), false, None),
            (403, Outcome::ByStatus, None, Some(0), seconds(9), false, None),
            (503, Outcome::ByStatus, seconds(3), None, None, false, seconds(3)),
            (429, Outcome::Refused, None, None, None, true, None),
        ] {
            let mut rate_limit = RateLimit::default();
            (rate_limit.retry_after, rate_limit.remaining, rate_limit.reset) =
                (retry_after, remaining, reset);
            let status = StatusCode::from_u16(status).expect("a status");
            assert_eq!(
                Asked::by(outcome, status, rate_limit),
                Asked { limited, wait },
                "{status}, {outcome:?}, {rate_limit:?}"
            );
        }
    }
}
