//! What the errors of the HTTP and TLS libraries say, in words that nobody else chose.

use std::error::Error as StdError;

use rustls::{AlertDescription, CertificateError};

use super::set_up_error::SetUpError;

/// Whether trying again would help no one.
pub(super) fn lasts(error: &(dyn StdError + 'static)) -> bool {
    matches!(error.downcast_ref::<rustls::Error>(), Some(rustls::Error::InvalidCertificate(_)))
        || error.is::<SetUpError>()
}

/// What one of these errors says.
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
    if error.is::<super::proxy_refused::ProxyRefused>() {
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
