//! From a request for a video to what is sent back.

use std::sync::Arc;

use hyper::body::Incoming;
use hyper::header::{ACCEPT_RANGES, CONTENT_RANGE, CONTENT_TYPE, ETAG, HeaderName, IF_RANGE, LOCATION, RANGE};
use hyper::http::request::Parts;
use hyper::http::uri::PathAndQuery;
use hyper::{Method, Request, Response, StatusCode};

use super::fault::VideoFault;
use super::film::{self, Ending, Stream};
use super::urls::PREFIX;
use crate::emulator::answer::{self, Answer, put};
use crate::emulator::body::{Broken, Payload};
use crate::emulator::connection::Link;
use crate::emulator::fault::{Fault, FaultKind};
use crate::emulator::hostile;
use crate::emulator::journal::Received;
use crate::emulator::routes::Op;
use crate::emulator::shared::Shared;

/// Answers a request; an error closes the connection without an answer.
pub(in crate::emulator) async fn answer(
    shared: Arc<Shared>,
    link: Arc<Link>,
    request: Request<Incoming>,
) -> Result<Answer, Broken> {
    let (head, _) = request.into_parts();
    let asked = VideoRequest::of(&head);
    let package_id = asked.package_id.clone();
    let received = Received::new(&head, Some(Op::Video), package_id, b"", link.id, shared.started.elapsed());
    let seq = shared.journal().enter(received);
    let fault = shared.faults.choose(false, Some(Op::Video), asked.package_id.as_deref());
    if let Some(fault) = &fault {
        shared.journal().amend(seq, |entry| entry.fault = Some(fault.to_string()));
    }
    let answer = match fault {
        Some(fault) => break_it(&shared, &link, &head, &asked, &fault).await?,
        None => serve(&shared, &head, &asked, None),
    };
    let status = answer.status().as_u16();
    shared.journal().amend(seq, |entry| entry.status = Some(status));
    Ok(answer)
}

/// What a URL says.
#[derive(Default)]
struct VideoRequest {
    package_id: Option<String>,
    video_id: String,
    token: String,
    issue: Option<u64>,
}

impl VideoRequest {
    fn of(head: &Parts) -> Self {
        let place = head.uri.path().strip_prefix(PREFIX).and_then(|rest| rest.split_once('/'));
        let Some((package_id, video_id)) = place else { return Self::default() };
        let query = |name: &str| {
            let mut pairs = head.uri.query().unwrap_or_default().split('&').filter_map(|pair| pair.split_once('='));
            pairs.find(|(key, _)| *key == name).map(|(_, value)| value)
        };
        Self {
            package_id: Some(package_id.to_owned()),
            video_id: video_id.to_owned(),
            token: query("token").unwrap_or_default().to_owned(),
            issue: query("issue").and_then(|issue| issue.parse().ok()),
        }
    }
}

/// The answer that a fault makes of the healthy one.
async fn break_it(
    shared: &Shared,
    link: &Arc<Link>,
    head: &Parts,
    asked: &VideoRequest,
    fault: &Fault,
) -> Result<Answer, Broken> {
    let fault = match &fault.kind {
        FaultKind::Video(fault) => fault,
        FaultKind::Status { code, retry_after, .. } => {
            return Ok(refusal(*code, retry_after.as_deref()));
        }
        FaultKind::Delay { seconds } => {
            answer::pause(*seconds).await;
            return Ok(serve(shared, head, asked, None));
        }
        FaultKind::Silence => return answer::silence().await,
        FaultKind::DropBefore | FaultKind::DropAfter => return Err(Broken),
        FaultKind::ResetBefore | FaultKind::ResetAfter => {
            link.reset();
            return Err(Broken);
        }
        FaultKind::Html => return Ok(answer::typed("text/html; charset=utf-8", Payload::whole(hostile::HTML))),
        FaultKind::Empty => return Ok(answer::typed("video/mp4", Payload::whole(""))),
        FaultKind::Endless => return Ok(answer::typed("video/mp4", Payload::endless("endless"))),
        FaultKind::Redirect { location } => {
            // To the same URL again, if it says so.
            let own = head.uri.path_and_query().map(PathAndQuery::as_str);
            let location = if location == "self" { own.unwrap_or_default() } else { location };
            let mut answer = answer::with_status(StatusCode::TEMPORARY_REDIRECT, Payload::whole(""));
            put(answer.headers_mut(), LOCATION, location);
            return Ok(answer);
        }
        // Those of the API: written as text, they are refused.
        _ => return Ok(serve(shared, head, asked, None)),
    };
    Ok(serve(shared, head, asked, Some(fault)))
}

fn refusal(code: u16, retry_after: Option<&str>) -> Answer {
    let status = StatusCode::from_u16(code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    // As storage services word it.
    let text = format!("<?xml version=\"1.0\"?><Error><Code>{code}</Code></Error>");
    let mut answer = answer::typed("application/xml", Payload::whole(text));
    *answer.status_mut() = status;
    if let Some(value) = retry_after {
        put(answer.headers_mut(), hyper::header::RETRY_AFTER, value);
    }
    answer
}

/// The video, or a part of it, as far as the URL works.
fn serve(shared: &Shared, head: &Parts, asked: &VideoRequest, fault: Option<&VideoFault>) -> Answer {
    if head.method != Method::GET {
        return refusal(405, None);
    }
    let id = asked.package_id.as_deref().unwrap_or_default();
    let package = shared.account().package(id);
    let token = shared.population.position(id).map(|at| shared.population.package(at));
    let is_asked = |video: &&crate::emulator::package::Video| video.id == asked.video_id;
    let token = token.and_then(|package| package.videos.iter().find(is_asked)?.url.clone());
    let Some(video) = package.as_ref().and_then(|package| package.videos.iter().find(is_asked)) else {
        return refusal(404, None);
    };
    if video.state != "archived" {
        return refusal(404, None);
    }
    if asked.issue != Some(shared.video_urls.issue()) || token.as_deref() != Some(&asked.token) {
        return refusal(403, None);
    }
    let listed = video.size.unwrap_or_default();
    let size = match fault {
        Some(VideoFault::WrongLength(by)) => listed.saturating_add_signed(*by),
        _ => listed,
    };
    let film = film::film(&video.id);
    let etag = match fault {
        Some(VideoFault::NewEtag) => format!("\"{:x}\"", fastrand::u64(..)),
        _ => format!("\"{film:016x}\""),
    };
    let header = |name: HeaderName| head.headers.get(name).and_then(|value| value.to_str().ok());
    let whole = matches!(fault, Some(VideoFault::IgnoreRange | VideoFault::NoLength))
        || header(IF_RANGE).is_some_and(|tag| tag != etag);
    let range = header(RANGE).filter(|_| !whole).and_then(|text| range(text, size));
    let (status, mut from, to) = match range {
        None => (StatusCode::OK, 0, size),
        Some(Ok((from, to))) => (StatusCode::PARTIAL_CONTENT, from, to),
        Some(Err(Outside)) => {
            let mut answer = refusal(416, None);
            put(answer.headers_mut(), CONTENT_RANGE, &format!("bytes */{size}"));
            return answer;
        }
    };
    if let (Some(VideoFault::ShiftedRange(by)), StatusCode::PARTIAL_CONTENT) = (fault, status) {
        from = from.saturating_add(*by).min(to.saturating_sub(1));
    }
    let mut stream = Stream::new(film, from, to);
    stream.until = match fault {
        Some(VideoFault::Cut(bytes)) => Some((*bytes, Ending::Cut)),
        Some(VideoFault::Stall(bytes)) => Some((*bytes, Ending::Stall)),
        _ => None,
    };
    let payload = if fault == Some(&VideoFault::NoLength) { Payload::chunks(stream) } else { Payload::film(stream) };
    let mut answer = Response::new(payload);
    *answer.status_mut() = status;
    let headers = answer.headers_mut();
    let kind = if let Some(VideoFault::ContentType(kind)) = fault { kind } else { "video/mp4" };
    put(headers, CONTENT_TYPE, kind);
    put(headers, ACCEPT_RANGES, "bytes");
    if fault != Some(&VideoFault::NoEtag) {
        put(headers, ETAG, &etag);
    }
    if status == StatusCode::PARTIAL_CONTENT {
        put(headers, CONTENT_RANGE, &format!("bytes {from}-{}/{size}", to - 1));
    }
    answer
}

/// A range that has none of the bytes there are.
struct Outside;

/// The first byte and the one behind the last of a range; `None` if the text is no range.
fn range(text: &str, size: u64) -> Option<Result<(u64, u64), Outside>> {
    let (from, to) = text.strip_prefix("bytes=")?.split_once('-')?;
    let from: u64 = from.parse().ok()?;
    let to = if to.is_empty() { size } else { to.parse::<u64>().ok()?.saturating_add(1).min(size) };
    Some(if from < to { Ok((from, to)) } else { Err(Outside) })
}
