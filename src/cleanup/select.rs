//! Which candidates are to be deleted: pure functions of what was read.

use super::compare::is_date;
use super::options::{By, PlanOptions, What};
use super::plan::Facts;
use super::remote::Seen;
use super::text;
use crate::Id;
use crate::model::{PackageState, Time, Video, VideoState};

/// Times before 1900 are how a server says "none".
const EARLIEST_US: i64 = -2_208_988_800_000_000;

/// What a package is, if it is to be deleted; else why not.
pub(super) fn package(options: &PlanOptions, as_of_us: i64, seen: &Seen) -> Result<Facts, String> {
    if seen.videos.iter().filter_map(|video| video.meeting_video_id.as_deref()).any(|id| options.exclude.contains(id)) {
        return Err("excluded".to_owned());
    }
    may_go(options, seen)?;
    is_old(options, as_of_us, seen, None)?;
    Ok(Facts::of(&seen.package, &seen.videos))
}

/// What a video is, with its package, if it is to be deleted; else why not.
pub(super) fn video(options: &PlanOptions, as_of_us: i64, seen: &Seen, id: &Id) -> Result<Facts, String> {
    may_go(options, seen)?;
    let mut videos = seen.videos.iter().filter(|video| id.matches(video.meeting_video_id.as_deref()));
    let (Some(video), None) = (videos.next(), videos.next()) else { return Err("video_not_listed".to_owned()) };
    match &video.state {
        _ if is_date(video.time_deleted.as_ref()) => return Err("deleted".to_owned()),
        Some(VideoState::Deleted) => return Err("deleted".to_owned()),
        None | Some(VideoState::Other(_)) => return Err("video_state_unknown".to_owned()),
        Some(_) => {}
    }
    is_old(options, as_of_us, seen, Some(video))?;
    Ok(Facts::of(&seen.package, [video]))
}

fn may_go(options: &PlanOptions, seen: &Seen) -> Result<(), String> {
    let package = &seen.package;
    if is_date(package.time_deleted.as_ref()) {
        return Err("deleted".to_owned());
    }
    let Some(state) = &package.state else { return Err("state_unknown".to_owned()) };
    let named = options.states.as_ref().map(|states| states.iter().any(|named| named == state.as_str()));
    let by_itself = match state {
        PackageState::Draft | PackageState::Executed | PackageState::Expired | PackageState::Rescinded => true,
        PackageState::Open | PackageState::Add | PackageState::Select | PackageState::Other(_) => false,
    };
    if named.unwrap_or(by_itself) { Ok(()) } else { Err(format!("state_{}", text::constant(state.as_str()))) }
}

fn is_old(options: &PlanOptions, as_of_us: i64, seen: &Seen, video: Option<&Video>) -> Result<(), String> {
    let Some((age, by)) = options.older_than else { return Ok(()) };
    let package = &seen.package;
    let time = match (by, video) {
        (By::TimeCreated, None) => &package.time_created,
        (By::TimeCreated, Some(video)) => &video.time_created,
        (By::TimeRetention, None) => &package.time_retention,
        (By::TimeRetention, Some(video)) => &video.time_retention,
        (By::TimeLastModified, _) => &package.time_last_modified,
        (By::TimeSignBy, _) => &package.time_sign_by,
        (By::TimeRescinded, _) => &package.time_rescinded,
    };
    let time = time.as_ref().and_then(Time::unix_us).filter(|us| *us > EARLIEST_US);
    let time = time.ok_or_else(|| "time_unknown".to_owned())?;
    let age = i64::try_from(age.as_micros()).unwrap_or(i64::MAX);
    if as_of_us.saturating_sub(time) >= age { Ok(()) } else { Err("too_recent".to_owned()) }
}

/// Whether an id is of something that stays.
pub(super) fn is_excluded(options: &PlanOptions, package: &Id, video: Option<&Id>) -> bool {
    let excluded = |id: &Id| options.exclude.contains(id.as_str());
    excluded(package) || video.is_some_and(excluded)
}

/// Whether the videos of a candidate have to be listed, whatever its package says.
pub(super) fn needs_videos(what: What, archive: Option<super::Archive>) -> bool {
    what == What::Videos || archive == Some(super::Archive::Videos)
}
