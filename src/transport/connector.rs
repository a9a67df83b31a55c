//! Makes connections: to the API's host, or through a proxy to it.

use std::sync::Arc;

use bytes::Bytes;
use http::header::{HOST, PROXY_AUTHENTICATE, PROXY_AUTHORIZATION};
use http::{Method, StatusCode, Uri};
use http_body_util::Full;
use hyper_util::client::legacy::connect::HttpConnector;
use reqwest::Url;
use rustls::pki_types::ServerName;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tower_service::Service;

use super::connection::Connection;
use super::failure::not_connected;
use super::stream::{Inner, Stream};
use crate::config::Settings;
use crate::dns::Resolver;
use crate::failure::Failure;
use crate::proxy::Proxy;
use crate::retry::Cause;

/// Knows the way to one host.
pub(super) struct Connector {
    tcp: HttpConnector<Resolver>,
    tls: TlsConnector,
    /// Whether there is a `ca_file`, to advise on.
    own_roots: bool,
    proxy: Option<Proxy>,
    /// The API's host; `None` if it is asked over plain http.
    secure: Option<Secure>,
    target: Uri,
}

struct Secure {
    name: ServerName<'static>,
    /// Host and port, for a proxy.
    authority: String,
}

impl Connector {
    pub(super) fn new(settings: &Settings, tls: &rustls::ClientConfig) -> Option<Self> {
        let url = &settings.base_url;
        let mut tcp = HttpConnector::new_with_resolver(Resolver::new());
        tcp.enforce_http(false);
        tcp.set_nodelay(true);
        let secure = if settings.https {
            let authority = format!("{}:{}", url.host_str()?, url.port_or_known_default()?);
            Some(Secure { name: server_name(url.host_str()?)?, authority })
        } else {
            None
        };
        Some(Self {
            tcp,
            tls: Arc::new(tls.clone()).into(),
            own_roots: settings.ca_file.is_some(),
            proxy: settings.proxy.clone(),
            secure,
            target: Uri::builder().scheme(url.scheme()).authority(authority(url)?).path_and_query("/").build().ok()?,
        })
    }

    /// Whether requests go to a proxy in plain text, to be passed on by it.
    pub(super) fn forwarding_proxy(&self) -> Option<&Proxy> {
        self.proxy.as_ref().filter(|_| self.secure.is_none())
    }

    /// Makes a connection; whatever it fails with, nothing was sent.
    pub(super) async fn connect(&self) -> Result<Connection, Failure> {
        let stream = match (&self.proxy, &self.secure) {
            (None, None) => Inner::Plain(self.dial(&self.target).await?),
            (None, Some(secure)) => {
                let tcp = self.dial(&self.target).await?;
                Inner::Tls(Box::new(self.encrypt(&secure.name, tcp).await?))
            }
            (Some(proxy), None) => self.reach(proxy).await?,
            (Some(proxy), Some(secure)) => match self.tunnel(proxy, secure, self.reach(proxy).await?).await? {
                Inner::Plain(tcp) => Inner::Tls(Box::new(self.encrypt(&secure.name, tcp).await?)),
                Inner::Tls(tls) => Inner::TlsInTls(Box::new(self.encrypt(&secure.name, *tls).await?)),
                deepest @ Inner::TlsInTls(_) => deepest,
            },
        };
        Connection::new(stream.into()).await.map_err(|error| not_connected(&error, self.own_roots))
    }

    /// Makes a connection to a proxy.
    async fn reach(&self, proxy: &Proxy) -> Result<Inner, Failure> {
        let tcp = self.dial(&proxy.uri).await?;
        if proxy.uri.scheme() != Some(&http::uri::Scheme::HTTPS) {
            return Ok(Inner::Plain(tcp));
        }
        let name = proxy.uri.host().and_then(server_name);
        let name = name.ok_or_else(|| Failure::new(Cause::NotConnected, "the proxy's host is no name for TLS"))?;
        match self.encrypt(&name, tcp).await {
            Ok(tls) => Ok(Inner::Tls(Box::new(tls))),
            Err(Failure { cause: cause @ Cause::NotTrusted, details, .. }) => Err(Failure {
                advice: Some(
                    "nothing was sent: check the certificate of the proxy, or give its root as ca_file; for a proxy that \
                     does not speak TLS write http://",
                ),
                ..Failure::new(cause, format!("the proxy: {}", details.message))
            }),
            Err(failure) => Err(failure),
        }
    }

    async fn dial(&self, to: &Uri) -> Result<TcpStream, Failure> {
        let tcp = self.tcp.clone().call(to.clone()).await;
        tcp.map(hyper_util::rt::TokioIo::into_inner).map_err(|error| not_connected(&error, self.own_roots))
    }

    async fn encrypt<S>(&self, name: &ServerName<'static>, stream: S) -> Result<TlsStream<S>, Failure>
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        self.tls.connect(name.clone(), stream).await.map_err(|error| not_connected(&error, self.own_roots))
    }

    /// Asks a proxy to connect to the API's host (RFC 9110, 9.3.6).
    async fn tunnel(&self, proxy: &Proxy, secure: &Secure, stream: Inner) -> Result<Inner, Failure> {
        let broken = |error: &hyper::Error| {
            let reason = not_connected(error, false).details.message;
            Failure::new(Cause::NotConnected, format!("the proxy did not answer CONNECT: {reason}"))
        };
        let mut request = http::Request::new(Full::new(Bytes::new()));
        *request.method_mut() = Method::CONNECT;
        *request.uri_mut() =
            secure.authority.parse().map_err(|_| Failure::new(Cause::NotConnected, "the host is no name"))?;
        if let Ok(host) = secure.authority.parse() {
            request.headers_mut().insert(HOST, host);
        }
        if let Some(value) = &proxy.authorization {
            request.headers_mut().insert(PROXY_AUTHORIZATION, value.clone());
        }
        let connection = Connection::new(stream.into()).await.map_err(|error| broken(&error))?;
        let (answer, stream) = connection.tunnel(request).await.map_err(|error| broken(&error))?;
        if !answer.status().is_success() {
            return Err(refused(proxy, &answer));
        }
        stream
            .map(Stream::into_inner)
            .ok_or_else(|| Failure::new(Cause::NotConnected, "the proxy sent something behind its answer to CONNECT"))
    }
}

/// What a proxy's refusal means, and what to do about it.
fn refused<B>(proxy: &Proxy, answer: &http::Response<B>) -> Failure {
    let status = answer.status();
    let offers_basic = answer
        .headers()
        .get_all(PROXY_AUTHENTICATE)
        .iter()
        .any(|value| value.as_bytes().get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case(b"basic")));
    let offers = answer.headers().contains_key(PROXY_AUTHENTICATE);
    let advice = match status {
        StatusCode::PROXY_AUTHENTICATION_REQUIRED if offers && !offers_basic => {
            "nothing was sent: the proxy wants a way to log in that is not supported (only Basic is): use a relay that \
             knows it, such as cntlm or px"
        }
        StatusCode::PROXY_AUTHENTICATION_REQUIRED if proxy.authorization.is_none() => {
            "nothing was sent: give a user name and a password in the proxy's URL, http://user:password@host:3128"
        }
        StatusCode::PROXY_AUTHENTICATION_REQUIRED => {
            "nothing was sent: check the user name and the password in the proxy's URL"
        }
        StatusCode::FORBIDDEN | StatusCode::UNAUTHORIZED => {
            "nothing was sent: the proxy does not allow it: have the API's host allowed there"
        }
        StatusCode::TOO_MANY_REQUESTS => "nothing was sent: the proxy has too much to do: try later",
        _ if status.is_server_error() && status != StatusCode::NOT_IMPLEMENTED => {
            "nothing was sent: the proxy cannot reach the API's host: check base_url, or try later"
        }
        _ => "nothing was sent: check the proxy's address, it does not seem to be a proxy for CONNECT",
    };
    let reason = status.canonical_reason().map(|reason| format!(" {reason}")).unwrap_or_default();
    let reason = format!("the proxy answered CONNECT with {}{reason}", status.as_u16());
    Failure { advice: Some(advice), ..Failure::new(Cause::NotConnected, reason) }
}

/// Host and port of a URL; the port is left out where it is the scheme's own.
pub(super) fn authority(url: &Url) -> Option<String> {
    let host = url.host_str()?;
    Some(url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}")))
}

fn server_name(host: &str) -> Option<ServerName<'static>> {
    ServerName::try_from(host.trim_start_matches('[').trim_end_matches(']').to_owned()).ok()
}
