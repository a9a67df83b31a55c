//! A throw-away certificate authority and the certificate of one emulator.

use std::io;
use std::sync::Arc;

use jiff::{Timestamp, ToSpan, Zoned, tz::TimeZone};
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, ExtendedKeyUsagePurpose, IsCa, KeyPair,
    KeyUsagePurpose, date_time_ymd,
};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};

/// Every name a client on this machine may use.
const NAMES: [&str; 3] = ["localhost", "127.0.0.1", "::1"];
/// Platform verifiers refuse certificates that are valid for more than 398 days.
const DAYS: i64 = 390;

/// An acceptor with a new certificate, and the PEM text of the authority that vouches for it.
pub(super) fn acceptor() -> io::Result<(TlsAcceptor, String)> {
    let authority = authority().map_err(io::Error::other)?;
    let key = KeyPair::generate().map_err(io::Error::other)?;
    let params = params(NAMES).and_then(|mut params| {
        params.distinguished_name.push(DnType::CommonName, "localhost");
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.use_authority_key_identifier_extension = true;
        params.signed_by(&key, &authority)
    });
    let certificate = params.map_err(io::Error::other)?;
    let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let provider = Arc::new(ring::default_provider());
    let mut config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(io::Error::other)?
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], key)
        .map_err(io::Error::other)?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok((TlsAcceptor::from(Arc::new(config)), authority.pem()))
}

fn authority() -> Result<CertifiedIssuer<'static, KeyPair>, rcgen::Error> {
    let mut params = params([])?;
    params.distinguished_name.push(DnType::CommonName, "iinked Sign emulator CA");
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    CertifiedIssuer::self_signed(params, KeyPair::generate()?)
}

fn params<const N: usize>(names: [&str; N]) -> Result<CertificateParams, rcgen::Error> {
    let mut params = CertificateParams::new(names.map(str::to_owned))?;
    params.distinguished_name = rcgen::DistinguishedName::new();
    // A closure, because the type it returns belongs to a crate that is not a dependency of this one.
    let midnight = |day: &Zoned| date_time_ymd(day.year().into(), day.month().unsigned_abs(), day.day().unsigned_abs());
    let today = Timestamp::now().to_zoned(TimeZone::UTC);
    // A day of slack for clocks that disagree.
    params.not_before = midnight(&today.saturating_sub(1.day()));
    params.not_after = midnight(&today.saturating_add(DAYS.days()));
    Ok(params)
}
