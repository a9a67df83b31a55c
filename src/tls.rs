//! Whom to trust: the platform's roots (and `SSL_CERT_FILE`), and those of `ca_file`.

use std::path::Path;
use std::sync::Arc;

use rustls::ClientConfig;
use rustls::crypto::ring;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls_platform_verifier::Verifier;

use crate::error::{Error, Result};

/// Reads the certificates of a PEM file.
pub(crate) fn read_ca_file(path: &Path) -> Result<Vec<CertificateDer<'static>>> {
    let wrong = |problem: String| Error::configuration(format!("ca_file {}: {problem}", path.display()));
    let pem = std::fs::read(path).map_err(|error| wrong(format!("cannot be read: {error}")))?;
    let certificates: Vec<_> = CertificateDer::pem_slice_iter(&pem)
        .collect::<std::result::Result<_, _>>()
        .map_err(|_| wrong("is not a PEM file of certificates".into()))?;
    if certificates.is_empty() {
        return Err(wrong("holds no certificate in PEM form".into()));
    }
    // A root that cannot be used would only show at the first handshake.
    let mut store = rustls::RootCertStore::empty();
    for certificate in &certificates {
        store
            .add(certificate.clone())
            .map_err(|error| wrong(format!("holds a certificate that cannot be used as a root: {error}")))?;
    }
    Ok(certificates)
}

/// The TLS side of every connection of a client; clones share their session tickets.
pub(crate) fn client_config(extra_roots: Vec<CertificateDer<'static>>) -> Result<ClientConfig> {
    let provider = Arc::new(ring::default_provider());
    let verifier = Verifier::new_with_extra_roots(extra_roots, provider.clone()).map_err(unusable)?;
    let config =
        ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().map_err(unusable)?;
    let mut config = config.dangerous().with_custom_certificate_verifier(Arc::new(verifier)).with_no_client_auth();
    // Not HTTP/2: there a server can give up a connection with requests on it that it may or may not have processed.
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(config)
}

/// For a client that speaks plain http: it trusts nobody, and reads no trust store.
pub(crate) fn no_trust() -> Result<ClientConfig> {
    let provider = Arc::new(ring::default_provider());
    let config =
        ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().map_err(unusable)?;
    Ok(config.with_root_certificates(rustls::RootCertStore::empty()).with_no_client_auth())
}

#[expect(clippy::needless_pass_by_value, reason = "used as a function of map_err")]
fn unusable(error: rustls::Error) -> Error {
    Error::configuration(format!(
        "no certificate authorities to trust ({error}): install the system's ca-certificates, \
         or set ca_file or SSL_CERT_FILE"
    ))
}
