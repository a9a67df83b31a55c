//! What is known of a delete after it was tried, and what a look at the server adds.

use crate::error::Evidence;
use crate::id::Id;
use crate::model::{PackageVideos, VideoState};
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
        | Happened::NotTrusted
        | Happened::ConnectTimeout
        | Happened::Refused
        | Happened::Status(300..=499) => Proof::NotDone,
        Happened::TimedOut | Happened::Broken | Happened::Garbled | Happened::Status(_) | Happened::BadAnswer => {
            Proof::Unknown
        }
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

/// What the video list proves: `wanted` is one video, or all of them.
///
/// A video that is not listed proves nothing, nor does a 404 (absent *or* not permitted, API.md section 0):
/// only the state `deleted` does.
pub(crate) fn videos_evidence(list: Option<&PackageVideos>, wanted: Option<&Id>) -> Evidence {
    let Some(videos) = list.and_then(|list| list.videos.as_ref()) else { return Evidence::Unverified };
    let mut asked_for =
        videos.iter().filter(|video| wanted.is_none_or(|id| id.matches(video.meeting_video_id.as_deref()))).peekable();
    if wanted.is_some() && asked_for.peek().is_none() {
        return Evidence::Unverified;
    }
    if asked_for.all(|video| video.state == Some(VideoState::Deleted)) { Evidence::Absent } else { Evidence::Present }
}
