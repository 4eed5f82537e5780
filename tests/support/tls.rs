//! TLS for servers of tests: an authority that only they know, and how a test comes to trust it.

use std::{env, path::PathBuf, process::Command, sync::Arc};

use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        RootCertStore, ServerConfig,
        crypto::aws_lc_rs,
        pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
        server::{WebPkiClientVerifier, danger::ClientCertVerifier},
    },
};

/// What a server shows of itself. All are signed by the same authority.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Certificate {
    /// For `localhost` and 127.0.0.1.
    Good,
    /// The same, until the first of February 2020.
    Expired,
    /// For another host.
    Elsewhere,
}

/// A server's side of TLS, with these protocols (RFC 7301).
pub fn acceptor(certificate: Certificate, protocols: &[&str]) -> TlsAcceptor {
    let verifier = WebPkiClientVerifier::no_client_auth();
    acceptor_with(verifier, certificate, protocols)
}

/// One that wants a certificate of the client too, of the same authority.
pub fn acceptor_of_known_clients() -> TlsAcceptor {
    let authority = CertificateDer::from_pem_file(tls_fixture("authority.pem")).expect("a certificate");
    let mut roots = RootCertStore::empty();
    roots.add(authority).expect("an authority");
    let provider = Arc::new(aws_lc_rs::default_provider());
    let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider).build();
    acceptor_with(verifier.expect("a verifier"), Certificate::Good, &[])
}

fn acceptor_with(
    verifier: Arc<dyn ClientCertVerifier>,
    certificate: Certificate,
    protocols: &[&str],
) -> TlsAcceptor {
    let name = match certificate {
        Certificate::Good => "server.pem",
        Certificate::Expired => "expired.pem",
        Certificate::Elsewhere => "elsewhere.pem",
    };
    let chain = CertificateDer::from_pem_file(tls_fixture(name)).expect("a certificate");
    let key = PrivateKeyDer::from_pem_file(tls_fixture("server.key")).expect("a key");
    let mut config = ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_client_cert_verifier(verifier)
        .with_single_cert(vec![chain], key)
        .expect("a key that fits");
    config.alpn_protocols = protocols.iter().map(|name| name.as_bytes().to_vec()).collect();
    TlsAcceptor::from(Arc::new(config))
}

/// A file of the authority of the tests.
pub fn tls_fixture(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/tls").join(name)
}

/// Whether this process trusts the authority of the tests. Transports load what they trust from the system when they are
/// made, and a test cannot change its own environment: it returns at once, and runs in [`rerun_trusting`].
pub fn trusts_test_authority() -> bool {
    env::var_os(TRUSTING).is_some()
}

const TRUSTING: &str = "PROLIFI_TEST_TRUSTING";

/// Runs the tests of this binary whose names begin with this once more, in a process that trusts the authority, and says
/// how many passed.
pub fn rerun_trusting(tests: &str) -> usize {
    let output = Command::new(env::current_exe().expect("this test"))
        .args([tests, "--nocapture"])
        .env(TRUSTING, "1")
        .env("SSL_CERT_FILE", tls_fixture("authority.pem"))
        .env_remove("SSL_CERT_DIR")
        .output()
        .expect("the tests run");
    let (said, wrong) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{said}\n{wrong}");
    let passed = said.split("test result: ok. ").nth(1).and_then(|rest| rest.split(' ').next());
    passed.and_then(|passed| passed.parse().ok()).expect("the number of tests that passed")
}
