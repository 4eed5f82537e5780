//! How connections are secured, set up once for all pools of a transport.

use std::sync::Arc;

use rustls::{
    ClientConfig,
    crypto::{CryptoProvider, aws_lc_rs},
};
use rustls_platform_verifier::Verifier;

use super::set_up_error::SetUpError;

/// Certificates checked as the system does; without ALPN, which each transport sets.
///
/// # Errors
///
/// Where the system has no certificates of authorities, as a slim image has none.
pub(super) fn config() -> Result<ClientConfig, SetUpError> {
    // The process's choice if it made one: a second provider would only be two to keep up to date.
    let provider =
        CryptoProvider::get_default().map_or_else(|| Arc::new(aws_lc_rs::default_provider()), Arc::clone);
    let failed = |error: rustls::Error| SetUpError(format!("TLS cannot be set up: {error}").into());
    let verifier = Verifier::new(Arc::clone(&provider)).map_err(failed)?;
    Ok(ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(failed)?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(verifier))
        .with_no_client_auth())
}
