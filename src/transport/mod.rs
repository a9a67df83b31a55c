//! The only place that talks HTTP.
//!
//! Reads share kept-alive connections; one that turns out to be dead costs them a try. Each delete goes out on a
//! connection of its own: a server may close an idle connection in the very moment in which a request is written to
//! it, and then nobody can tell whether the request was processed. On a new connection that moment does not exist,
//! and "nothing was sent" is a fact that the connector knows.

mod decoding;
mod proxy;

use std::cell::Cell;
use std::error::Error as StdError;
use std::future::poll_fn;
use std::io;
use std::pin::{Pin, pin};
use std::task::{Context, Poll};
use std::time::{Duration, SystemTime};

use once_cell::sync::OnceCell;
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderValue, RETRY_AFTER};
use reqwest::{Method, Response, Url};
use tokio::sync::watch;
use tokio::time::{Instant, sleep_until};
use tower_layer::Layer;
use tower_service::Service;

use self::decoding::Body;
pub(crate) use self::proxy::{Proxies, Proxy};
use crate::config::{Credentials, Settings};
use crate::error::{Error, Result};
use crate::names::Names;
use crate::retry::{Effect, Happened, parse_retry_after};
use crate::{descriptors, tls};

/// The body of an error is read this far.
pub(crate) const ERROR_BODY: usize = 64 << 10;
/// A connection that was idle this long is not used again.
const IDLE: Duration = Duration::from_mins(1);
/// Under which names servers and gateways send the id of a request; the vendor documents none.
const REQUEST_ID: [&str; 3] = ["x-request-id", "request-id", "x-correlation-id"];

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

/// Why there is no answer.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) happened: Happened,
    /// What the system said, or the server.
    pub(crate) reason: String,
    /// What to do about it, where that is more than its kind says.
    pub(crate) advice: Option<&'static str>,
}

/// The HTTP side of a client, bound to the runtime that first drives it.
pub(crate) struct Transport {
    reads: reqwest::Client,
    /// Keeps no connection: each request has one of its own.
    alone: OnceCell<reqwest::Client>,
}

impl Transport {
    pub(crate) fn new(settings: &Settings, tls: &rustls::ClientConfig) -> Result<Self> {
        Ok(Self { reads: build(builder(settings, tls)?.pool_idle_timeout(IDLE))?, alone: OnceCell::new() })
    }

    /// Sends a request once, on a connection of its own if it is a delete or wants to be `alone`.
    /// It ends by `limit`, its connection by the connect limit, and both when the client is closed.
    pub(crate) async fn send(
        &self,
        settings: &Settings,
        tls: &rustls::ClientConfig,
        request: &Request,
        alone: bool,
        limit: Option<Instant>,
        closed: &watch::Sender<bool>,
    ) -> Result<Answer, Failure> {
        if *closed.borrow() {
            return Err(ended(Happened::Closed, ""));
        }
        let client = if alone || request.effect == Effect::Delete {
            self.alone
                .get_or_try_init(|| build(builder(settings, tls)?.pool_max_idle_per_host(0)))
                .map_err(|error| failure(Happened::NotConnected, error.message()))?
        } else {
            &self.reads
        };
        CONNECTED
            .scope(Cell::new(false), async {
                let result = exchange(client, settings, request, pin!(end(limit, closed))).await;
                result.map_err(|failure| weigh(failure, request.effect, CONNECTED.with(Cell::get)))
            })
            .await
    }
}

/// What a failure means.  Where the try made no connection, a delete cannot have been sent, whatever else was found
/// out, and a read was sent on a connection that was kept from before.
fn weigh(mut failure: Failure, effect: Effect, connected: bool) -> Failure {
    failure.happened = match (effect, failure.happened, connected) {
        (Effect::Delete, Happened::TimedOut, false) => Happened::ConnectTimeout,
        (Effect::Delete, Happened::Broken | Happened::Garbled, false) => Happened::NotConnected,
        (Effect::Delete, Happened::Closed, true) => Happened::Broken,
        (Effect::Read, Happened::Broken, false) => Happened::Stale,
        (_, other, _) => other,
    };
    failure
}

fn builder(settings: &Settings, tls: &rustls::ClientConfig) -> Result<reqwest::ClientBuilder> {
    let mut headers = HeaderMap::new();
    if let Credentials::Fixed { header: (name, value), .. } = &settings.credentials {
        headers.insert(name.clone(), value.clone());
    }
    headers.insert(reqwest::header::ACCEPT, HeaderValue::from_static("application/json"));
    headers.insert(decoding::ACCEPTED.0, decoding::ACCEPTED.1);
    let mut builder = reqwest::Client::builder()
        .default_headers(headers)
        .user_agent(concat!("iinkedsign/", env!("CARGO_PKG_VERSION")))
        // The key must not follow a redirect to another host, nor may a delete be repeated by one.
        .redirect(reqwest::redirect::Policy::none())
        // Whether to send again is decided in `retry`, and nowhere else.
        .retry(reqwest::retry::never())
        .referer(false)
        .tcp_nodelay(true)
        .tls_backend_preconfigured(tls.clone())
        .dns_resolver(Names::new())
        .connector_layer(Watch);
    if let Some(limit) = settings.connect_timeout {
        builder = builder.connect_timeout(limit);
    }
    // Read by ourselves: what is not understood must not be bypassed.
    builder = builder.no_proxy();
    let Some(proxy) = &settings.proxy else { return Ok(builder) };
    let reqwest_proxy = reqwest::Proxy::all(proxy.uri.to_string()).map_err(|error| unusable(&error))?;
    Ok(builder.proxy(match &proxy.authorization {
        Some(value) => reqwest_proxy.custom_http_auth(value.clone()),
        None => reqwest_proxy,
    }))
}

fn build(builder: reqwest::ClientBuilder) -> Result<reqwest::Client> {
    builder.build().map_err(|error| unusable(&error))
}

fn unusable(error: &reqwest::Error) -> Error {
    Error::configuration(format!("cannot create the HTTP client: {}", reason(error)))
}

/// Where a request goes.
pub(crate) fn url(base: &Url, path: &str) -> Url {
    let mut url = base.clone();
    url.set_path(&format!("{}{path}", base.path().trim_end_matches('/')));
    url
}

async fn exchange(
    client: &reqwest::Client,
    settings: &Settings,
    request: &Request,
    mut end: Pin<&mut impl Future<Output = Happened>>,
) -> Result<Answer, Failure> {
    let url = url(&settings.base_url, &request.path);
    let call = match &request.body {
        None => client.request(Method::GET, url),
        Some(body) => client.request(Method::POST, url).header(CONTENT_TYPE, "application/json").body(body.clone()),
    };
    let call = match &request.authorization {
        Some(value) => call.header(AUTHORIZATION, value.clone()),
        None => call,
    };
    let mut response = match until(end.as_mut(), call.send()).await {
        Ok(Ok(response)) => response,
        Ok(Err(error)) => return Err(classify(&error, settings.ca_file.is_some())),
        Err(happened) => return Err(ended(happened, "no answer within the limit")),
    };
    let status = response.status();
    let most = if status.is_success() { settings.max_response_bytes } else { ERROR_BODY };
    let body = match read_body(&mut response, most, end).await {
        Ok(body) => body,
        // The status settles it; a body that breaks off, or cannot be read, does not change that.
        Err((_, body)) if !status.is_success() => body,
        Err((failure, _)) => return Err(failure),
    };
    Ok(Answer {
        status: status.as_u16(),
        retry_after: header(&response, RETRY_AFTER.as_str())
            .and_then(|text| parse_retry_after(text, SystemTime::now())),
        request_id: REQUEST_ID.iter().find_map(|name| header(&response, name)).map(str::to_owned),
        body,
    })
}

/// The body; or why there is none, and what came of it.
async fn read_body(
    response: &mut Response,
    most: usize,
    mut end: Pin<&mut impl Future<Output = Happened>>,
) -> Result<Vec<u8>, (Failure, Vec<u8>)> {
    let unreadable = |reason: String| failure(Happened::BadAnswer, &format!("the answer cannot be read: {reason}"));
    let mut body = Body::new(response.headers(), most).map_err(|reason| (unreadable(reason), Vec::new()))?;
    let failed = loop {
        match until(end.as_mut(), response.chunk()).await {
            Err(happened) => break ended(happened, "the answer did not end within the limit"),
            Ok(Err(error)) => break classify(&error, false),
            Ok(Ok(None)) => return body.finish().map_err(|reason| (unreadable(reason), Vec::new())),
            Ok(Ok(Some(chunk))) => match body.push(&chunk) {
                Ok(()) => {}
                Err(reason) => break unreadable(reason),
            },
        }
    };
    Err((failed, body.so_far()))
}

/// What ends a try from outside: its limit, or the end of the client.
pub(crate) async fn end(limit: Option<Instant>, closed: &watch::Sender<bool>) -> Happened {
    let mut closed = closed.subscribe();
    let mut closed = pin!(closed.wait_for(|closed| *closed));
    let mut limit = pin!(limit.map(sleep_until));
    poll_fn(|context| match limit.as_mut().as_pin_mut().map(|limit| limit.poll(context)) {
        Some(Poll::Ready(())) => Poll::Ready(Happened::TimedOut),
        _ => closed.as_mut().poll(context).map(|_| Happened::Closed),
    })
    .await
}

/// Awaits until the end, which is one for all of a try.
pub(crate) async fn until<T>(
    mut end: Pin<&mut impl Future<Output = Happened>>,
    future: impl Future<Output = T>,
) -> Result<T, Happened> {
    let mut future = pin!(future);
    poll_fn(|context| match future.as_mut().poll(context) {
        Poll::Ready(result) => Poll::Ready(Ok(result)),
        Poll::Pending => end.as_mut().poll(context).map(Err),
    })
    .await
}

fn header<'a>(response: &'a Response, name: &str) -> Option<&'a str> {
    response.headers().get(name)?.to_str().ok()
}

/// What the end of a try says; `late` is what it was too late for.
fn ended(happened: Happened, late: &str) -> Failure {
    failure(happened, if happened == Happened::Closed { "the client was closed meanwhile" } else { late })
}

fn failure(happened: Happened, reason: &str) -> Failure {
    Failure { happened, reason: reason.to_owned(), advice: None }
}

/// Tells from an error's chain of causes what happened.
fn classify(error: &reqwest::Error, own_roots: bool) -> Failure {
    let mut tls = None;
    let mut garbled = false;
    for cause in causes(error) {
        if let Some(cause) = cause.downcast_ref::<rustls::Error>() {
            tls = Some(cause.clone());
        }
        if let Some(cause) = cause.downcast_ref::<hyper::Error>() {
            garbled |= cause.is_parse();
        }
    }
    let happened = if error.is_connect() {
        match tls {
            Some(_) => Happened::NotTrusted,
            None if causes(error).filter_map(|cause| cause.downcast_ref()).any(descriptors::are_exhausted) => {
                Happened::NoDescriptors
            }
            None if error.is_timeout() => Happened::ConnectTimeout,
            None => Happened::NotConnected,
        }
    } else if error.is_timeout() {
        Happened::TimedOut
    } else if garbled {
        Happened::Garbled
    } else {
        Happened::Broken
    };
    match tls.filter(|_| happened == Happened::NotTrusted) {
        Some(tls) => not_trusted(&tls, own_roots),
        None if happened == Happened::NoDescriptors => {
            Failure { advice: Some(descriptors::ADVICE), ..failure(happened, &reason(error)) }
        }
        None => failure(happened, &reason(error)),
    }
}

fn not_trusted(error: &rustls::Error, own_roots: bool) -> Failure {
    Failure { happened: Happened::NotTrusted, reason: error.to_string(), advice: Some(tls::advice(error, own_roots)) }
}

/// The innermost cause: the outer ones name the URL, and say less.
fn reason(error: &reqwest::Error) -> String {
    let mut text = String::new();
    for cause in causes(error).skip(1) {
        text = cause.to_string();
    }
    // Some causes end with a link to their documentation.
    if let Some(link) = text.find(": https://") {
        text.truncate(link);
    }
    if text.is_empty() { "the request failed".into() } else { text }
}

/// An error and its causes; an `io::Error` hides the one that it wraps.
fn causes<'a>(error: &'a (dyn StdError + 'static)) -> impl Iterator<Item = &'a (dyn StdError + 'static)> {
    std::iter::successors(Some(error), |&error| match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
        Some(inner) => Some(inner as &(dyn StdError + 'static)),
        None => error.source(),
    })
}

tokio::task_local! {
    /// Whether the try that this task makes has made a connection.
    static CONNECTED: Cell<bool>;
}

/// Wraps the connector, to note when a connection is there.
#[derive(Clone)]
struct Watch;

impl<S> Layer<S> for Watch {
    type Service = Watched<S>;
    fn layer(&self, inner: S) -> Watched<S> {
        Watched(inner)
    }
}

#[derive(Clone)]
struct Watched<S>(S);

impl<S, R> Service<R> for Watched<S>
where
    S: Service<R>,
    S::Future: Send + 'static,
{
    type Response = S::Response;
    type Error = S::Error;
    type Future = Pin<Box<dyn Future<Output = std::result::Result<S::Response, S::Error>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<std::result::Result<(), S::Error>> {
        self.0.poll_ready(context)
    }

    fn call(&mut self, target: R) -> Self::Future {
        let connecting = self.0.call(target);
        Box::pin(async move {
            let connection = connecting.await?;
            // Without a pool the connector is polled by the task that sends, so for a delete this note is certain.  A read
            // may leave its connector to another task, when a kept connection became free meanwhile.
            let _ = CONNECTED.try_with(|connected| connected.set(true));
            Ok(connection)
        })
    }
}
