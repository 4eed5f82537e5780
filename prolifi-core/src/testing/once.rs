//! Whether every write was made once: what `assert_exactly_once` holds the requests against.

use http::HeaderName;

use super::{played::Effect, state::Record};

/// The first write that may have been carried out twice, in a sentence.
///
/// Two requests are the same write where method, address and body are the same. The second is safe if nothing came of
/// the first, if both have the same idempotency key, or if the endpoint is one whose repetition does no more.
pub(super) fn doubled(records: &[Record], key_header: &HeaderName) -> Option<String> {
    records.iter().enumerate().find_map(|(at, later)| {
        let earlier = records[..at].iter().rev();
        earlier.into_iter().find_map(|earlier| twice(earlier, later, key_header))
    })
}

fn twice(earlier: &Record, later: &Record, key_header: &HeaderName) -> Option<String> {
    let (one, other) = (&earlier.received.request, &later.received.request);
    let key = |request: &http::Request<_>| request.headers().get(key_header).cloned();
    let keys = (key(one), key(other));
    let same = one.method() == other.method() && one.uri() == other.uri() && one.body() == other.body();
    let endpoint = later.received.endpoint.or(earlier.received.endpoint);
    let what = match endpoint {
        Some(endpoint) => endpoint.to_string(),
        None => format!("{} {}", other.method(), other.uri().path()),
    };
    if !same {
        let shared = keys.0.is_some() && keys.0 == keys.1;
        return shared.then(|| format!("{what}: two requests that differ have the same idempotency key"));
    }
    let is_idempotent =
        endpoint.map_or_else(|| other.method().is_idempotent(), |endpoint| endpoint.is_idempotent());
    if other.method().is_safe() || earlier.effect == Effect::None {
        return None;
    }
    let done = match earlier.effect {
        Effect::Done => "was carried out",
        _ => "may have been carried out",
    };
    match keys {
        (Some(one), Some(other)) if one == other => None,
        (Some(_), Some(_)) => {
            Some(format!("{what} was sent again under another idempotency key, and the first {done}"))
        }
        _ if is_idempotent => None,
        _ => Some(format!("{what} was sent again without an idempotency key, and the first {done}")),
    }
}
