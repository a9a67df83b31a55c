//! The status of a package.

use std::ffi::c_char;

use super::answer::free_answer;
use super::calls::wait;
use super::client::iinked_client;
use super::error::iinked_error;
use super::records::iinked_package_status;
use super::{iinked_code, work};

/// Frees a status and everything in it.  NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_package_status_free(answer: *mut iinked_package_status) {
    // SAFETY: NULL or an answer of this type that was not freed, as the header asks.
    unsafe { free_answer(answer) };
}

/// The status of a package: `GET packages/{id}/status`.
///
/// Errors: every one but `IINKED_ERR_OUTCOME_UNKNOWN`, `IINKED_ERR_RETENTION` and `IINKED_ERR_CANCELLED`;
/// `IINKED_ERR_NOT_FOUND` means that there is no such package, or that the key may not see it.
///
/// Blocks until there is an answer, at most for the configuration's `timeout`.
/// On success `*out` is the answer: free it with `iinked_package_status_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_client_package_status(
    client: *const iinked_client,
    package_id: *const c_char,
    out: *mut *mut iinked_package_status,
    err: *mut *mut iinked_error,
) -> iinked_code {
    // SAFETY: the header asks for pointers that are NULL or valid.
    unsafe { wait(client, out, err, || work::package_status(package_id)) }
}
