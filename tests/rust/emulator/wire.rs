//! The plainest of HTTP clients, so that nothing stands between the tests and the bytes.

use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::Duration;

use iinkedsign::emulator::Emulator;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, ServerName};
use serde_json::Value;

/// An answer as it came over the wire.
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Reply {
    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    pub(crate) fn error(&self) -> String {
        self.json()["error"].as_str().unwrap().to_owned()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().skip(1).filter_map(|line| line.split_once(": "));
        lines.find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }
}

pub(crate) fn connect(emulator: &Emulator) -> TcpStream {
    let stream = TcpStream::connect(("127.0.0.1", emulator.port())).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    stream
}

/// A connection on which this was sent.
pub(crate) fn send(emulator: &Emulator, text: &str) -> TcpStream {
    let mut stream = connect(emulator);
    stream.write_all(text.as_bytes()).unwrap();
    stream
}

pub(crate) fn request(method: &str, path: &str, headers: &str, body: &str) -> String {
    let length = body.len();
    format!(
        "{method} /api/v1/{path} HTTP/1.1\r\nHost: localhost\r\n{headers}Content-Type: application/json\r\n\
         Content-Length: {length}\r\n\r\n{body}"
    )
}

pub(crate) fn key(emulator: &Emulator) -> String {
    format!("api_key: {}\r\n", emulator.api_key())
}

/// Sends on a connection of its own and reads until the server closes it.
pub(crate) fn exchange(emulator: &Emulator, text: &str) -> io::Result<Reply> {
    let mut stream = connect(emulator);
    stream.write_all(text.as_bytes())?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes)?;
    parse(&bytes).ok_or_else(|| io::Error::from(io::ErrorKind::UnexpectedEof))
}

pub(crate) fn parse(bytes: &[u8]) -> Option<Reply> {
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n")?;
    let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
    let status = head.split(' ').nth(1)?.parse().ok()?;
    Some(Reply { status, head, body: bytes[end + 4..].to_vec() })
}

pub(crate) fn call(emulator: &Emulator, method: &str, path: &str, body: &str) -> io::Result<Reply> {
    let headers = format!("{}Connection: close\r\n", key(emulator));
    exchange(emulator, &request(method, path, &headers, body))
}

pub(crate) fn get(emulator: &Emulator, path: &str) -> Reply {
    call(emulator, "GET", path, "").unwrap()
}

pub(crate) fn post(emulator: &Emulator, path: &str, body: &Value) -> Reply {
    call(emulator, "POST", path, &body.to_string()).unwrap()
}

/// The status of a package over TLS, by this name of the server, trusting only the emulator's authority.
pub(crate) fn get_tls(emulator: &Emulator, name: &str, path: &str) -> io::Result<Reply> {
    let mut roots = rustls::RootCertStore::empty();
    let ca = CertificateDer::from_pem_slice(emulator.ca_pem().unwrap().as_bytes()).unwrap();
    roots.add(ca).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let name = ServerName::try_from(name.to_owned()).unwrap();
    let tls = rustls::ClientConnection::new(Arc::new(config), name).unwrap();
    let mut stream = rustls::StreamOwned::new(tls, connect(emulator));
    let headers = format!("{}Connection: close\r\n", key(emulator));
    stream.write_all(request("GET", path, &headers, "").as_bytes())?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes)?;
    parse(&bytes).ok_or_else(|| io::Error::from(io::ErrorKind::UnexpectedEof))
}
