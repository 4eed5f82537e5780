//! How connections are secured, set up once for all pools of a transport.

use std::sync::Arc;

use rustls::{ClientConfig, ConfigBuilder, WantsVerifier, crypto::CryptoProvider};
use rustls_platform_verifier::Verifier;

use super::set_up_error::SetUpError;

/// Certificates checked as the system does; without ALPN, which each transport sets.
///
/// # Errors
///
/// Without cryptography, and where the system has no certificates of authorities, as a slim image has none.
pub(super) fn config() -> Result<ClientConfig, SetUpError> {
    let provider = provider()?;
    let verifier = Verifier::new(Arc::clone(&provider)).map_err(|error| failed(&error))?;
    let verified = builder(provider)?.dangerous().with_custom_certificate_verifier(Arc::new(verifier));
    Ok(verified.with_no_client_auth())
}

/// For connections in plain text: reqwest wants a configuration for those too. It trusts nobody, and needs no
/// certificates of the system.
///
/// # Errors
///
/// Without cryptography.
#[cfg(feature = "reqwest")]
pub(super) fn unused() -> Result<ClientConfig, SetUpError> {
    let builder = builder(provider()?)?;
    Ok(builder.with_root_certificates(rustls::RootCertStore::empty()).with_no_client_auth())
}

/// Whether reqwest finds cryptography by itself, for settings of the caller: it panics where it does not.
///
/// # Errors
///
/// Where the process has chosen none, and `aws-lc-rs` is off.
#[cfg(feature = "reqwest")]
pub(super) fn known_to_reqwest() -> Result<(), SetUpError> {
    if cfg!(feature = "aws-lc-rs") || CryptoProvider::get_default().is_some() {
        return Ok(());
    }
    Err(SetUpError(
        "with settings of its own reqwest finds no cryptography for TLS: turn on the feature `aws-lc-rs` of prolifi, or \
         install a `CryptoProvider` of rustls"
            .into(),
    ))
}

/// The process's choice if it made one: a second provider would only be two to keep up to date.
///
/// # Errors
///
/// Where neither the process nor a feature has chosen one.
fn provider() -> Result<Arc<CryptoProvider>, SetUpError> {
    CryptoProvider::get_default().map(Arc::clone).or_else(of_feature).ok_or_else(|| {
        SetUpError(
            "there is no cryptography for TLS: turn on the feature `aws-lc-rs` or `ring` of prolifi, or install a \
             `CryptoProvider` of rustls"
                .into(),
        )
    })
}

/// With both features that of the default.
#[cfg(feature = "aws-lc-rs")]
fn of_feature() -> Option<Arc<CryptoProvider>> {
    Some(Arc::new(rustls::crypto::aws_lc_rs::default_provider()))
}

#[cfg(all(feature = "ring", not(feature = "aws-lc-rs")))]
fn of_feature() -> Option<Arc<CryptoProvider>> {
    Some(Arc::new(rustls::crypto::ring::default_provider()))
}

#[cfg(not(any(feature = "aws-lc-rs", feature = "ring")))]
fn of_feature() -> Option<Arc<CryptoProvider>> {
    None
}

fn builder(provider: Arc<CryptoProvider>) -> Result<ConfigBuilder<ClientConfig, WantsVerifier>, SetUpError> {
    ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| failed(&error))
}

fn failed(error: &rustls::Error) -> SetUpError {
    SetUpError(format!("TLS cannot be set up: {error}").into())
}

#[cfg(test)]
mod tests {
    use super::provider;

    #[test]
    fn a_feature_chooses_the_cryptography() {
        let found = match provider() {
            Ok(provider) => format!("{:?}", provider.key_provider),
            Err(error) => error.to_string(),
        };
        let expected = match (cfg!(feature = "aws-lc-rs"), cfg!(feature = "ring")) {
            (true, _) => "AwsLcRs",
            (false, true) => "Ring",
            (false, false) => "turn on the feature `aws-lc-rs` or `ring`",
        };
        assert!(found.contains(expected), "{found}");
    }
}
