//! One request to the host of a video, by a client that knows no key.

use std::io;
use std::sync::Arc;

use reqwest::header::{ACCEPT, HeaderMap, IF_RANGE, RANGE};
use reqwest::{Response, Url};

use super::error::failure;
use super::hosts::{Forbidden, Guarded, Hosts};
use super::resume::{Head, Wanted};
use crate::client::Client;
use crate::descriptors;
use crate::dns::Resolver;
use crate::error::{Error, Result};
use crate::failure::{Failure, causes};
use crate::retry::{Cause, parse_retry_after};
use crate::transport::PRODUCT;

/// An HTTP client for a host, without any secret.
pub(super) fn http_client(
    client: &Client,
    tls: &rustls::ClientConfig,
    hosts: &Arc<Hosts>,
    url: &Url,
) -> Result<reqwest::Client> {
    let settings = client.settings();
    let mut builder = reqwest::Client::builder()
        .user_agent(PRODUCT)
        // Each step is checked before it is taken.
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .referer(false)
        .tcp_nodelay(true)
        .tls_backend_preconfigured(tls.clone())
        .pool_max_idle_per_host(0)
        .no_proxy();
    if let Some(limit) = settings.connect_timeout {
        builder = builder.connect_timeout(limit);
    }
    let builder = match settings.proxies.of(url)? {
        // The proxy resolves the host's name, and may itself be anywhere.
        Some(proxy) => {
            let reqwest_proxy = reqwest::Proxy::all(proxy.uri.to_string()).map_err(|error| unusable(&error))?;
            let builder = builder.dns_resolver(Resolver::new());
            builder.proxy(match &proxy.authorization {
                Some(value) => reqwest_proxy.custom_http_auth(value.clone()),
                None => reqwest_proxy,
            })
        }
        None => builder.dns_resolver(Guarded { hosts: Arc::clone(hosts), resolver: Arc::new(Resolver::new()) }),
    };
    builder.build().map_err(|error| unusable(&error))
}

fn unusable(error: &reqwest::Error) -> Error {
    Error::configuration(format!("cannot create the HTTP client of videos: {}", reason(error)))
}

/// Sends the request, and reads the head of the response.
pub(super) async fn send(http: &reqwest::Client, url: &Url, wanted: &Wanted) -> Result<Response, Failure> {
    let mut request = http.get(url.clone()).header(ACCEPT, "*/*");
    if let Some(validator) = wanted.validator.as_ref().filter(|_| wanted.resumes()) {
        request = request.header(RANGE, format!("bytes={}-", wanted.offset)).header(IF_RANGE, validator);
    }
    request.send().await.map_err(|error| classify(&error))
}

pub(super) fn head(response: &Response) -> Head {
    let headers = response.headers();
    let text = |name: &str| text(headers, name);
    Head {
        status: response.status().as_u16(),
        // As it was sent: the HTTP library's own is that of the body.
        content_length: text("content-length").and_then(|length| length.parse().ok()),
        content_range: text("content-range"),
        content_type: text("content-type"),
        content_encoding: text("content-encoding"),
        etag: text("etag"),
        retry_after: text("retry-after").and_then(|text| parse_retry_after(&text, std::time::SystemTime::now())),
    }
}

/// A header as text; one that comes several times with different values is worth nothing by itself.
fn text(headers: &HeaderMap, name: &str) -> Option<String> {
    let all: Vec<_> = headers.get_all(name).iter().map(|value| String::from_utf8_lossy(value.as_bytes())).collect();
    (!all.is_empty()).then(|| all.join(", "))
}

/// Classifies an error by its chain of causes.
pub(super) fn classify(error: &reqwest::Error) -> Failure {
    let mut tls = None;
    let mut forbidden = None;
    let mut garbled = false;
    let mut exhausted = false;
    for cause in causes(error) {
        tls = tls.or_else(|| cause.downcast_ref::<rustls::Error>().map(ToString::to_string));
        forbidden = forbidden.or_else(|| cause.downcast_ref::<Forbidden>().copied());
        garbled |= cause.downcast_ref::<hyper::Error>().is_some_and(hyper::Error::is_parse);
        exhausted |= cause.downcast_ref::<io::Error>().is_some_and(descriptors::are_exhausted);
    }
    let cause = if let Some(forbidden) = forbidden {
        return failure(Cause::Refused, forbidden.to_string());
    } else if error.is_connect() {
        match tls {
            Some(_) => Cause::NotTrusted,
            None if exhausted => Cause::NoDescriptors,
            None if error.is_timeout() => Cause::ConnectTimeout,
            None => Cause::NotConnected,
        }
    } else if error.is_timeout() {
        Cause::TimedOut
    } else if garbled {
        Cause::Garbled
    } else {
        Cause::Broken
    };
    failure(cause, tls.unwrap_or_else(|| reason(error)))
}

/// The innermost cause: the outer ones name the URL.
fn reason(error: &reqwest::Error) -> String {
    causes(error).skip(1).last().map_or_else(|| "the request failed".to_owned(), ToString::to_string)
}
