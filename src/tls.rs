//! TLS configuration: the platform's roots (and `SSL_CERT_FILE`), those of `ca_file`, and what to do when a
//! certificate is refused.

use std::path::Path;
use std::sync::Arc;

use rustls::crypto::ring;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{AlertDescription, CertificateError, ClientConfig, RootCertStore};
use rustls_platform_verifier::Verifier;

use crate::error::{Error, Result};

/// Reads the certificates of a PEM file.
pub(crate) fn read_ca_file(path: &Path) -> Result<Vec<CertificateDer<'static>>> {
    let wrong = |problem: String| Error::configuration(format!("ca_file {}: {problem}", path.display()));
    let content = std::fs::read(path).map_err(|error| wrong(format!("cannot be read: {error}")))?;
    // A root that cannot be used would only show at the first handshake.
    let mut store = RootCertStore::empty();
    let mut certificates = Vec::new();
    for (line, section) in sections(&content) {
        let place = || format!("certificate {} (line {line})", certificates.len() + 1);
        let certificate = CertificateDer::from_pem_slice(section)
            .map_err(|error| wrong(format!("{} is not valid PEM: {error}", place())))?;
        store
            .add(certificate.clone())
            .map_err(|error| wrong(format!("{} cannot be used as a root: {}", place(), without_context(&error))))?;
        certificates.push(certificate);
    }
    if certificates.is_empty() {
        return Err(wrong(no_certificate(&content).to_owned()));
    }
    Ok(certificates)
}

/// The certificates of a PEM file, each from its first line to the next one's, and the number of that line.
fn sections(content: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    // Editors of Windows write it before the text.
    let mut rest = content.strip_prefix(b"\xef\xbb\xbf").unwrap_or(content);
    let mut line = 1;
    std::iter::from_fn(move || {
        loop {
            let begins = rest.starts_with(b"-----BEGIN CERTIFICATE-----");
            let end = line_starts(rest).find(|&at| rest[at..].starts_with(b"-----BEGIN ")).unwrap_or(rest.len());
            if end == 0 {
                return None;
            }
            let (section, after) = rest.split_at(end);
            let first = line;
            (rest, line) = (after, line + line_starts(section).count());
            if begins {
                return Some((first, section));
            }
        }
    })
}

/// Where the lines after the first begin.
fn line_starts(text: &[u8]) -> impl Iterator<Item = usize> {
    text.iter().enumerate().filter(|&(_, &byte)| byte == b'\n').map(|(at, _)| at + 1)
}

/// What a file without a certificate is, and what to do.
fn no_certificate(content: &[u8]) -> &'static str {
    let has = |text: &str| content.windows(text.len()).any(|part| part == text.as_bytes());
    if content.starts_with(b"\xff\xfe") || content.starts_with(b"\xfe\xff") {
        "is UTF-16: save it as UTF-8 or ASCII"
    } else if content.starts_with(b"\x30\x82") {
        "is DER, not PEM: convert it with `openssl x509 -inform der -in FILE -out ca.pem`"
    } else if has("-----BEGIN TRUSTED CERTIFICATE-----") {
        "holds a certificate in OpenSSL's own form: convert it with `openssl x509 -in FILE -out ca.pem`"
    } else if has("-----BEGIN PKCS7-----") {
        "is PKCS #7: convert it with `openssl pkcs7 -print_certs -in FILE -out ca.pem`"
    } else if has("PRIVATE KEY-----") {
        "holds a private key and no certificate: give the authority's certificate"
    } else {
        "holds no certificate in PEM form (-----BEGIN CERTIFICATE-----)"
    }
}

/// The error itself: what leads to it is said by the message that holds it.
fn without_context(error: &rustls::Error) -> String {
    let text = error.to_string();
    text.strip_prefix("invalid peer certificate: ").unwrap_or(&text).to_owned()
}

/// What to do about a handshake that failed; `own_roots` is whether there is a `ca_file`.
pub(crate) fn advice(error: &rustls::Error, own_roots: bool) -> &'static str {
    use CertificateError as Certificate;
    use rustls::Error as Tls;
    match error {
        Tls::InvalidCertificate(problem) => match problem {
            Certificate::Expired | Certificate::ExpiredContext { .. } => {
                "nothing was sent: the server's certificate must be renewed, unless this machine's clock is wrong"
            }
            Certificate::NotValidYet | Certificate::NotValidYetContext { .. } => {
                "nothing was sent: check this machine's clock, or wait until the server's certificate is valid"
            }
            Certificate::NotValidForName | Certificate::NotValidForNameContext { .. } => {
                "nothing was sent: give a base_url with a name that the server's certificate is for (subjectAltName)"
            }
            Certificate::Revoked => "nothing was sent: the server needs a new certificate",
            Certificate::Other(other) if other.to_string().contains("CaUsedAsEndEntity") => {
                "nothing was sent: the server's own certificate is marked as an authority's (CA:TRUE), and is refused \
                 even where ca_file holds it: make one with `openssl req -x509 -addext basicConstraints=critical,CA:FALSE \
                 -addext subjectAltName=DNS:…`, or let an authority sign it and give that authority as ca_file"
            }
            Certificate::UnknownIssuer | Certificate::BadSignature if own_roots => {
                "nothing was sent: the authority of the server's certificate is neither in ca_file nor in the system's \
                 store: check that ca_file holds the root, and that the server sends the certificates in between"
            }
            Certificate::UnknownIssuer | Certificate::BadSignature => {
                "nothing was sent: this system does not trust the authority of the server's certificate: give that \
                 authority's certificate as ca_file"
            }
            Certificate::InvalidPurpose | Certificate::InvalidPurposeContext { .. } => {
                "nothing was sent: the certificate is not for servers (extendedKeyUsage), the server needs another one"
            }
            Certificate::UnsupportedSignatureAlgorithmContext { .. }
            | Certificate::UnsupportedSignatureAlgorithmForPublicKeyContext { .. } => {
                "nothing was sent: the certificate is signed in a way that is not secure or not supported (SHA-1?), the \
                 server needs another one"
            }
            _ => "nothing was sent: the server needs another certificate",
        },
        Tls::InvalidMessage(_) => {
            "nothing was sent: what answers does not speak TLS, check the port and the scheme of base_url and of the proxy"
        }
        Tls::AlertReceived(AlertDescription::CertificateRequired | AlertDescription::BadCertificate) => {
            "nothing was sent: the server wants a certificate of the client, which is not supported"
        }
        Tls::PeerIncompatible(_) | Tls::AlertReceived(_) => {
            "nothing was sent: the server must speak TLS 1.2 or 1.3, and know the name in base_url"
        }
        _ => "nothing was sent: check the server's certificate, or give its root as ca_file",
    }
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

/// For a client that uses plain http: it trusts no certificate, and reads no trust store.
pub(crate) fn no_trust() -> Result<ClientConfig> {
    let provider = Arc::new(ring::default_provider());
    let config =
        ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().map_err(unusable)?;
    Ok(config.with_root_certificates(RootCertStore::empty()).with_no_client_auth())
}

#[expect(clippy::needless_pass_by_value, reason = "used as a function of map_err")]
fn unusable(error: rustls::Error) -> Error {
    // If they name a file that does not exist, the system's store is left out too.
    let named = ["SSL_CERT_FILE", "SSL_CERT_DIR"].into_iter().find_map(|name| {
        let path = std::env::var_os(name).filter(|value| !value.is_empty())?;
        let path = Path::new(&path);
        let problem = match std::fs::metadata(path) {
            Err(error) => error.to_string(),
            Ok(_) => "no certificate in PEM form is in it".to_owned(),
        };
        Some(format!("{name} is {} ({problem}): correct it, unset it, or set ca_file", path.display()))
    });
    Error::configuration(format!(
        "no certificate authorities to trust: {}",
        named.unwrap_or_else(|| format!(
            "{error}: install the system's ca-certificates, or set ca_file or SSL_CERT_FILE"
        ))
    ))
}
