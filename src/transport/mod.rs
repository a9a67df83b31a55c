//! The only place that talks HTTP to the API.
//!
//! A call owns its connection: a read takes a kept one or opens one, and gives it back when its answer was read to the
//! end; a deletion has one of its own.  A call that is dropped drops its connection.  docs/design.md has the reasons.

mod connection;
mod connector;
mod decoding;
mod failure;
mod pool;
mod stream;

use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::task::Poll;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::header::{
    ACCEPT, AUTHORIZATION, CONTENT_TYPE, HOST, HeaderMap, HeaderName, HeaderValue, PROXY_AUTHORIZATION, RETRY_AFTER,
    USER_AGENT,
};
use http::{Method, Uri};
use http_body_util::Full;
use hyper::body::Incoming;
#[cfg(fuzzing)]
use reqwest::Url;
use tokio::sync::watch;
use tokio::time::{Instant, sleep_until, timeout};

use self::connection::Connection;
use self::connector::Connector;
pub(crate) use self::decoding::Body;
use self::failure::{broken, ended};
use self::pool::Pool;
use crate::config::{Credentials, Settings};
use crate::error::{Error, Result};
use crate::failure::Failure;
use crate::retry::{Cause, Effect, parse_retry_after};

/// What every request calls this program (`User-Agent`).
pub(crate) const PRODUCT: &str = concat!("iinkedsign/", env!("CARGO_PKG_VERSION"));
/// The body of an error is read this far.
pub(crate) const ERROR_BODY: usize = 64 << 10;
/// Under which names servers and gateways send the id of a request; the vendor documents none.
static REQUEST_ID: [HeaderName; 3] = [
    HeaderName::from_static("x-request-id"),
    HeaderName::from_static("request-id"),
    HeaderName::from_static("x-correlation-id"),
];

/// A request, ready to be sent.
#[derive(Debug)]
pub(crate) struct Request {
    pub(crate) effect: Effect,
    /// Below the base URL, with its first slash.
    pub(crate) path: String,
    /// JSON, sent by POST; without a body it is a GET.
    pub(crate) body: Option<Vec<u8>>,
    /// The header of that name, where a provider gives the tokens; a fixed one goes with every request.
    pub(crate) authorization: Option<HeaderValue>,
}

impl Request {
    pub(crate) fn method(&self) -> &'static str {
        if self.body.is_some() { "POST" } else { "GET" }
    }
}

/// What the server answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) retry_after: Option<Duration>,
    pub(crate) request_id: Option<String>,
    /// Of a success the whole body, of anything else its beginning.
    pub(crate) body: Vec<u8>,
}

/// The HTTP side of a client, bound to the runtime that first drives it.
pub(crate) struct Transport {
    connector: Connector,
    pool: Pool,
    /// What stands before the path of a request: that of the base URL, and for a forwarding proxy all of it.
    prefix: String,
    /// The headers of every request.
    headers: HeaderMap,
    connect_timeout: Option<Duration>,
    max_response_bytes: usize,
}

/// How far an attempt has come with its connection.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// There is none yet: nothing was sent.
    Connecting,
    /// It has a new one.
    Connected,
    /// It has one that was kept from an earlier request.
    Kept,
}

impl Transport {
    pub(crate) fn new(settings: &Settings, tls: &rustls::ClientConfig) -> Result<Self> {
        let unusable = || Error::configuration("base_url names no host that can be asked");
        let connector = Connector::new(settings, tls).ok_or_else(unusable)?;
        let base = &settings.base_url;
        let mut headers = HeaderMap::new();
        let host = HeaderValue::try_from(connector::authority(base).ok_or_else(unusable)?);
        headers.insert(HOST, host.map_err(|_| unusable())?);
        if let Credentials::Fixed { header: (name, value), .. } = &settings.credentials {
            headers.insert(name.clone(), value.clone());
        }
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        headers.insert(decoding::ACCEPTED.0, decoding::ACCEPTED.1);
        headers.insert(USER_AGENT, HeaderValue::from_static(PRODUCT));
        let mut prefix = base.path().trim_end_matches('/').to_owned();
        if let Some(proxy) = connector.forwarding_proxy() {
            prefix.insert_str(0, &format!("{}://{}", base.scheme(), connector::authority(base).ok_or_else(unusable)?));
            headers.extend(proxy.authorization.clone().map(|value| (PROXY_AUTHORIZATION, value)));
        }
        Ok(Self {
            connector,
            pool: Pool::default(),
            prefix,
            headers,
            connect_timeout: settings.connect_timeout,
            max_response_bytes: settings.max_response_bytes,
        })
    }

    /// Sends a request once, on a connection of its own if it cannot be taken back or wants to be `alone`.
    /// It ends by `limit`, its connection by the connect limit, and both when the client is closed.
    pub(crate) async fn send(
        &self,
        request: &Request,
        alone: bool,
        limit: Option<Instant>,
        closed: &watch::Sender<bool>,
    ) -> Result<Answer, Failure> {
        if *closed.borrow() {
            return Err(ended(Cause::Closed, ""));
        }
        let mut stage = Stage::Connecting;
        let result = self.exchange(request, alone, &mut stage, pin!(end(limit, closed))).await;
        result.map_err(|failure| weigh(failure, request.effect, stage))
    }

    async fn exchange(
        &self,
        request: &Request,
        alone: bool,
        stage: &mut Stage,
        mut end: Pin<&mut impl Future<Output = Cause>>,
    ) -> Result<Answer, Failure> {
        let mut message = self.message(request)?;
        let own = alone || request.effect == Effect::Irreversible;
        let (mut connection, response) = loop {
            let kept = if own { None } else { self.pool.take() };
            *stage = if kept.is_some() { Stage::Kept } else { Stage::Connecting };
            let mut connection = match kept {
                Some(connection) => connection,
                None => self.connect(end.as_mut()).await?,
            };
            if *stage == Stage::Connecting {
                *stage = Stage::Connected;
            }
            match until(end.as_mut(), connection.send(message)).await {
                Ok(Ok(response)) => break (connection, response),
                Ok(Err(mut error)) => match error.take_message() {
                    // It was closed before anything was written to it.
                    Some(unsent) if *stage == Stage::Kept => message = unsent,
                    _ => return Err(broken(error.error())),
                },
                Err(cause) => return Err(ended(cause, "no answer within the limit")),
            }
        };
        let (head, mut incoming) = response.into_parts();
        let most = if head.status.is_success() { self.max_response_bytes } else { ERROR_BODY };
        let body = match read_body(&mut connection, &head.headers, &mut incoming, most, end).await {
            Ok(body) => {
                if request.effect == Effect::Read {
                    self.pool.keep(connection);
                }
                body
            }
            // The status settles it; a body that breaks off, or cannot be read, does not change that.
            Err((_, body)) if !head.status.is_success() => body,
            Err((failure, _)) => return Err(failure),
        };
        Ok(Answer {
            status: head.status.as_u16(),
            retry_after: header(&head.headers, &RETRY_AFTER)
                .and_then(|text| parse_retry_after(text, SystemTime::now())),
            request_id: REQUEST_ID.iter().find_map(|name| header(&head.headers, name)).map(str::to_owned),
            body,
        })
    }

    /// The request as it is written.
    fn message(&self, request: &Request) -> Result<connection::Request, Failure> {
        let uri = Uri::try_from([self.prefix.as_str(), &request.path].concat());
        let uri = uri.map_err(|error| Failure::new(Cause::NotConnected, error.to_string()))?;
        let mut message = http::Request::new(Full::new(request.body.clone().map(Bytes::from).unwrap_or_default()));
        *message.uri_mut() = uri;
        *message.headers_mut() = self.headers.clone();
        if request.body.is_some() {
            *message.method_mut() = Method::POST;
            message.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        }
        if let Some(value) = &request.authorization {
            message.headers_mut().insert(AUTHORIZATION, value.clone());
        }
        Ok(message)
    }

    async fn connect(&self, mut end: Pin<&mut impl Future<Output = Cause>>) -> Result<Connection, Failure> {
        loop {
            // Large, and seldom needed.
            let connect = Box::pin(async {
                match self.connect_timeout {
                    None => Some(self.connector.connect().await),
                    Some(limit) => timeout(limit, self.connector.connect()).await.ok(),
                }
            });
            return match until(end.as_mut(), connect).await {
                Ok(Some(Err(Failure { cause: Cause::NoDescriptors, .. }))) if self.pool.clear() => continue,
                Ok(Some(result)) => result,
                Ok(None) => Err(Failure::new(Cause::ConnectTimeout, "no connection within connect_timeout")),
                Err(cause) => Err(ended(cause, "no connection within the limit")),
            };
        }
    }
}

/// What a failure means at the stage that was reached.
fn weigh(mut failure: Failure, effect: Effect, stage: Stage) -> Failure {
    failure.cause = match (effect, failure.cause, stage) {
        (Effect::Irreversible, Cause::TimedOut, Stage::Connecting) => Cause::ConnectTimeout,
        (Effect::Irreversible, Cause::Closed, Stage::Connected | Stage::Kept) => Cause::Broken,
        (Effect::Read, Cause::Broken, Stage::Kept) => Cause::Stale,
        (_, other, _) => other,
    };
    failure
}

/// Where a request goes.
#[cfg(fuzzing)]
pub(crate) fn url(base: &Url, path: &str) -> Url {
    let mut url = base.clone();
    url.set_path(&format!("{}{path}", base.path().trim_end_matches('/')));
    url
}

/// The body; or why there is none, and what came of it.
async fn read_body(
    connection: &mut Connection,
    headers: &HeaderMap,
    incoming: &mut Incoming,
    most: usize,
    mut end: Pin<&mut impl Future<Output = Cause>>,
) -> Result<Vec<u8>, (Failure, Vec<u8>)> {
    let unreadable = |reason: String| Failure::new(Cause::BadAnswer, format!("the answer cannot be read: {reason}"));
    let mut body = Body::new(headers, most).map_err(|reason| (unreadable(reason), Vec::new()))?;
    let failed = loop {
        match until(end.as_mut(), connection.next(incoming)).await {
            Err(cause) => break ended(cause, "the answer did not end within the limit"),
            Ok(Some(Err(error))) => break broken(&error),
            Ok(None) => match body.finish() {
                Ok(()) => return Ok(body.so_far()),
                Err(reason) => break unreadable(reason),
            },
            Ok(Some(Ok(frame))) => match frame.into_data().map_or(Ok(()), |piece| body.push(&piece)) {
                Ok(()) => {}
                Err(reason) => break unreadable(reason),
            },
        }
    };
    Err((failed, body.so_far()))
}

/// What ends an attempt from outside: its limit, or the end of the client.
pub(crate) async fn end(limit: Option<Instant>, closed: &watch::Sender<bool>) -> Cause {
    let mut closed = closed.subscribe();
    let mut closed = pin!(closed.wait_for(|closed| *closed));
    let mut limit = pin!(limit.map(sleep_until));
    poll_fn(|context| {
        if let Some(limit) = limit.as_mut().as_pin_mut()
            // The timer is not heard where a server keeps the connection busy.
            && (limit.deadline() <= Instant::now() || limit.poll(context).is_ready())
        {
            return Poll::Ready(Cause::TimedOut);
        }
        closed.as_mut().poll(context).map(|_| Cause::Closed)
    })
    .await
}

/// Awaits until the end, which is one for all of an attempt.
pub(crate) async fn until<T>(
    mut end: Pin<&mut impl Future<Output = Cause>>,
    future: impl Future<Output = T>,
) -> Result<T, Cause> {
    let mut future = pin!(future);
    poll_fn(|context| match future.as_mut().poll(context) {
        Poll::Ready(result) => Poll::Ready(Ok(result)),
        Poll::Pending => end.as_mut().poll(context).map(Err),
    })
    .await
}

fn header<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}
