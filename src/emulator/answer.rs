//! From a request to what is sent back: the log, the rate limit, the faults, and else the healthy answer.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use hyper::body::Incoming;
use hyper::header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_TYPE, HeaderName, HeaderValue, LOCATION, RETRY_AFTER};
use hyper::http::request::Parts;
use hyper::{HeaderMap, Request, Response, StatusCode};

use super::body::{Broken, Payload};
use super::connection::Link;
use super::fault::{Fault, FaultKind};
use super::hostile;
use super::journal::Received;
use super::render;
use super::routes::{Reply, Target, process};
use super::shared::Shared;

/// The longest request body that is read.
const MAX_BODY: usize = 1 << 20;
/// How long a silent server keeps a client waiting that does not leave by itself.
const SILENCE: Duration = Duration::from_mins(10);
/// Bodies up to this size are not worth packing.
const GZIP_FROM: usize = 1024;

pub(super) type Answer = Response<Payload>;

/// Answers a request; an error closes the connection without an answer.
pub(super) async fn answer(shared: Arc<Shared>, link: Arc<Link>, request: Request<Incoming>) -> Result<Answer, Broken> {
    let (head, body) = request.into_parts();
    let target = Target::of(&head.method, head.uri.path());
    let early = shared.faults.choose(true, target.op, target.path_id.as_deref());
    // An early answer comes before the body is read; a body that is too long is not read to its end either.
    let body = match &early {
        Some(_) => Some(Bytes::new()),
        None => read(body).await?,
    };
    let seq = enter(&shared, &link, &head, &target, body.as_deref().unwrap_or_default());
    let mut answer = match (early, body) {
        (Some(fault), _) => {
            note(&shared, seq, &fault.to_string());
            let FaultKind::EarlyAnswer { code } = fault.kind else {
                return Err(Broken);
            };
            fault_status(code, None, None)
        }
        (None, None) => {
            let message = "The body is longer than 1 MiB.";
            json(&Reply::error(StatusCode::BAD_REQUEST, "package_length_body", message))
        }
        (None, Some(body)) => respond(&shared, &link, &head, &target, &body, seq).await?,
    };
    pack(&shared, &head.headers, &mut answer);
    let status = answer.status().as_u16();
    shared.journal().amend(seq, |entry| entry.status = Some(status));
    Ok(answer)
}

/// The body of a request; `None` if it is too long.
async fn read(body: Incoming) -> Result<Option<Bytes>, Broken> {
    match Limited::new(body, MAX_BODY).collect().await {
        Ok(body) => Ok(Some(body.to_bytes())),
        Err(error) if error.is::<LengthLimitError>() => Ok(None),
        Err(_) => Err(Broken),
    }
}

fn enter(shared: &Shared, link: &Link, head: &Parts, target: &Target, body: &[u8]) -> u64 {
    let package_id = target.package_id(body);
    shared.journal().enter(Received::new(head, target.op, package_id, body, link.id, shared.started.elapsed()))
}

fn note(shared: &Shared, seq: u64, fault: &str) {
    shared.journal().amend(seq, |entry| entry.fault = Some(fault.to_owned()));
}

/// The answer to a request that was read.
async fn respond(
    shared: &Shared,
    link: &Arc<Link>,
    head: &Parts,
    target: &Target,
    body: &[u8],
    seq: u64,
) -> Result<Answer, Broken> {
    if let Err(seconds) = shared.limit() {
        note(shared, seq, "requests_per_second");
        return Ok(fault_status(429, Some(&seconds.to_string()), None));
    }
    let package_id = target.package_id(body);
    let fault = shared.faults.choose(false, target.op, package_id.as_deref());
    let Some(fault) = fault else {
        return Ok(json(&perform(shared, head, target, body, seq)));
    };
    note(shared, seq, &fault.to_string());
    let reply = fault.is_applied().then(|| perform(shared, head, target, body, seq));
    let package_id = package_id.unwrap_or_default();
    break_it(&fault, reply, &package_id, link).await
}

/// Does what is asked, and writes down whether that changed anything.
fn perform(shared: &Shared, head: &Parts, target: &Target, body: &[u8], seq: u64) -> Reply {
    let reply = process(shared, target, head, body);
    if reply.applied {
        shared.journal().amend(seq, |entry| entry.applied = true);
    }
    reply
}

/// The answer that a fault makes of the healthy one (which is missing if the request was not processed).
async fn break_it(fault: &Fault, reply: Option<Reply>, package_id: &str, link: &Arc<Link>) -> Result<Answer, Broken> {
    let reply = reply.unwrap_or_else(|| Reply {
        // What it would look like of a request that was not processed.
        status: StatusCode::OK,
        body: format!("{{\"packageId\":\"{}\",\"videos\":[]}}", package_id.to_lowercase()),
        applied: false,
    });
    let made = |body: String| json(&Reply { body, ..reply });
    let body = &*reply.body;
    let answer = match &fault.kind {
        FaultKind::Status { code, retry_after, error } => fault_status(*code, retry_after.as_deref(), error.as_deref()),
        FaultKind::EarlyAnswer { code } => fault_status(*code, None, None),
        FaultKind::Delay { seconds } => {
            pause(*seconds).await;
            json(&reply)
        }
        FaultKind::Silence => return silence().await,
        FaultKind::DropBefore | FaultKind::DropAfter => return Err(Broken),
        FaultKind::ResetBefore | FaultKind::ResetAfter => {
            link.reset();
            return Err(Broken);
        }
        FaultKind::Drip { seconds } => {
            let pause = Duration::from_secs_f64(seconds.clamp(0.0, 3600.0));
            json(&reply).map(|_| Payload::drip(reply.body, pause))
        }
        FaultKind::Truncate => json(&reply).map(|_| Payload::half(reply.body)),
        // At the host of the videos only.
        FaultKind::Video(_) => json(&reply),
        FaultKind::CloseIdle => json(&reply).map(|body| body.then_close(link)),
        FaultKind::ForeignId => made(hostile::foreign_id(body, package_id)),
        FaultKind::Contradiction => made(hostile::contradiction(body, package_id)),
        FaultKind::UnknownFields => made(hostile::unknown_fields(body)),
        FaultKind::UnknownValues => made(hostile::unknown_values(body)),
        FaultKind::WrongTypes => made(hostile::wrong_types(body)),
        FaultKind::Html => typed("text/html; charset=utf-8", Payload::whole(hostile::HTML)),
        FaultKind::Empty => typed("application/json", Payload::whole("")),
        FaultKind::NotJson => typed("application/json", Payload::whole(hostile::NOT_JSON)),
        FaultKind::BadUtf8 => typed("application/json", Payload::whole(hostile::bad_utf8(package_id))),
        FaultKind::Nested => typed("application/json", Payload::whole(hostile::nested(package_id))),
        FaultKind::Endless => {
            let head = format!("{{\"packageId\":\"{package_id}\",\"name\":\"");
            typed("application/json", Payload::endless(head))
        }
        FaultKind::GzipBomb => {
            let mut answer = typed("application/json", Payload::bomb());
            answer.headers_mut().insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
            answer
        }
        FaultKind::Redirect { location } => {
            let mut answer = with_status(StatusCode::TEMPORARY_REDIRECT, Payload::whole(""));
            put(answer.headers_mut(), LOCATION, location);
            answer
        }
        FaultKind::NoContent => with_status(StatusCode::NO_CONTENT, Payload::whole("")),
    };
    Ok(answer)
}

/// Lets so many seconds pass.
pub(super) async fn pause(seconds: f64) {
    tokio::time::sleep(Duration::from_secs_f64(seconds.clamp(0.0, 3600.0))).await;
}

/// No answer, for as long as a client waits.
pub(super) async fn silence() -> Result<Answer, Broken> {
    tokio::time::sleep(SILENCE).await;
    Err(Broken)
}

pub(super) fn with_status(status: StatusCode, body: Payload) -> Answer {
    let mut answer = Response::new(body);
    *answer.status_mut() = status;
    answer
}

pub(super) fn typed(kind: &'static str, body: Payload) -> Answer {
    let mut answer = Response::new(body);
    answer.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    answer
}

fn json(reply: &Reply) -> Answer {
    if reply.body.is_empty() {
        return with_status(reply.status, Payload::whole(""));
    }
    let mut answer = typed("application/json", Payload::whole(reply.body.clone()));
    *answer.status_mut() = reply.status;
    answer
}

/// An error of this status, as the API or the gateway before it would word it.
fn fault_status(code: u16, retry_after: Option<&str>, error: Option<&str>) -> Answer {
    let status = StatusCode::from_u16(code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let name = match (error, code) {
        (Some(error), _) => Some(error),
        (None, 204 | 304 | 502..=504) => None,
        (None, 400) => Some("package_invalid_request"),
        (None, 401) => Some("api_key_invalid"),
        (None, 403) => Some("package_not_authorized"),
        (None, 404) => Some("package_not_found"),
        (None, 429) => Some("too_many_requests"),
        (None, 500..) => Some("package_exception_unexpected"),
        (None, _) => Some("package_unexpected"),
    };
    let mut answer = match name {
        _ if matches!(code, 204 | 304) => Response::new(Payload::whole("")),
        Some(name) => {
            let message = format!("The request failed with status {code}.");
            typed("application/json", Payload::whole(render::error(name, &message)))
        }
        None => typed("text/html; charset=utf-8", Payload::whole(hostile::HTML)),
    };
    *answer.status_mut() = status;
    if let Some(value) = retry_after {
        put(answer.headers_mut(), RETRY_AFTER, value);
    }
    answer
}

/// Puts a header, if its value can be one.
pub(super) fn put(headers: &mut HeaderMap, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}

/// Packs a whole body, if the emulator shall, the client can, and it is worth it.
fn pack(shared: &Shared, headers: &HeaderMap, answer: &mut Answer) {
    let accepted = headers.get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
    let accepted = accepted.is_some_and(|value| value.to_ascii_lowercase().contains("gzip"));
    if !shared.options.gzip || !accepted {
        return;
    }
    let Some(packed) = answer.body().as_whole().filter(|body| body.len() > GZIP_FROM) else {
        return;
    };
    if let Some(packed) = hostile::gzip(packed) {
        answer.body_mut().replace(packed);
        answer.headers_mut().insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
}
