//! Generated recordings of video signing rooms.

use fastrand::Rng;

use super::ids::{any_guid, token};
use super::package::{Video, VideoShape};
use super::stamp::{DAY, HOUR, Stamp};

/// Every state of a video.
const STATES: [&str; 6] = ["archived", "started", "stopped", "queued", "failed", "deleted"];
const DURATIONS: [&str; 5] = ["PT6S", "PT5M12S", "PT2M7S", "PT1H0M3.25S", "P1DT2H"];
/// Sizes in bytes; one is beyond 32 bits.
const SIZES: [u64; 4] = [484_524, 73_400_320, 0, 3_221_225_472];
/// How long a video is to be kept.  One day is over for most, though they are still there.
const RETENTION_DAYS: [Option<i64>; 3] = [None, Some(1), Some(365)];

/// The recordings of the package at a position: none to three. A room need not be recorded.
pub(super) fn videos(position: usize, created: Stamp, rng: &mut Rng) -> Vec<Video> {
    let meeting_id = any_guid(rng);
    (0..rng.usize(0..4))
        // Every fifth package is a video signing room, so this goes through all states in turn.
        .map(|index| video(STATES[(position / 5 + index) % STATES.len()], &meeting_id, created, rng))
        .collect()
}

fn video(state: &'static str, meeting_id: &str, created: Stamp, rng: &mut Rng) -> Video {
    let time = created.ticks + rng.i64(0..HOUR);
    let ended = !matches!(state, "started" | "queued" | "failed");
    let archived = state == "archived";
    Video {
        id: any_guid(rng),
        shared_id: rng.bool().then(|| any_guid(rng)),
        meeting_id: meeting_id.into(),
        session_id: any_guid(rng),
        external_video_id: rng.bool().then(|| any_guid(rng)),
        external_storage_id: rng.bool().then(|| any_guid(rng)),
        time_created: Stamp::any_digits(time, rng),
        time_retention: RETENTION_DAYS[rng.usize(0..3)].map(|days| Stamp::any_digits(time + days * DAY, rng)),
        time_deleted: (state == "deleted").then(|| Stamp::any_digits(time + HOUR, rng)),
        duration: ended.then(|| DURATIONS[rng.usize(0..DURATIONS.len())].into()),
        size: ended.then(|| SIZES[rng.usize(0..SIZES.len())]),
        state,
        url: archived.then(|| token(rng)),
        time_url_expires: archived.then(|| Stamp::any_digits(Stamp::NOW.ticks + DAY, rng)),
        shape: [VideoShape::Full, VideoShape::Sample, VideoShape::Brief][rng.usize(0..3)],
        ..Video::default()
    }
}
