//! The deletions.

use std::ffi::{c_char, c_void};

use super::answer::hand_out;
use super::border::produce;
use super::calls::{iinked_call, start};
use super::client::{iinked_client, living};
use super::error::iinked_error;
use super::iinked_code;
use super::text::id;
use super::videos::{iinked_package_videos, iinked_package_videos_callback};
use crate::{Client, DeleteOptions};

/// Deletes a package with its documents and videos, for ever: `POST packages/delete`.
/// The answer lists the videos that were deleted with it.
///
/// `notify`: tell the signers by email.  `override_retention`: delete although a retention policy forbids it; without it
/// such a package gives `IINKED_ERR_RETENTION`.  Both are always sent.
///
/// It is sent again only where it certainly was not processed.  `IINKED_ERR_OUTCOME_UNKNOWN` means that it may or may
/// not have been carried out: `iinked_error_evidence` says what a look at the server showed, and the error is never
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
    unsafe {
        produce(out, err, || {
            let client = living(client)?;
            let package = id(package_id, "package_id")?;
            let options = DeleteOptions { notify, override_retention };
            let answer = client.run(async |client| client.delete_package(&package, options).await, &mut || false)?;
            Ok(hand_out(&answer))
        })
    }
}

/// `iinked_client_delete_package` without waiting: `callback` gets the answer.  See `iinked_call`.
///
/// `*out` is a handle of the call: free it with `iinked_call_free`, at any time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_client_delete_package_async(
    client: *const iinked_client,
    package_id: *const c_char,
    notify: bool,
    override_retention: bool,
    callback: iinked_package_videos_callback,
    user_data: *mut c_void,
    out: *mut *mut iinked_call,
    err: *mut *mut iinked_error,
) -> iinked_code {
    // SAFETY: the header asks for pointers that are NULL or valid.
    unsafe {
        start(client, callback, user_data, out, err, || {
            let package = id(package_id, "package_id")?;
            let options = DeleteOptions { notify, override_retention };
            Ok(async move |client: Client| client.delete_package(&package, options).await)
        })
    }
}

/// Deletes one video of a package, for ever: `POST packages/{id}/videos/delete` (see `videos_delete_path`).
///
/// A NULL or empty `meeting_video_id` is `IINKED_ERR_INVALID_ARGUMENT`: it never means all videos.
///
/// It is sent again only where it certainly was not processed.  `IINKED_ERR_OUTCOME_UNKNOWN` means that it may or may
/// not have been carried out: `iinked_error_evidence` says what a look at the server showed, and the error is never
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
    unsafe {
        produce(out, err, || {
            let client = living(client)?;
            let (package, video) = (id(package_id, "package_id")?, id(meeting_video_id, "meeting_video_id")?);
            let answer = client.run(async |client| client.delete_video(&package, &video).await, &mut || false)?;
            Ok(hand_out(&answer))
        })
    }
}

/// `iinked_client_delete_video` without waiting: `callback` gets the answer.  See `iinked_call`.
///
/// `*out` is a handle of the call: free it with `iinked_call_free`, at any time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_client_delete_video_async(
    client: *const iinked_client,
    package_id: *const c_char,
    meeting_video_id: *const c_char,
    callback: iinked_package_videos_callback,
    user_data: *mut c_void,
    out: *mut *mut iinked_call,
    err: *mut *mut iinked_error,
) -> iinked_code {
    // SAFETY: the header asks for pointers that are NULL or valid.
    unsafe {
        start(client, callback, user_data, out, err, || {
            let (package, video) = (id(package_id, "package_id")?, id(meeting_video_id, "meeting_video_id")?);
            Ok(async move |client: Client| client.delete_video(&package, &video).await)
        })
    }
}

/// Deletes every video of a package, for ever: the same request without `meetingVideoId`.
///
/// It is sent again only where it certainly was not processed.  `IINKED_ERR_OUTCOME_UNKNOWN` means that it may or may
/// not have been carried out: `iinked_error_evidence` says what a look at the server showed, and the error is never
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
    unsafe {
        produce(out, err, || {
            let client = living(client)?;
            let package = id(package_id, "package_id")?;
            let answer = client.run(async |client| client.delete_all_videos(&package).await, &mut || false)?;
            Ok(hand_out(&answer))
        })
    }
}

/// `iinked_client_delete_all_videos` without waiting: `callback` gets the answer.  See `iinked_call`.
///
/// `*out` is a handle of the call: free it with `iinked_call_free`, at any time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_client_delete_all_videos_async(
    client: *const iinked_client,
    package_id: *const c_char,
    callback: iinked_package_videos_callback,
    user_data: *mut c_void,
    out: *mut *mut iinked_call,
    err: *mut *mut iinked_error,
) -> iinked_code {
    // SAFETY: the header asks for pointers that are NULL or valid.
    unsafe {
        start(client, callback, user_data, out, err, || {
            let package = id(package_id, "package_id")?;
            Ok(async move |client: Client| client.delete_all_videos(&package).await)
        })
    }
}
