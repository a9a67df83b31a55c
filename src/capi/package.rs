//! A package as a whole.

use std::ffi::{c_char, c_void};

use super::answer::free;
use super::boundary::plain;
use super::calls::{Work, iinked_call, start, wait};
use super::client::iinked_client;
use super::error::iinked_error;
use super::iinked_code;
use super::records::iinked_package;
use super::text::id;
use crate::model;
use crate::{Client, Result};

/// Receives the outcome of an asynchronous call, once, on a thread of the library.
///
/// `code` is `IINKED_OK` and `answer` set, or `code` is an error's and `error` set; the other one is NULL.
/// The receiver owns both: free them with `iinked_package_free` and `iinked_error_free`.
/// It must not throw or `longjmp`, should be short, and must not make blocking calls of this library.
pub type iinked_package_callback = Option<
    unsafe extern "C" fn(
        code: iinked_code,
        answer: *mut iinked_package,
        error: *mut iinked_error,
        user_data: *mut c_void,
    ),
>;

/// Frees a package and everything in it.  NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_package_free(answer: *mut iinked_package) {
    // SAFETY: NULL or an answer of this type that was not freed, as the header asks.
    plain((), || unsafe { free(answer) });
}

/// # Safety
/// As [`id`].
unsafe fn whole(package_id: *const c_char) -> Result<impl Work<Answer = model::Package>> {
    // SAFETY: the caller's promise.
    let package = unsafe { id(package_id, "package_id") }?;
    Ok(async move |client: Client| client.get_package(&package).await)
}

/// A package as a whole: `GET packages/{id}`.  It has what a status has not: retention, and when the package was deleted
/// or rescinded.
///
/// Errors: as `iinked_client_package_status`.
///
/// Blocks until there is an answer, at most for the configuration's `timeout`.
/// On success `*out` is the answer: free it with `iinked_package_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_client_get_package(
    client: *const iinked_client,
    package_id: *const c_char,
    out: *mut *mut iinked_package,
    err: *mut *mut iinked_error,
) -> iinked_code {
    // SAFETY: the header asks for pointers that are NULL or valid.
    unsafe { wait(client, out, err, || whole(package_id)) }
}

/// `iinked_client_get_package` without waiting: `callback` gets the answer.  See `iinked_call`.
///
/// `*out` is a handle of the call: free it with `iinked_call_free`, at any time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_client_get_package_async(
    client: *const iinked_client,
    package_id: *const c_char,
    callback: iinked_package_callback,
    user_data: *mut c_void,
    out: *mut *mut iinked_call,
    err: *mut *mut iinked_error,
) -> iinked_code {
    // SAFETY: the header asks for pointers that are NULL or valid.
    unsafe { start(client, callback, user_data, out, err, || whole(package_id)) }
}
