//! Whether an item still is what it was in the plan.

use super::plan::{Facts, Item};
use super::remote::Seen;
use super::state::Found;
use crate::Id;
use crate::model::{Time, Video, VideoState};

/// What a read found, and the names of what differs.
///
/// `touched` is whether this plan has deleted another video of the same package: then the package was changed, by
/// nobody else.
pub(super) fn compare(item: &Item, seen: &Seen, touched: bool) -> (Found, Vec<String>) {
    if is_date(seen.package.time_deleted.as_ref()) {
        return (Found::Deleted, Vec::new());
    }
    let is = match &item.meeting_video_id {
        None => Facts::of(&seen.package, &seen.videos),
        Some(id) => {
            let videos: Vec<_> = listed(id, seen).collect();
            if let [video] = videos[..]
                && (video.state == Some(VideoState::Deleted) || is_date(video.time_deleted.as_ref()))
            {
                return (Found::Deleted, Vec::new());
            }
            Facts::of(&seen.package, videos)
        }
    };
    let different = differences(&item.was, &is, touched);
    (if different.is_empty() { Found::Same } else { Found::Different }, different)
}

/// What a read shows of an item after its deletion was sent.
pub(super) fn left(item: &Item, seen: &Seen) -> Found {
    let found = compare(item, seen, true).0;
    let Some(id) = &item.meeting_video_id else { return found };
    let is_there = |video: &Video| video.state.as_ref().is_some_and(|it| it.code() != 0 && *it != VideoState::Deleted);
    // A video that is not listed proves nothing, nor does a state that is not known here.
    if found == Found::Deleted || listed(id, seen).any(is_there) { found } else { Found::Unreadable }
}

fn listed<'a>(id: &str, seen: &'a Seen) -> impl Iterator<Item = &'a Video> {
    let is_it = move |video: &&Video| video.meeting_video_id.as_ref().is_some_and(|it| it.eq_ignore_ascii_case(id));
    seen.videos.iter().filter(is_it)
}

/// Whether a server says a time; a date of year 1 is how it says that there is none.
pub(super) fn is_date(time: Option<&Time>) -> bool {
    time.is_some_and(|time| !time.is_no_date())
}

fn differences(was: &Facts, is: &Facts, touched: bool) -> Vec<String> {
    // Taken apart, so that a new field cannot be forgotten.
    let Facts {
        state,
        executed,
        time_last_modified,
        time_retention,
        member_id,
        revisions_signed,
        revisions_count,
        documents,
        videos,
    } = was;
    let fields = [
        ("state", *state == is.state),
        ("executed", *executed == is.executed),
        ("time_last_modified", touched || *time_last_modified == is.time_last_modified),
        ("time_retention", *time_retention == is.time_retention),
        ("member_id", *member_id == is.member_id),
        ("revisions_signed", *revisions_signed == is.revisions_signed),
        ("revisions_count", *revisions_count == is.revisions_count),
        ("documents", *documents == is.documents),
        ("videos", *videos == is.videos),
    ];
    fields.into_iter().filter(|(_, same)| !same).map(|(name, _)| name.to_owned()).collect()
}

/// Whether what was read belongs to an organization.
pub(super) fn is_of(seen: &Seen, organization_id: &str) -> bool {
    let of = seen.package.organization_id.as_deref().map(super::text::id);
    of.is_some_and(|of| of.eq_ignore_ascii_case(organization_id))
}

/// The package of an item.
pub(super) fn package_of(item: &Item) -> crate::Result<Id> {
    Id::new(item.package_id.clone(), "package_id")
}
