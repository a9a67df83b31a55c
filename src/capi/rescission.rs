//! Rescissions.

use std::ffi::c_char;

use super::answer::free_answer;
use super::calls::wait;
use super::client::iinked_client;
use super::error::iinked_error;
use super::records::iinked_rescinded_package;
use super::{iinked_code, work};

/// Frees the answer of a rescission and everything in it.  NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_rescinded_package_free(answer: *mut iinked_rescinded_package) {
    // SAFETY: NULL or an answer of this type that was not freed, as the header asks.
    unsafe { free_answer(answer) };
}

/// Rescinds a package that was sent to its signers: `POST packages/rescind`.  The package and its documents are kept.
///
/// `message` tells why, and is kept as the package's `rescind_message`; NULL sends none.  `notify`: tell the signers by
/// email; it is always sent.
///
/// What it does cannot be taken back, so it is sent again only where it certainly was not processed.
/// `IINKED_ERR_OUTCOME_UNKNOWN` means that it may or may not have been carried out: `iinked_error_evidence` says what a
/// follow-up check of the status showed (`IINKED_EVIDENCE_RESCINDED`, `_PRESENT` or `_UNVERIFIED`), and the error is never
/// retryable.  Every other error means that nothing was rescinded, but for `IINKED_ERR_CANCELLED` and
/// `IINKED_ERR_INTERNAL`, after which it may have been.
///
/// Blocks until there is an answer, at most for the configuration's `timeout`.
/// On success `*out` is the answer: free it with `iinked_rescinded_package_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_client_rescind_package(
    client: *const iinked_client,
    package_id: *const c_char,
    message: *const c_char,
    notify: bool,
    out: *mut *mut iinked_rescinded_package,
    err: *mut *mut iinked_error,
) -> iinked_code {
    // SAFETY: the header asks for pointers that are NULL or valid.
    unsafe { wait(client, out, err, || work::rescind_package(package_id, message, notify)) }
}
