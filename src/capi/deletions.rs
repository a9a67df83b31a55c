//! The deletions.

use std::ffi::c_char;

use super::calls::wait;
use super::client::iinked_client;
use super::error::iinked_error;
use super::records::iinked_package_videos;
use super::{iinked_code, work};

/// Permanently deletes a package with its documents and videos: `POST packages/delete`.
/// The answer lists the videos that were deleted with it.
///
/// `notify`: tell the signers by email.  `override_retention`: delete although a retention policy forbids it; without it
/// such a package gives `IINKED_ERR_RETENTION`.  Both are always sent.
///
/// It is sent again only where it certainly was not processed.  `IINKED_ERR_OUTCOME_UNKNOWN` means that it may or may
/// not have been carried out: `iinked_error_evidence` says what a follow-up check of the server showed, and the error is never
/// retryable.  Every other error means that nothing was deleted, but for `IINKED_ERR_CANCELLED` and
/// `IINKED_ERR_INTERNAL`, after which it may have been.
///
/// Blocks until there is an answer, at most for the configuration's `timeout`.
/// On success `*out` is the answer: free it with `iinked_package_videos_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_client_delete_package(
    client: *const iinked_client,
    package_id: *const c_char,
    notify: bool,
    override_retention: bool,
    out: *mut *mut iinked_package_videos,
    err: *mut *mut iinked_error,
) -> iinked_code {
    // SAFETY: the header asks for pointers that are NULL or valid.
    unsafe { wait(client, out, err, || work::delete_package(package_id, notify, override_retention)) }
}

/// Permanently deletes one video of a package: `POST packages/{id}/videos/delete` (see `videos_delete_path`).
///
/// A NULL or empty `meeting_video_id` is `IINKED_ERR_INVALID_ARGUMENT`: it never means all videos.
///
/// It is sent again only where it certainly was not processed.  `IINKED_ERR_OUTCOME_UNKNOWN` means that it may or may
/// not have been carried out: `iinked_error_evidence` says what a follow-up check of the server showed, and the error is never
/// retryable.  Every other error means that nothing was deleted, but for `IINKED_ERR_CANCELLED` and
/// `IINKED_ERR_INTERNAL`, after which it may have been.
///
/// Blocks until there is an answer, at most for the configuration's `timeout`.
/// On success `*out` is the answer: free it with `iinked_package_videos_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_client_delete_video(
    client: *const iinked_client,
    package_id: *const c_char,
    meeting_video_id: *const c_char,
    out: *mut *mut iinked_package_videos,
    err: *mut *mut iinked_error,
) -> iinked_code {
    // SAFETY: the header asks for pointers that are NULL or valid.
    unsafe { wait(client, out, err, || work::delete_video(package_id, meeting_video_id)) }
}

/// Permanently deletes every video of a package: `POST packages/{id}/videos/delete` without `meetingVideoId`.
///
/// It is sent again only where it certainly was not processed.  `IINKED_ERR_OUTCOME_UNKNOWN` means that it may or may
/// not have been carried out: `iinked_error_evidence` says what a follow-up check of the server showed, and the error is never
/// retryable.  Every other error means that nothing was deleted, but for `IINKED_ERR_CANCELLED` and
/// `IINKED_ERR_INTERNAL`, after which it may have been.
///
/// Blocks until there is an answer, at most for the configuration's `timeout`.
/// On success `*out` is the answer: free it with `iinked_package_videos_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_client_delete_all_videos(
    client: *const iinked_client,
    package_id: *const c_char,
    out: *mut *mut iinked_package_videos,
    err: *mut *mut iinked_error,
) -> iinked_code {
    // SAFETY: the header asks for pointers that are NULL or valid.
    unsafe { wait(client, out, err, || work::delete_all_videos(package_id)) }
}
