//! Meeting videos: the answer of the video list and of both deletions (vendor's delete pages, docs/api.md section 5).

use super::record::record;
use super::{IsoDuration, Time, VideoState, VideoType};
use crate::secret::Secret;

record! {
    5
    /// A recording of a meeting.
    Video {
        /// Unique identifier of the video.
        "meetingVideoId" => meeting_video_id: String,
        /// Shared identifier of the video.
        "meetingVideoSharedId" => meeting_video_shared_id: String,
        /// The meeting.
        "meetingId" => meeting_id: String,
        /// The session of the meeting.
        "meetingSessionId" => meeting_session_id: String,
        /// Identifier in an external system.
        "externalVideoId" => external_video_id: String,
        /// Identifier of an external storage.
        "externalStorageId" => external_storage_id: String,
        /// When the recording was made.
        "timeCreated" => time_created: Time,
        /// When retention ends; null may mean none or unknown.
        "timeRetention" => time_retention: Time,
        /// When it was deleted.
        "timeDeleted" => time_deleted: Time,
        /// Length of the recording.
        "duration" => duration: IsoDuration,
        /// Size in bytes.
        "size" => size: i64,
        /// Source of the video; the values are not documented.
        "source" => source: String,
        /// Type of the video.
        "type" => r#type: VideoType,
        /// State of the video.
        "state" => state: VideoState,
        /// Temporary URL to download or play the video; a secret.
        "url" => url: Secret,
        /// When `url` stops working.
        "timeUrlExpires" => time_url_expires: Time,
    }
}

record! {
    6 json
    /// The videos of a package; after a deletion, those that were deleted.
    PackageVideos {
        /// The package.
        "packageId" => package_id: String,
        /// The videos.
        "videos" => videos: Vec<Video>,
    }
}
