//! Whether an item still is what it was in the plan.

use super::plan::{Facts, Item};
use super::remote::Seen;
use super::state::Found;
use crate::Id;
use crate::model::VideoState;

/// What a read found, and the names of what differs.
///
/// `touched` is whether this plan has deleted another video of the same package: then the package was changed, by
/// nobody else.
pub(super) fn compare(item: &Item, seen: &Seen, touched: bool) -> (Found, Vec<String>) {
    if seen.package.time_deleted.is_some() {
        return (Found::Deleted, Vec::new());
    }
    let is = match &item.meeting_video_id {
        None => Facts::of(&seen.package, &seen.videos),
        Some(id) => {
            let wanted = |listed: Option<&str>| listed.is_some_and(|listed| listed.eq_ignore_ascii_case(id));
            let videos = seen.videos.iter().filter(|video| wanted(video.meeting_video_id.as_deref()));
            let videos: Vec<_> = videos.collect();
            if let [video] = videos[..]
                && (video.state == Some(VideoState::Deleted) || video.time_deleted.is_some())
            {
                return (Found::Deleted, Vec::new());
            }
            Facts::of(&seen.package, videos)
        }
    };
    let different = differences(&item.was, &is, touched);
    (if different.is_empty() { Found::Same } else { Found::Different }, different)
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
