//! What of a request must not be printed, also where the service quotes it.

use http::{HeaderValue, Request};
use url::form_urlencoded;

use crate::{
    body::Body,
    error::Redaction,
    service::{Auth, Service},
};

/// The secrets of a request as it is sent: the headers that are marked sensitive, and the pairs of its query that
/// authenticate.
pub(super) fn of(request: &Request<Body>, service: &Service) -> Redaction {
    let mut redaction = Redaction::default();
    for value in request.headers().values().filter(|value| value.is_sensitive()) {
        redaction.add(value.clone());
    }
    for auth in service.schemes.iter().map(|(_, auth)| auth).chain([&service.auth]) {
        let Auth::Query(name) = auth else { continue };
        let query = request.uri().query().unwrap_or_default();
        let pairs = form_urlencoded::parse(query.as_bytes());
        for (_, key) in pairs.filter(|(key, _)| key == name) {
            if let Ok(value) = HeaderValue::from_str(&key) {
                redaction.add(value);
            }
        }
    }
    redaction
}
