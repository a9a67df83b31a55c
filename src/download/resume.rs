//! What to do with a response of the video host: a pure function of the wanted part and the response's head.

use std::time::Duration;

/// The part that is requested.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Wanted {
    /// The length of the video, as the API lists it.
    pub(super) size: u64,
    /// How much of it was received.  If it is not 0, a range from there is requested.
    pub(super) offset: u64,
    /// The validator of the received bytes; sent as `If-Range`.
    pub(super) validator: Option<String>,
}

impl Wanted {
    /// Whether a range is requested: without a validator, the parts might not fit together.
    pub(super) fn resumes(&self) -> bool {
        self.offset > 0 && self.validator.is_some()
    }
}

/// The head of an answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) status: u16,
    pub(super) content_length: Option<u64>,
    pub(super) content_range: Option<String>,
    pub(super) content_type: Option<String>,
    pub(super) content_encoding: Option<String>,
    pub(super) etag: Option<String>,
    pub(super) retry_after: Option<Duration>,
}

/// What to do with a response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Append its body.
    Append,
    /// Its body is the whole video: overwrite the file.
    Replace,
    /// It cannot be appended: request the whole video.
    StartOver(&'static str),
    /// Follow its redirect.
    Redirect,
    /// The URL does not work: request a new one from the API, once.
    Expired,
    /// Retry later.
    Later,
    /// A retry would fail too.
    Refuse(String),
}

/// Judges the head of a response.
pub(super) fn judge(wanted: &Wanted, head: &Head) -> Verdict {
    match head.status {
        200 | 206 => {}
        301 | 302 | 303 | 307 | 308 => return Verdict::Redirect,
        401 | 403 | 404 | 410 => return Verdict::Expired,
        408 | 429 | 500 | 502 | 503 | 504 | 520..=524 => return Verdict::Later,
        416 if wanted.resumes() => return Verdict::StartOver("the video host has no such range"),
        status => return Verdict::Refuse(format!("the video host answered {status}")),
    }
    if let Some(coding) = head.content_encoding.as_deref().filter(|coding| !is_identity(coding)) {
        return Verdict::Refuse(format!("the video host sent it with the Content-Encoding {}", word(coding)));
    }
    if let Some(kind) = head.content_type.as_deref().filter(|kind| is_text(kind)) {
        return Verdict::Refuse(format!("the video host sent {} instead of a video", word(kind)));
    }
    let Some(length) = head.content_length else {
        return Verdict::Refuse("the video host does not say how long it is (Content-Length)".to_owned());
    };
    if head.status == 200 {
        return if length == wanted.size {
            Verdict::Replace
        } else {
            Verdict::Refuse(format!("the video host has {length} bytes, and the API lists {} (size)", wanted.size))
        };
    }
    if !wanted.resumes() {
        return Verdict::Refuse("the video host sent a part, and the whole was asked for".to_owned());
    }
    if head.etag.is_some() && head.etag != wanted.validator {
        return Verdict::StartOver("the video host has another version");
    }
    let expected = (wanted.offset, wanted.size.saturating_sub(1));
    match head.content_range.as_deref().and_then(range) {
        Some((from, to, total))
            if (from, to) == expected
                && total.is_none_or(|total| total == wanted.size)
                && length == wanted.size - wanted.offset =>
        {
            Verdict::Append
        }
        _ => Verdict::StartOver("the video host sent another range than the one asked for"),
    }
}

/// What can be sent as `If-Range`: a strong `ETag` (RFC 9110, 13.1.5).
pub(super) fn validator(head: &Head) -> Option<String> {
    head.etag.clone().filter(|etag| etag.len() > 2 && etag.starts_with('"') && etag.ends_with('"'))
}

/// `bytes FROM-TO/TOTAL`, where the total may be `*`.
fn range(text: &str) -> Option<(u64, u64, Option<u64>)> {
    let (range, total) = text.trim().strip_prefix("bytes ")?.split_once('/')?;
    let (from, to) = range.split_once('-')?;
    let total = if total == "*" { None } else { Some(number(total)?) };
    Some((number(from)?, number(to)?, total))
}

/// Digits alone: `parse` would take a sign, too.
fn number(text: &str) -> Option<u64> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}

fn is_identity(coding: &str) -> bool {
    coding.trim().is_empty() || coding.trim().eq_ignore_ascii_case("identity")
}

/// Whether it is what error and login pages are sent as, and never a video.
fn is_text(content_type: &str) -> bool {
    let kind = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    kind.starts_with("text/")
        || kind.starts_with("multipart/")
        || ["application/json", "application/xml"].contains(&kind.as_str())
        || ["+json", "+xml"].iter().any(|suffix| kind.ends_with(suffix))
}

/// A word of the host as it may stand in a message.
fn word(text: &str) -> String {
    text.chars().filter(|c| c.is_ascii_alphanumeric() || "/+-.;= ".contains(*c)).take(60).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn want(offset: u64) -> Wanted {
        Wanted { size: 100, offset, validator: Some("\"v\"".to_owned()) }
    }

    fn head(status: u16, length: u64) -> Head {
        Head {
            status,
            content_length: Some(length),
            content_type: Some("video/mp4".to_owned()),
            etag: Some("\"v\"".to_owned()),
            ..Head::default()
        }
    }

    fn part(range: &str, length: u64) -> Head {
        Head { content_range: Some(range.to_owned()), ..head(206, length) }
    }

    #[test]
    fn the_whole_video() {
        let refused = |text: &str| Verdict::Refuse(text.to_owned());
        let other = |change: fn(&mut Head)| {
            let mut head = head(200, 100);
            change(&mut head);
            head
        };
        for (head, verdict) in [
            (head(200, 100), Verdict::Replace),
            (head(200, 99), refused("the video host has 99 bytes, and the API lists 100 (size)")),
            (head(200, 101), refused("the video host has 101 bytes, and the API lists 100 (size)")),
            (
                other(|head| head.content_length = None),
                refused("the video host does not say how long it is (Content-Length)"),
            ),
            (part("bytes 0-99/100", 100), refused("the video host sent a part, and the whole was asked for")),
            (other(|head| head.content_type = None), Verdict::Replace),
            (other(|head| head.content_type = Some("application/octet-stream".into())), Verdict::Replace),
            (
                other(|head| head.content_type = Some("Text/HTML; charset=utf-8".into())),
                refused("the video host sent Text/HTML; charset=utf-8 instead of a video"),
            ),
            (
                other(|head| head.content_type = Some("application/problem+json".into())),
                refused("the video host sent application/problem+json instead of a video"),
            ),
            (other(|head| head.content_encoding = Some("Identity".into())), Verdict::Replace),
            (
                other(|head| head.content_encoding = Some("gzip".into())),
                refused("the video host sent it with the Content-Encoding gzip"),
            ),
        ] {
            assert_eq!(judge(&want(0), &head), verdict, "{head:?}");
        }
        for status in [204, 304, 400, 416, 501] {
            let answered = format!("the video host answered {status}");
            assert_eq!(judge(&want(0), &head(status, 0)), Verdict::Refuse(answered));
        }
        for (statuses, verdict) in [
            (&[301, 302, 303, 307, 308][..], Verdict::Redirect),
            (&[401, 403, 404, 410], Verdict::Expired),
            (&[408, 429, 500, 503, 522], Verdict::Later),
        ] {
            for &status in statuses {
                assert_eq!(judge(&want(0), &head(status, 0)), verdict, "{status}");
                assert_eq!(judge(&want(40), &head(status, 0)), verdict, "{status}");
            }
        }
    }

    #[test]
    fn the_rest_of_a_video() {
        const SHIFTED: Verdict = Verdict::StartOver("the video host sent another range than the one asked for");
        let other_version = |etag: &str| Head { etag: Some(etag.to_owned()), ..part("bytes 40-99/100", 60) };
        for (head, verdict) in [
            (part("bytes 40-99/100", 60), Verdict::Append),
            (part("bytes 40-99/*", 60), Verdict::Append),
            (Head { etag: None, ..part("bytes 40-99/100", 60) }, Verdict::Append),
            // The whole again.
            (head(200, 100), Verdict::Replace),
            (part("bytes 43-99/100", 57), SHIFTED),
            (part("bytes 39-99/100", 61), SHIFTED),
            (part("bytes 40-98/100", 59), SHIFTED),
            (part("bytes 40-99/101", 60), SHIFTED),
            (part("bytes 40-99/100", 59), SHIFTED),
            (part("bytes 0-99/100", 100), SHIFTED),
            (part("bytes +40-99/100", 60), SHIFTED),
            (part("40-99/100", 60), SHIFTED),
            (part("bytes 40-99", 60), SHIFTED),
            (part("bytes */100", 60), SHIFTED),
            (head(206, 60), SHIFTED),
            (other_version("\"w\""), Verdict::StartOver("the video host has another version")),
            (other_version("W/\"v\""), Verdict::StartOver("the video host has another version")),
            (head(416, 0), Verdict::StartOver("the video host has no such range")),
        ] {
            assert_eq!(judge(&want(40), &head), verdict, "{head:?}");
        }
    }

    #[test]
    fn what_a_rest_is_asked_for_with() {
        for (etag, usable) in
            [(Some("\"v\""), true), (Some("W/\"v\""), false), (Some("v"), false), (Some("\"\""), false), (None, false)]
        {
            let head = Head { etag: etag.map(str::to_owned), ..head(200, 100) };
            assert_eq!(validator(&head).is_some(), usable, "{etag:?}");
        }
        assert!(!Wanted { validator: None, ..want(40) }.resumes());
    }
}
