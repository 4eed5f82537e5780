//! What of a request must not be printed, also where the service quotes it.

use http::{HeaderValue, Request};
use url::form_urlencoded;

use crate::{
    body::Body,
    error::Redaction,
    service::{Auth, Service},
};

/// Adds the secrets of a request as it is sent: the headers that are marked sensitive, and the pairs of its query that
/// authenticate.
pub(super) fn add(redaction: &mut Redaction, request: &Request<Body>, service: &Service) {
    for value in request.headers().values().filter(|value| value.is_sensitive()) {
        redaction.add(value.clone());
    }
    for auth in service.schemes.iter().map(|(_, auth)| auth).chain([&service.auth]) {
        let Auth::Query(name) = auth else { continue };
        let query = request.uri().query().unwrap_or_default();
        // A service quotes the secret, or the address with the secret as it is written there.
        for pair in query.split('&') {
            let read = form_urlencoded::parse(pair.as_bytes()).next();
            let Some((_, secret)) = read.filter(|(key, _)| key == name) else { continue };
            let written = pair.split_once('=').map_or("", |(_, value)| value);
            for form in [&*secret].into_iter().chain((written != secret).then_some(written)) {
                if let Ok(form) = HeaderValue::from_str(form) {
                    redaction.add(form);
                }
            }
        }
    }
}
