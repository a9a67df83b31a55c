//! The videos of a package, and the deletions, whose answer they are.

use std::ffi::c_char;

use super::answer::free_answer;
use super::calls::wait;
use super::client::iinked_client;
use super::error::iinked_error;
use super::records::iinked_package_videos;
use super::{iinked_code, work};

/// Frees a list of videos and everything in it.  NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_package_videos_free(answer: *mut iinked_package_videos) {
    // SAFETY: NULL or an answer of this type that was not freed, as the header asks.
    unsafe { free_answer(answer) };
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
    unsafe { wait(client, out, err, || work::list_videos(package_id)) }
}
