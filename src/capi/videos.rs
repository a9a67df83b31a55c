//! The videos of a package, and the deletions, whose answer they are.

use std::ffi::c_char;

use super::answer::free;
use super::boundary::plain;
use super::calls::{Work, wait};
use super::client::iinked_client;
use super::error::iinked_error;
use super::iinked_code;
use super::records::iinked_package_videos;
use super::text::id;
use crate::model;
use crate::{Client, Result};

/// Frees a list of videos and everything in it.  NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_package_videos_free(answer: *mut iinked_package_videos) {
    // SAFETY: NULL or an answer of this type that was not freed, as the header asks.
    plain((), || unsafe { free(answer) });
}

/// # Safety
/// As [`id`].
pub(super) unsafe fn list(package_id: *const c_char) -> Result<impl Work<Answer = model::PackageVideos>> {
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
