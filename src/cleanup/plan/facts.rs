//! What an item was when it was planned: what an apply compares before it deletes.

use serde::{Deserialize, Serialize};

use crate::cleanup::text;
use crate::model::{Package, PackageState, Time, Video};

/// What a package was, with the videos that are to go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Facts {
    /// Its state.
    pub state: Option<String>,
    /// Whether all have signed everything, as far as the server tells.
    pub executed: Option<bool>,
    /// When it was last changed.
    pub time_last_modified: Option<String>,
    /// When its retention ends.
    pub time_retention: Option<String>,
    /// Its owner.
    pub member_id: Option<String>,
    /// How many revisions are signed.
    pub revisions_signed: Option<i64>,
    /// How many revisions there are.
    pub revisions_count: Option<i64>,
    /// How many documents it has.
    pub documents: Option<u64>,
    /// Its videos; in a plan of videos the one that is to go.
    pub videos: Vec<VideoFacts>,
}

/// What a video was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VideoFacts {
    /// Its id.
    pub meeting_video_id: String,
    /// Its state.
    pub state: Option<String>,
    /// Its size in bytes.
    pub size: Option<i64>,
    /// When its retention ends.
    pub time_retention: Option<String>,
}

impl Facts {
    /// The facts of a package with these videos, ordered by their ids, for a list may come in any order.
    pub(in crate::cleanup) fn of<'a>(package: &Package, videos: impl IntoIterator<Item = &'a Video>) -> Self {
        let mut videos: Vec<_> = videos.into_iter().map(VideoFacts::of).collect();
        videos.sort_by(|one, other| one.meeting_video_id.cmp(&other.meeting_video_id));
        Self {
            state: package.state.as_ref().map(|state| text::constant(state.as_str())),
            executed: executed(package),
            time_last_modified: time(package.time_last_modified.as_ref()),
            time_retention: time(package.time_retention.as_ref()),
            member_id: package.member_id.as_deref().map(text::id),
            revisions_signed: package.revisions_signed,
            revisions_count: package.revisions_count,
            documents: package.documents.as_ref().map(|documents| documents.len() as u64),
            videos,
        }
    }
}

impl VideoFacts {
    fn of(video: &Video) -> Self {
        Self {
            meeting_video_id: video.meeting_video_id.as_deref().map(text::id).unwrap_or_default(),
            state: video.state.as_ref().map(|state| text::constant(state.as_str())),
            size: video.size,
            time_retention: time(video.time_retention.as_ref()),
        }
    }
}

/// A package says so by its state, or by its numbers (docs/api.md section 5).
fn executed(package: &Package) -> Option<bool> {
    if package.state == Some(PackageState::Executed) {
        return Some(true);
    }
    match (package.revisions_signed, package.revisions_count) {
        (Some(signed), Some(count)) => Some(count > 0 && signed == count),
        _ => None,
    }
}

fn time(time: Option<&Time>) -> Option<String> {
    time.map(|time| text::time(time.as_str()))
}
