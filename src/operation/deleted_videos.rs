//! What the deletions of videos have in common: the path, and what an answer and a list prove.

use crate::error::Evidence;
use crate::id::Id;
use crate::model::{PackageVideos, Video, VideoState};
use crate::outcome;

/// The vendor documents both.
pub(super) fn path(package: &Id, flat: bool) -> String {
    if flat { "/packages/videos/delete".to_owned() } else { format!("/packages/{}/videos/delete", package.as_str()) }
}

/// Why the answer to a deletion of videos is none although it is about the package: it must not say of a video that
/// should be gone that it is still there, and must name the `wanted` one.
///
/// A state that this version does not know contradicts nothing.
pub(super) fn contradiction(answer: &PackageVideos, wanted: Option<&Id>) -> Option<String> {
    let asked_for = |video: &&Video| wanted.is_none_or(|id| id.matches(video.meeting_video_id.as_deref()));
    let mut videos = answer.videos.iter().flatten().filter(asked_for).peekable();
    if wanted.is_some() && videos.peek().is_none() {
        return Some("it does not list the video".to_owned());
    }
    videos.find_map(|video| match &video.state {
        _ if outcome::names_an_error(&video.extra) => Some("it holds an error about a video".to_owned()),
        Some(state) if state.code() != 0 && *state != VideoState::Deleted => {
            Some(format!("it lists a video that should be deleted as {}", state.as_str()))
        }
        _ => None,
    })
}

/// What the video list proves: `wanted` is one video, or all of them.
///
/// A video that is not listed proves nothing, nor does a 404 (absent *or* not permitted, docs/api.md section 0):
/// only the state `deleted` does.
pub(super) fn evidence(list: Option<&PackageVideos>, wanted: Option<&Id>) -> Evidence {
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
    fn what_videos_say_in_an_answer_and_in_a_list() -> Result<(), Box<dyn std::error::Error>> {
        use Evidence::{Absent, Present, Unverified};
        let missing = Some("it does not list the video");
        let there = Some("it lists a video that should be deleted as archived");
        let queued = Some("it lists a video that should be deleted as queued");
        let error = Some("it holds an error about a video");
        let video = |id: &str, state: &str| format!(r#"{{"meetingVideoId": "{id}", "state": "{state}"}}"#);
        let (gone, other) = (video("A", "deleted"), video("b", "archived"));
        // (videos; if `a` was asked for, and if all were: why it is no answer to a deletion, and what a list proves)
        for (videos, no_answer, evidence_of) in [
            (format!("[{gone}]"), [None, None], [Absent, Absent]),
            (format!("[{gone}, {other}]"), [None, there], [Absent, Present]),
            (format!("[{other}]"), [missing, there], [Unverified, Present]),
            (format!("[{}]", video("a", "archived")), [there, there], [Present, Present]),
            (format!("[{gone}, {}]", video("a", "archived")), [there, there], [Present, Present]),
            (format!("[{gone}, {}]", video("a", "queued")), [queued, queued], [Present, Present]),
            (format!("[{}]", video("a", "deleting")), [None, None], [Unverified, Unverified]),
            (format!("[{}]", video("a", "Deleted")), [None, None], [Unverified, Unverified]),
            (r#"[{"meetingVideoId": "a"}]"#.to_owned(), [None, None], [Unverified, Unverified]),
            (r#"[{"meetingVideoId": "a", "state": 6}]"#.to_owned(), [None, None], [Unverified, Unverified]),
            (
                r#"[{"meetingVideoId": "a", "state": "deleted", "error": "AccessDenied"}]"#.to_owned(),
                [error, error],
                [Absent, Absent],
            ),
            (
                r#"[{"meetingVideoId": "a", "error": null, "errors": []}]"#.to_owned(),
                [None, None],
                [Unverified, Unverified],
            ),
            ("[]".to_owned(), [missing, None], [Unverified, Absent]),
            ("null".to_owned(), [missing, None], [Unverified, Unverified]),
            ("7".to_owned(), [missing, None], [Unverified, Unverified]),
        ] {
            let body = format!(r#"{{"packageId": "p", "videos": {videos}}}"#);
            let list: PackageVideos = read(body.as_bytes()).map_err(|bad| bad.0)?;
            let wanted = Id::new("a", "meeting_video_id")?;
            for (at, wanted) in [Some(&wanted), None].into_iter().enumerate() {
                assert_eq!(contradiction(&list, wanted).as_deref(), no_answer[at], "{videos} {wanted:?}");
                assert_eq!(evidence(Some(&list), wanted), evidence_of[at], "{videos} {wanted:?}");
            }
        }
        assert_eq!(evidence(None, None), Unverified);
        Ok(())
    }
}
