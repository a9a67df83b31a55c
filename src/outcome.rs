//! What is known of a delete after it was tried, and what a look at the server adds.

use crate::error::Evidence;
use crate::id::Id;
use crate::model::{PackageState, PackageStatus, PackageVideos, VideoState};
use crate::retry::Happened;

/// Whether a delete was carried out, as far as the last try shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Proof {
    /// It certainly was not.
    NotDone,
    /// It may have been.
    Unknown,
}

/// What a try of a delete that brought no success proves.
///
/// The server's own refusal (3xx, 4xx) is a proof; that nothing was sent is one.  Everything else is none:
/// a 5xx may come from a gateway whose server went on working.
pub(crate) fn proof(happened: Happened) -> Proof {
    match happened {
        Happened::NotConnected
        | Happened::NoDescriptors
        | Happened::NotTrusted
        | Happened::ConnectTimeout
        | Happened::Refused
        | Happened::NoToken
        | Happened::Closed
        | Happened::Status(300..=499) => Proof::NotDone,
        Happened::TimedOut
        | Happened::Broken
        | Happened::Stale
        | Happened::Garbled
        | Happened::Status(_)
        | Happened::BadAnswer => Proof::Unknown,
    }
}

/// What the status of a package proves after an unclear delete: `status` is the HTTP status of the look,
/// `found` whether its body was the package's.
pub(crate) fn package_evidence(status: Option<u16>, found: bool) -> Evidence {
    match status {
        Some(404) => Evidence::Absent,
        Some(200..=299) if found => Evidence::Present,
        _ => Evidence::Unverified,
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
    fn what_a_try_proves() {
        use Happened::*;
        let unknown = [
            TimedOut,
            Broken,
            Stale,
            Garbled,
            BadAnswer,
            Status(101),
            Status(500),
            Status(501),
            Status(502),
            Status(503),
            Status(504),
            Status(599),
        ];
        let not_done = [
            NotConnected,
            NoDescriptors,
            NotTrusted,
            ConnectTimeout,
            Refused,
            NoToken,
            Closed,
            Status(302),
            Status(307),
            Status(400),
            Status(401),
            Status(403),
            Status(404),
            Status(408),
            Status(409),
            Status(429),
        ];
        for happened in unknown {
            assert_eq!(proof(happened), Proof::Unknown, "{happened:?}");
        }
        for happened in not_done {
            assert_eq!(proof(happened), Proof::NotDone, "{happened:?}");
        }
    }

    #[test]
    fn what_a_status_shows() {
        for (status, found, evidence) in [
            (Some(404), false, Evidence::Absent),
            (Some(200), true, Evidence::Present),
            (Some(200), false, Evidence::Unverified),
            (Some(400), false, Evidence::Unverified),
            (Some(401), false, Evidence::Unverified),
            (Some(403), false, Evidence::Unverified),
            (Some(500), false, Evidence::Unverified),
            (None, false, Evidence::Unverified),
        ] {
            assert_eq!(package_evidence(status, found), evidence, "{status:?} {found}");
        }
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
