//! What the errors of the HTTP and TLS libraries mean, the same whichever transport met them.

use std::{error::Error as StdError, fmt, sync::Arc};

use h2::Reason;
use hyper_util::client::legacy;
use rustls::{AlertDescription, CertificateError};

use super::{TransportError, reason::chain};
use crate::error::BoxError;

/// How far the request had come that failed with this.
pub(super) fn classify(error: BoxError) -> TransportError {
    if is_connect(&*error) {
        TransportError::connect(error)
    } else if is_unprocessed(&*error) {
        TransportError::unprocessed(error)
    } else {
        TransportError::io(error)
    }
}

/// Whether the other side dislikes how often it was asked whether it is there (RFC 9113, section 7).
pub(super) fn is_calm_demanded(error: &(dyn StdError + 'static)) -> bool {
    chain(error)
        .filter_map(|error| error.downcast_ref::<h2::Error>())
        .any(|error| error.is_remote() && error.reason() == Some(Reason::ENHANCE_YOUR_CALM))
}

/// Whether a connection was given up because a PING was not answered.
pub(super) fn is_ping_unanswered(error: &(dyn StdError + 'static)) -> bool {
    chain(error).filter_map(|error| error.downcast_ref::<hyper::Error>()).any(hyper::Error::is_timeout)
}

/// Whether no connection was made: none was given to the request, for another reason than that it was not needed.
fn is_connect(error: &(dyn StdError + 'static)) -> bool {
    chain(error).filter_map(|error| error.downcast_ref::<legacy::Error>()).any(|error| {
        let was_canceled = error.source().and_then(|source| source.downcast_ref::<hyper::Error>()).is_none();
        error.is_connect() || (error.connect_info().is_none() && !was_canceled)
    })
}

/// Whether the request was not processed, though there may have been a connection.
fn is_unprocessed(error: &(dyn StdError + 'static)) -> bool {
    chain(error).any(|error| {
        if let Some(error) = error.downcast_ref::<h2::Error>() {
            let refused = error.is_reset() && error.reason() == Some(Reason::REFUSED_STREAM);
            return error.is_remote() && (error.is_go_away() || refused);
        }
        if let Some(error) = error.downcast_ref::<hyper::Error>() {
            // It gave the request back: the connection was closed, or never ready.
            return error.is_canceled();
        }
        error.downcast_ref::<legacy::Error>().is_some_and(|error| error.connect_info().is_none())
    })
}

/// Whether trying again would help no one.
pub(super) fn lasts(error: &(dyn StdError + 'static)) -> bool {
    matches!(error.downcast_ref::<rustls::Error>(), Some(rustls::Error::InvalidCertificate(_)))
        || error.is::<SetUpError>()
}

/// Why a transport that could be made has no connection of this kind to give.
#[derive(Debug, Clone)]
pub(super) struct SetUpError(pub(super) Arc<str>);

impl SetUpError {
    /// What could not be done, and the cause nearest to the fault: a copy, since it is said for every request.
    #[cfg(feature = "reqwest")]
    pub(super) fn of(what: &str, error: &(dyn StdError + 'static)) -> Self {
        let cause = chain(error).last().unwrap_or(error);
        Self(format!("{what}: {cause}").into())
    }
}

impl fmt::Display for SetUpError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl StdError for SetUpError {}

/// What one of these errors says, in words that nobody else chose.
pub(super) fn words(error: &(dyn StdError + 'static)) -> Option<String> {
    if let Some(error) = error.downcast_ref::<rustls::Error>() {
        return Some(tls_words(error));
    }
    if let Some(error) = error.downcast_ref::<h2::Error>() {
        // Without the data of a GOAWAY, which the other side wrote.
        return error.reason().map(|reason| format!("HTTP/2: {}", reason.description()));
    }
    if let Some(error) = error.downcast_ref::<hyper::Error>() {
        let unanswered = error.is_timeout().then(|| "no answer to a PING".to_owned());
        return unanswered.or_else(|| Some(error.to_string()));
    }
    if error.is::<SetUpError>() {
        return Some(error.to_string());
    }
    #[cfg(feature = "hyper")]
    if error.is::<super::hyper::ProxyRefused>() {
        return Some(error.to_string());
    }
    // These types have no name outside their libraries. Of a refusal, no other status than this is kept.
    match &*error.to_string() {
        "operation timed out" => Some("no answer in time".to_owned()),
        "tunnel error: proxy authorization required" => {
            Some("the proxy answered 407 (it wants a login)".to_owned())
        }
        "tunnel error: unsuccessful" => Some("the proxy refused the connection".to_owned()),
        _ => None,
    }
}

fn tls_words(error: &rustls::Error) -> String {
    match error {
        rustls::Error::InvalidCertificate(error) => certificate_words(error),
        rustls::Error::AlertReceived(alert) => alert_words(*alert),
        rustls::Error::InvalidMessage(_) => "the other side does not speak TLS".to_owned(),
        rustls::Error::PeerIncompatible(_) => "no version or cipher of TLS in common".to_owned(),
        error => format!("TLS: {error}"),
    }
}

/// The names in a certificate are the other side's words.
fn certificate_words(error: &CertificateError) -> String {
    let words = match error {
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => "certificate expired",
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            "certificate not valid yet"
        }
        CertificateError::Revoked => "certificate revoked",
        CertificateError::UnknownIssuer => "certificate of an unknown issuer",
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            "certificate is for another host"
        }
        error => return format!("invalid certificate ({error})"),
    };
    words.to_owned()
}

fn alert_words(alert: AlertDescription) -> String {
    match alert {
        AlertDescription::CertificateRequired => {
            "the other side wants a certificate of the client".to_owned()
        }
        alert => format!("the other side ended the TLS handshake ({alert:?})"),
    }
}
