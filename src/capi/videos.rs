//! The videos of a package, and the deletions, whose answer they are.

use std::ffi::{c_char, c_void};

use super::answer::{Arena, Convert, free, iinked_duration, iinked_time};
use super::boundary::plain;
use super::calls::{Work, iinked_call, start, wait};
use super::client::iinked_client;
use super::error::iinked_error;
use super::iinked_code;
use super::text::id;
use crate::model::{self, Record, VideoState, VideoType};
use crate::{Client, Result, Secret};

/// A recording of a meeting.
#[repr(C)]
pub struct iinked_video {
    /// Unique identifier of the video.
    pub meeting_video_id: *const c_char,
    /// Shared identifier of the video.
    pub meeting_video_shared_id: *const c_char,
    /// The meeting.
    pub meeting_id: *const c_char,
    /// The session of the meeting.
    pub meeting_session_id: *const c_char,
    /// Identifier in an external system.
    pub external_video_id: *const c_char,
    /// Identifier of an external storage.
    pub external_storage_id: *const c_char,
    /// When the recording was made.
    pub time_created: iinked_time,
    /// When retention ends; null may mean none or unknown.
    pub time_retention: iinked_time,
    /// When it was deleted.
    pub time_deleted: iinked_time,
    /// Length of the recording.
    pub duration: iinked_duration,
    /// Size in bytes; -1 where nothing was sent.
    pub size: i64,
    /// Source of the video; the values are not documented.
    pub source: *const c_char,
    /// Type of the video, one of `IINKED_VIDEO_TYPE_…`.
    pub r#type: i32,
    /// The same as the text that was sent.
    pub type_text: *const c_char,
    /// State of the video, one of `IINKED_VIDEO_STATE_…`.
    pub state: i32,
    /// The same as the text that was sent.
    pub state_text: *const c_char,
    /// Temporary URL to download or play the video; a secret.
    pub url: *const c_char,
    /// When `url` stops working.
    pub time_url_expires: iinked_time,
}

impl Convert for model::Video {
    type C = iinked_video;

    fn convert(&self, arena: &Arena) -> iinked_video {
        iinked_video {
            meeting_video_id: arena.text(self.meeting_video_id.as_deref()),
            meeting_video_shared_id: arena.text(self.meeting_video_shared_id.as_deref()),
            meeting_id: arena.text(self.meeting_id.as_deref()),
            meeting_session_id: arena.text(self.meeting_session_id.as_deref()),
            external_video_id: arena.text(self.external_video_id.as_deref()),
            external_storage_id: arena.text(self.external_storage_id.as_deref()),
            time_created: arena.time(self.time_created.as_ref()),
            time_retention: arena.time(self.time_retention.as_ref()),
            time_deleted: arena.time(self.time_deleted.as_ref()),
            duration: arena.duration(self.duration.as_ref()),
            size: self.size.unwrap_or(-1),
            source: arena.text(self.source.as_deref()),
            r#type: self.r#type.as_ref().map_or(0, VideoType::code),
            type_text: arena.text(self.r#type.as_ref().map(VideoType::as_str)),
            state: self.state.as_ref().map_or(0, VideoState::code),
            state_text: arena.text(self.state.as_ref().map(VideoState::as_str)),
            url: arena.text(self.url.as_ref().map(Secret::expose)),
            time_url_expires: arena.time(self.time_url_expires.as_ref()),
        }
    }
}

/// The videos of a package; after a deletion, those that were deleted.
#[repr(C)]
pub struct iinked_package_videos {
    /// The package.
    pub package_id: *const c_char,
    /// The videos.
    pub videos: *const *const iinked_video,
    /// How many elements `videos` has.
    pub videos_len: usize,
    /// The whole answer as JSON text: every documented key in documented order, then unknown ones as they came.
    pub json: *const c_char,
}

impl Convert for model::PackageVideos {
    type C = iinked_package_videos;

    fn convert(&self, arena: &Arena) -> iinked_package_videos {
        let (videos, videos_len) = arena.list(self.videos.as_ref());
        iinked_package_videos {
            package_id: arena.text(self.package_id.as_deref()),
            videos,
            videos_len,
            json: arena.text(Some(&(self as &dyn Record).to_json())),
        }
    }
}

/// Receives the outcome of an asynchronous call, once, on a thread of the library.
///
/// `code` is `IINKED_OK` and `answer` set, or `code` is an error's and `error` set; the other one is NULL.
/// The receiver owns both: free them with `iinked_package_videos_free` and `iinked_error_free`.
/// It must not throw or `longjmp`, should be short, and must not make blocking calls of this library.
pub type iinked_package_videos_callback = Option<
    unsafe extern "C" fn(
        code: iinked_code,
        answer: *mut iinked_package_videos,
        error: *mut iinked_error,
        user_data: *mut c_void,
    ),
>;

/// Frees a list of videos and everything in it.  NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_package_videos_free(answer: *mut iinked_package_videos) {
    // SAFETY: NULL or an answer of this type that was not freed, as the header asks.
    plain((), || unsafe { free(answer) });
}

/// # Safety
/// As [`id`].
unsafe fn list(package_id: *const c_char) -> Result<impl Work<Answer = model::PackageVideos>> {
    // SAFETY: the caller's promise.
    let package = unsafe { id(package_id, "package_id") }?;
    Ok(async move |client: Client| client.list_videos(&package).await)
}

/// The videos of a package: `GET packages/{id}/videos`.  Their URLs last 24 hours today.
///
/// Errors: as `iinked_client_package_status`.
///
/// Blocks until there is an answer, at most for the configuration's `timeout`.
/// On success `*out` is the answer: free it with `iinked_package_videos_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_client_list_videos(
    client: *const iinked_client,
    package_id: *const c_char,
    out: *mut *mut iinked_package_videos,
    err: *mut *mut iinked_error,
) -> iinked_code {
    // SAFETY: the header asks for pointers that are NULL or valid.
    unsafe { wait(client, out, err, || list(package_id)) }
}

/// `iinked_client_list_videos` without waiting: `callback` gets the answer.  See `iinked_call`.
///
/// `*out` is a handle of the call: free it with `iinked_call_free`, at any time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_client_list_videos_async(
    client: *const iinked_client,
    package_id: *const c_char,
    callback: iinked_package_videos_callback,
    user_data: *mut c_void,
    out: *mut *mut iinked_call,
    err: *mut *mut iinked_error,
) -> iinked_code {
    // SAFETY: the header asks for pointers that are NULL or valid.
    unsafe { start(client, callback, user_data, out, err, || list(package_id)) }
}
