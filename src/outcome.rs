//! What is known of a delete after it was tried, and what the follow-up check adds.

use crate::error::{Evidence, Kind};
use crate::id::Id;
use crate::model::{Extra, PackageState, PackageStatus, PackageVideos, Video, VideoState};
use crate::retry::Cause;

/// Whether a delete was carried out, as far as the last attempt shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Proof {
    /// It certainly was not.
    NotDone,
    /// It may have been.
    Unknown,
}

/// What an attempt of a delete that brought no success proves.
///
/// A refusal is a proof, and that nothing was sent is one.  Everything else is none.
pub(crate) fn proof(cause: Cause) -> Proof {
    match cause {
        Cause::Status(status) => status_proof(status),
        Cause::NotConnected
        | Cause::NoDescriptors
        | Cause::NotTrusted
        | Cause::ConnectTimeout
        | Cause::Refused
        | Cause::NoToken
        | Cause::ForeignNotFound
        | Cause::Closed => Proof::NotDone,
        Cause::TimedOut | Cause::Broken | Cause::Stale | Cause::Garbled | Cause::BadAnswer => Proof::Unknown,
    }
}

/// What a status that is no success proves about a delete.
///
/// - 1xx and 2xx as the end of a request mean nothing that is documented.
/// - 301, 305, 307 and 308 say where the request is to be sent instead: what stands before the API did not pass it on.
/// - 300, 302, 303, 304 and the other 3xx say nothing of the kind.  302 and 303 are also what a web application answers
///   when it has done what was posted (RFC 9110, sections 15.4.3 and 15.4.4).
/// - 4xx refuses the request: its address, its size, its words, its sender, its time.  RFC 9110 has an unknown one read
///   as 400.  A 404 in foreign words is a gateway without a way to the API, and a 407 is a proxy that passed nothing on.
/// - 408, 425, 460 and 499 say that somebody stopped waiting, in front of a server that may have gone on: a request or an
///   answer that took too long, and the ways of AWS's and nginx's gateways to note that the other side went away.
/// - 5xx comes from a server that failed at an unknown point, or from a gateway whose server may have gone on.
fn status_proof(status: u16) -> Proof {
    match status {
        408 | 425 | 460 | 499 => Proof::Unknown,
        301 | 305 | 307 | 308 | 400..=499 => Proof::NotDone,
        _ => Proof::Unknown,
    }
}

/// Why the answer to a deletion of videos is none although it is about the package: it must not say of a video that
/// should be gone that it is still there, and must name the `wanted` one.
///
/// A state that this version does not know contradicts nothing.
pub(crate) fn contradiction(answer: &PackageVideos, wanted: Option<&Id>) -> Option<String> {
    let asked_for = |video: &&Video| wanted.is_none_or(|id| id.matches(video.meeting_video_id.as_deref()));
    let mut videos = answer.videos.iter().flatten().filter(asked_for).peekable();
    if wanted.is_some() && videos.peek().is_none() {
        return Some("it does not list the video".to_owned());
    }
    videos.find_map(|video| match &video.state {
        _ if names_an_error(&video.extra) => Some("it holds an error about a video".to_owned()),
        Some(state) if state.code() != 0 && *state != VideoState::Deleted => {
            Some(format!("it lists a video that should be deleted as {}", state.as_str()))
        }
        _ => None,
    })
}

/// Whether an answer, or a part of it, holds errors beside its data.
pub(crate) fn names_an_error(extra: &Extra) -> bool {
    let nothing = ["null", "\"\"", "false", "[]", "{}"];
    ["error", "errors"].iter().any(|name| extra.get(*name).is_some_and(|error| !nothing.contains(&error.text())))
}

/// What the status of a package proves after an unclear delete, or the kind of the error that came instead.
pub(crate) fn package_evidence(status: Result<&PackageStatus, Kind>) -> Evidence {
    match status {
        Ok(_) => Evidence::Present,
        Err(Kind::NotFound) => Evidence::Absent,
        Err(_) => Evidence::Unverified,
    }
}

/// What the status of a package proves after an unclear rescission.
///
/// A 404 proves nothing: a rescinded package is kept, and the vendor's 404 also means "not permitted".
pub(crate) fn rescind_evidence(status: Option<&PackageStatus>) -> Evidence {
    match status.and_then(|status| status.state.as_ref()) {
        Some(PackageState::Rescinded) => Evidence::Rescinded,
        Some(_) => Evidence::Present,
        None => Evidence::Unverified,
    }
}

/// What the video list proves: `wanted` is one video, or all of them.
///
/// A video that is not listed proves nothing, nor does a 404 (absent *or* not permitted, docs/api.md section 0):
/// only the state `deleted` does.
pub(crate) fn videos_evidence(list: Option<&PackageVideos>, wanted: Option<&Id>) -> Evidence {
    let Some(videos) = list.and_then(|list| list.videos.as_ref()) else { return Evidence::Unverified };
    let asked_for: Vec<_> = videos
        .iter()
        .filter(|video| wanted.is_none_or(|id| id.matches(video.meeting_video_id.as_deref())))
        .map(|video| video.state.as_ref())
        .collect();
    if wanted.is_some() && asked_for.is_empty() {
        Evidence::Unverified
    } else if asked_for.iter().all(|state| *state == Some(&VideoState::Deleted)) {
        Evidence::Absent
    } else if asked_for.iter().flatten().any(|state| state.code() != 0 && **state != VideoState::Deleted) {
        Evidence::Present
    } else {
        // A state that this version cannot read may mean either.
        Evidence::Unverified
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::read;

    #[test]
    fn what_an_attempt_proves() {
        use Cause::*;
        for cause in [TimedOut, Broken, Stale, Garbled, BadAnswer] {
            assert_eq!(proof(cause), Proof::Unknown, "{cause:?}");
        }
        for cause in
            [NotConnected, NoDescriptors, NotTrusted, ConnectTimeout, Refused, NoToken, ForeignNotFound, Closed]
        {
            assert_eq!(proof(cause), Proof::NotDone, "{cause:?}");
        }
        // Every status that there is: (from, to, proof)
        let mut next = 100;
        for (from, to, proves) in [
            (100, 300, Proof::Unknown),
            (301, 301, Proof::NotDone),
            (302, 304, Proof::Unknown),
            (305, 305, Proof::NotDone),
            (306, 306, Proof::Unknown),
            (307, 308, Proof::NotDone),
            (309, 399, Proof::Unknown),
            (400, 407, Proof::NotDone),
            (408, 408, Proof::Unknown),
            (409, 424, Proof::NotDone),
            (425, 425, Proof::Unknown),
            (426, 459, Proof::NotDone),
            (460, 460, Proof::Unknown),
            (461, 498, Proof::NotDone),
            (499, 599, Proof::Unknown),
        ] {
            assert_eq!(from, std::mem::replace(&mut next, to + 1), "no gap");
            for status in from..=to {
                assert_eq!(proof(Status(status)), proves, "{status}");
            }
        }
    }

    #[test]
    fn what_a_status_shows() -> Result<(), Box<dyn std::error::Error>> {
        let status: PackageStatus = read(br#"{"packageId": "p"}"#).map_err(|bad| bad.0)?;
        assert_eq!(package_evidence(Ok(&status)), Evidence::Present);
        for kind in Kind::ALL {
            let absent = *kind == Kind::NotFound;
            let evidence = if absent { Evidence::Absent } else { Evidence::Unverified };
            assert_eq!(package_evidence(Err(*kind)), evidence, "{kind:?}");
        }
        Ok(())
    }

    #[test]
    fn what_an_answer_to_a_deletion_of_videos_must_not_say() -> Result<(), Box<dyn std::error::Error>> {
        let missing = Some("it does not list the video");
        let there = Some("it lists a video that should be deleted as archived");
        let error = Some("it holds an error about a video");
        let video = |id: &str, state: &str| format!(r#"{{"meetingVideoId": "{id}", "state": "{state}"}}"#);
        let (gone, other) = (video("A", "deleted"), video("b", "archived"));
        // (videos, why it is no answer if `a` was asked for, and if all were)
        for (videos, one, all) in [
            (format!("[{gone}]"), None, None),
            (format!("[{gone}, {other}]"), None, there),
            (format!("[{other}]"), missing, there),
            (format!("[{}]", video("a", "archived")), there, there),
            (format!("[{gone}, {}]", video("a", "archived")), there, there),
            (format!("[{}]", video("a", "deleting")), None, None),
            (r#"[{"meetingVideoId": "a"}]"#.to_owned(), None, None),
            (r#"[{"meetingVideoId": "a", "state": 6}]"#.to_owned(), None, None),
            (r#"[{"meetingVideoId": "a", "state": "deleted", "error": "AccessDenied"}]"#.to_owned(), error, error),
            (r#"[{"meetingVideoId": "a", "error": null, "errors": []}]"#.to_owned(), None, None),
            ("[]".to_owned(), missing, None),
            ("null".to_owned(), missing, None),
            ("7".to_owned(), missing, None),
        ] {
            let body = format!(r#"{{"packageId": "p", "videos": {videos}}}"#);
            let answer: PackageVideos = read(body.as_bytes()).map_err(|bad| bad.0)?;
            let wanted = Id::new("a", "meeting_video_id")?;
            assert_eq!(contradiction(&answer, Some(&wanted)).as_deref(), one, "{videos}");
            assert_eq!(contradiction(&answer, None).as_deref(), all, "{videos}");
        }
        Ok(())
    }

    #[test]
    fn status_after_a_rescission() -> Result<(), Box<dyn std::error::Error>> {
        for (state, evidence) in [
            (r#""rescinded""#, Evidence::Rescinded),
            (r#""open""#, Evidence::Present),
            (r#""executed""#, Evidence::Present),
            (r#""Rescinded""#, Evidence::Present),
            (r#""future""#, Evidence::Present),
            ("null", Evidence::Unverified),
            ("7", Evidence::Unverified),
        ] {
            let body = format!(r#"{{"packageId": "p", "state": {state}}}"#);
            let status: PackageStatus = read(body.as_bytes()).map_err(|bad| bad.0)?;
            assert_eq!(rescind_evidence(Some(&status)), evidence, "{state}");
        }
        assert_eq!(rescind_evidence(None), Evidence::Unverified);
        Ok(())
    }

    #[test]
    fn what_a_video_list_shows() -> Result<(), Box<dyn std::error::Error>> {
        use Evidence::{Absent, Present, Unverified};
        let video = |id: &str, state: &str| format!(r#"{{"meetingVideoId": "{id}", "state": "{state}"}}"#);
        let (gone, there) = (video("A", "deleted"), video("b", "archived"));
        // (videos, asked for `a`, asked for all)
        for (videos, one, all) in [
            (format!("[{gone}]"), Absent, Absent),
            (format!("[{there}]"), Unverified, Present),
            (format!("[{gone}, {there}]"), Absent, Present),
            (format!("[{}]", video("a", "archived")), Present, Present),
            (format!("[{}]", video("a", "Deleted")), Unverified, Unverified),
            (r#"[{"meetingVideoId": "a"}]"#.to_owned(), Unverified, Unverified),
            (format!("[{gone}, {}]", video("a", "queued")), Present, Present),
            ("[]".to_owned(), Unverified, Absent),
            ("null".to_owned(), Unverified, Unverified),
            ("7".to_owned(), Unverified, Unverified),
        ] {
            let body = format!(r#"{{"packageId": "p", "videos": {videos}}}"#);
            let list: PackageVideos = read(body.as_bytes()).map_err(|bad| bad.0)?;
            let wanted = Id::new("a", "meeting_video_id")?;
            assert_eq!(videos_evidence(Some(&list), Some(&wanted)), one, "{videos}");
            assert_eq!(videos_evidence(Some(&list), None), all, "{videos}");
        }
        assert_eq!(videos_evidence(None, None), Unverified);
        Ok(())
    }
}
